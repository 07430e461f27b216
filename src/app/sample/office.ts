/** What the bureau and the stations do besides: adopting the policies, training, visits, open days. Some of it late or left out. */
import type { House } from '#kernel/house.ts'
import { addDays, addMonths, DAY, dateOf, HOUR, startOfDay } from '#kernel/time.ts'
import { actorOf, mustAct } from './acting.ts'
import { chanceOf } from './chance.ts'
import { staffOf } from './furnish.ts'
import { staffJoined, staffYears } from './staff.ts'

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
  await staffJoined(house, { seed, began, now })
  await officersAndExperts(house, { seed, began, now })
  await staffYears(house, { seed, began, now })
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
  const yearOf = (at: number) => Number(dateOf(at).slice(0, 4))
  const years = Array.from({ length: yearOf(now) - yearOf(began) + 1 }, (_, index) => yearOf(began) + index)
  /** An instant inside a period, late enough to lie after the beginning. */
  const within = (from: string, to: string, days: number) =>
    Math.min(Math.max(startOfDay(from) + days * DAY, began + 2 * DAY), startOfDay(to) - DAY) + 10 * HOUR
  for (const [station, staff] of Object.entries(staffOf)) {
    for (let month = `${dateOf(began).slice(0, 7)}-01`; month < dateOf(now); month = addMonths(month, 1)) {
      const lately = month > addMonths(dateOf(now), -4)
      if (lately && chance.happens(0.3)) continue
      await told(
        staff.head,
        'training.held',
        within(month, addMonths(month, 1), chance.between(2, 20)),
        {},
        `${station} ${month}`,
      )
    }
    for (const year of years) {
      await told(staff.head, 'training.planned', within(`${year}-01-01`, `${year}-01-31`, 14), {}, `${station} ${year}`)
      const openDay = station === 'liutang-station' ? addDays(`${year}-06-19`, 1) : `${year}-06-19`
      await told(
        staff.head,
        'open-day.held',
        Math.max(startOfDay(openDay) + 9 * HOUR, began + 20 * DAY),
        {},
        `${station} ${year}`,
      )
    }
  }
  for (const year of years) {
    for (const half of ['H1', 'H2']) {
      const [from, to] = half === 'H1' ? [`${year}-01-01`, `${year}-07-01`] : [`${year}-07-01`, `${year + 1}-01-01`]
      if (startOfDay(to) < began) continue
      await told('duruochuan', 'conference.held', within(from, to, 40), {}, `${year} ${half}`)
      await told(
        'duruochuan',
        'report.half-year-submitted',
        startOfDay(to) + 9 * DAY,
        { period: `${year}-${half}` },
        `${year} ${half}`,
      )
      for (const [station, staff] of Object.entries(staffOf)) {
        const there = actorOf(staff.head).organisation.id
        await told('duruochuan', 'contact.visited', within(from, to, 55), {}, `${station} ${year} ${half}`, there)
        if (station !== 'liutang-station')
          await told(
            'duruochuan',
            'inspection.done',
            within(from, to, 70),
            { kind: 'joint' },
            `${station} ${year} ${half}`,
            there,
          )
      }
    }
    for (const [station, staff] of Object.entries(staffOf)) {
      const there = actorOf(staff.head).organisation.id
      await told(
        'duruochuan',
        'campaign.opened',
        Math.max(startOfDay(`${year}-06-03`), began),
        { kind: 'tracing' },
        `${station} ${year}`,
        there,
      )
    }
  }
}

const EXPERTS = [
  { name: '冉西平', field: 'dialect', areas: ['43', '36'], places: '湘南、湘西一带', unit: '云川学院中文系' },
  { name: '顾念慈', field: 'psychology', unit: '云川市第一医院', note: '每周三下午可以来站' },
] as const

/** Who searches and who compares faces in each station, and whom the bureau can ask. */
async function officersAndExperts(
  house: House,
  { seed, began, now }: { seed: number; began: number; now: number },
): Promise<void> {
  for (const [station, staff] of Object.entries(staffOf)) {
    // In the counties one person does everything; nobody has been named yet.
    if (station !== 'yunchuan') continue
    for (const duty of ['tracing', 'face-comparison']) {
      await mustAct(house, {
        login: staff.head,
        at: now - 60 * DAY,
        action: 'tracing.name-officer',
        form: { accountId: actorOf(staff.tracing).accountId, duty },
        seed,
        label: `officer ${station} ${duty}`,
      })
    }
  }
  for (const expert of EXPERTS) {
    await mustAct(house, {
      login: 'duruochuan',
      at: began + 4 * HOUR,
      action: 'tracing.add-expert',
      form: { ...expert },
      seed,
      label: `expert ${expert.name}`,
    })
  }
}
