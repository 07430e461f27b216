/** What follows by itself, and bad luck: eighteen, a file closed, two files of one child, a parent released; and the clauses. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, sql } from '#kernel/db.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Flow, flowOf } from './testing/flow.ts'

let house: TestHouse
let flow: Flow
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  flow = flowOf(house)
  for (const pack of ['s4', 's0'])
    await house.done(house.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
      pack,
      from: '2026-01-01',
      reason: '专项行动',
    })
})
afterAll(() => house?.close())

const ends = (childId: string) =>
  house.look(async (tx) =>
    (await factsOf(tx, [childId]))
      .filter((fact) => fact.name.endsWith('-ended'))
      .map((fact) => [fact.name, fact.value.ground ?? fact.value.reason]),
  )
const holds = (childId: string) =>
  house.look((tx) =>
    rows(
      sql<{
        state: string
        reviewOn: string | null
        cause: string | null
      }>`select state, review_on as "reviewOn", review_cause as cause
      from guardianship.hold where child_id = ${childId} order by since`,
      tx,
    ),
  )
const requests = (childId: string) =>
  house.look((tx) =>
    rows(
      sql<{
        kind: string
        state: string
      }>`select kind, state from guardianship.request where child_id = ${childId} order by asked_at`,
      tx,
    ),
  )
async function state(childId: string, clause: string) {
  const { items } = (await house.ask(flow.worker, 'supervision.file-duties', { subjectId: childId })) as {
    items: { clause: string; state: string }[]
  }
  return items.filter((each) => each.clause === clause).map((each) => each.state)
}
/** Runs one of this room's jobs as its reaction would. */
const after = (name: string, data: Record<string, unknown>) => house.house.handlers.get(name)?.run(jobContext(house.house), data)
const kin = { kind: 'kin', who: '奶奶', siblings: 'none' }
const home = { ground: 'restored', to: '母亲周某', identityChecked: true }

describe('what follows by itself', () => {
  test('a child who is eighteen under guardianship: it ends on the day, with the placement and what was asked', async () => {
    const childId = await flow.newChild({ birthDate: '2008-12-20' })
    await flow.taken(childId)
    await house.done(flow.worker, 'guardianship.place', { childId, ...kin })
    await flow.ask(childId, 'end')
    await flow.open(childId, flow.worker)
    expect(await house.ask(flow.worker, 'guardianship.of-child', { childId })).toMatchObject({
      adultOn: '2026-12-20',
      warnings: [expect.stringContaining('2026-12-20 年满十八周岁')],
    })
    house.at('2026-12-21T01:00')
    await flow.tell(childId, 'child.file-closed', { reason: 'turned-adult' })
    await after('guardianship.after-closing', { childId, factId: crypto.randomUUID(), reason: 'turned-adult' })
    await house.work('guardianship.')
    expect(await ends(childId)).toEqual([
      ['child.temporary-guardianship-ended', 'adult'],
      ['child.placement-ended', 'adult'],
    ])
    expect(await holds(childId)).toMatchObject([{ state: 'ended', reviewOn: null }])
    expect((await requests(childId)).map((each) => each.state)).toEqual(['done', 'withdrawn'])
    const left = await house.look((tx) =>
      rows(
        sql`select 1 as here from kernel.part where subject_id = ${childId} and part = 'approver' and valid_until is null`,
        tx,
      ),
    )
    expect(left).toEqual([])
  })

  test('a parent released, early or not, or a danger told: it is looked at within a week, and the reason is not given away', async () => {
    const childId = await flow.newChild({ kinds: ['prisoner-child'] })
    await flow.taken(childId, 'unable')
    const before = (await holds(childId))[0]
    await after('guardianship.after-change', { childId, factId: crypto.randomUUID() })
    const [now] = await holds(childId)
    expect(now).toMatchObject({ state: 'temporary', cause: 'changed' })
    expect((now?.reviewOn ?? '') < (before?.reviewOn ?? '')).toBe(true)
    await house.done(flow.worker, 'guardianship.review', { childId, finding: '父亲回来后能照料', continues: true })
    expect(await holds(childId)).toMatchObject([{ cause: 'term' }])
  })

  test('two files of one child: what is held moves to the other file, or ends where that has its own', async () => {
    const [one, two] = [await flow.newChild(), await flow.newChild()]
    await flow.taken(one)
    await house.done(flow.worker, 'guardianship.place', { childId: one, ...kin })
    flow.pass()
    await after('guardianship.after-same', { childId: one, factId: crypto.randomUUID(), into: two })
    expect(await holds(one)).toEqual([])
    expect(await holds(two)).toMatchObject([{ state: 'temporary' }])
    expect(await ends(one)).toEqual([
      ['child.temporary-guardianship-ended', 'same-child'],
      ['child.placement-ended', 'same-child'],
    ])
    const [three, four] = [await flow.newChild(), await flow.newChild()]
    for (const id of [three, four]) await flow.taken(id)
    await after('guardianship.after-same', { childId: three, factId: crypto.randomUUID(), into: four })
    expect(await holds(three)).toMatchObject([{ state: 'ended' }])
    expect(await holds(four)).toMatchObject([{ state: 'temporary' }])
  })

  test('a closed file takes nothing more', async () => {
    const childId = await flow.newChild()
    await house.done(flow.worker, 'minors.close-file', { childId, reason: 'no-need' })
    await house.work()
    expect(await house.act(flow.worker, 'guardianship.place', { childId, ...kin })).toMatchObject({ code: 'GUARDIANSHIP.CLOSED' })
  })
})

