/** What the bureau and the stations do besides: adopting the policies, training, visits, open days. Some of it late or left out. */
import type { House } from '#kernel/house.ts'
import { addDays, addMonths, DAY, dateOf, HOUR, startOfDay } from '#kernel/time.ts'
import { actorOf, mustAct } from './acting.ts'
import { chanceOf } from './chance.ts'
import { staffOf } from './furnish.ts'

/** The half-year that a day lies in, as reports name it. */
const periodOf = (day: string) => `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? 'H1' : 'H2'}`

const PACKS = ['s0', 's1', 's2', 's3', 's4']

export async function officeWork(
  house: House,
  { seed, began, now }: { seed: number; began: number; now: number },
): Promise<void> {
  const chance = chanceOf(seed + 7)
  for (const pack of PACKS) {
    await mustAct(house, {
      login: 'duruochuan',
      at: began + HOUR,
      action: 'supervision.adopt-pack',
      form: { pack, from: dateOf(began), reason: '样例城市' },
      seed,
      label: `adopt ${pack}`,
    })
  }
  const told = async (
    login: string,
    fact: string,
    at: number,
    value: Record<string, unknown>,
    label: string,
    subjectId = actorOf(login).organisation.id,
  ) => {
    if (at > now) return
    await mustAct(house, {
      login,
      at,
      action: 'people.record-done',
      form: { subjectKind: 'organisation', subjectId, fact, value, evidence: '会议记录、签到表' },
      seed,
      label: `${fact} ${label}`,
    })
  }
  for (const [station, staff] of Object.entries(staffOf)) {
    for (let month = dateOf(began); month < dateOf(now); month = addMonths(month, 1)) {
      if (chance.happens(0.93))
        await told(
          staff.head,
          'training.held',
          startOfDay(month) + chance.between(2, 20) * DAY + 14 * HOUR,
          {},
          `${station} ${month}`,
        )
    }
    for (const year of new Set([Number(dateOf(began).slice(0, 4)) + 1, Number(dateOf(now).slice(0, 4))])) {
      await told(staff.head, 'training.planned', startOfDay(`${year}-01-15`) + 10 * HOUR, {}, `${station} ${year}`)
      const day = station === 'liutang-station' ? addDays(`${year}-06-19`, 1) : `${year}-06-19`
      await told(staff.head, 'open-day.held', startOfDay(day) + 9 * HOUR, {}, `${station} ${year}`)
    }
  }
  for (let half = dateOf(began); half < dateOf(now); half = addMonths(half, 6)) {
    await told('duruochuan', 'conference.held', startOfDay(half) + 40 * DAY, {}, half)
    for (const [station, staff] of Object.entries(staffOf)) {
      const there = actorOf(staff.head).organisation.id
      await told('duruochuan', 'contact.visited', startOfDay(half) + 55 * DAY, {}, `${station} ${half}`, there)
      if (station !== 'liutang-station')
        await told('duruochuan', 'inspection.done', startOfDay(half) + 70 * DAY, { kind: 'joint' }, `${station} ${half}`, there)
    }
    await told(
      'duruochuan',
      'report.half-year-submitted',
      startOfDay(addMonths(`${half.slice(0, 4)}-${half.slice(5, 7) < '07' ? '01' : '07'}-01`, 6)) + 10 * DAY,
      { period: periodOf(half) },
      half,
    )
  }
}
