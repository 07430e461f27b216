/** Tonight for a screen: what was received last with what this phone recorded since. Nothing here waits. */
import { usePhone, usePhoneState, useReceived } from '#web/ui/phone/index.ts'
import type { Area, Shift, SleeperList, Tonight } from './answers.ts'
import { useEntries } from './log.ts'
import { type Entry, stateOf } from './tonight.ts'

const HALF_HOUR = 30 * 60_000
const HALF_DAY = 12 * 3_600_000

/** Shifts begun without a plan, as this phone recorded them. */
export function unplanned(tonight: Tonight, entries: readonly Entry[]): Shift[] {
  const planned = new Set(tonight.shifts.map((each) => each.shiftId))
  return entries.flatMap((each) => {
    const { shiftId, areaId } = each.form as { shiftId?: string; areaId?: string }
    if (each.door !== 'patrol.start-shift' || !shiftId || planned.has(shiftId)) return []
    const area: Area = tonight.areas.find((one) => one.areaId === areaId) ?? {
      areaId: areaId ?? '',
      area: '临时巡查',
      stops: [],
      station: null,
      leader: null,
    }
    const stops = area.stops.map((stop) => ({ ...stop, visitedAt: null, peopleSeen: null }))
    return [
      { ...area, stops, shiftId, kind: 'routine', state: 'planned', from: each.at, to: each.at + HALF_DAY, crew: [], note: null },
    ]
  })
}

/** The shift that is walked now: begun here and not ended, else the one whose time it is, else the next. */
export function shiftNow(shifts: readonly Shift[], entries: readonly Entry[], now: number): Shift | null {
  const begun = (shift: Shift) =>
    entries.some((each) => each.door === 'patrol.start-shift' && each.form['shiftId'] === shift.shiftId) &&
    shift.state !== 'ended'
  const open = shifts.filter((each) => each.state !== 'ended')
  return (
    shifts.findLast(begun) ??
    open.find((each) => each.from - HALF_HOUR <= now && now <= each.to) ??
    open.find((each) => each.from > now) ??
    null
  )
}

export function useTonight() {
  const phone = usePhone()
  const { waiting, me } = usePhoneState()
  const { answer, at, loading, refresh } = useReceived<Tonight>('patrol.tonight')
  const list = useReceived<SleeperList>('patrol.sleepers')
  const { entries, open, ready } = useEntries()
  const tonight: Tonight = answer ?? { shifts: [], areas: [], organisations: [] }
  const shifts = [...tonight.shifts, ...unplanned(tonight, entries)]
    .map((each) => ({ ...each, state: stateOf(each, entries) }))
    .sort((a, b) => a.from - b.from)
  const current = shiftNow(shifts, entries, phone.now())
  const started = current?.state === 'started' ? current : null
  const from = Math.min(phone.now() - HALF_DAY, started?.from ?? Number.POSITIVE_INFINITY)
  return {
    me,
    shifts,
    areas: tonight.areas,
    hospitals: tonight.organisations.filter((each) => each.kind === 'hospital'),
    current,
    /** Begun and not ended. */
    started,
    /** Of this night. */
    entries: entries.filter((each) => each.at >= from),
    open,
    sleepers: list.answer?.items ?? [],
    waiting: new Map(waiting.map((each) => [each.id, each.state])),
    receivedAt: at,
    never: !loading && answer === null,
    /** The list as well: a page opened for one of it must find him there, or he would be recorded as somebody new. */
    ready: ready && !loading && !list.loading,
    refresh,
  }
}
export type TonightNow = ReturnType<typeof useTonight>
