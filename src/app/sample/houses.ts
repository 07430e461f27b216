/** Institutions that care for people outside the station: chosen, contracted, looked at every month; one of them with something to mend. */
import type { House } from '#kernel/house.ts'
import { addDays, DAY, dateOf, HOUR, startOfDay } from '#kernel/time.ts'
import { askAt, mustAct } from './acting.ts'
import { organisationId } from './city.ts'
import type { Happening } from './live.ts'

export interface Houses {
  kangning: string
  songhe: string
}

const CRITERIA = ['legal', 'licence', 'staff', 'medical', 'fire', 'food', 'video', 'beds']

/** Opens both and watches over them until now; ids by their short names. */
export async function openHouses(
  house: House,
  { seed, began, now }: { seed: number; began: number; now: number },
): Promise<Houses> {
  const act = (login: string, at: number, action: string, form: Record<string, unknown>, label: string) =>
    mustAct(house, { login, at, action, form, seed, label: `${action} ${label}` })
  const opened = async (key: string, about: Record<string, unknown>, select: Record<string, unknown>) => {
    const at = began + 5 * DAY
    const { institutionId } = await act('zhouliqun', at, 'institution.register', about, key)
    const of = { institutionId }
    for (const kind of ['registration', 'fire', 'food'])
      await act(
        'zhouliqun',
        at + HOUR,
        'institution.record-licence',
        { ...of, kind, validUntil: addDays(dateOf(now), kind === 'food' && key === 'songhe' ? 24 : 500) },
        `${key} ${kind}`,
      )
    const sheet = Object.fromEntries(CRITERIA.map((name) => [name, { state: 'met', evidence: '现场看过' }]))
    await act('zhouliqun', at + 2 * HOUR, 'institution.assess', { ...of, ...sheet }, key)
    await act('duruochuan', at + DAY, 'institution.select', { ...of, ...select }, key)
    const from = dateOf(at + 2 * DAY)
    await act(
      'duruochuan',
      at + 2 * DAY,
      'institution.contract',
      {
        ...of,
        no: key === 'kangning' ? '托-01' : '托-02',
        from,
        until: key === 'kangning' ? addDays(dateOf(now), 300) : addDays(dateOf(now), 75),
        heads: key === 'kangning' ? 20 : 6,
        rates: [
          { level: 'self', yuan: 70 },
          { level: 'partial', yuan: 90 },
          { level: 'full', yuan: 115 },
        ],
        video: 'live',
        insurance: '意外伤害险，每人 10 万元',
      },
      key,
    )
    for (let year = Number(dateOf(at).slice(0, 4)); year <= Number(dateOf(now).slice(0, 4)); year += 1) {
      const day = startOfDay(`${year}-06-19`) + 9 * HOUR
      if (day > at + 3 * DAY && day < now)
        await act(
          'wuaihua',
          day,
          'institution.hold-open-day',
          { ...of, visitors: 30, text: '看了食堂、房间和每月账目' },
          `${key} ${year}`,
        )
    }
    await act('duruochuan', at + 6 * DAY, 'institution.name-contact', { ...of, name: '林安平', post: '副局长' }, key)
    return institutionId as string
  }
  const kangning = await opened(
    'kangning',
    {
      name: '云川市康宁养护院',
      kind: 'welfare',
      governmentRun: true,
      beds: 120,
      organisationId: organisationId('kangning'),
      address: '云川市长宁路 1 号',
    },
    { way: 'entrusted' },
  )
  const songhe = await opened(
    'songhe',
    { name: '松鹤老年公寓', kind: 'elderly', governmentRun: false, beds: 60, address: '青禾县河滨路 8 号' },
    {
      way: 'negotiation',
      noticeNo: '云采〔2024〕17号',
      governmentAsked: [{ name: '青禾县社会福利院', answer: 'full' }],
      whyPrivate: '政府举办的没有空位，失智老人照护只有这一家愿意承接。',
    },
  )
  return { kangning, songhe }
}

/** The months of watching: visits by name, and in one of the houses something to mend and months without a visit. */
export function watching(house: House, houses: Houses, { seed, now }: { seed: number; now: number }): Happening[] {
  const today = startOfDay(dateOf(now))
  return (Object.entries(houses) as [keyof Houses, string][]).flatMap(([key, institutionId]) =>
    Array.from({ length: 9 }, (_, month) => month)
      .filter((month) => key === 'kangning' || month > 1)
      .map((month) => {
        const at = today - (month * 30 + 6) * DAY + 9 * HOUR
        return {
          at,
          run: () => inspect(house, { seed, at, institutionId, label: `${key} ${month}`, bad: key === 'songhe' && month === 3 }),
        }
      }),
  )
}

async function inspect(
  house: House,
  { seed, at, institutionId, label, bad }: { seed: number; at: number; institutionId: string; label: string; bad: boolean },
): Promise<void> {
  const act = (later: number, action: string, form: Record<string, unknown>, more = '') =>
    mustAct(house, { login: 'wuaihua', at: at + later, action, form, seed, label: `${action} ${label} ${more}` })
  const { inspectionId } = await act(0, 'institution.start-inspection', { institutionId, visitors: ['吴爱华', '陈若愚'] })
  const sheet = await askAt(house, {
    login: 'wuaihua',
    at: at + HOUR,
    action: 'institution.inspection',
    form: { institutionId, inspectionId },
  })
  for (const { fileId } of (sheet['people'] as { fileId: string }[] | undefined) ?? [])
    await act(
      HOUR,
      'institution.record-seen',
      { inspectionId, fileId, seen: 'seen', skin: 'none', injury: 'none', medicineTaken: 'yes', hygiene: 'good', mood: 'calm' },
      fileId,
    )
  const problems = [
    { area: 'fire', text: '二楼疏散通道堆放杂物', dueOn: dateOf(at + 10 * DAY) },
    { area: 'staff', text: '夜间只有一名护理员', dueOn: dateOf(at + 40 * DAY), grave: true },
  ]
  await act(2 * HOUR, 'institution.close-inspection', {
    inspectionId,
    food: 'good',
    sample: 'yes',
    fire: bad ? 'problem' : 'good',
    staffDay: 9,
    staffNight: bad ? 1 : 4,
    medicine: 'good',
    restraint: 'good',
    video: 'good',
    summary: '逐人看过，情况平稳。',
    ...(bad ? { problems } : {}),
  })
}
