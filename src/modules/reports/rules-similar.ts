/** Pure: which reports may tell of the same thing, with the reasons in words. A person decides; nothing is joined by itself. */
import { distanceM, type Place, pointOf } from '#kernel/place.ts'
import { HOUR, MINUTE } from '#kernel/time.ts'

/** What is compared of a report. */
export interface Likeable {
  what: string
  place?: string | undefined
  spot?: Place | undefined
  look?: string | undefined
  people?: number | undefined
  groups?: readonly string[] | undefined
  signs?: readonly string[] | undefined
  childName?: string | undefined
  childSchool?: string | undefined
  /** When it was seen; where nobody said, when it was told. */
  at: number
}

export interface Likeness {
  /** 0 and above; comparable among those of one report only. */
  score: number
  reasons: string[]
}

const NEAR_M = 300
/** Two points farther apart than this, after what each may be off, are two places. */
const FAR_M = 1500
/** From here on it is suggested. */
const ENOUGH = 4

/** Signs that say nothing of a place or a look. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const HOLLOW = /^(?:有人|一个|看到|这里|那里|附近|旁边|在|的|了|是)$/u

/** Pieces of two signs; a short text is one piece. */
function pieces(text: string): Set<string> {
  const found = new Set<string>()
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const piece = text.slice(at, at + 2)
    if (!HOLLOW.test(piece)) found.add(piece)
  }
  return found
}

/** How much of the shorter text stands in the other: 0 to 1. */
function overlap(a: string, b: string): number {
  const [first, second] = [pieces(a), pieces(b)]
  const least = Math.min(first.size, second.size)
  if (least === 0) return 0
  let both = 0
  for (const piece of first) if (second.has(piece)) both += 1
  return both / least
}

/** The longest words that stand in both, three at most. */
function shared(a: string, b: string): string[] {
  const found: string[] = []
  const [short, long] = a.length < b.length || (a.length === b.length && a <= b) ? [a, b] : [b, a]
  for (let from = 0; from < short.length; ) {
    let to = from
    while (to < short.length && long.includes(short.slice(from, to + 1))) to += 1
    const word = short.slice(from, to)
    if (word.length >= 2 && !HOLLOW.test(word)) found.push(word)
    from = Math.max(to, from + 1)
  }
  return [...new Set(found)].toSorted((x, y) => y.length - x.length || (x < y ? -1 : 1)).slice(0, 3)
}

function ofPlace(a: Likeable, b: Likeable): { score: number; reason?: string } | 'elsewhere' {
  const [first, second] = [pointOf(a.spot), pointOf(b.spot)]
  if (first && second) {
    const apart = distanceM(first, second)
    if (apart <= NEAR_M) return { score: 3, reason: `两处相距约 ${Math.max(10, Math.round(apart / 10) * 10)} 米` }
    if (apart - (a.spot?.accuracyM ?? 0) - (b.spot?.accuracyM ?? 0) > FAR_M) return 'elsewhere'
  }
  const [one, other] = [plain(a.place ?? a.spot?.words ?? ''), plain(b.place ?? b.spot?.words ?? '')]
  if (one.length < 2 || other.length < 2) return { score: 0 }
  if (one.includes(other) || other.includes(one)) return { score: 3, reason: '地点写得一样' }
  const words = shared(one, other)
  return overlap(one, other) >= 0.6 && words.length > 0 ? { score: 2, reason: `地点相近：${words.join('、')}` } : { score: 0 }
}

function ofTime(a: number, b: number): { score: number; reason?: string } {
  const apart = Math.abs(a - b)
  if (apart <= 3 * HOUR)
    return { score: 2, reason: apart < HOUR ? `前后相差 ${Math.round(apart / MINUTE)} 分钟` : '前后不到三小时' }
  if (apart <= 24 * HOUR) return { score: 1, reason: '同一天' }
  return { score: apart <= 72 * HOUR ? 0 : -1 }
}

function ofLook(a: Likeable, b: Likeable): { score: number; reason?: string } {
  const [one, other] = [plain(`${a.look ?? ''}${a.what}`), plain(`${b.look ?? ''}${b.what}`)]
  if (one === other && one.length >= 4) return { score: 2, reason: '说的话一样' }
  const much = overlap(one, other)
  const words = shared(one, other)
  return much >= 0.3 && words.length > 0 ? { score: much >= 0.6 ? 2 : 1, reason: `都说到：${words.join('、')}` } : { score: 0 }
}

function ofChild(a: Likeable, b: Likeable): { score: number; reason?: string }[] {
  const same = (x: string | undefined, y: string | undefined) =>
    x !== undefined && y !== undefined && plain(x) === plain(y) && plain(x) !== ''
  return [
    ...(same(a.childName, b.childName) ? [{ score: 4, reason: '孩子同名' }] : []),
    ...(same(a.childSchool, b.childSchool) ? [{ score: 1, reason: '同一所学校' }] : []),
  ]
}

/** How much two reports are alike and why; undefined where nothing speaks for one matter. The same whichever comes first. */
export function likeness(a: Likeable, b: Likeable): Likeness | undefined {
  const place = ofPlace(a, b)
  if (place === 'elsewhere') return undefined
  const common = (x: readonly string[] | undefined, y: readonly string[] | undefined) =>
    (x ?? []).some((each) => y?.includes(each))
  const parts = [
    place,
    ofLook(a, b),
    ...ofChild(a, b),
    ...(a.people !== undefined && a.people > 1 && a.people === b.people ? [{ score: 1, reason: `都说 ${a.people} 个人` }] : []),
    ...(common(a.signs, b.signs) || common(a.groups, b.groups) ? [{ score: 1, reason: '说的是同一类人' }] : []),
  ]
  // Time alone makes nothing alike.
  if (parts.every((each) => each.score <= 0)) return undefined
  const all = [...parts, ofTime(a.at, b.at)]
  const score = all.reduce((sum, each) => sum + each.score, 0)
  return score >= ENOUGH
    ? { score, reasons: all.flatMap((each) => (each.score > 0 && each.reason ? [each.reason] : [])) }
    : undefined
}

/** What makes two sayings the same words: letters and figures alone. */
export const saidKey = (what: string): string => plain(what).slice(0, 400)

export interface Incoming {
  id: string
  at: number
  said: string | null
  source: string | null
}

/** How many alike in an hour are a flood. */
export const FLOOD = 4
/** Of one source many more: telephones of a whole town may come through one address. */
const FLOOD_OF_SOURCE = 12

/** Reports of the same words, or of one source, within an hour of each other: the largest first. */
export function floods(reports: readonly Incoming[]): { ids: string[]; by: 'said' | 'source' }[] {
  const taken = new Set<string>()
  const found: { ids: string[]; by: 'said' | 'source' }[] = []
  for (const [by, least] of [
    ['said', FLOOD],
    ['source', FLOOD_OF_SOURCE],
  ] as const) {
    const byKey = Map.groupBy(
      reports.filter((each) => each[by] !== null && !taken.has(each.id)),
      (each) => each[by] as string,
    )
    for (const own of byKey.values()) {
      let run: Incoming[] = []
      const close = () => {
        if (run.length >= least) found.push({ ids: run.map((each) => each.id), by })
        if (run.length >= least) for (const each of run) taken.add(each.id)
        run = []
      }
      for (const each of own.toSorted((x, y) => x.at - y.at || (x.id < y.id ? -1 : 1))) {
        const last = run.at(-1)
        if (last && each.at - last.at > HOUR) close()
        run.push(each)
      }
      close()
    }
  }
  return found.toSorted((a, b) => b.ids.length - a.ids.length)
}
