/** Placements and families through the doors: routing, siblings together, a family that is full, withdraws, or is the guardian. */
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
const placed = (childId: string) =>
  house.look(async (tx) =>
    (await factsOf(tx, [childId])).filter((fact) => fact.name === 'child.placed').map((fact) => fact.value.kind),
  )
const board = (by = flow.worker) =>
  house.ask(by, 'guardianship.board') as Promise<
    Record<'held' | 'placed' | 'home' | 'waiting', { items: { childId: string; mustMove?: boolean }[] }>
  >
/** Asked, approved and carried out. */
async function fostered(childIds: string[], familyId: string, more: Record<string, unknown> = {}) {
  const [childId, ...siblingIds] = childIds as [string, ...string[]]
  const form = { childId, kind: 'foster', familyId, siblings: siblingIds.length > 0 ? 'together' : 'none', siblingIds, ...more }
  const { reply } = await house.done(flow.worker, 'guardianship.ask-placement', { ...form, reason: '适合家庭养育' })
  flow.pass()
  for (const id of childIds) {
    const requests = await house.look((tx) =>
      rows(
        sql<{
          id: string
        }>`select id from guardianship.request where child_id = ${id} and kind = 'placement' and state = 'asked'`,
        tx,
      ),
    )
    for (const request of requests) await flow.approve(id, request.id)
  }
  void reply
  return house.act(flow.worker, 'guardianship.place', { ...form, agreement: true })
}

describe('where a child goes', () => {
  test('relatives and the minors’ institution at once; a welfare institution on its ground and with the bureau', async () => {
    const childId = await flow.newChild({ birthDate: '2025-06-01' })
    const welfare = {
      childId,
      kind: 'institution',
      institutionName: '云川市儿童福利院',
      institutionType: 'welfare',
      siblings: 'none',
    }
    expect(await code(flow.worker, 'place', welfare)).toBe('GUARDIANSHIP.WELFARE_NEEDS_HOLD')
    expect(await code(flow.worker, 'place', { childId, kind: 'kin', siblings: 'none' })).toBe('GUARDIANSHIP.WHO')
    await house.done(flow.worker, 'guardianship.place', { childId, kind: 'kin', who: '奶奶赵某', siblings: 'none' })
    flow.pass()
    await flow.taken(childId, 'unable')
    expect(await code(flow.worker, 'place', welfare)).toBe('GUARDIANSHIP.WELFARE_GROUND')
    // One and a half years old: the file knows that it is an infant.
    const ground = { ...welfare, welfareGround: 'cannot-care' }
    expect(await code(flow.worker, 'place', ground)).toBe('GUARDIANSHIP.PLACE_NEEDS_APPROVAL')
    const requestId = await flow.ask(childId, 'placement', ground)
    await flow.approve(childId, requestId)
    // What was approved, and nothing else.
    expect(await code(flow.worker, 'place', { ...ground, institutionName: '别的福利院' })).toBe(
      'GUARDIANSHIP.PLACE_NEEDS_APPROVAL',
    )
    await house.done(flow.worker, 'guardianship.place', ground)
    expect(await placed(childId)).toEqual(['kin', 'institution'])
    expect(await code(flow.worker, 'ask-placement', { childId, kind: 'kin', who: '奶奶', siblings: 'none', reason: '近' })).toBe(
      'GUARDIANSHIP.PLACE_DIRECT',
    )
  })

  test('a house of the system reads this part of the file while the child lives there, and no longer', async () => {
    const childId = await flow.newChild()
    const { institution } = house.organisations
    const sees = async () =>
      (
        await withActor(
          house.house.db,
          house.actor('institution-officer', 'institution'),
          (tx) => rows(sql`select id from guardianship.placement where child_id = ${childId}`, tx),
          house.now(),
        )
      ).length > 0
    const house_ = { childId, kind: 'institution', institutionType: 'minors', siblings: 'none' }
    expect(await code(flow.worker, 'place', { ...house_, institutionId: house.organisations.town.id })).toBe(
      'GUARDIANSHIP.NOT_AN_INSTITUTION',
    )
    await house.done(flow.worker, 'guardianship.place', { ...house_, institutionId: institution.id })
    expect(await sees()).toBe(true)
    expect((await board(house.actor('institution-officer', 'institution'))).placed.items.map((each) => each.childId)).toContain(
      childId,
    )
    flow.pass()
    await house.done(flow.worker, 'guardianship.place', { childId, kind: 'kin', who: '外婆', siblings: 'none' })
    flow.pass()
    expect(await sees()).toBe(false)
  })

  test('a placement is visited, and one that must not go on is marked', async () => {
    const childId = await flow.newChild()
    expect(
      await code(flow.worker, 'visit-placement', { childId, manner: 'in-person', finding: 'good', saw: true, note: '好' }),
    ).toBe('GUARDIANSHIP.NO_PLACEMENT')
    await house.done(flow.worker, 'guardianship.place', { childId, kind: 'kin', who: '舅舅', siblings: 'none' })
    await house.done(flow.worker, 'guardianship.visit-placement', {
      childId,
      manner: 'in-person',
      finding: 'unfit',
      saw: true,
      note: '孩子害怕',
    })
    expect((await board()).placed.items.find((each) => each.childId === childId)).toMatchObject({ mustMove: true })
    await house.done(flow.worker, 'guardianship.end-placement', { childId, reason: 'unfit', now: '接回保护中心' })
    expect(await code(flow.worker, 'end-placement', { childId, reason: 'unfit', now: '在中心' })).toBe(
      'GUARDIANSHIP.NO_PLACEMENT',
    )
  })
})

