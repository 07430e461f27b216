import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from '#kernel/ask.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { receivedAt, told } from './testing/returns.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
})
afterAll(() => house.close())

const far = () => house.actor('clerk', 'far-station')

async function paperOf(name: string, params: Record<string, unknown>, actor = far()) {
  const answer = await ask(house.house, actor, name, params)
  if (isRefusal(answer)) return answer.code
  return 'file' in answer ? Buffer.from(answer.file.body).subarray(0, 4).toString('latin1') : 'none'
}

it('every paper is printed when there is something to say, and refused before', async () => {
  const { guest, receptionId } = await receivedAt(house, '纪一')
  expect(await paperOf('origin.paper-receipt', { receptionId })).toBe('%PDF')
  // Empty, to be taken along.
  expect(await paperOf('origin.paper-visit', { receptionId })).toBe('%PDF')
  expect(await paperOf('origin.paper-hardship', { receptionId })).toBe('ORIGIN.NO_PAPER')
  expect(await paperOf('origin.paper-register', { receptionId })).toBe('ORIGIN.NO_PAPER')
  await house.done(far(), 'origin.record-visit', {
    receptionId,
    how: 'went',
    visitedOn: '2026-12-09',
    people: '张、李',
    members: '父母，弟弟在外务工',
    housing: 'dangerous',
    income: '务农',
    guardian: { unknown: 'not-asked' },
    signs: ['none'],
    hardship: ['living', 'housing'],
    hardshipText: '土坯房漏雨',
    register: 'cancelled',
  })
  expect(await paperOf('origin.paper-visit', { receptionId })).toBe('%PDF')
  expect(await paperOf('origin.paper-hardship', { receptionId })).toBe('%PDF')
  expect(await paperOf('origin.paper-register', { receptionId })).toBe('%PDF')
  expect(await paperOf('origin.paper-letter', { fileId: guest.fileId }, house.actor('clerk'))).toBe('%PDF')
  expect(await paperOf('origin.paper-receipt', { receptionId }, house.actor('clerk', 'south'))).toBe('KERNEL.NOT_FOUND')
})

it('a receipt needs an answer, a letter needs to have been written', async () => {
  const { receptionId } = await told(house, '纪二')
  expect(await paperOf('origin.paper-receipt', { receptionId })).toBe('ORIGIN.NO_PAPER')
})

it('the ledger of a year is a workbook of one’s own cases', async () => {
  expect(await paperOf('origin.sheet', { year: 2026 })).toMatch(/^PK/)
})
