/** Every paper of an institution prints, the sheet adds up, and attachments open to who may see them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { uploadBy } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { underContract } from './testing/institutions.ts'
import { later, placedAt, ready } from './testing/placements.ts'

let house: TestHouse
let head: Actor
let leader: Actor
let officer: Actor
let home: string
let findingId: string
let inspectionId: string
let proof: string
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-02T09:00' })
  head = house.actor('station-head')
  leader = house.actor('duty-leader')
  officer = house.actor('institution-officer', 'institution')
  home = await underContract(house, '康宁养护院', { organisation: 'institution', governmentRun: false })
  const guest = await ready(house, '=SUM(1)')
  await placedAt(house, guest.fileId, home)
  later(house, 40)
  inspectionId = (await house.done(head, 'institution.start-inspection', { institutionId: home, visitors: ['吴爱华', '林护士'] }))
    .reply.inspectionId as string
  await house.done(head, 'institution.record-seen', {
    inspectionId,
    fileId: guest.fileId,
    seen: 'seen',
    weight: 51.5,
    skin: 'sore',
    said: '#强调 $x$ 夜里冷',
  })
  const problem = { area: 'hygiene', text: '被褥潮', dueOn: addDays(dateOf(house.now()), 7) }
  await house.done(head, 'institution.close-inspection', { inspectionId, staffDay: 4, staffNight: 1, problems: [problem] })
  const page = (await house.ask(head, 'institution.page', { institutionId: home })) as { findings: { id: string }[] }
  findingId = page.findings[0]?.id as string
})
afterAll(() => house.close())

const paper = async (by: Actor, door: string, params: object) =>
  (await house.ask(by, door, params as Record<string, unknown>)) as {
    code?: string
    file?: { name: string; type: string; body: Uint8Array }
  }
const isPdf = (answer: Awaited<ReturnType<typeof paper>>) =>
  Buffer.from(answer.file?.body ?? [])
    .subarray(0, 5)
    .toString() === '%PDF-'

describe('papers', () => {
  test('the agreement, the inspection by name and the notice print; the re-check only after it', async () => {
    expect(isPdf(await paper(head, 'institution.paper-agreement', { institutionId: home }))).toBe(true)
    expect(isPdf(await paper(head, 'institution.paper-inspection', { inspectionId }))).toBe(true)
    expect(isPdf(await paper(head, 'institution.paper-notice', { findingId }))).toBe(true)
    expect((await paper(head, 'institution.paper-recheck', { findingId })).code).toBe('INSTITUTION.NO_PAPER')
    proof = await uploadBy(house, officer)
    await house.done(officer, 'institution.correct-finding', { findingId, text: '已换被褥', proof: [proof] })
    await house.done(leader, 'institution.recheck-finding', { findingId, passed: true, text: '干燥' })
    expect(isPdf(await paper(head, 'institution.paper-recheck', { findingId }))).toBe(true)
  })

  test('the month prints and exports; a name is never a formula and no name is in the file’s name', async () => {
    const params = { institutionId: home, month: '2026-03' }
    expect(isPdf(await paper(head, 'institution.paper-month', params))).toBe(true)
    const sheet = await paper(head, 'institution.month-sheet', params)
    expect(sheet.file?.name).toBe('托养费月结算表 2026-03.xlsx')
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    await book.xlsx.load(Buffer.from(sheet.file?.body ?? []) as never)
    const rows = book.getWorksheet('托养费')
    expect(rows?.getCell('B2').value).toBe('=SUM(1)')
    expect(rows?.getCell('D2').value).toBe(30)
    expect(rows?.getCell('E3').value).toBe(3600)
  })

  test('the proof opens to the station and to the institution, to nobody else, and nothing else opens by it', async () => {
    const params = { institutionId: home, attachmentId: proof }
    expect((await paper(leader, 'institution.attachment', params)).file?.type).toBe('image/jpeg')
    expect((await paper(officer, 'institution.attachment', params)).file?.type).toBe('image/jpeg')
    const other = await uploadBy(house, head)
    for (const [by, wanted] of [
      [house.actor('station-head', 'south'), params],
      [head, { ...params, attachmentId: other }],
      [house.stranger(), params],
    ] as const)
      expect((await paper(by, 'institution.attachment', wanted)).code).toBe('KERNEL.NOT_FOUND')
    for (const door of ['institution.paper-notice', 'institution.paper-recheck'])
      expect((await paper(officer, door, { findingId })).code).toBe('KERNEL.NOT_FOUND')
  })
})
