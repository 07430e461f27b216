/** An institution as the doors make it: registered, licensed, assessed, selected, contracted. */
import { addDays, dateOf } from '#kernel/time.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

const met = { state: 'met' }
export const allMet = { legal: met, licence: met, staff: met, medical: met, fire: met, food: met, video: met, beds: met }

export interface Made {
  place?: Place
  organisation?: Place
  governmentRun?: boolean
  heads?: number
  days?: number
}

export async function registered(house: TestHouse, name: string, made: Made = {}): Promise<string> {
  const { reply } = await house.done(house.actor('station-head', made.place ?? 'north'), 'institution.register', {
    name,
    kind: 'welfare',
    governmentRun: made.governmentRun ?? true,
    ...(made.organisation ? { organisationId: house.organisations[made.organisation].id } : {}),
    address: '测试路 9 号',
    contact: '方主任',
    phone: '13900001111',
  })
  return reply.institutionId as string
}

export const contractOf = (house: TestHouse, institutionId: string, made: Made = {}) => {
  const today = dateOf(house.now())
  return {
    institutionId,
    no: '托-1',
    from: today,
    until: addDays(today, made.days ?? 364),
    heads: made.heads ?? 50,
    rates: [
      { level: 'self', yuan: 60 },
      { level: 'full', yuan: 120 },
    ],
    video: 'live',
  }
}

/** Open for placements. */
export async function underContract(house: TestHouse, name: string, made: Made = {}): Promise<string> {
  const head = house.actor('station-head', made.place ?? 'north')
  const institutionId = await registered(house, name, made)
  const today = dateOf(house.now())
  await house.done(head, 'institution.record-licence', { institutionId, kind: 'registration', validUntil: addDays(today, 700) })
  await house.done(head, 'institution.assess', { institutionId, ...allMet })
  await house.done(head, 'institution.select', {
    institutionId,
    way: 'tender',
    noticeNo: '云采〔2026〕9号',
    ...(made.governmentRun === false ? { noneAround: true, whyPrivate: '本地只有这一家收精神障碍人员' } : {}),
  })
  await house.done(head, 'institution.contract', contractOf(house, institutionId, made))
  return institutionId
}
