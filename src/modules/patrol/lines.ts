/** From rows to lines of answers. */
import type { Actor } from '#kernel/actor.ts'
import type { Vault } from '#kernel/crypto.ts'
import type { Tx } from '#kernel/db.ts'
import { nearWords, type Place, placeWords, pointOf } from '#kernel/place.ts'
import type { ReadContext } from '#kernel/query.ts'
import { addDays, DAY } from '#kernel/time.ts'
import { mayCorrect } from './access.ts'
import { byNeed, nightOf, seenLastNight } from './rules.ts'
import { stopTold } from './rules-place.ts'
import { calledWhat, nightsSince, offeredBefore } from './said.ts'
import { type AreaLine, areasSeen, type Organ, organisationsNamed, type Stop, stopsOf } from './store-area.ts'
import { encountersSeen, type EncounterLine, type ShiftTally, type SleeperLine, sleepersSeen } from './store-read.ts'
import { type Crew, crewOf, type Shift, shiftsBetween } from './store-shift.ts'
import { type Errand, openErrands, type VisitSeen, visitsOf } from './store-street.ts'

const flagWords = [
  ['withMinor', '携带未成年人'],
  ['coercion', '疑似胁迫、诱骗、利用'],
  ['infant', '利用婴幼儿乞讨'],
] as const

const doneWords = [
  ['persuadedAt', '劝导'],
  ['emergencyAt', '通知急救'],
  ['policeAt', '通知公安'],
  ['evidenceAt', '现场取证'],
  ['stationAt', '通知救助站'],
  ['escortStartedAt', '开始护送'],
  ['escortEndedAt', '护送结束'],
] as const

/** Where it was: its words; without any the nearest stop. On paper, where no map is, the figures stay. */
function whereWords(place: Place | undefined, stops: readonly Stop[] | undefined): string | null {
  const point = pointOf(place)
  if (!place) return null
  if (!stops || !point || place.words) return placeWords(place)
  const named = stops.flatMap(({ content }) => {
    const at = pointOf(content.place)
    return at ? [{ name: content.name, at }] : []
  })
  return nearWords(point, named) ?? '地图上的一点'
}

/** For a screen: whoever was met where nobody wrote a word is told by the nearest stop that the reader sees. */
export async function encounterLines(
  met: readonly EncounterLine[],
  { tx, vault, actor }: Pick<ReadContext, 'tx' | 'vault' | 'actor'>,
) {
  const bare = met.some(({ content }) => pointOf(content.place) && !content.place?.words)
  const areas = bare ? await areasSeen(tx, MOST.areas) : []
  const stops = (bare ? await stopsOf(tx, vault, idsOf(areas)) : []).filter((each) => each.active)
  return met.map((each) => encounterLine(each, actor, stops))
}

export function encounterLine(met: EncounterLine, actor: Actor, stops?: readonly Stop[]) {
  const { content } = met
  return {
    encounterId: met.id,
    personId: met.personId,
    called: calledWhat({ ...content, alias: met.alias, group: met.group }),
    metAt: met.metAt,
    area: met.area,
    place: whereWords(content.place, stops),
    group: met.group,
    signs: met.signs ?? [],
    flags: flagWords.flatMap(([key, words]) => (met[key] === true ? [words] : [])),
    look: content.look ?? null,
    answer: met.answer,
    done: doneWords.flatMap(([key, what]) => {
      const at = met[key]
      return at === null ? [] : [{ what, at }]
    }),
    goods: met.goods,
    goodsKinds: met.goodsKinds.slice(0, 10),
    photos: (content.photos ?? []).slice(0, 60),
    organisation: met.organisation,
    by: content.by,
    known: met.known,
    escort: met.escortState,
    toName: content.escort?.toName ?? null,
    escortStartedAt: met.escortStartedAt,
    vehicle: content.escort?.vehicle ?? null,
    handoverId: content.escort?.handoverId ?? null,
    mayCorrect: mayCorrect(actor, met),
  }
}

