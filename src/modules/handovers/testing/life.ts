/** What a rich life leaves in this room: handovers given to transport, one signed by both, one waiting, one corrected. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function handedRichly(
  house: TestHouse,
  place: Place,
  { canary, phone, fileId }: { canary: string; phone: string; fileId: string },
): Promise<[string, string][]> {
  const [giver, taker] = [house.actor('station-head', place), house.actor('street-officer', 'transport')]
  const signature = { typed: `${canary}签`, as: 'proxy', reason: `${canary}手伤` }
  const words = (more: object = {}) => ({
    handoverId: crypto.randomUUID(),
    about: 'rescue-file',
    subjectId: fileId,
    toId: house.organisations.transport.id,
    reason: 'treat',
    reasonNote: `${canary}事由`,
    who: `${canary}甲`,
    conscious: 'clear',
    condition: `${canary}发热`,
    injuries: `${canary}擦伤`,
    belongings: [{ what: `${canary}布包`, count: 1 }],
    papers: `${canary}证件`,
    place: `${canary}门口`,
    officer: `${canary}移交人`,
    officerNo: `${canary}01`,
    officerPhone: phone,
    fromSignature: signature,
    ...more,
  })
  const both = { receiver: `${canary}接收人`, receiverNo: `${canary}02`, remarks: `${canary}说明`, toSignature: signature }
  const signed = { ...words(), ...both }
  await house.done(giver, 'handovers.sign-both', signed)
  await house.done(taker, 'handovers.contest', { handoverId: signed.handoverId, reason: `${canary}异议` })
  await house.done(taker, 'handovers.confirm', { handoverId: signed.handoverId })
  const outside = words({ toId: undefined, toName: `${canary}单位` })
  await house.done(giver, 'handovers.prepare', outside)
  const { about: _about, subjectId: _subject, ...again } = words()
  await house.done(giver, 'handovers.correct', { ...again, replacesId: signed.handoverId, why: `${canary}更正` })
  return [
    ['handoverId', outside.handoverId],
    ['replacesId', again.handoverId],
  ]
}
