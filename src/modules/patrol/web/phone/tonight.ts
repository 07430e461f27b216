/**
 * Tonight as the patrol sees it: what the house answered last, joined with what this phone recorded since. Pure. A record
 * counts once, whether it waits, was received, or was already in the answer.
 */
import { type GoodsKind, goodsKinds } from '../../words.ts'
import type { Shift, Stop } from './answers.ts'
import { type Aim, STATION } from './steps.ts'

/** One record of this phone, as kept beside the outbox: the form is gone from there once the house has it. */
export interface Entry {
  /** The action's id. */
  id: string
  door: string
  /** Epoch ms, corrected. */
  at: number
  title: string
  form: Readonly<Record<string, unknown>>
  photos?: number
  aim?: Aim
}

/** Each record once, the earliest first; what the log lost is taken from what still waits. */
export function joined(log: readonly Entry[], waiting: readonly Entry[]): Entry[] {
  const byId = new Map<string, Entry>()
  for (const each of [...log, ...waiting]) if (!byId.has(each.id)) byId.set(each.id, each)
  return [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

const text = (entry: Entry, key: string) => (typeof entry.form[key] === 'string' ? (entry.form[key] as string) : undefined)
const is = (entry: Entry, ...doors: readonly string[]) => doors.some((door) => entry.door === `patrol.${door}`)
export const encounterOf = (entry: Entry) => text(entry, 'encounterId')

export interface Met {
  encounterId: string
  personId: string
  shiftId: string | undefined
  stopId: string | undefined
  areaId: string | undefined
  title: string
  at: number
  /** All that was recorded of it, the meeting first. */
  entries: Entry[]
  answer: string | undefined
  contact: boolean
  photos: number
  /** Where to, while under way. */
  escort: { at: number; to: Aim; toId: string | undefined; ended: boolean } | null
}

/** The people met, each with all that was recorded of them. */
export function metOf(entries: readonly Entry[]): Met[] {
  const met = new Map<string, Met>()
  for (const entry of entries) {
    const encounterId = encounterOf(entry)
    if (!is(entry, 'meet-person') || !encounterId || met.has(encounterId)) continue
    met.set(encounterId, {
      encounterId,
      personId: text(entry, 'personId') ?? '',
      shiftId: text(entry, 'shiftId'),
      stopId: text(entry, 'stopId'),
      areaId: text(entry, 'areaId'),
      title: entry.title,
      at: entry.at,
      entries: [],
      answer: undefined,
      contact: false,
      photos: 0,
      escort: null,
    })
  }
  for (const entry of entries) {
    const one = met.get(encounterOf(entry) ?? '')
    if (!one) continue
    one.entries.push(entry)
    one.photos += entry.photos ?? 0
    if (is(entry, 'offer-help')) one.answer = text(entry, 'answer')
    if (is(entry, 'persuade') && entry.form['contactGiven'] === true) one.contact = true
    if (is(entry, 'start-escort')) one.escort = { at: entry.at, to: aimOf(entry), toId: text(entry, 'toId'), ended: false }
    if (is(entry, 'end-escort') && one.escort) one.escort = { ...one.escort, ended: true }
  }
  return [...met.values()].sort((a, b) => b.at - a.at)
}

/** Where an escort goes; a record of which the log knows nothing tells it by its form. */
export function aimOf(entry: Entry): Aim {
  const name = text(entry, 'toName')
  return entry.aim ?? (name && name !== STATION ? { kind: 'hospital', name } : { kind: 'station', name: STATION })
}
const toStation = (one: Met) => one.escort?.to.kind === 'station'

export interface Counts {
  met: number
  toStation: number
  toHospital: number
  cards: number
  goods: Partial<Record<GoodsKind, number>>
}

export function countsOf(entries: readonly Entry[]): Counts {
  const met = metOf(entries)
  const goods: Partial<Record<GoodsKind, number>> = {}
  const seen = new Set<string>()
  for (const entry of entries) {
    if (!is(entry, 'give-goods') || seen.has(entry.id)) continue
    seen.add(entry.id)
    for (const { item, count } of (entry.form['goods'] ?? []) as { item: GoodsKind; count: number }[])
      goods[item] = (goods[item] ?? 0) + count
  }
  const carded = new Set(met.filter((each) => each.contact).map((each) => each.encounterId))
  return {
    met: met.length,
    toStation: met.filter(toStation).length,
    toHospital: met.filter((each) => each.escort !== null && !toStation(each)).length,
    cards: carded.size,
    goods,
  }
}

const shortGoods: Record<GoodsKind, string> = {
  quilt: '被',
  coat: '衣',
  food: '食',
  water: '水',
  medicine: '药',
  raincoat: '雨具',
  card: '卡',
}

/** `被 2 · 衣 1`; empty when nothing was given. */
export function goodsWords(goods: Counts['goods']): string {
  return (Object.keys(goodsKinds) as GoodsKind[])
    .filter((each) => (goods[each] ?? 0) > 0)
    .map((each) => `${shortGoods[each]} ${goods[each]}`)
    .join(' · ')
}

export type StopState = 'done' | 'now' | 'later'
export interface StopLine {
  stopId: string
  name: string
  number: number
  state: StopState
  /** When it was looked at last. */
  at: number | null
  words: string
  /** Who is usually there was not seen last night. */
  lookFirst: boolean
}

/** Looked at a stop for every report that stands on it: whoever went before they came has not. */
function lookedAt(stop: Stop, entry: Entry): boolean {
  const told = entry.form['reportIds']
  const came = Array.isArray(told) ? (told as string[]) : []
  return stop.fixed === false || stop.reports.every((each) => came.includes(each.reportId))
}

/** What a record says it was made for: the reports of its stop. */
export const reportsOf = (stop: Pick<Stop, 'reports'> | undefined): { reportIds?: string[] } =>
  stop && stop.reports.length > 0 ? { reportIds: stop.reports.slice(0, 20).map((each) => each.reportId) } : {}

/** Stops in walking order, each with what was found tonight or who may be there; the first not yet seen is next. */
export function stopLines(shift: Shift, entries: readonly Entry[]): StopLine[] {
  const mine = entries.filter((each) => text(each, 'shiftId') === shift.shiftId)
  let nextFound = false
  return shift.stops.map((stop, index) => {
    const here = mine.filter((each) => text(each, 'stopId') === stop.stopId && is(each, 'meet-person', 'check-place'))
    const at = Math.max(stop.visitedAt ?? 0, ...here.filter((each) => lookedAt(stop, each)).map((each) => each.at)) || null
    const unseen = stop.sleepers.filter((each) => !each.seenLastNight)
    const state: StopState = at !== null ? 'done' : nextFound ? 'later' : 'now'
    if (at === null) nextFound = true
    return {
      stopId: stop.stopId,
      name: stop.name,
      number: index + 1,
      state,
      at,
      words: at === null ? expected(stop, unseen.length) : found(stop, here, entries),
      lookFirst: at === null && unseen.length > 0,
    }
  })
}

/** `线索 R-1209-004 · 常在 1 人，昨夜未见到。先找` */
function expected(stop: Stop, unseen: number): string {
  const reports = stop.reports.map((each) => `线索 ${each.number}`)
  const usual = stop.sleepers.length
  const who =
    usual === 0
      ? ''
      : unseen > 0
        ? `常在 ${usual} 人，昨夜未见到${unseen < usual ? ` ${unseen} 人` : ''}。先找`
        : `常在 ${usual} 人`
  return [...reports, who].filter(Boolean).join(' · ') || (stop.note ?? '')
}

/** `见到 2 人：劝进站 1，留卡 1` */
function found(stop: Stop, here: readonly Entry[], entries: readonly Entry[]): string {
  const ids = new Set(here.filter((each) => is(each, 'meet-person')).map(encounterOf))
  const met = metOf(entries).filter((each) => ids.has(each.encounterId))
  if (met.length > 0) {
    const counts = countsOf(met.flatMap((each) => each.entries))
    const came = [
      counts.toStation > 0 ? `进站 ${counts.toStation}` : '',
      counts.toHospital > 0 ? `送医 ${counts.toHospital}` : '',
      counts.cards > 0 ? `留卡 ${counts.cards}` : '',
      goodsWords(counts.goods),
    ].filter(Boolean)
    return `见到 ${met.length} 人${came.length > 0 ? `：${came.join('，')}` : ''}`
  }
  const last = here.findLast((each) => is(each, 'check-place'))
  const people = last ? Number(last.form['people'] ?? 0) : (stop.peopleSeen ?? 0)
  return people > 0 ? `看到 ${people} 人` : '没有人'
}

/** How far a shift got by this phone's word: a start or end that waits counts as done. */
export function stateOf(shift: Pick<Shift, 'shiftId' | 'state'>, entries: readonly Entry[]): Shift['state'] {
  const mine = entries.filter((each) => text(each, 'shiftId') === shift.shiftId)
  if (shift.state === 'ended' || mine.some((each) => is(each, 'end-shift'))) return 'ended'
  if (shift.state === 'started' || mine.some((each) => is(each, 'start-shift'))) return 'started'
  return shift.state
}

export interface Sent {
  received: number
  waiting: number
  refused: number
}

/** `1 条已传 · 3 条待传`: by the outbox, which alone knows. */
export function sentOf(entries: readonly Entry[], waiting: ReadonlyMap<string, 'waiting' | 'sending' | 'refused'>): Sent {
  const state = entries.map((each) => waiting.get(each.id))
  const refused = state.filter((each) => each === 'refused').length
  const still = state.filter((each) => each === 'waiting' || each === 'sending').length
  return { received: entries.length - refused - still, waiting: still, refused }
}