export function sleeperLine(who: SleeperLine, now: number, areas: Map<string, string>, stops: Map<string, string>) {
  const photos = who.last.flatMap((each) => (each.content.photos ?? []).toReversed())
  const heardName = who.last.find((each) => each.content.heardName)?.content.heardName
  return {
    sleeperId: who.personId,
    alias: calledWhat({ alias: who.content.alias, heardName, group: who.group, look: who.content.look }),
    named: who.content.alias !== undefined,
    group: who.group,
    look: who.content.look ?? null,
    areaId: who.areaId,
    area: who.areaId ? (areas.get(who.areaId) ?? null) : null,
    stopId: who.stopId,
    stop: (who.stopId && stops.get(who.stopId)) || (who.last[0]?.content.place?.words ?? null),
    state: who.state,
    met: who.met,
    lastMetAt: who.lastMetAt,
    missedAt: who.missedAt,
    nights: nightsSince(who.lastMetAt, now),
    seenLastNight: seenLastNight(who, now),
    offered: offeredBefore(who),
    photo: photos[0] ?? null,
    photos: photos.length,
  }
}

/** Everything a night's answers are made of, read once: what the actor sees and no more. */
export interface Night {
  areas: AreaLine[]
  organs: Map<string, Organ>
  stops: Stop[]
  shifts: Shift[]
  crew: Crew[]
  visits: VisitSeen[]
  met: EncounterLine[]
  sleepers: SleeperLine[]
  errands: Errand[]
}

const MOST = { areas: 100, shifts: 120, met: 400, sleepers: 500 }

/** Who is out tonight. */
export async function nightOut(tx: Tx, vault: Vault, now: number): Promise<Pick<Night, 'areas' | 'organs' | 'shifts' | 'crew'>> {
  const night = nightOf(now)
  const areas = (await areasSeen(tx, MOST.areas)).filter((each) => each.active)
  const shifts = (await shiftsBetween(tx, vault, addDays(night, -1), addDays(night, 2), MOST.shifts)).filter(
    (each) => each.state !== 'cancelled' && (each.state === 'started' || each.to >= now - DAY / 2),
  )
  const ofOrgan = areas.flatMap((each) => [each.stationId, ...(each.leaderId ? [each.leaderId] : [])])
  const organs = await organisationsNamed(tx, [...ofOrgan, ...shifts.flatMap((each) => each.organisationIds)])
  return { areas, organs: new Map(organs.map((each) => [each.id, each])), shifts, crew: await crewOf(tx, vault, idsOf(shifts)) }
}

const idsOf = (lines: readonly { id: string }[]) => lines.map((each) => each.id)

export async function nightNow(tx: Tx, vault: Vault, actor: Actor, now: number): Promise<Night> {
  const out = await nightOut(tx, vault, now)
  return {
    ...out,
    stops: (await stopsOf(tx, vault, idsOf(out.areas))).filter((each) => each.active),
    visits: await visitsOf(tx, vault, idsOf(out.shifts)),
    met: await encountersSeen(tx, vault, { from: now - DAY }, MOST.met),
    sleepers: (await sleepersSeen(tx, vault, { state: 'there' }, MOST.sleepers)).toSorted(byNeed(now)),
    errands: await openErrands(tx, vault, actor.organisation.path, now - 3 * DAY),
  }
}

const reportOn = (stopName: string | null) => (each: Errand) => ({
  reportId: each.reportId,
  number: each.content.no,
  what: each.content.what ?? null,
  // Told otherwise than the stop is called: said beside it, so that nobody looks on the wrong side of the bridge.
  where: each.content.place && each.content.place !== stopName ? each.content.place : null,
})

/**
 * The stops of an area in walking order with who is known there. A report of the place of a stop stands on it and before the
 * others, not looked at until somebody came for it; any other is a stop of its own.
 */
