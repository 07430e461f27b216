/** What a rich life leaves in this room: a plan with its items, services asked and answered, given, places and meetings. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
  childId: string
}

/** Gives the ids that forms and questions of this room name. */
export async function helpedRichly(
  house: TestHouse,
  _place: Place,
  { canary, phone, childId }: Lived,
): Promise<[string, string][]> {
  const worker = house.actor('minors-officer', 'centre')
  const women = house.actor('department-officer', 'women')
  const village = house.actor('child-director', 'village')
  const done = async (name: string, form: Record<string, unknown>, by = worker) =>
    (await house.done(by, `helping.${name}`, form)).reply
  const { planId } = await done('make-plan', {
    childId,
    goals: `${canary}安心上学`,
    childSays: `${canary}想奶奶`,
    familySays: `${canary}愿意`,
    items: [{ service: 'living-aid', goal: `${canary}有饭吃`, who: `${canary}镇` }],
  })
  const { itemId } = await done('add-item', { planId, service: 'behaviour', goal: `${canary}不逃学`, who: `${canary}老师` })
  const refer = (service: string, more: object = {}) =>
    done('refer', {
      childId,
      service,
      organisationId: house.organisations.women.id,
      asks: `${canary}请办`,
      tellName: true,
      contactName: `${canary}联系人`,
      contactPhone: phone,
      ...more,
    })
  const refused = (await refer('public-projects')).referralId as string
  await done('answer-referral', { referralId: refused, result: 'refused', words: `${canary}名额满`, from: `${canary}科` }, women)
  const { referralId } = await refer('parents-education')
  await done('record-session', { referralId, did: `${canary}上课` }, women)
  await done('remind-referral', { referralId, how: 'phone', note: `${canary}在办` })
  await done('raise-referral', { referralId, note: `${canary}请督办` })
  await done('counsel', { childId, what: `${canary}辅导`, by: `${canary}老师` })
  await done('enrol', { childId, schoolName: `${canary}小学`, grade: `${canary}班`, aid: true, aidWhat: `${canary}补助` })
  const { placeId } = await done(
    'open-place',
    { kind: 'children-home', name: `${canary}之家`, address: `${canary}路`, keeper: `${canary}管`, phone },
    village,
  )
  await done('hold-activity', { placeId, kind: 'sport', children: 5, what: `${canary}踢球` }, village)
  // `itemId` is a word of belongings too: the life of the house keeps theirs.
  return [['planItemId', itemId as string]]
}
