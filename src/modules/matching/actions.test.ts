import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { admit, guixiangHeard, heGuixiang, receive } from './testing/city.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

describe('a family that asked and a guest without a name', () => {
  test('are put beside each other', async () => {
    const inquiryId = await admit(house, heGuixiang)
    const { fileId } = await receive(house, guixiangHeard)
    await house.work()
    const officer = house.actor('tracing-officer')
    const found = await house.ask(officer, 'matching.candidates', { fileId })
    console.log(JSON.stringify(found, null, 1), inquiryId)
    expect(found).toMatchObject({ compared: 1 })
    console.log(JSON.stringify(await house.ask(officer, 'matching.next-question', { fileId }), null, 1))
  })
})
