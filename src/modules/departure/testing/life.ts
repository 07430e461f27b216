/** What a rich life leaves in this room: somebody under way with everything written down, somebody refused and raised. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
  /** Guests in station, fit and known to nobody yet. */
  fileId: string
  otherFileId: string
}

/** Gives the ids that forms of this room name. */
export async function departedRichly(house: TestHouse, place: Place, lived: Lived): Promise<[string, string][]> {
  const { canary, phone, fileId, otherFileId } = lived
  const clerk = house.actor('clerk', place)
  const of = { fileId }
  const ticket = { ...of, kind: 'voucher', transport: 'train', from: `${canary}站`, to: `${canary}县`, fareYuan: 30, home: 'yes' }
  await house.done(clerk, 'departure.plan-return', {
    ...of,
    means: 'escort',
    origin: `${canary}县`,
    originId: house.organisations['far-station'].id,
    contact: `${canary}联系人`,
    along: ['papers'],
    alongText: `${canary}清单`,
    needs: `${canary}照顾`,
  })
  await house.done(clerk, 'departure.name-escorts', {
    ...of,
    escorts: [
      { name: `${canary}护送甲`, sex: 'male', role: 'lead', phone },
      { name: `${canary}护送乙`, sex: 'female', role: 'medical', phone },
    ],
  })
  await house.done(clerk, 'departure.ask-origin', {
    ...of,
    originId: house.organisations['far-station'].id,
    origin: `${canary}救助站`,
    way: 'letter',
    text: `${canary}请接收`,
  })
  const { reply } = await house.done(clerk, 'departure.issue-ticket', ticket)
  await house.done(clerk, 'departure.return-ticket', {
    ...of,
    ticketId: reply.ticketId,
    refundYuan: 20,
    refund: 'expected',
    reason: `${canary}误车`,
  })
  const other = { fileId: otherFileId }
  await house.done(clerk, 'departure.record-origin-refusal', { ...other, origin: `${canary}县`, reason: `${canary}不接` })
  await house.done(clerk, 'departure.raise', { ...other, to: 'city', text: `${canary}请示` })
  return [
    ['ticketId', reply.ticketId as string],
    ['originId', house.organisations['far-station'].id],
  ]
}