export function stopLines(night: Night, areaId: string, shiftId: string | null, now: number) {
  const visits = night.visits.filter((each) => each.shiftId === shiftId && each.personId === null)
  const here = night.stops.filter((each) => each.areaId === areaId)
  const told = night.errands.map((errand) => ({ errand, stop: stopTold(errand.content, here) }))
  const alone = told
    .filter((each) => !each.stop)
    .map(({ errand }) => ({
      stopId: errand.id,
      name: errand.content.place || `线索 ${errand.content.no}`,
      place: errand.content.spot ?? (errand.content.place ? { words: errand.content.place, source: 'words' as const } : null),
      note: null,
      fixed: false,
      sleepers: [],
      reports: [reportOn(errand.content.place)(errand)],
      visitedAt: null,
      peopleSeen: null,
    }))
  const own = here.map((stop) => {
    const checked = visits.filter((each) => each.stopId === stop.id).at(-1)
    const met = shiftId ? night.met.filter((each) => each.shiftId === shiftId && each.stopId === stop.id) : []
    const times = [...met.map((each) => each.metAt), ...(checked ? [checked.at] : [])]
    const reports = told.filter((each) => each.stop === stop).map(({ errand }) => reportOn(stop.content.name)(errand))
    return {
      stopId: stop.id,
      name: stop.content.name,
      place: stop.content.place ?? null,
      note: stop.content.note ?? null,
      fixed: true,
      sleepers: night.sleepers
        .filter((each) => each.stopId === stop.id)
        .slice(0, 100)
        .map((each) => ({ sleeperId: each.personId, seenLastNight: seenLastNight(each, now) })),
      reports,
      visitedAt: times.length > 0 && reports.length === 0 ? Math.max(...times) : null,
      peopleSeen: met.length > 0 ? new Set(met.map((each) => each.personId)).size : (checked?.people ?? null),
    }
  })
  const waits = own.filter((each) => each.reports.length > 0)
  return [...alone, ...waits, ...own.filter((each) => each.reports.length === 0)].slice(0, 150)
}

/** Who goes: those named, those out with a phone, else the organisations. */
export function crewWords(night: Pick<Night, 'crew' | 'organs'>, shift: Shift): string[] {
  const organ = (id: string) => night.organs.get(id)?.name ?? ''
  const out = night.crew.filter((each) => each.shiftId === shift.id).map((each) => `${each.name} ${organ(each.organisationId)}`)
  const named = shift.content.members
    .filter((each) => !each.accountId || !night.crew.some((one) => one.shiftId === shift.id && one.accountId === each.accountId))
    .map((each) => [each.name, organ(each.organisationId)].filter(Boolean).join(' '))
  const words = [...new Set([...out, ...named])]
  return (words.length > 0 ? words : shift.organisationIds.map(organ)).filter(Boolean).slice(0, 60)
}

export function shiftLine(
  night: Pick<Night, 'crew' | 'organs'>,
  shift: Shift,
  { area, tally, stops = [] }: { area: string; tally?: ShiftTally | undefined; stops?: readonly Stop[] },
) {
  const stop = stops.find((each) => each.id === tally?.stopId)
  return {
    shiftId: shift.id,
    areaId: shift.areaId,
    area,
    kind: shift.kind,
    state: shift.state,
    day: shift.day,
    from: shift.startedAt && !shift.planned ? shift.startedAt : shift.from,
    to: shift.endedAt ?? shift.to,
    planned: shift.planned,
    repeats: shift.repeatId !== null,
    crew: crewWords(night, shift),
    out: night.crew.filter((each) => each.shiftId === shift.id && each.endedAt === null).length,
    met: tally?.met ?? 0,
    checked: tally?.checked ?? 0,
    lastAt: tally?.lastAt ?? null,
    lastPlace: stop?.content.name ?? tally?.words ?? null,
    note: shift.content.note ?? null,
  }
}