test('nobody but the system follows: a person who sends it finds nothing', async () => {
  const childId = await flow.newChild()
  for (const [door, more] of [
    ['follow-closed', { reason: 'turned-adult' }],
    ['follow-changed', {}],
    ['follow-same', { into: await flow.newChild() }],
  ] as const)
    expect(await house.act(flow.worker, `guardianship.${door}`, { childId, ...more })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
})

describe('the guardians', () => {
  test('are supervised; a court’s order is asked, answered once, and holds six months at the most', async () => {
    const childId = await flow.newChild()
    await house.done(flow.worker, 'guardianship.supervise', { childId, manner: 'admonished', guardian: '周某', how: '当面训诫' })
    const ask = { childId, kind: 'protection-order', court: '云川市人民法院', against: '周某', reason: '多次殴打' }
    const { reply } = await house.done(flow.worker, 'guardianship.ask-order', ask)
    const form = { childId, orderId: reply.orderId, result: 'granted' }
    for (const until of [undefined, '2027-12-01'])
      expect(await house.act(flow.worker, 'guardianship.record-order', { ...form, until })).toMatchObject({
        code: 'GUARDIANSHIP.ORDER_UNTIL',
      })
    await house.done(flow.worker, 'guardianship.record-order', { ...form, until: '2027-03-01', documentNo: '民保令1号' })
    expect(await house.act(flow.worker, 'guardianship.record-order', { ...form, until: '2027-03-01' })).toMatchObject({
      code: 'GUARDIANSHIP.ORDER_DECIDED',
    })
    await flow.open(childId, flow.worker)
    expect(await house.ask(flow.worker, 'guardianship.of-child', { childId })).toMatchObject({
      orders: [{ state: 'granted', until: '2027-03-01' }],
      warnings: [expect.stringContaining('2027-03-01')],
      told: [{ what: 'child.guardian-supervised', word: 'admonished' }],
    })
  })
})

describe('the clauses', () => {
  test('nat.assess-before-return: waits from the day of the guardianship, is met by the assessment, stays met by the return', async () => {
    const childId = await flow.newChild()
    expect(await state(childId, 'nat.assess-before-return')).toEqual([])
    await flow.taken(childId)
    expect(await state(childId, 'nat.assess-before-return')).toEqual(['pending'])
    await flow.assessed(childId)
    flow.pass()
    const requestId = await flow.ask(childId, 'return')
    expect(await state(childId, 'nat.assess-before-return')).toEqual(['met'])
    await flow.approve(childId, requestId)
    await house.done(flow.worker, 'guardianship.return', { childId, ...home })
    expect(await state(childId, 'nat.assess-before-return')).toEqual(['met'])
    expect(await state(childId, 's0.school')).toEqual(['pending'])
  })

  test('s4.placed: a vagrant child whose guardian is not known is placed within ten days, late after them', async () => {
    const childId = await flow.newChild({ kinds: ['vagrant'], guardianKnown: false })
    const late = await flow.newChild({ kinds: ['vagrant'], guardianKnown: false })
    expect(await state(childId, 's4.placed')).toEqual(['pending'])
    await house.done(flow.worker, 'guardianship.place', { childId, ...kin })
    expect(await state(childId, 's4.placed')).toEqual(['met'])
    house.at('2027-01-10T09:00')
    expect(await state(late, 's4.placed')).toEqual(['overdue'])
    await house.done(flow.worker, 'guardianship.place', { childId: late, ...kin })
    expect(await state(late, 's4.placed')).toEqual(['met-late'])
  })

  test('s0.school: arises from the return, only for a child of school age', async () => {
    const [pupil, infant] = [await flow.newChild(), await flow.newChild({ birthDate: '2024-05-01' })]
    for (const childId of [pupil, infant]) await house.done(flow.worker, 'guardianship.return', { childId, ...home })
    expect(await state(pupil, 's0.school')).toEqual(['pending'])
    expect(await state(infant, 's0.school')).not.toContain('pending')
  })
})
