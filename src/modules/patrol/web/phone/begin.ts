/** What an encounter begins with: where this phone is in its round, and who of the list was named. Pure. */
import type { Area, Shift, Sleeper } from './answers.ts'
import { type EncounterDraft, newEncounter } from './steps.ts'
import { type Entry, reportsOf, stopLines } from './tonight.ts'

export interface Named {
  encounterId: string
  personId: string
  /** The stop whose page it was begun on. */
  stopId: string | null
  /** Begun on the page of somebody of the list. */
  who?: Sleeper | undefined
}

interface Around {
  started: Shift | null
  current: Shift | null
  areas: readonly Area[]
  entries: readonly Entry[]
}

/**
 * The stop is the one named, else the one that is walked to now. Of somebody of the list who has no fixed stop nobody knows
 * where he was found until it is told: the stop that comes next would be made up.
 */
export function begunEncounter(named: Named, { started, current, areas, entries }: Around, now: number): EncounterDraft {
  const { encounterId, personId, stopId, who } = named
  const area = started ?? areas.find((each) => each.stops.some((one) => one.stopId === stopId)) ?? current
  const walked = started && !who ? stopLines(started, entries).find((each) => each.state === 'now')?.stopId : undefined
  const stop = area?.stops.find((each) => each.stopId === (stopId ?? walked))
  const start = {
    encounterId,
    personId: who?.sleeperId ?? personId,
    shiftId: started?.shiftId ?? null,
    areaId: area?.areaId || null,
    stopId: stop?.stopId ?? null,
    stopName: stop?.name ?? '',
    ...reportsOf(stop),
    spotName: stop?.fixed === false ? stop.name : undefined,
    station: area?.station ? { id: area.station.id, name: area.station.name } : null,
  }
  const draft = newEncounter(start, now)
  return who ? { ...draft, known: true, alias: who.alias } : draft
}
