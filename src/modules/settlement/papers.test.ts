/** Papers and lists of settlement: each prints once it may, and holds no name that it must not. */
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

async function printed(query: string, params: Record<string, unknown>) {
  const answer = await ask(house.house, flow.bureau, query, params)
  if (isRefusal(answer)) return answer.code
  const { file } = answer as { file: { name: string; type: string; body: Uint8Array } }
  expect(file.body.length).toBeGreaterThan(1_000)
  expect(file.name).not.toContain('云长青')
  return file.type
}

test('every paper prints at its time and says why before', async () => {
  const guest = await flow.longStayer({ told: { heardNames: ['老云'], marks: ['左眉有痣'] } })
  const { fileId } = guest
  expect(await printed('settlement.paper-application', { fileId })).toBe('SETTLEMENT.NO_PAPER')
  await flow.applied(guest)
  expect(await printed('settlement.paper-application', { fileId })).toBe('application/pdf')
  const planId = await flow.planned(guest)
  expect(await printed('settlement.paper-plan', { planId })).toBe('application/pdf')
  expect(await printed('settlement.paper-register', { fileId })).toBe('SETTLEMENT.NO_PAPER')
  await flow.approved(planId, guest)
  await flow.named(guest)
  expect(await printed('settlement.paper-naming', { fileId })).toBe('application/pdf')
  expect(await printed('settlement.paper-register', { fileId })).toBe('application/pdf')
  await flow.registered(guest)
  await house.done(flow.bureau, 'settlement.assess-support', {
    fileId,
    noAbility: true,
    noIncome: true,
    noSupporter: true,
    ground: '高龄',
  })
  expect(await printed('settlement.paper-support', { fileId })).toBe('application/pdf')
})

test('the lists come as workbooks, and the plans with their people', async () => {
  await house.house.handlers
    .get('settlement.look-at-all')
    ?.run({ ...house.house, perform: undefined, ask: undefined } as never, {})
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  expect(await printed('settlement.candidates-sheet', { within: 30 })).toBe(xlsx)
  expect(await printed('settlement.cases-sheet', {})).toBe(xlsx)
  const { items } = (await house.ask(flow.bureau, 'settlement.plans')) as { items: { people: { state: string }[] }[] }
  expect(items[0]?.people).toMatchObject([{ state: 'registered' }])
  const rules = (await house.ask(flow.bureau, 'settlement.rules')) as { assumed: object; naming: object }
  expect(rules.assumed).toEqual({ naming: true, checklist: true })
})

test('a rule that the bureau sets is previewed first, and holds from its day on', async () => {
  const rule = { surnames: ['河', '湖'], generation: '远', given: [...'山川林泉星月'], birth: 'first-day', source: '某诗' }
  const preview = (await house.ask(flow.bureau, 'settlement.preview-names', rule)) as {
    names: string[]
    possible: number
    faults: object
  }
  expect(preview).toMatchObject({ possible: 12, faults: {} })
  expect(preview.names).toContain('河远山')
  const poor = { ...rule, given: ['山'], from: '2026-12-09', reason: '试' }
  expect(await house.act(flow.bureau, 'settlement.set-naming-rule', poor)).toMatchObject({
    fields: { given: expect.any(String) },
  })
  await house.done(flow.bureau, 'settlement.set-naming-rule', { ...rule, from: '2026-12-10', reason: '本市命名规则' })
  const naming = async () =>
    ((await house.ask(flow.clerk, 'settlement.rules')) as { naming: { surnames: string[] } }).naming.surnames
  expect(await naming()).not.toContain('河')
  house.at('2026-12-10T09:00')
  expect(await naming()).toEqual(['河', '湖'])
  expect(
    await house.act(flow.clerk, 'settlement.set-naming-rule', { ...rule, from: '2026-12-10', reason: '站里' }),
  ).toMatchObject({
    code: 'KERNEL.NOT_FOUND',
  })
})
