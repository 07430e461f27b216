/** Who works in the city's station: in post for years, trained, examined, looked at by a doctor; this year not yet everybody. */
import type { House } from '#kernel/house.ts'
import { addDays, DAY, dateOf, HOUR, startOfDay } from '#kernel/time.ts'
import { actorOf, mustAct } from './acting.ts'
import { staffOf } from './furnish.ts'

const PEOPLE = ['zhouliqun', 'wuaihua', 'hanxiaoman', 'chenruoyu', 'shenjia', 'luqing'] as const

interface Sample {
  seed: number
  began: number
  now: number
}
const yearOf = (at: number) => Number(dateOf(at).slice(0, 4))

async function record(
  house: House,
  { seed, now }: Sample,
  told: { action: string; at: number; people: readonly string[]; form: Record<string, unknown>; label: string },
): Promise<void> {
  const { action, at, people, form, label } = told
  if (at > now) return
  await mustAct(house, {
    login: staffOf['yunchuan']?.head ?? '',
    at,
    action: `staff.${action}`,
    form: { accountIds: people.map((each) => actorOf(each).accountId), ...form },
    seed,
    label: `${action} ${label}`,
  })
}

/** Before anybody is named for anything. */
export const staffJoined = (house: House, sample: Sample): Promise<void> =>
  record(house, sample, {
    action: 'record-joined',
    at: sample.began + 3 * HOUR,
    people: PEOPLE,
    form: { joinedOn: `${yearOf(sample.began) - 3}-03-01`, post: 'business' },
    label: 'all',
  })

export async function staffYears(house: House, sample: Sample): Promise<void> {
  const { began, now } = sample
  await record(house, sample, {
    action: 'record-qualified',
    at: began + 31 * DAY,
    people: PEOPLE,
    form: { qualifiedOn: dateOf(began + 30 * DAY), note: '上机考试合格' },
    label: 'all',
  })
  for (let year = yearOf(began); year <= yearOf(now); year += 1) {
    const without = (...out: string[]) => (year < yearOf(now) ? PEOPLE : PEOPLE.filter((each) => !out.includes(each)))
    /** Written down in the evening of the day; of days before the house began as soon as it had. */
    const evening = (action: string, day: string, people: readonly string[], form: Record<string, unknown>) =>
      record(house, sample, {
        action,
        at: Math.max(startOfDay(day) + 18 * HOUR, began + 2 * DAY),
        people,
        form,
        label: day,
      })
    const spring = `${year}-04-10`
    const autumn = `${year}-09-15`
    const exam = addDays(autumn, 1)
    const health = `${year}-10-20`
    await evening('record-training', spring, PEOPLE, { what: '全市救助管理业务培训班', heldOn: spring, offJobDays: 1 })
    await evening('record-training', autumn, without('luqing'), { what: '应急演练和急救', heldOn: autumn, offJobDays: 1 })
    await evening('record-exam', exam, PEOPLE, { examinedOn: exam, form: 'written', result: '合格' })
    await evening('record-health-check', health, without('hanxiaoman', 'chenruoyu'), { checkedOn: health })
  }
}
