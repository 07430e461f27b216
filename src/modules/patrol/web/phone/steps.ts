/**
 * Which records one encounter gives, in which order, each with an id that is made once. Pure: the screen keeps the draft
 * after every tap and records what is due when a page is left, so that a phone that dies loses the last taps at most.
 */
import type { Place } from '#kernel/place.ts'
import { groupSaid, guidanceFor, type Seen, signSaid, type StepKey, type Taken, type Told } from '../../guidance.ts'
import type { GoodsKind, Group, Sign } from '../../words.ts'

export type Goods = Partial<Record<GoodsKind, number>>
export type Sex = 'male' | 'female' | 'unknown'

/** What of it was recorded already; only grows. */
interface Recorded {
  /** The form of what was seen, as recorded last. */
  seen?: string
  corrections: number
  photos: readonly string[]
  /** Batches of photos. */
  albums: number
  told?: Told
  answers: number
  steps: readonly StepKey[]
  goods: Goods
  issues: number
}

export interface EncounterDraft {
  encounterId: string
  personId: string
  shiftId: string | null
  areaId: string | null
  stopId: string | null
  stopName: string
  /** Reports that stand on that stop. */
  reportIds?: readonly string[] | undefined
  /** The place of a report that is a stop of this night alone: it is told in words, no other night would know it. */
  spotName?: string | undefined
  /** Epoch ms of the first tap. */
  at: number
  page: 1 | 2 | 3 | 4
  /** Somebody of the list. */
  known: boolean
  alias: string
  place?: Place | undefined
  photos: readonly string[]
  groups: readonly Group[]
  signs: readonly Sign[]
  withMinor: boolean
  coercionSuspected: boolean
  infantUsed: boolean
  guardianThere: 'yes' | 'no' | 'unclear' | null
  look: string
  heardName: string
  sexSeen: Sex | null
  age: AgeKey | null
  told: Told | null
  /** When the answer was given. */
  toldAt: number | null
  taken: Taken
  persuasion: string
  goods: Goods
  hospital: string
  /** Where the house knows that hospital. */
  hospitalId: string | null
  /** The station responsible here. */
  station: { id: string; name: string } | null
  vehicle: string
  handoverId: string | null
  /** Ids of records, by what they record. */
  ids: Readonly<Record<string, string>>
  recorded: Recorded
  /** The page being recorded: done again when the phone died in between. */
  leaving: 2 | 3 | 4 | null
}

/** As somebody looks: a range, never a number that nobody knows. */
export const ages = {
  child: '14 岁以下',
  youth: '14–17 岁',
  young: '18–39 岁',
  middle: '40–59 岁',
  old: '60 岁以上',
} as const
export type AgeKey = keyof typeof ages
const ageRange: Record<AgeKey, { ageSeenMin?: number; ageSeenMax?: number }> = {
  child: { ageSeenMax: 13 },
  youth: { ageSeenMin: 14, ageSeenMax: 17 },
  young: { ageSeenMin: 18, ageSeenMax: 39 },
  middle: { ageSeenMin: 40, ageSeenMax: 59 },
  old: { ageSeenMin: 60 },
}

export interface Start {
  encounterId: string
  personId: string
  shiftId: string | null
  areaId: string | null
  stopId: string | null
  stopName: string
  reportIds?: readonly string[] | undefined
  spotName?: string | undefined
  station: { id: string; name: string } | null
}

export function newEncounter(start: Start, now: number): EncounterDraft {
  return {
    ...start,
    at: now,
    page: 1,
    known: false,
    alias: '',
    photos: [],
    groups: [],
    signs: [],
    withMinor: false,
    coercionSuspected: false,
    infantUsed: false,
    guardianThere: null,
    look: '',
    heardName: '',
    sexSeen: null,
    age: null,
    told: null,
    toldAt: null,
    taken: {},
    persuasion: '',
    goods: {},
    hospital: '',
    hospitalId: null,
    vehicle: '',
    handoverId: null,
    ids: {},
    recorded: { corrections: 0, photos: [], albums: 0, answers: 0, steps: [], goods: {}, issues: 0 },
    leaving: null,
  }
}

export function seenOf(draft: EncounterDraft): Seen {
  return {
    groups: draft.groups,
    signs: draft.signs,
    withMinor: draft.withMinor,
    coercionSuspected: draft.coercionSuspected,
    infantUsed: draft.infantUsed,
    guardianThere: draft.guardianThere === 'yes' ? true : draft.guardianThere === 'no' ? false : null,
  }
}

/** What is prescribed now: an answer given is the step of asking taken. */
export function prescribed(draft: EncounterDraft) {
  const asked = draft.told !== null && draft.toldAt !== null ? { ask: draft.toldAt } : {}
  return guidanceFor(seenOf(draft), draft.told, { ...draft.taken, ...asked })
}

