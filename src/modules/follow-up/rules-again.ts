/** Who was found again, and what the repeating looks like. Pure; small numbers stay numbers. */
import { civilOfDay, dateOf, dayOf, dayOfInstant } from '#kernel/time.ts'

/** One rescue file, as far as repeating goes. */
export interface Episode {
  fileId: string
  acceptedAt: number | null
  /** Went home, was received there, or left and was listed as prone to wander; null where none of these. */
  returnedAt: number | null
}

export interface Pair {
  /** The file that had gone home; null: the person alone was listed. */
  earlier: string | null
  file: string
  at: number
}

/** Each taking-in after a going home, with the last going home before it. */
export function pairsOf(episodes: readonly Episode[], listedAt: number | null = null): Pair[] {
  return episodes.flatMap((episode): Pair[] => {
    const at = episode.acceptedAt
    if (at === null) return []
    const before = episodes
      .filter((other) => other.fileId !== episode.fileId && other.returnedAt !== null && other.returnedAt < at)
      .toSorted((a, b) => (b.returnedAt as number) - (a.returnedAt as number))[0]
    if (before) return [{ earlier: before.fileId, file: episode.fileId, at }]
    return listedAt !== null && listedAt < at ? [{ earlier: null, file: episode.fileId, at }] : []
  })
}

export interface Kept {
  id: string
  earlier: string | null
  file: string
}

/**
 * What to note and what to take back so that what is kept agrees with the files of a person as they are now. One that was
 * noted stays as long as both its files are the person's: what was told of its causes stays with it.
 */
export function difference(
  pairs: readonly Pair[],
  kept: readonly Kept[],
  files: ReadonlySet<string>,
): { note: Pair[]; takeBack: string[] } {
  const stays = (row: Kept) => pairs.some((pair) => pair.file === row.file) && (row.earlier === null || files.has(row.earlier))
  const staying = kept.filter(stays)
  return {
    note: pairs.filter((pair) => !staying.some((row) => row.file === pair.file)),
    takeBack: kept.filter((row) => !stays(row)).map((row) => row.id),
  }
}

export const seasons = { spring: '春', summer: '夏', autumn: '秋', winter: '冬' } as const
export type Season = keyof typeof seasons
const seasonOf = (month: number): Season =>
  month >= 3 && month <= 5 ? 'spring' : month >= 6 && month <= 8 ? 'summer' : month >= 9 && month <= 11 ? 'autumn' : 'winter'
export const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

export interface Finding {
  at: number
  causes: readonly string[]
  /** When they had gone home before, where known. */
  since: number | null
  where: string | null
}

export interface Pattern {
  times: number
  /** Days at home each time, in order. */
  daysHome: number[]
  bySeason: Record<Season, number>
  byWeekday: number[]
  byMonth: number[]
  places: { name: string; times: number }[]
  causes: Record<string, number>
  /** Nobody told a cause. */
  causeUntold: number
}

/** What the findings of one person, or of an area, look like together. */
export function patternOf(findings: readonly Finding[]): Pattern {
  const bySeason = { spring: 0, summer: 0, autumn: 0, winter: 0 }
  const byWeekday = weekdays.map(() => 0)
  const byMonth = Array.from({ length: 12 }, () => 0)
  const places = new Map<string, number>()
  const causes: Record<string, number> = {}
  let causeUntold = 0
  for (const { at, causes: told, where } of findings) {
    const day = dayOfInstant(at)
    const { month } = civilOfDay(day)
    bySeason[seasonOf(month)] += 1
    byMonth[month - 1] = (byMonth[month - 1] ?? 0) + 1
    // 1 January 1970 was a Thursday.
    const weekday = (day + 3) % 7
    byWeekday[weekday] = (byWeekday[weekday] ?? 0) + 1
    if (where) places.set(where, (places.get(where) ?? 0) + 1)
    if (told.length === 0) causeUntold += 1
    for (const cause of new Set(told)) causes[cause] = (causes[cause] ?? 0) + 1
  }
  return {
    times: findings.length,
    daysHome: findings
      .toSorted((a, b) => a.at - b.at)
      .flatMap(({ at, since }) => (since === null ? [] : [Math.max(0, dayOf(dateOf(at)) - dayOf(dateOf(since)))])),
    bySeason,
    byWeekday,
    byMonth,
    places: [...places].map(([name, times]) => ({ name, times })).toSorted((a, b) => b.times - a.times),
    causes,
    causeUntold,
  }
}

/** Below this a share or a season says nothing. */
export const FEW = 5

/** What may be said of a pattern in words, for whoever plans prevention; nothing of what is only chance. */
export function sayings(pattern: Pattern): string[] {
  const said: string[] = []
  const shortest = Math.min(...pattern.daysHome)
  if (pattern.daysHome.length > 0)
    said.push(pattern.daysHome.length === 1 ? `回家 ${shortest} 天后又外出` : `最短回家 ${shortest} 天后又外出`)
  if (pattern.times < FEW) return [...said, `只有 ${pattern.times} 次，看不出季节和星期的规律`]
  for (const [season, count] of Object.entries(pattern.bySeason) as [Season, number][])
    if (count * 2 > pattern.times) said.push(`${pattern.times} 次里 ${count} 次在${seasons[season]}季`)
  const top = pattern.places[0]
  if (top && top.times > 1) said.push(`${top.times} 次在${top.name}`)
  return said
}
