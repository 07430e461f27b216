/** What a rich life leaves in this room: a stay in hospital that was billed, paid in part, and fetched by a town. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
  fileId: string
}

/** Gives the ids that forms and questions of this room name. */
export async function treatedRichly(house: TestHouse, place: Place, lived: Lived): Promise<[string, string][]> {
  const { canary, phone, fileId } = lived
  const [nurse, head] = [house.actor('nurse', place), house.actor('station-head', place)]
  const hospitalId = house.organisations.hospital.id
  await house.done(nurse, 'medical.hospitalise', {
    fileId,
    hospitalId,
    reason: 'illness',
    complaint: `${canary}腹痛`,
    phoned: 'yes',
    phonedWhom: `${canary}护士`,
  })
  const { file } = (await house.ask(nurse, 'people.file', { fileId })) as { file: { no: string } }
  const bill = await house.done(nurse, 'medical.receive-bill', {
    hospitalId,
    month: '2026-12',
    billNo: 'B-1',
    totalYuan: 80,
    lines: [{ no: file.no, kind: 'hospital', costYuan: 80, chargedTo: 'fund' }],
  })
  await house.done(nurse, 'medical.record-cost', {
    fileId,
    kind: 'drugs',
    costYuan: 12.3,
    chargedTo: 'family',
    note: `${canary}药`,
  })
  await house.done(nurse, 'medical.ready-for-discharge', {
    fileId,
    canPay: 'no',
    nobody: 'yes',
    openCase: 'no',
    advice: `${canary}静养`,
  })
  await house.done(head, 'medical.assign-fetch', {
    fileId,
    by: 'town',
    organisationId: house.organisations.town.id,
    toldWhom: `${canary}镇长 ${phone}`,
    reason: `${canary}镇里已派车`,
  })
  await house.done(nurse, 'medical.explain-overstay', { fileId, reason: 'procedure', text: `${canary}等手续` })
  await house.done(nurse, 'medical.fetch-back', { fileId, by: `${canary}甲`, to: 'station' })
  const { items } = (await house.ask(nurse, 'medical.file-costs', { fileId })) as {
    items: { id: string; billId: string | null }[]
  }
  const designated = await designatedRichly(house, canary)
  return [
    ['billId', bill.reply.billId as string],
    ['costId', items.find((each) => each.billId === null)?.id as string],
    ...designated,
  ]
}

async function designatedRichly(house: TestHouse, canary: string): Promise<[string, string][]> {
  const bureau = house.actor('bureau-officer', 'bureau')
  const named = { hospitalName: '云川市精神病院', kinds: ['general'], since: '2026-01-01', contact: `${canary}医生` }
  const outcome = await house.act(bureau, 'medical.designate-hospital', named)
  return 'reply' in outcome ? [['designationId', outcome.reply.designationId as string]] : []
}