/** Words of an encounter for its writer: `北环涵洞，老人，醉酒`. */
export function titleOf(draft: EncounterDraft): string {
  const who = draft.groups.map((each) => groupSaid[each])
  const signs = draft.signs.map((each) => signSaid[each])
  const flags = [draft.withMinor ? '带孩子' : '', draft.infantUsed ? '抱婴幼儿讨钱' : '', draft.coercionSuspected ? '像被逼' : '']
  const place = draft.stopName || draft.place?.words || ''
  return [place, draft.alias, ...who, ...signs, ...flags, who.length + signs.length === 0 && !draft.alias ? '一个人' : '']
    .filter(Boolean)
    .join('，')
}

/** What he is called, or how one tells him where nobody knows his name: what a written handover begins with. */
export function calledOf({ alias, heardName, groups, age, look }: EncounterDraft): string {
  const name = alias || heardName.trim()
  const seen = name ? [] : [...groups.map((each) => groupSaid[each]), age ? ages[age] : '']
  return [name, ...seen, look.trim()].filter(Boolean).join('，').slice(0, 60)
}

export interface Due {
  /** What it records; its id stands in the draft's `ids`. */
  key: string
  id: string
  door: string
  title: string
  form: Record<string, unknown>
  occurredAt: number
  photos?: { field: string; ids: readonly string[] }
  /** Of an escort: where to, for this phone's own counts. */
  aim?: Aim
}

export interface Aim {
  kind: 'station' | 'hospital'
  name: string
}

/** Where somebody is brought, as the form takes it; the house knows it by its id, or by the name told. */
export function aimed(kind: Aim['kind'], told: { id?: string | null; name?: string | undefined }) {
  const name = told.name?.trim() || (kind === 'station' ? STATION : '医院（没记名称）')
  return { form: told.id ? { toId: told.id } : { toName: name }, aim: { kind, name } satisfies Aim }
}
export const STATION = '救助站'

type Unnamed = Omit<Due, 'id'>

const some = (text: string) => (text.trim() === '' ? undefined : text.trim())
/** Without keys that say nothing. */
function told(form: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined && value !== null))
}

function placeOf({ place, spotName }: EncounterDraft): Place | undefined {
  return spotName && !place?.words ? { source: 'words', ...place, words: spotName } : place
}

/**
 * What was seen, as the forms of meeting and of correcting take it. Signs are told even when there are none: looked for.
 * What was not tapped is not told; only what was told before is taken back by a no.
 */
function seenForm(draft: EncounterDraft): Record<string, unknown> {
  const before = draft.recorded.seen === undefined ? {} : (JSON.parse(draft.recorded.seen) as Record<string, unknown>)
  const flag = (key: 'withMinor' | 'coercionSuspected' | 'infantUsed') =>
    draft[key] ? true : before[key] === undefined ? undefined : false
  return told({
    place: placeOf(draft),
    groups: draft.groups.length > 0 ? draft.groups : undefined,
    signs: draft.signs,
    withMinor: flag('withMinor'),
    coercionSuspected: flag('coercionSuspected'),
    infantUsed: flag('infantUsed'),
    guardianThere: draft.guardianThere === 'yes' ? true : draft.guardianThere === 'no' ? false : undefined,
    look: some(draft.look),
    heardName: some(draft.heardName),
    sexSeen: draft.sexSeen,
    ...(draft.age ? ageRange[draft.age] : {}),
  })
}

/** What was given beyond what was recorded before. */
function goodsMore(draft: EncounterDraft): { item: GoodsKind; count: number }[] {
  return (Object.entries(draft.goods) as [GoodsKind, number][])
    .map(([item, count]) => ({ item, count: count - (draft.recorded.goods[item] ?? 0) }))
    .filter((line) => line.count > 0)
}

/** The records that are due when a page is left, in the order in which the server must take them. */
function unnamed(draft: EncounterDraft, page: 2 | 3 | 4, now: number): Unnamed[] {
  const { encounterId, recorded } = draft
  const title = titleOf(draft)
  const due: Unnamed[] = []
  const seen = seenForm(draft)
  const add = (key: string, door: string, words: string, form: Record<string, unknown>, occurredAt = now) =>
    due.push({ key, door: `patrol.${door}`, title: words ? `${title}：${words}` : title, form: told(form), occurredAt })

  if (recorded.seen === undefined) {
    const { shiftId, stopId, areaId, personId, known, reportIds } = draft
    add('meet', 'meet-person', '', { encounterId, shiftId, stopId, areaId, personId, known, reportIds, ...seen }, draft.at)
  } else if (recorded.seen !== JSON.stringify(seen)) {
    add(`correct:${recorded.corrections}`, 'correct-encounter', '更正', { encounterId, ...seen, reason: '现场补充、更正' })
  }
  const photos = draft.photos.filter((each) => !recorded.photos.includes(each))
  if (photos.length > 0) {
    add(`photos:${recorded.albums}`, 'add-photos', `照片 ${photos.length} 张`, { encounterId }, draft.at)
    const album = due.at(-1) as Unnamed
    album.photos = { field: 'photos', ids: photos }
  }
  if (draft.told !== null && draft.told !== recorded.told) {
    const words = { accepted: '愿意接受救助', refused: '不愿意', 'cannot-answer': '答不了' }[draft.told]
    add(`told:${recorded.answers}`, 'offer-help', words, { encounterId, answer: draft.told }, draft.toldAt ?? now)
  }
  due.push(...stepsDue(draft, page, title))
  if (page >= 3) {
    const goods = goodsMore(draft)
    const { shiftId, stopId } = draft
    if (goods.length > 0) add(`goods:${recorded.issues}`, 'give-goods', '发物资', { encounterId, shiftId, stopId, goods })
  }
  return due
}

