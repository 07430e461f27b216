import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  for (const key of ['clerk', 'duty-leader']) (house.house.roles.get(key)?.doors as string[]).push('intake.*')
})
afterAll(() => house?.close())

test('somebody carried in at night is received with nothing known but how they came', async () => {
  const clerk = house.actor('clerk')
  const asked = await house.done(clerk, 'intake.ask', { arrival: 'public' })
  expect(asked.reply['no']).toBe('云救 2026-0001')
  const done = await house.done(clerk, 'intake.receive', {
    fileId: asked.reply['fileId'],
    arrival: 'public',
    safety: 'deferred',
    deferredWhy: '昏迷',
    decision: 'accept',
  })
  expect(done.reply['state']).toBe('in')
})
