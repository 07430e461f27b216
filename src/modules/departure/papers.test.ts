import { afterAll, beforeAll, expect, it } from 'vitest'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
})
afterAll(() => test.close())

const clerk = () => test.actor('clerk')
/** One white dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)

interface Printed {
  file?: { name: string; body: Uint8Array; type: string }
  code?: string
}
const print = async (name: string, params: Record<string, unknown>) => (await test.ask(clerk(), name, params)) as Printed
async function isPdf(name: string, fileId: string): Promise<void> {
  const answer = await print(name, { fileId })
  if (answer.code === 'PAPER.NO_FONT') return
  expect(
    Buffer.from(answer.file?.body ?? [])
      .subarray(0, 5)
      .toString(),
    `${name} ${answer.code}`,
  ).toBe('%PDF-')
  expect(answer.file?.name).not.toContain('甘小满')
}

it('every paper of the way home is printed when its time has come, and says before what is lacking', async () => {
  const guest = await guestIn(test, { writtenName: '甘小满', birthDate: '1980-05-01', sex: 'male' })
  await guest.tell(
    { name: 'medical.screened', value: { fit: true, infection: 'ruled-out' } },
    { name: 'person.identity-stated', value: { status: 'verified', by: 'document' } },
  )
  const of = { fileId: guest.fileId }
  for (const name of ['plan', 'task', 'voucher', 'ask-letter', 'request'])
    expect(await print(`departure.paper-${name}`, of)).toMatchObject({ code: 'DEPARTURE.NO_PAPER' })
  await test.done(clerk(), 'departure.plan-return', {
    ...of,
    means: 'escort',
    origin: '安河市',
    originId: test.organisations['far-station'].id,
    plannedOn: '2026-12-10',
    along: ['papers', 'medicine'],
    alongText: '降压药七天',
  })
  await test.done(test.actor('duty-leader'), 'departure.approve-plan', of)
  await test.done(clerk(), 'departure.name-escorts', {
    ...of,
    escorts: [
      { name: '甲', sex: 'male', role: 'lead', phone: '13800000001' },
      { name: '乙', sex: 'female', role: 'care' },
    ],
  })
  await test.done(clerk(), 'departure.ask-origin', { ...of, origin: '安河市救助管理站', way: 'letter', text: '请接站' })
  await test.done(clerk(), 'departure.issue-ticket', {
    ...of,
    kind: 'voucher',
    transport: 'train',
    from: '云川',
    to: '安河',
    number: 'K117',
    fareYuan: 46.5,
    home: 'yes',
  })
  await test.done(clerk(), 'departure.record-origin-refusal', { ...of, origin: '安河市', reason: '称户籍已注销' })
  await test.done(clerk(), 'departure.raise', { ...of, to: 'city', text: '请协调' })
  for (const name of ['plan', 'task', 'voucher', 'ask-letter', 'request', 'return-handover'])
    await isPdf(`departure.paper-${name}`, guest.fileId)
  await test.done(clerk(), 'departure.answer-raise', { ...of, result: 'receives' })
  await test.done(clerk(), 'departure.leave', { ...of, kind: 'escort', origin: '安河市', via: 'train', secondStaff: '乙' })
  const picture = crypto.randomUUID()
  await withActor(test.house.db, clerk(), (tx) =>
    keepFile(tx, test.house.vault, clerk(), {
      id: picture,
      name: 'signature.png',
      type: 'image/png',
      body: PNG,
      now: test.now(),
    }),
  )
  await test.done(clerk(), 'departure.sign-handover', {
    ...of,
    arrivedAt: test.now(),
    receivedBy: '安河市救助管理站',
    signer: '白晓棠',
    identity: 'papers',
    handed: ['papers'],
    signature: { picture },
    escortSignature: { typed: '甲', as: 'proxy', reason: '手部受伤' },
  })
  await isPdf('departure.paper-return-handover', guest.fileId)
  const sheet = await print('departure.returns-sheet', { month: '2026-12' })
  expect(sheet.file?.name).toBe('返乡月表 2026-12.xlsx')
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  await book.xlsx.load(sheet.file?.body as never)
  const rows = book.worksheets[0]?.getSheetValues() as unknown[][]
  const told = [...(rows[2] ?? [])].slice(2).filter(Boolean)
  expect(told).toEqual(['甘小满', '男', '2026-12-09', '护送返乡', '安河市', '跨省', '2026-12-09', '46.50'])
})

it('a signature is a drawn one, or a name with what it stands for and why', async () => {
  const guest = await guestIn(test, { writtenName: '甘小满' })
  const form = { fileId: guest.fileId, arrivedAt: test.now(), receivedBy: '站', signer: '白', signature: { typed: '白' } }
  expect(await test.act(clerk(), 'departure.sign-handover', form)).toMatchObject({ code: 'KERNEL.FORM' })
  const stolen = { ...form, signature: { picture: crypto.randomUUID() } }
  expect(await test.act(clerk(), 'departure.sign-handover', stolen)).toMatchObject({ code: 'DEPARTURE.NOT_LEFT' })
})
