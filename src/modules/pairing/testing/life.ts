/** What a rich life leaves in this room: a checked volunteer, a pairing, a meeting. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
  childId: string
}

/** Valid numbers of a division that does not exist, of one birthday; one for each time that life is lived. */
const numberOf = (sequence: number): string => {
  const seventeen = `99990119800102${String(sequence).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...seventeen].reduce((total, digit, at) => total + Number(digit) * (weights[at] as number), 0)
  return seventeen + '10X98765432'[sum % 11]
}
let used = 0

/** Gives the ids that forms and questions of this room name. */
export async function pairedRichly(
  house: TestHouse,
  _place: Place,
  { canary, phone, childId }: Lived,
): Promise<[string, string][]> {
  const women = house.actor('department-officer', 'women')
  const worker = house.actor('minors-officer', 'centre')
  used += 1
  const enrolled = await house.done(women, 'pairing.enrol', {
    name: `${canary}嫂`,
    sex: 'female',
    phone,
    idNumber: numberOf(used),
    skills: `${canary}功课`,
    note: `${canary}说明`,
  })
  const volunteerId = enrolled.reply.volunteerId as string
  await house.done(women, 'pairing.record-check', {
    volunteerId,
    on: '2026-12-01',
    clear: true,
    source: `${canary}公安局`,
  })
  await house.done(worker, 'minors.note-family', {
    childId,
    name: `${canary}姑`,
    relation: 'other',
    idNumber: numberOf(500 + used),
  })
  await house.work('pairing')
  const wanted = await house.done(worker, 'pairing.want', {
    childId,
    kind: 'proxy-mother',
    keeperId: house.organisations.women.id,
    wish: 'wants',
    consent: 'given',
    need: `${canary}希望`,
  })
  const pairId = wanted.reply.pairId as string
  await house.done(women, 'pairing.pair', { pairId, volunteerIds: [volunteerId], plan: `${canary}计划` })
  await house.done(women, 'pairing.meet', { pairId, kind: 'talk', note: `${canary}谈心` })
  return [
    ['pairId', pairId],
    ['volunteerId', volunteerId],
    ['volunteerIds', volunteerId],
    ['keeperId', house.organisations.women.id],
  ]
}
