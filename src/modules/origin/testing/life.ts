/** What a rich life leaves in this room: somebody who came home here by a letter from outside, and a letter that went out. */
import { newKeyFile, openVault } from '#kernel/crypto.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { letterDocument, signLetter } from '../letter-file.ts'

interface Lived {
  canary: string
  phone: string
  /** Of whom a letter went to a place of origin. */
  sentFileId: string
}

/** Gives the ids that forms and questions of this room name. */
export async function returnedRichly(
  house: TestHouse,
  place: Place,
  { canary, phone, sentFileId }: Lived,
): Promise<[string, string][]> {
  const head = house.actor('station-head', place)
  const stranger = openVault(newKeyFile())
  const document = letterDocument({
    id: crypto.randomUUID(),
    kind: 'ask',
    letterNo: `${canary}〔2026〕1号`,
    at: house.now(),
    from: { name: `${canary}救助管理站`, division: null, phone },
    to: house.organisations[place].name,
    person: { name: `${canary}归`, sex: 'male', birth: '1954-03-07', idNumber: null, household: `${canary}村` },
    text: `${canary}请接收`,
    arrivesOn: null,
  })
  const letter = JSON.stringify(signLetter(stranger, document))
  await house.done(head, 'origin.import-letter', { letter, confirmedHow: `${canary}电话核实`, keepKey: true })
  const { reply } = await house.done(head, 'origin.register-letter', {
    kind: 'ask',
    from: `${canary}救助站`,
    writtenName: `${canary}返`,
    fromPhone: phone,
    text: `${canary}请接收`,
  })
  const { receptionId } = reply as { receptionId: string }
  await house.done(head, 'origin.accept', { receptionId, fetch: 'us', fetchWho: `${canary}二人`, phone })
  await house.done(head, 'origin.receive', {
    receptionId,
    to: 'family',
    receivedAt: house.now(),
    receiver: `${canary}父`,
    receiverPhone: phone,
  })
  const sent = { fileId: sentFileId, to: `${canary}救助站`, way: 'post', receipt: `${canary}单号` }
  const { sendingId } = (await house.done(head, 'origin.note-sent', sent)).reply as { sendingId: string }
  return [
    ['receptionId', receptionId],
    ['sendingId', sendingId],
  ]
}
