/** Papers and the workbook: each prints from an open file at its time, and holds no name in its own. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '#kernel/ask.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Flow, flowOf } from './testing/flow.ts'

let house: TestHouse
let flow: Flow
beforeAll(async () => {
  house = await openTestHouse()
  flow = flowOf(house)
})
afterAll(() => house?.close())

async function printed(query: string, params: Record<string, unknown>, actor = flow.worker) {
  const answer = await ask(house.house, actor, `guardianship.${query}`, params)
  if (isRefusal(answer)) return answer.code
  const { file } = answer as { file: { name: string; type: string; body: Uint8Array } }
  expect(file.body.length).toBeGreaterThan(1_000)
  expect(file.name).not.toContain('小禾')
  return file.type
}

test('every paper prints at its time, from an open file, for whoever reads this part', async () => {
  const childId = await flow.newChild()
  const PDF = 'application/pdf'
  for (const paper of ['paper-approval', 'paper-agreement', 'paper-handover'])
    expect(await printed(paper, { childId })).toBe('GUARDIANSHIP.NO_PAPER')
  await flow.taken(childId, 'unable', { opinion: '想奶奶', guardians: [{ name: '周某', relation: '父亲' }] })
  expect(await printed('paper-approval', { childId })).toBe(PDF)
  await house.done(flow.worker, 'guardianship.place', { childId, kind: 'kin', who: '奶奶', siblings: 'none', opinion: '愿意' })
  expect(await printed('paper-agreement', { childId })).toBe(PDF)
  await flow.assessed(childId)
  flow.pass()
  await flow.approve(childId, await flow.ask(childId, 'return'))
  await house.done(flow.worker, 'guardianship.return', { childId, ground: 'recovered', to: '父亲周某', identityChecked: true })
  expect(await printed('paper-handover', { childId })).toBe(PDF)
  expect(await printed('paper-handover', { childId }, house.actor('station-head', 'south'))).toBe('KERNEL.NOT_FOUND')
  flow.pass(61)
  expect(await printed('paper-handover', { childId })).toBe('PEOPLE.OPEN_FIRST')
})

test('the register comes as a workbook of one’s own children', async () => {
  expect(await printed('sheet', {})).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  await house.work('guardianship.')
  expect(await house.ask(house.actor('minors-officer', 'bureau'), 'guardianship.board')).toMatchObject({
    held: { total: 0 },
    placed: { total: 0 },
    home: { total: 0 },
  })
})
