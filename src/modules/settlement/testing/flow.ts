/** Steps of a settlement for tests: a guest who stays long, with all that tracing has done, and each door behind another. */
import type { Actor } from '#kernel/actor.ts'
import type { PersonDescription } from '#modules/people-and-cases/index.ts'
import { type Guest, guestIn } from '../../../../tests/guest.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { handItems, type HandItem } from '../words.ts'

/** What other rooms tell of somebody for whom all was tried. */
export const TRACED = [
  { name: 'medical.screened', value: { fit: true } },
  { name: 'tracing.interviewed', value: { result: 'nothing' } },
  { name: 'tracing.face-compared', value: { result: 'not-found' } },
  { name: 'tracing.police-asked', value: { kind: 'records' } },
  { name: 'tracing.police-answered', value: { kind: 'records', result: 'not-found' } },
  { name: 'tracing.police-asked', value: { kind: 'dna' } },
  { name: 'tracing.dna-sampled' },
  { name: 'tracing.police-answered', value: { kind: 'dna', result: 'not-found' } },
  { name: 'tracing.notice-published', value: { channel: 'national' } },
  { name: 'tracing.notice-renewed', value: { channel: 'national' } },
  { name: 'tracing.pushed-national', value: {} },
]

export const ALL_HAND = Object.keys(handItems) as HandItem[]

export interface Flow {
  clerk: Actor
  leader: Actor
  head: Actor
  bureau: Actor
  police: Actor
  /** Accepted on a day, traced, and three months gone by. */
  longStayer(more?: { told?: PersonDescription; place?: Place; traced?: boolean; on?: string; today?: string }): Promise<Guest>
  checked(guest: Guest): Promise<void>
  applied(guest: Guest): Promise<string>
  planned(...guests: Guest[]): Promise<string>
  approved(planId: string, ...guests: Guest[]): Promise<void>
  named(guest: Guest, name?: string, birthDate?: string): Promise<void>
  registered(guest: Guest, idNumber?: string): Promise<void>
}

/** Valid, of a division that does not exist; born 7 March 1954. */
export const NUMBER = '999901195403071715'
export const BIRTH = '1954-03-07'

export function flowOf(house: TestHouse): Flow {
  const clerk = house.actor('clerk')
  const leader = house.actor('duty-leader')
  const head = house.actor('station-head')
  const bureau = house.actor('bureau-officer', 'bureau')
  const police = house.actor('police-officer', 'police')
  const flow: Flow = {
    clerk,
    leader,
    head,
    bureau,
    police,
    async longStayer({ told = {}, place, traced = true, on = '2026-08-20T09:00', today = '2026-12-09T09:00' } = {}) {
      house.at(on)
      const guest = await guestIn(house, { sex: 'male', ageSeenMin: 68, ageSeenMax: 76, ...told }, place ? { place } : {})
      if (traced) await guest.tell(...TRACED)
      house.at(today)
      return guest
    },
    async checked({ fileId }) {
      await house.done(clerk, 'settlement.check-file', { fileId, done: ALL_HAND })
    },
    async applied(guest) {
      await flow.checked(guest)
      const { reply } = await house.done(leader, 'settlement.apply', {
        fileId: guest.fileId,
        situation: '街头发现，多方查找无果',
      })
      return reply.letterNo as string
    },
    async planned(...guests) {
      const fileIds = guests.map((guest) => guest.fileId)
      const form = { fileIds, institutionId: house.organisations.institution.id, way: '落集体户，集中照料' }
      return (await house.done(bureau, 'settlement.plan', form)).reply.planId as string
    },
    async approved(planId, ...guests) {
      const approvedIds = guests.map((guest) => guest.fileId)
      const form = {
        planId,
        documentNo: '云政复〔2026〕9号',
        documentOn: '2026-12-09',
        approvedIds,
        policeId: house.organisations.police.id,
      }
      await house.done(bureau, 'settlement.record-approval', form)
    },
    async named({ fileId }, name = '云长青', birthDate = BIRTH) {
      await house.done(clerk, 'settlement.propose-name', { fileId, how: 'rule', name, birthDate })
      await house.done(leader, 'settlement.confirm-name', { fileId, name, seen: '与规则、年龄核对' })
    },
    async registered({ fileId }, idNumber = NUMBER) {
      await house.done(police, 'settlement.register', registerForm(house, fileId, { idNumber }))
    },
  }
  return flow
}

export const registerForm = (house: TestHouse, fileId: string, more: object = {}) => ({
  fileId,
  how: 'police',
  registerNo: 'H-2026-01',
  idNumber: NUMBER,
  address: '康宁路 1 号集体户',
  division: '999901',
  institutionId: house.organisations.institution.id,
  registeredOn: '2026-12-09',
  ...more,
})
