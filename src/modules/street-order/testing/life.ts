/** What a rich life leaves in this room: a case with evidence, news and somebody owed help; an operation; a vehicle. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function orderedRichly(
  house: TestHouse,
  place: Place,
  { canary, phone, personId }: { canary: string; phone: string; personId: string },
): Promise<[string, string][]> {
  const [head, bureau] = [house.actor('station-head', place), house.actor('bureau-officer', 'bureau')]
  const body = house.actor('street-officer', 'transport')
  const words = { words: `${canary}路口`, source: 'words' }
  const { reply } = await house.done(head, 'street-order.find', {
    kind: 'trafficking',
    what: `${canary}情况`,
    behind: `${canary}背后`,
    place: words,
    areaId: house.organisations.town.id,
    people: [{ group: 'aged', who: `${canary}老人`, personId }],
    metPersonId: personId,
  })
  const caseId = reply.caseId as string
  // One that nobody works on: the other may come to be closed with a minor.
  await house.done(head, 'street-order.find', { kind: 'disturbance', what: `${canary}另一件` })
  await house.done(bureau, 'street-order.assign', {
    caseId,
    organisationId: house.organisations.transport.id,
    ask: `${canary}要求`,
  })
  await house.done(head, 'street-order.add-evidence', {
    caseId,
    kind: 'statement',
    what: `${canary}证据`,
    takenBy: `${canary}取证人`,
    custody: `${canary}保管`,
    place: words,
  })
  await house.done(body, 'street-order.pass-news', {
    caseId,
    organisationId: house.organisations['minors-police'].id,
    news: `${canary}线索`,
  })
  const victim = await house.done(head, 'street-order.add-victim', { caseId, group: 'disabled', who: `${canary}某人` })
  await house.done(head, 'street-order.settle-victim', {
    victimId: victim.reply.victimId,
    help: 'none',
    whyNot: `${canary}不肯来`,
  })
  await house.done(head, 'street-order.hold-operation', {
    kind: 'joint',
    date: '2026-12-08',
    cases: 1,
    others: `${canary}单位`,
    what: `${canary}行动`,
  })
  const car = await house.done(head, 'street-order.register-vehicle', {
    plate: `${canary}1`,
    kind: 'rescue',
    driver: `${canary}司机`,
    driverPhone: phone,
  })
  return [
    ['caseId', caseId],
    ['victimId', victim.reply.victimId as string],
    ['vehicleId', car.reply.vehicleId as string],
  ]
}
