/** What a rich life leaves in this room: one who was settled and supported, another whose true name came, a third in a plan. */
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { itemKeys } from '../words.ts'
import { ALL_HAND } from './flow.ts'

interface Lived {
  canary: string
}

/** Valid numbers of a division that does not exist, all of one birthday; one for each time that life is lived. */
const NUMBERS = ['999901195403071635', '999901195403071950', '999901195403071790', '999901195403071512']
let used = 0

/** Gives the ids that forms and questions of this room name. */
export async function settledRichly(house: TestHouse, place: Place, { canary }: Lived): Promise<[string, string][]> {
  const [clerk, head] = [house.actor('clerk', place), house.actor('station-head', place)]
  const bureau = house.actor('bureau-officer', 'bureau')
  const [surname, given] = [[...canary][0] as string, ['长风', '远帆', '知秋', '立冬'][used % 4] as string]
  const received = async () => {
    const told = {
      arrival: 'police',
      safety: 'clear',
      secondStaff: '吴爱华',
      consent: 'given',
      decision: 'accept',
      told: true,
      guestSign: 'signed',
      sex: 'male',
    }
    const { reply } = await house.done(clerk, 'intake.receive', {
      ...told,
      heardNames: [`${canary}老汉`],
      ageSeenMin: 68,
      ageSeenMax: 76,
    })
    const fileId = reply.fileId as string
    await house.done(head, 'settlement.check-file', {
      fileId,
      done: ALL_HAND,
      note: `${canary}说明`,
      waived: itemKeys,
      waiveReason: `${canary}理由`,
    })
    await house.done(head, 'settlement.apply', { fileId, situation: `${canary}经过`, wish: `${canary}意愿`, early: '先报' })
    return { fileId, personId: reply.personId as string }
  }
  const [one, other, third] = [await received(), await received(), await received()]
  const planned = async (fileId: string) => {
    const form = { fileIds: [fileId], institutionName: `${canary}福利院`, way: `${canary}办法` }
    return (await house.done(bureau, 'settlement.plan', form)).reply.planId as string
  }
  const named = async (fileId: string, name: string) => {
    const planId = await planned(fileId)
    const approval = { planId, documentNo: `${canary}1号`, documentOn: '2026-12-09', approvedIds: [fileId] }
    await house.done(bureau, 'settlement.record-approval', approval)
    await house.done(clerk, 'settlement.propose-name', {
      fileId,
      how: 'rule',
      name,
      birthDate: '1954-03-07',
      reason: `${canary}`,
    })
    await house.done(head, 'settlement.confirm-name', { fileId, name, seen: `${canary}核对` })
  }
  await named(one.fileId, `${surname}${given}`)
  await house.done(bureau, 'settlement.register', {
    fileId: one.fileId,
    how: 'document',
    registerNo: `${canary}1`,
    idNumber: NUMBERS[used % 4],
    address: `${canary}路`,
    division: '999901',
    institutionName: `${canary}福利院`,
    registeredOn: '2026-12-09',
  })
  await named(other.fileId, `${surname}${given.slice(1)}山`)
  const known = { personId: other.personId, status: 'verified', evidence: 'police', source: `${canary}派出所` }
  await house.done(head, 'people.state-identity', known)
  await house.work()
  if (used === 0) {
    const rule = { surnames: ['云', '安', '江'], given: ['山', '川', '林', '泉', '星'], birth: 'mid-year', source: `${canary}诗` }
    await house.done(bureau, 'settlement.set-naming-rule', { ...rule, from: '2026-12-09', reason: `${canary}理由` })
    await house.done(bureau, 'settlement.set-checklist', { required: ['form'], from: '2026-12-09', reason: `${canary}理由` })
  }
  used += 1
  return [['planId', await planned(third.fileId)]]
}
