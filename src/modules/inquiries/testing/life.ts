/** An inquiry's part of a rich life: the public's doors, a lead, a pair, a helper; what no clerk does by a form alone. */
import { publicActorFor, systemActorFor } from '#kernel/actor.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { PFIF_SPACE } from '../pfif.ts'

/** Lives it at a place; gives back ids by the fields that name them. */
export async function inquiriesRichly(
  house: TestHouse,
  place: Place,
  { canary, phone, fileId }: { canary: string; phone: string; fileId: string },
): Promise<[string, string][]> {
  const home = house.organisations[place]
  const [head, family, system] = [house.actor('station-head', place), publicActorFor(home), systemActorFor(home)]
  const sent = await house.done(family, 'inquiries.receive-public', {
    channel: 'web',
    remote: '192.0.2.7',
    consentKeep: true,
    name: `${canary}寻`,
    phone,
    address: `${canary}村`,
  })
  const { number, code } = sent.reply as { number: string; code: string }
  await house.done(family, 'inquiries.state-of-receipt', { number, code, remote: '192.0.2.7' })
  const { reply } = await house.done(head, 'inquiries.receive', {
    channel: 'hotline',
    askerName: `${canary}母`,
    askerRelation: 'mother',
    phone,
    name: `${canary}寻`,
    birthDate: '1954-03-07',
  })
  const pair = { inquiryId: reply['inquiryId'] as string, fileId }
  await house.done(system, 'inquiries.note-match', pair)
  await house.done(system, 'inquiries.note-guest-wish', { ...pair, wish: 'wants' })
  await house.done(head, 'inquiries.import-pfif', {
    from: `${canary}网`,
    xml: `<pfif xmlns="${PFIF_SPACE}"><person><person_record_id>example.org/${place}1</person_record_id>
      <full_name>${canary}线</full_name><author_phone>${phone}</author_phone>
      <note><note_record_id>example.org/${place}n</note_record_id><text>${canary}说</text></note></person></pfif>`,
  })
  const helper = await house.done(head, 'inquiries.register-helper', {
    kind: 'volunteer',
    name: `${canary}助`,
    phone,
    checkedHow: `${canary}证`,
  })
  const on = { helperId: helper.reply['helperId'] as string, inquiryId: pair.inquiryId }
  await house.done(head, 'inquiries.engage-helper', { ...on, task: `${canary}听音` })
  await house.done(head, 'inquiries.record-helper-finding', { ...on, outcome: 'led', finding: `${canary}像` })
  return Object.entries(on)
}