describe('siblings', () => {
  test('are placed together, all in one act, beyond the law’s number; or apart with a reason', async () => {
    const children = [await flow.newChild(), await flow.newChild(), await flow.newChild()] as const
    const [one, two, three] = children
    for (const id of children) await flow.taken(id)
    for (const [of, other] of [
      [one, two],
      [one, three],
    ] as const)
      await flow.tell(of, 'child.sibling-linked', { other })
    const familyId = await flow.family()
    const kin = { childId: one, kind: 'kin', who: '姨妈' }
    expect(await code(flow.worker, 'place', { ...kin, siblings: 'none' })).toBe('GUARDIANSHIP.SIBLINGS_TOLD')
    expect(await code(flow.worker, 'place', { ...kin, siblings: 'apart' })).toBe('GUARDIANSHIP.APART_REASON')
    expect(await fostered([...children], familyId)).toMatchObject({ reply: { children: 3 } })
    for (const id of children) expect(await placed(id)).toEqual(['foster'])
  })

  test('who is nobody’s sibling, or not one’s to place, is placed with nobody: none of them', async () => {
    const [one, two] = [await flow.newChild(), await flow.newChild()]
    const form = { childId: one, kind: 'kin', who: '姨妈', siblings: 'together' }
    expect(await code(flow.worker, 'place', { ...form, siblingIds: [two] })).toBe('GUARDIANSHIP.NOT_SIBLINGS')
    expect(await code(flow.worker, 'place', { ...form, siblingIds: [crypto.randomUUID()] })).toBe('GUARDIANSHIP.NOT_SIBLINGS')
    expect(await placed(one)).toEqual([])
  })
})

