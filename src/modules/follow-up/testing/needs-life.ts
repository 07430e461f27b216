/** What a rich life leaves on the needs side: found again, needs handed on, abandonment told, a household listed and shared. */
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { returned } from './returnee.ts'

/** Gives the ids that forms and questions of this side name. */
export async function needsRichly(
  house: TestHouse,
  place: Place,
  { canary, fileId }: { canary: string; fileId: string },
): Promise<[string, string][]> {
  const head = house.actor('station-head', place)
  const home = await returned(house, { writtenName: `${canary}庚` }, { place })
  const done = async (name: string, form: Record<string, unknown>) => (await house.done(head, `follow-up.${name}`, form)).reply
  const again = await done('report-found-again', {
    fileId: home.fileId,
    how: 'missing',
    place: `${canary}村口`,
    from: `${canary}家`,
    note: `${canary}走了`,
  })
  const refer = (need: string) =>
    done('refer', {
      fileId,
      need,
      toName: `${canary}局`,
      situation: `${canary}没有收入`,
      asks: `${canary}请办`,
      consent: 'given',
    })
  const refused = await refer('housing')
  await done('answer-referral', {
    referralId: refused.referralId,
    result: 'refused',
    words: `${canary}超标`,
    from: `${canary}科`,
  })
  const waiting = await refer('medical')
  await done('remind-referral', { referralId: waiting.referralId, how: 'phone', note: `${canary}说在办` })
  const told = await done('tell-police', {
    fileId,
    kind: 'both',
    policeName: `${canary}派出所`,
    who: `${canary}长子`,
    grounds: `${canary}三年没有送饭`,
    reporter: `${canary}邻居`,
  })
  const household = await done('list-household', {
    fileId,
    head: `${canary}户主`,
    relation: `${canary}父`,
    division: '999901',
    address: `${canary}村 3 号`,
    people: 4,
    reasons: ['debt'],
    situation: `${canary}欠债`,
  })
  const shared = await done('share-households', {
    householdIds: [household.householdId],
    department: 'other',
    toName: `${canary}单位`,
    columns: ['head', 'address'],
    purpose: `${canary}监测`,
  })
  return [
    ['againId', again.againId as string],
    ['referralId', waiting.referralId as string],
    ['tellingId', told.tellingId as string],
    ['householdId', household.householdId as string],
    ['shareId', shared.shareId as string],
  ]
}
