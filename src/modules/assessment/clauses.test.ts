/** The clauses of assessing become due, are met and are late through the doors; what follows a closed or doubled file. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, systemActorFor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type AssessmentFlow, assessmentFlow, FIT, WELL } from './testing/flow.ts'

let house: TestHouse
let flow: AssessmentFlow
let bureau: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  flow = assessmentFlow(house)
  bureau = house.actor('bureau-officer', 'bureau')
  for (const pack of ['s0', 's1', 'nat'])
    await house.act(bureau, 'supervision.adopt-pack', { pack, from: '2026-01-01', reason: '本市执行' })
})
beforeEach(() => house.at('2026-12-09T09:00'))
afterAll(() => house?.close())

async function state(childId: string, clause: string) {
  const { items } = (await house.ask(flow.worker, 'supervision.file-duties', { subjectId: childId })) as {
    items: { clause: string; state: string }[]
  }
  return items.filter((each) => each.clause === clause).map((each) => each.state)
}
async function assessed(childId: string, purpose: string, more: Record<string, unknown> = {}) {
  const id = await flow.started(childId, { purpose })
  if (purpose === 'before-return')
    await house.done(flow.worker, 'assessment.hear-child', { childId, manner: 'spoken', wish: 'home' })
  await flow.filled(id, purpose === 'before-return' ? FIT : WELL)
  await flow.signed(id)
  return flow.concluded(id, more)
}

describe('the clauses', () => {
  test('受理后监护评估: due in five working days, met by a result, late when late', async () => {
    const childId = await flow.child()
    expect(await state(childId, 's1.assess')).toEqual(['pending'])
    await assessed(childId, 'intake')
    expect(await state(childId, 's1.assess')).toEqual(['met'])
    const late = await flow.child()
    house.at('2026-12-20T09:00')
    expect(await state(late, 's1.assess')).toEqual(['overdue'])
    await assessed(late, 'intake')
    expect(await state(late, 's1.assess')).toEqual(['met-late'])
  })

  test('with a need it asks for help in turn; able, unemployed and sixteen, for work', async () => {
    const [childId, young] = [await flow.child({ birthDate: '2010-05-01' }), await flow.child()]
    expect(await state(young, 's0.work')).toEqual([])
    await assessed(childId, 'intake', { needs: ['work'], ableToWork: true, registeredUnemployed: true })
    expect(await state(childId, 's1.refer')).toEqual(['pending'])
    expect(await state(childId, 's0.work')).toEqual(['pending'])
    house.at('2027-03-01T09:00')
    expect(await state(childId, 's0.work')).toEqual(['overdue'])
  })

  test('返家前监护评估: owed from the day the bureau becomes guardian, met only by what comes after', async () => {
    const childId = await flow.child({ kinds: ['unattended'], guardianKnown: false })
    await assessed(childId, 'intake')
    house.at('2026-12-09T10:00')
    const ground = { ground: 'refuses', reason: '父母外出半年不归，孩子独自生活' }
    const { requestId } = (await house.done(flow.worker, 'guardianship.ask-temporary', { childId, ...ground })).reply
    house.at('2026-12-09T11:00')
    const officer = house.actor('minors-officer', 'bureau')
    await house.done(officer, 'guardianship.approve', { childId, requestId, documentNo: '云民监〔2026〕9号' })
    expect(await state(childId, 'nat.assess-before-return')).toEqual(['pending'])
    house.at('2026-12-10T09:00')
    await assessed(childId, 'before-return')
    expect(await state(childId, 'nat.assess-before-return')).toEqual(['met'])
  })
})

describe('what other rooms tell', () => {
  test('two files of one child become one: its assessments go along, and one of a purpose stays under way', async () => {
    const [one, other] = [await flow.child(), await flow.child()]
    const kept = await flow.started(other)
    const moved = await flow.started(one)
    await house.done(systemActorFor(house.organisations.town), 'assessment.follow-same-child', { childId: one, into: other })
    await house.done(flow.worker, 'minors.open-file', { childId: other, reason: '核对' })
    const page = (await house.ask(flow.worker, 'assessment.of-child', { childId: other })) as {
      assessments: { assessmentId: string; state: string }[]
    }
    expect(new Map(page.assessments.map((each) => [each.assessmentId, each.state]))).toEqual(
      new Map([
        [kept, 'under-way'],
        [moved, 'dropped'],
      ]),
    )
  })

  test('a result says nothing that nobody asked', async () => {
    const childId = await flow.child()
    await assessed(childId, 'intake')
    const facts = (await house.look((tx) => factsOf(tx, [childId]))).filter((fact) => fact.name === 'child.assessed')
    expect(facts.map((fact) => [fact.value.ableToWork, fact.value.usedByGuardian])).toEqual([[undefined, undefined]])
  })
})
