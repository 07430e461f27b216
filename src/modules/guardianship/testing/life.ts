/** What a rich life leaves in this room: the child of the story protected, taken and placed with a family; its sibling returned. */
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { familyChecks } from '../words.ts'

interface Lived {
  canary: string
  phone: string
  childId: string
  siblingId: string
}

/** Gives the ids that forms and questions of this room name. */
export async function guardedRichly(
  house: TestHouse,
  _place: Place,
  { canary, phone, childId, siblingId }: Lived,
): Promise<[string, string][]> {
  const [worker, bureau] = [house.actor('minors-officer', 'centre'), house.actor('minors-officer', 'bureau')]
  const done = async (name: string, form: Record<string, unknown>, actor = worker) =>
    (await house.done(actor, `guardianship.${name}`, form)).reply
  const members = [
    { name: `${canary}姜`, relation: `${canary}照料人`, adult: true, volunteer: 'yes', idNumber: '999901196803071711' },
  ]
  const family = { kind: 'both', members, address: `${canary}组`, phone, most: 4, wishes: `${canary}女孩` }
  const { familyId } = await done('register-family', family)
  const checks = Object.fromEntries(Object.keys(familyChecks).map((key) => [key, 'pass']))
  const assessors = [`${canary}甲`, `${canary}乙`]
  await done('check-family', { familyId, ...checks, assessors, visitedHome: true, note: `${canary}整洁` })
  await done('approve-family', { familyId, pass: true, reason: `${canary}合格` }, bureau)
  const protect = { ground: 'danger', situation: `${canary}情况`, where: `${canary}中心`, broughtBy: `${canary}所` }
  await done('protect', { childId, ...protect })
  const guardians = [{ name: `${canary}父`, relation: '父亲', idNumber: '999901198801011238' }]
  const asked = { childId, ground: 'unable', reason: `${canary}理由`, guardians, opinion: `${canary}想奶奶` }
  const temporary = await done('ask-temporary', asked)
  await done('approve', { childId, requestId: temporary.requestId, documentNo: `${canary}3号`, opinion: `${canary}同意` }, bureau)
  await done('place', {
    childId,
    kind: 'kin',
    who: `${canary}奶奶`,
    address: `${canary}路`,
    phone,
    siblings: 'apart',
    apartReason: `${canary}远`,
  })
  const seen = { manner: 'in-person', saw: true, words: `${canary}怕黑`, note: `${canary}看到` }
  await done('visit-placement', { childId, finding: 'good', ...seen })
  await done('supervise', { childId, manner: 'guided', guardian: `${canary}父`, how: `${canary}怎么做` })
  const order = { childId, kind: 'protection-order', court: '云川市人民法院', against: `${canary}父`, reason: `${canary}殴打` }
  const { orderId } = await done('ask-order', order)
  await done('return', {
    childId: siblingId,
    ground: 'found',
    to: `${canary}母`,
    identityChecked: true,
    address: `${canary}组`,
    phone,
  })
  await done('visit-returned', { childId: siblingId, finding: 'stable', ...seen })
  await done('ask-end', { childId, ground: 'court', reason: `${canary}判决`, opinion: `${canary}意见` })
  return [
    ['familyId', String(familyId)],
    ['orderId', String(orderId)],
    ['siblingIds', siblingId],
  ]
}
