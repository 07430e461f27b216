/** The papers of helpers come out, for whoever opened the file; not for anybody else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { contactedRichly } from './testing/life.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

test('the record, the letter to a prison and the list are printed; a centre without the part gets nothing', async () => {
  const ids = new Map(await contactedRichly(house, 'north', { canary: '苏', phone: '13900005678' }))
  const justice = house.actor('justice-officer', 'justice')
  const { items } = (await house.ask(justice, 'helpers.board')) as { items: { childId: string }[] }
  const childId = items[0]?.childId as string
  const visitId = ids.get('visitId')
  expect(await house.ask(justice, 'helpers.paper-record', { childId })).toMatchObject({ code: 'PEOPLE.OPEN_FIRST' })
  await house.done(justice, 'minors.open-file', { childId, reason: '打印' })
  const body = async (name: string, params: Record<string, unknown>) => {
    const answer = (await house.ask(justice, name, params)) as { file?: { body: Uint8Array }; code?: string }
    return answer.file?.body.length ?? answer.code
  }
  expect(await body('helpers.paper-record', { childId })).toBeGreaterThan(5_000)
  expect(await body('helpers.paper-visit', { visitId })).toBeGreaterThan(5_000)
  expect(await body('helpers.board-sheet', {})).toBeGreaterThan(1_000)
  const centre = house.actor('minors-officer', 'centre')
  expect(await house.ask(centre, 'helpers.paper-visit', { visitId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
})