/** Steps that were tapped and stand in what is prescribed, in the order of their taps. */
function stepsDue(draft: EncounterDraft, page: 2 | 3 | 4, title: string): Unnamed[] {
  const { encounterId } = draft
  const steps = new Map(prescribed(draft).flatMap((each) => each.steps.map((one) => [one.key, one] as const)))
  const due: Unnamed[] = []
  for (const { key, door, form, words } of steps.values()) {
    const at = draft.taken[key]
    if (at === undefined || draft.recorded.steps.includes(key)) continue
    const more = moreOf(draft, key)
    if (more === null || page < pageOf(key)) continue
    const aim = key === 'hospital' ? hospitalOf(draft) : key === 'escort' ? stationOf(draft) : null
    due.push({
      key: `step:${key}`,
      door,
      title: `${title}：${words}`,
      form: told({ encounterId, ...form, ...more, ...aim?.form }),
      occurredAt: at,
      ...(aim ? { aim: aim.aim } : {}),
    })
  }
  return due.sort((a, b) => a.occurredAt - b.occurredAt)
}

/** Words belong to some steps: those are recorded with the page on which the words are written. */
const pageOf = (key: StepKey) => (key === 'escort' ? 4 : key === 'persuade' || key === 'hospital' ? 3 : 2)

const hospitalOf = (draft: EncounterDraft) => aimed('hospital', { id: draft.hospitalId, name: some(draft.hospital) })
const stationOf = (draft: EncounterDraft) => aimed('station', { id: draft.station?.id ?? null, name: draft.station?.name })

/** What the page adds to a step's form; null for steps that have no record of this kind. */
function moreOf(draft: EncounterDraft, key: StepKey): Record<string, unknown> | null {
  if (key === 'ask' || key === 'handover' || key === 'give-goods') return null
  if (key === 'persuade') return { words: some(draft.persuasion) }
  if (key === 'escort') return { vehicle: some(draft.vehicle), handoverId: draft.handoverId }
  if (key === 'tell-station') return { toId: draft.station?.id }
  return {}
}

/** What is due, each with its id; and the draft that must be kept before the first of them is recorded. */
export function leave(
  draft: EncounterDraft,
  page: 2 | 3 | 4,
  now: number,
  makeId: () => string,
): { due: Due[]; draft: EncounterDraft } {
  const ids: Record<string, string> = { ...draft.ids }
  const due = unnamed(draft, page, now).map((each) => {
    const id = ids[each.key] ?? makeId()
    ids[each.key] = id
    return { ...each, id }
  })
  return { due, draft: { ...draft, ids, leaving: page } }
}

/** The draft once all that was due lies on the phone. */
export function left(draft: EncounterDraft, due: readonly Due[]): EncounterDraft {
  let { recorded } = draft
  for (const { key, form, photos } of due) {
    const [kind, which] = key.split(':') as [string, string]
    if (kind === 'meet') recorded = { ...recorded, seen: JSON.stringify(seenForm(draft)) }
    if (kind === 'correct')
      recorded = { ...recorded, seen: JSON.stringify(seenForm(draft)), corrections: recorded.corrections + 1 }
    if (kind === 'photos')
      recorded = { ...recorded, photos: [...recorded.photos, ...(photos?.ids ?? [])], albums: recorded.albums + 1 }
    if (kind === 'told') recorded = { ...recorded, told: form['answer'] as Told, answers: recorded.answers + 1 }
    if (kind === 'step') recorded = { ...recorded, steps: [...recorded.steps, which as StepKey] }
    if (kind === 'goods') recorded = { ...recorded, goods: { ...draft.goods }, issues: recorded.issues + 1 }
  }
  return { ...draft, recorded, leaving: null }
}

/** What people often say when they decline. */
export const refusalOffers = ['说等天亮再说', '怕被送回家', '在等人', '说不用管'] as const
