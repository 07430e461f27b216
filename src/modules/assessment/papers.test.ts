/** Papers of assessing, and the lives of a rich house. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '#kernel/ask.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type AssessmentFlow, assessmentFlow, FIT } from './testing/flow.ts'
import { assessedRichly } from './testing/life.ts'

let house: TestHouse
let flow: AssessmentFlow
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  flow = assessmentFlow(house)
})
afterAll(() => house?.close())

async function printed(query: string, params: Record<string, unknown>) {
  const answer = await ask(house.house, flow.worker, query, params)
  if (isRefusal(answer)) return answer.code
  const { file } = answer as { file: { name: string; type: string; body: Uint8Array } }
  expect(file.body.length).toBeGreaterThan(1_000)
  expect(file.name).not.toContain('柳小禾')
  return file.type
}

test('the report prints once there is a result, the empty sheet at any time; neither while the file is not open', async () => {
  const childId = await flow.child()
  const id = await flow.started(childId, { purpose: 'before-return' })
  expect(await printed('assessment.paper-sheet', { childId, purpose: 'intake' })).toBe('application/pdf')
  expect(await printed('assessment.paper-report', { assessmentId: id })).toBe('ASSESSMENT.NO_PAPER')
  await house.done(flow.worker, 'assessment.hear-child', { childId, manner: 'too-young' })
  await flow.filled(id, FIT)
  await flow.signed(id)
  await flow.concluded(id)
  expect(await printed('assessment.paper-report', { assessmentId: id })).toBe('application/pdf')
  house.at('2026-12-09T11:00')
  expect(await printed('assessment.paper-report', { assessmentId: id })).toBe('PEOPLE.OPEN_FIRST')
  expect(await printed('assessment.paper-sheet', { childId, purpose: 'intake' })).toBe('PEOPLE.OPEN_FIRST')
})

test('who signed on paper has the signed paper among the papers', async () => {
  const childId = await flow.child()
  const known = new Map(await assessedRichly(house, { childId, canary: '金丝雀' }))
  await house.done(flow.worker, 'minors.open-file', { childId, reason: '看结果' })
  const page = (await house.ask(flow.worker, 'assessment.of-child', { childId })) as {
    assessments: { assessmentId: string; state: string; disputes: { outcome: string }[] }[]
  }
  const one = page.assessments.find((each) => each.assessmentId === known.get('assessmentId'))
  expect(one).toMatchObject({ state: 'concluded', disputes: [{ outcome: 'upheld' }] })
})