describe('a family', () => {
  test('is looked at by two, approved by another, and takes nobody before', async () => {
    const members = [{ name: '罗桂英', adult: true, volunteer: 'yes' }]
    const { reply } = await house.done(flow.worker, 'guardianship.register-family', {
      kind: 'foster',
      members,
      address: '二组',
      phone: '13900005555',
      most: 2,
    })
    const familyId = reply.familyId as string
    const pass = Object.fromEntries(['records', 'health', 'housing', 'income', 'willing', 'ability'].map((key) => [key, 'pass']))
    const check = { familyId, ...pass, assessors: ['白晓棠', '林远'], visitedHome: true, note: '好' }
    expect(await code(flow.worker, 'check-family', { ...check, assessors: ['白晓棠', '白晓棠'] })).toBe(
      'GUARDIANSHIP.TWO_ASSESSORS',
    )
    await house.done(flow.worker, 'guardianship.check-family', { ...check, records: 'unseen' })
    expect(await code(flow.worker, 'approve-family', { familyId, pass: true })).toBe('KERNEL.NOT_FOUND')
    expect(await code(flow.bureau, 'approve-family', { familyId, pass: true })).toBe('GUARDIANSHIP.CHECKS_OPEN')
    await house.done(flow.bureau, 'guardianship.check-family', check)
    expect(await code(flow.bureau, 'approve-family', { familyId, pass: true })).toBe('GUARDIANSHIP.ASSESSOR_APPROVES')
    const childId = await flow.newChild()
    await flow.taken(childId)
    const ask = { childId, kind: 'foster', familyId, siblings: 'none', reason: '合适' }
    expect(await code(flow.worker, 'ask-placement', ask)).toBe('GUARDIANSHIP.FAMILY_NOT_APPROVED')
    await house.done(flow.leader, 'guardianship.approve-family', { familyId, pass: true })
    expect(await fostered([childId], familyId)).toMatchObject({ reply: { children: 1 } })
    // A member who is a volunteer too is said beside the placement.
    await flow.open(childId, flow.worker)
    expect(await house.ask(flow.worker, 'guardianship.of-child', { childId })).toMatchObject({
      warnings: [expect.stringContaining('结对志愿者')],
    })
  })

  test('of whom one is the guardian the child was taken from gets it by no name', async () => {
    const childId = await flow.newChild()
    const idNumber = '999901198801011238'
    await flow.taken(childId, 'harms', { guardians: [{ name: '周某', relation: '继父', idNumber }] })
    const member = { name: '周大成', adult: true, volunteer: 'no', idNumber: ` ${idNumber} ` }
    const familyId = await flow.family({ members: [{ name: '姜某', adult: true, volunteer: 'no' }, member] })
    expect(await code(flow.worker, 'ask-placement', { childId, kind: 'foster', familyId, siblings: 'none', reason: '近' })).toBe(
      'GUARDIANSHIP.FAMILY_IS_GUARDIAN',
    )
    expect(await code(flow.worker, 'place', { childId, kind: 'kin-care', familyId, siblings: 'none' })).toBe(
      'GUARDIANSHIP.GUARDIANS_CANNOT_ENTRUST',
    )
  })

  test('that withdraws keeps the child until it is elsewhere, and it is listed as one who must move', async () => {
    const childId = await flow.newChild()
    await flow.taken(childId)
    const familyId = await flow.family({ most: 1 })
    await fostered([childId], familyId)
    const other = await flow.newChild()
    await flow.taken(other)
    expect(
      await refusal(flow.worker, 'ask-placement', { childId: other, kind: 'foster', familyId, siblings: 'none', reason: '近' }),
    ).toMatchObject({
      code: 'GUARDIANSHIP.FAMILY_FULL',
      sentence: expect.stringContaining('已有 1 个孩子'),
    })
    const { reply } = await house.done(flow.worker, 'guardianship.change-family', { familyId, move: 'withdraw', reason: '搬家' })
    expect(reply).toEqual({ children: 1 })
    expect((await board()).placed.items.find((each) => each.childId === childId)).toMatchObject({ mustMove: true })
    expect(await code(flow.worker, 'change-family', { familyId, move: 'resume', reason: '又愿意' })).toBe(
      'GUARDIANSHIP.FAMILY_STATE',
    )
  })

  test('is nobody’s but its keeper’s and the bureau’s, and its check holds a year', async () => {
    const familyId = await flow.family()
    for (const actor of [house.actor('centre-head', 'centre'), flow.bureau])
      expect(await house.ask(actor, 'guardianship.family', { familyId })).toMatchObject({
        state: 'approved',
        until: expect.any(String),
      })
    const seen = await withActor(
      house.house.db,
      house.actor('station-head', 'north'),
      (tx) => rows(sql`select id from guardianship.family`, tx),
      house.now(),
    )
    expect(seen).toEqual([])
    const childId = await flow.newChild()
    await flow.taken(childId)
    const requestId = await flow.ask(childId, 'placement', { kind: 'foster', familyId })
    await flow.approve(childId, requestId)
    house.at('2028-01-10T09:00')
    expect(await code(flow.worker, 'place', { childId, kind: 'foster', familyId, siblings: 'none', agreement: true })).toBe(
      'GUARDIANSHIP.FAMILY_CHECK_OLD',
    )
  })
})
