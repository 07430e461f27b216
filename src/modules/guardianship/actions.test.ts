/** Guardianship through its doors, on a real database: the way in, what the law keeps, and the way home. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Flow, flowOf } from './testing/flow.ts'

let house: TestHouse
let flow: Flow
beforeAll(async () => {
  house = await openTestHouse()
  flow = flowOf(house)
})
afterAll(() => house?.close())

const refusal = async (by: Actor, door: string, form: Record<string, unknown>) =>
  (await house.act(by, `guardianship.${door}`, form)) as { code?: string; sentence?: string }
const code = async (by: Actor, door: string, form: Record<string, unknown>) => (await refusal(by, door, form)).code
const names = (childId: string) =>
  house.look(async (tx) =>
    (await factsOf(tx, [childId])).filter((fact) => !/file-opened|birth/.test(fact.name)).map((fact) => fact.name),
  )
const ofChild = (childId: string, by = flow.worker) =>
  house.ask(by, 'guardianship.of-child', { childId }) as Promise<Record<string, never> & { hold: { kind: string } | null }>
const protect = { ground: 'unattended', situation: '家中无人，孩子发烧', where: '保护中心', broughtBy: '杨店派出所' }
const home = { ground: 'restored', to: '母亲周某', identityChecked: true }

describe('a child is protected, taken, placed and goes home', () => {
  test('from the emergency to the hand-on, each step in its order', async () => {
    const childId = await flow.newChild()
    await house.done(flow.worker, 'guardianship.protect', { childId, ...protect })
    flow.pass()
    expect(await code(flow.worker, 'protect', { childId, ...protect })).toBe('GUARDIANSHIP.HELD_ALREADY')
    await flow.taken(childId)
    const placed = { childId, kind: 'institution', institutionName: '云川市未成年人救助保护中心', institutionType: 'minors' }
    await house.done(flow.worker, 'guardianship.place', { ...placed, siblings: 'none' })
    const visit = { childId, manner: 'in-person', finding: 'good', saw: true, note: '吃住都好', words: '想上学' }
    expect((await house.done(flow.worker, 'guardianship.visit-placement', visit)).reply.next).toBe('2027-01-08')
    flow.pass(60)
    await flow.assessed(childId)
    const requestId = await flow.ask(childId, 'return')
    expect(await flow.approve(childId, requestId)).toEqual({ state: 'approved' })
    await house.done(flow.worker, 'guardianship.return', { childId, ...home })
    expect(await code(flow.worker, 'hand-on', { childId, to: 'left-behind', note: '请关心' })).toBe('GUARDIANSHIP.NOT_VISITED')
    const seen = { childId, manner: 'in-person', finding: 'stable', saw: true, note: '在家' }
    await house.done(flow.worker, 'guardianship.visit-returned', seen)
    await house.done(flow.worker, 'guardianship.hand-on', {
      childId,
      to: 'left-behind',
      note: '请关心',
      townId: house.organisations.town.id,
    })
    expect(await code(flow.worker, 'visit-returned', seen)).toBe('GUARDIANSHIP.NOT_WATCHED')
    expect((await names(childId)).filter((name) => name !== 'child.assessed')).toEqual([
      'child.emergency-protected',
      'child.guardianship-asked',
      'child.guardianship-decided',
      'child.temporary-guardianship-taken',
      'child.placed',
      'child.placement-visited',
      'child.guardianship-asked',
      'child.guardianship-decided',
      'child.returned',
      'child.temporary-guardianship-ended',
      'child.placement-ended',
      'child.returned-visited',
      'child.handed-on',
    ])
  })

  test('the bureau sees the file while it is asked, and not a moment longer', async () => {
    const childId = await flow.newChild()
    expect(await code(flow.bureau, 'approve', { childId, requestId: crypto.randomUUID() })).toBe('KERNEL.NOT_FOUND')
    const requestId = await flow.ask(childId, 'temporary')
    await flow.open(childId, flow.bureau)
    expect(await ofChild(childId, flow.bureau)).toMatchObject({
      requests: [{ kind: 'temporary', state: 'asked', decides: true }],
    })
    await flow.approve(childId, requestId)
    await house.work('guardianship.')
    expect(await house.ask(flow.bureau, 'guardianship.of-child', { childId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await code(flow.bureau, 'approve', { childId, requestId })).toBe('KERNEL.NOT_FOUND')
    const { waiting, held } = (await house.ask(flow.bureau, 'guardianship.board')) as Record<
      string,
      { items: { childId: string }[] }
    >
    expect([...(waiting?.items ?? []), ...(held?.items ?? [])].map((each) => each.childId)).not.toContain(childId)
  })

  test('whoever asked does not decide, the second who decides reads what the first did, and a refusal says why', async () => {
    const both = house.actor(['minors-officer', 'bureau-leader'], 'bureau')
    const childId = await flow.newChild()
    const requestId = await flow.ask(childId, 'temporary')
    const no = { childId, requestId, reason: '先找村委会' }
    expect(await code(flow.worker, 'refuse', no)).toBe('KERNEL.NOT_FOUND')
    expect(await code(flow.worker, 'ask-temporary', { childId, ground: 'refuses', reason: '再报一次' })).toBe(
      'GUARDIANSHIP.ASKED_ALREADY',
    )
    await house.done(flow.bureau, 'guardianship.refuse', no)
    flow.pass()
    expect(await refusal(both, 'approve', { childId, requestId })).toMatchObject({
      code: 'GUARDIANSHIP.DECIDED',
      sentence: expect.stringContaining('未保专干'),
    })
    await house.work('guardianship.')
    const again = await flow.ask(childId, 'temporary')
    await house.done(flow.worker, 'guardianship.withdraw', { childId, requestId: again, reason: '母亲回来了' })
    expect(await names(childId)).not.toContain('child.temporary-guardianship-taken')
  })

  test('"other" needs its law in writing', async () => {
    const childId = await flow.newChild()
    expect(await code(flow.worker, 'ask-temporary', { childId, ground: 'other', reason: '其他' })).toBe(
      'GUARDIANSHIP.OTHER_GROUND',
    )
  })
})

describe('a child under guardianship goes home only after an assessment', () => {
  test('none, an older one, a bad one: refused with what is safe, and there is no urgent way round', async () => {
    const childId = await flow.newChild()
    await flow.assessed(childId)
    flow.pass(60)
    await flow.taken(childId)
    const ask = { childId, ground: 'restored', to: '母亲' }
    expect(await refusal(flow.worker, 'ask-return', ask)).toMatchObject({
      code: 'GUARDIANSHIP.NOT_ASSESSED',
      sentence: expect.stringContaining('紧急情况也不例外'),
    })
    expect(await code(flow.worker, 'return', { childId, ...home })).toBe('GUARDIANSHIP.NOT_ASSESSED')
    expect(await code(flow.worker, 'return', { childId, ...home, emergency: true })).toBe('KERNEL.FORM')
    flow.pass(60)
    await flow.assessed(childId, { guardianship: undefined })
    expect(await code(flow.worker, 'ask-return', ask)).toBe('GUARDIANSHIP.NO_RESULT')
    flow.pass(60)
    await flow.assessed(childId, { guardianship: 'improper' })
    expect(await refusal(flow.worker, 'ask-return', ask)).toMatchObject({
      code: 'GUARDIANSHIP.UNFIT_RESULT',
      sentence: expect.stringContaining('不当'),
    })
    flow.pass(60)
    await flow.assessed(childId, { guardianship: 'insufficient' })
    expect(await code(flow.worker, 'ask-return', ask)).toBe('GUARDIANSHIP.SUPPORT_FIRST')
    const requestId = await flow.ask(childId, 'return')
    expect(await code(flow.worker, 'return', { childId, ...home })).toBe('GUARDIANSHIP.RETURN_NEEDS_APPROVAL')
    await flow.approve(childId, requestId)
    expect(await code(flow.worker, 'return', { childId, ...home, identityChecked: false })).toBe('GUARDIANSHIP.NOT_CHECKED_WHO')
    // What was approved is looked at once more on the day: a new assessment says otherwise.
    flow.pass(60)
    await flow.assessed(childId, { guardianship: 'missing' })
    expect(await code(flow.worker, 'return', { childId, ...home })).toBe('GUARDIANSHIP.UNFIT_RESULT')
    expect(await names(childId)).not.toContain('child.returned')
  })

  test('two who end the same guardianship: the second reads what the first did', async () => {
    const childId = await flow.newChild()
    await flow.taken(childId)
    await flow.assessed(childId)
    const [end, back] = [await flow.ask(childId, 'end'), await flow.ask(childId, 'return')]
    await flow.approve(childId, back)
    await house.done(flow.worker, 'guardianship.return', { childId, ...home })
    expect(await refusal(flow.bureau, 'approve', { childId, requestId: end })).toMatchObject({
      code: 'GUARDIANSHIP.ENDED_BY',
      sentence: expect.stringMatching(/未保专干.*返回家庭/),
    })
    expect(await code(flow.worker, 'return', { childId, ...home })).toBe('GUARDIANSHIP.RETURNED_ALREADY')
    expect((await names(childId)).filter((name) => name === 'child.temporary-guardianship-ended')).toHaveLength(1)
  })

  test('at the same instant, one of two ends it', async () => {
    const childId = await flow.newChild()
    await flow.taken(childId)
    await flow.assessed(childId)
    const [end, back] = [await flow.ask(childId, 'end'), await flow.ask(childId, 'return')]
    await flow.approve(childId, back)
    const both = await Promise.all([
      house.act(flow.worker, 'guardianship.return', { childId, ...home }),
      house.act(flow.bureau, 'guardianship.approve', { childId, requestId: end }),
    ])
    expect(both.filter((each) => 'code' in each)).toHaveLength(1)
    expect((await names(childId)).filter((name) => name === 'child.temporary-guardianship-ended')).toHaveLength(1)
  })

  test('a child whom nobody holds goes home at once, and a repeated id does nothing twice', async () => {
    const childId = await flow.newChild()
    expect(await code(flow.worker, 'ask-return', { childId, ground: 'found', to: '父亲' })).toBe('GUARDIANSHIP.RETURN_DIRECT')
    const actionId = crypto.randomUUID()
    const one = await house.done(flow.worker, 'guardianship.return', { childId, ...home }, { actionId })
    expect(await house.done(flow.worker, 'guardianship.return', { childId, ...home }, { actionId })).toEqual(one)
    expect(await names(childId)).toEqual(['child.returned'])
  })
})

describe('who may not', () => {
  test('a stranger, a neighbour, an officer without a part: not found, in every door, and no row is seen', async () => {
    const childId = await flow.newChild()
    await flow.taken(childId)
    const others = [
      house.actor('minors-officer', 'bureau'),
      house.actor('station-head', 'south'),
      house.actor('child-supervisor', 'town'),
      house.stranger(),
    ]
    for (const actor of others) {
      expect(await code(actor, 'protect', { childId, ...protect })).toBe('KERNEL.NOT_FOUND')
      expect(await code(actor, 'return', { childId, ...home })).toBe('KERNEL.NOT_FOUND')
      expect(await house.ask(actor, 'guardianship.of-child', { childId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
      const seen = await withActor(
        house.house.db,
        actor,
        (tx) =>
          rows(
            sql`select id from guardianship.hold where child_id = ${childId} union all select id from guardianship.request where child_id = ${childId}`,
            tx,
          ),
        house.now(),
      )
      expect(seen).toEqual([])
    }
    // The centre knows the child; its head is not the case worker, and reads nothing of this part, with whatever reason.
    await flow.open(childId, flow.head)
    expect(await house.ask(flow.head, 'guardianship.of-child', { childId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await code(flow.head, 'return', { childId, ...home })).toBe('KERNEL.NOT_FOUND')
    // The case worker reads it for an hour after saying why.
    flow.pass(61)
    expect(await house.ask(flow.worker, 'guardianship.of-child', { childId })).toMatchObject({ code: 'PEOPLE.OPEN_FIRST' })
    await flow.open(childId, flow.worker)
    expect(await ofChild(childId)).toMatchObject({ hold: { kind: 'temporary' }, wayHome: { open: false } })
  })
})
