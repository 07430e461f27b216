/** Plans and services through their doors, on a real database: the way, the refusals, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type Place, type TestHouse } from '../../../tests/house.ts'
import { type Flow, flowOf } from './testing/child.ts'

let house: TestHouse
let flow: Flow
let town: Actor
let school: Actor
let women: Actor
let bureau: Actor
beforeAll(async () => {
  house = await openTestHouse()
  flow = flowOf(house)
  town = house.actor('child-supervisor', 'town')
  school = house.actor('school-officer', 'other-school')
  women = house.actor('department-officer', 'women')
  bureau = house.actor('bureau-officer', 'bureau')
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const names = async (id: string) => (await house.look((tx) => factsOf(tx, [id]))).map((fact) => fact.name)
interface OfChild {
  code?: string
  plan: {
    planId: string
    state: string
    done: number
    all: number
    items: { itemId: string; service: string; state: string; given: number }[]
  } | null
  referrals: { referralId: string; state: string; service: string }[]
  given: { fact: string; what: string }[]
  needs: string[]
  suggested: { service: string }[]
}
const ofChild = async (childId: string, by = flow.worker) => (await house.ask(by, 'helping.of-child', { childId })) as OfChild
interface Board {
  items: {
    referralId: string
    child: string | null
    childId: string | null
    name: string | null
    age: string | null
    asks: string | null
    late: boolean
  }[]
  open: number
}
const board = async (by: Actor, more: object = {}) => (await house.ask(by, 'helping.board', { ...more })) as Board
const planned = async (childId: string, items: object[] = []) =>
  (await house.done(flow.worker, 'helping.make-plan', { childId, goals: '半年内安心上学', childSays: '想跟奶奶住', items })).reply
    .planId as string
const referred = async (childId: string, place: Place, service = 'counselling', more: object = {}) =>
  (
    await house.done(flow.worker, 'helping.refer', {
      childId,
      service,
      organisationId: house.organisations[place].id,
      asks: '请每周辅导一次',
      ...more,
    })
  ).reply.referralId as string

describe('a plan', () => {
  test('is one for a child; its items are done, dropped and counted', async () => {
    const { childId } = await flow.child('陈小禾')
    const planId = await planned(childId, [
      { service: 'living-aid', who: '镇里' },
      { service: 'counselling', times: 6 },
    ])
    expect(await code(flow.worker, 'helping.make-plan', { childId, goals: '再来一份' })).toBe('HELPING.PLAN_THERE')
    await house.done(flow.worker, 'helping.add-item', { planId, service: 'self-protection' })
    const before = (await ofChild(childId)).plan
    expect([before?.done, before?.all]).toEqual([0, 3])
    const item = (service: string) => before?.items.find((each) => each.service === service)?.itemId as string
    await house.done(flow.worker, 'helping.finish-item', { itemId: item('living-aid'), outcome: '每月 1200 元' })
    expect(await code(flow.worker, 'helping.finish-item', { itemId: item('living-aid'), outcome: '又办' })).toBe(
      'HELPING.ITEM_GONE',
    )
    await house.done(flow.worker, 'helping.drop-item', { itemId: item('self-protection'), reason: 'replaced' })
    const after = (await ofChild(childId)).plan
    expect([after?.done, after?.all]).toEqual([1, 2])
    expect(await code(flow.worker, 'helping.change-plan', { planId, reason: '没有内容' })).toBe('HELPING.ASKED_NOTHING')
    await house.done(flow.worker, 'helping.end-plan', { planId, reason: 'reached', outcome: '成绩稳定' })
    expect(await code(flow.worker, 'helping.add-item', { planId, service: 'counselling' })).toBe('HELPING.PLAN_ENDED')
    expect((await ofChild(childId)).plan?.items.map((each) => each.state).toSorted()).toEqual(['done', 'dropped', 'dropped'])
    expect(await names(childId)).toEqual(
      expect.arrayContaining(['child.plan-made', 'child.plan-changed', 'child.plan-item-done', 'child.plan-ended']),
    )
  })

  test('two who make one at once: one is made, the other is told so; the same action again gives the same', async () => {
    const { childId } = await flow.child('林同时')
    const form = { childId, goals: '目标' }
    const both = await Promise.all([
      house.act(flow.worker, 'helping.make-plan', form),
      house.act(flow.worker, 'helping.make-plan', form),
    ])
    expect(both.flatMap((each) => ('code' in each ? [each.code] : []))).toEqual(['HELPING.PLAN_THERE'])
    const actionId = crypto.randomUUID()
    const other = await flow.child('林重发')
    const first = await house.done(flow.worker, 'helping.make-plan', { ...form, childId: other.childId }, { actionId })
    expect(await house.done(flow.worker, 'helping.make-plan', { ...form, childId: other.childId }, { actionId })).toEqual(first)
  })

  test('takes no service that the age does not allow, and of one that lies deeper the town sees nothing', async () => {
    const { childId } = await flow.child('吴小满')
    const planId = await planned(childId)
    expect(await code(flow.worker, 'helping.add-item', { planId, service: 'job-introduction' })).toBe('HELPING.TOO_YOUNG')
    expect(await code(flow.worker, 'helping.add-item', { planId, service: 'magic' })).toBe('HELPING.NO_SUCH_SERVICE')
    expect(await code(town, 'helping.add-item', { planId, service: 'behaviour' })).toBe('HELPING.NOT_YOURS_TO_READ')
    await house.done(flow.worker, 'helping.add-item', { planId, service: 'behaviour' })
    await house.done(town, 'helping.add-item', { planId, service: 'living-aid' })
    await house.done(town, 'minors.open-file', { childId, reason: '走访' })
    expect((await ofChild(childId, town)).plan?.items.map((each) => each.service)).toEqual(['living-aid'])
    expect((await ofChild(childId)).plan?.all).toBe(2)
    const value = (await house.look((tx) => factsOf(tx, [childId]))).filter((fact) => fact.name.startsWith('child.plan'))
    expect(JSON.stringify(value)).not.toContain('behaviour')
  })
})

describe('a referral', () => {
  test('shows the organisation that one thing: what is asked, age, name only when it was ticked; the file stays closed', async () => {
    const { childId } = await flow.child('赵看见')
    const referralId = await referred(childId, 'women', 'parents-education', { contactPhone: '05120000000' })
    const mine = (await board(women, { side: 'asked' })).items.find((each) => each.referralId === referralId)
    expect(mine).toMatchObject({ child: null, childId: null, name: null, age: '11 岁', asks: '请每周辅导一次' })
    const one = JSON.stringify(await house.ask(women, 'helping.referral', { referralId }))
    expect(one).not.toContain('赵看见')
    expect(one).not.toContain(childId)
    expect(one).toContain('05120000000')
    for (const door of ['helping.of-child', 'minors.file', 'minors.band'])
      expect([door, ((await house.ask(women, door, { childId })) as { code?: string }).code]).toEqual([door, 'KERNEL.NOT_FOUND'])
    expect(await code(women, 'helping.refer', { childId, service: 'counselling', toName: '某校', asks: '请办' })).toBe(
      'KERNEL.NOT_FOUND',
    )
    const inside = await withActor(house.house.db, women, (tx) =>
      rows(
        sql<{
          id: string
        }>`select id from people.person union all select subject_id from kernel.ledger where subject_id = ${childId}
        union all select id from people.child_file`,
        tx,
      ),
    )
    expect(inside.map((each) => each.id)).not.toContain(childId)
    const named = await referred(childId, 'women', 'public-projects', { tellName: true })
    expect(JSON.stringify(await house.ask(women, 'helping.referral', { referralId: named }))).toContain('赵看见')
  })

  test('is nobody else’s: a neighbour, the bureau above, another school, a stranger', async () => {
    const { childId } = await flow.child('钱无关')
    const referralId = await referred(childId, 'other-school')
    for (const [role, place] of [
      ['school-officer', 'school'],
      ['bureau-officer', 'bureau'],
      ['department-officer', 'education'],
      ['child-supervisor', 'far-town'],
      ['minors-officer', 'bureau'],
    ] as const) {
      const other = house.actor(role, place)
      expect([place, ((await house.ask(other, 'helping.referral', { referralId })) as { code?: string }).code]).toEqual([
        place,
        'KERNEL.NOT_FOUND',
      ])
      expect([place, await code(other, 'helping.answer-referral', { referralId, result: 'granted' })]).toEqual([
        place,
        'KERNEL.NOT_FOUND',
      ])
      for (const side of ['asked', 'sent', 'raised'])
        expect((await board(other, { side })).items.map((each) => each.referralId)).not.toContain(referralId)
    }
  })

  test('followed to its result: sessions, answered, the item done, each by its own', async () => {
    const { childId } = await flow.child('孙辅导')
    const planId = await planned(childId, [{ service: 'counselling', times: 3 }])
    const itemId = (await ofChild(childId)).plan?.items[0]?.itemId
    const referralId = await referred(childId, 'other-school', 'counselling', { itemId })
    expect(await code(flow.worker, 'helping.refer', { childId, service: 'counselling', toName: '某院', asks: '请办' })).toBe(
      'HELPING.ALREADY_REFERRED',
    )
    await house.done(school, 'helping.answer-referral', { referralId, result: 'accepted', words: '安排王老师' })
    for (const did of ['第一次，认识', '第二次，画画']) await house.done(school, 'helping.record-session', { referralId, did })
    expect(await code(school, 'helping.record-session', { referralId, did: '明天', on: '2026-12-20' })).toBe('HELPING.FUTURE_DAY')
    expect((await ofChild(childId)).plan?.items[0]).toMatchObject({ state: 'referred', given: 2 })
    await house.done(school, 'helping.answer-referral', { referralId, result: 'granted', words: '情绪平稳' })
    expect((await ofChild(childId)).plan).toMatchObject({ done: 1, all: 1 })
    expect(await code(school, 'helping.answer-referral', { referralId, result: 'refused' })).toBe('HELPING.REFERRAL_NOT_NOW')
    expect((await names(childId)).filter((name) => name === 'child.counselled')).toHaveLength(2)
    // The organisation still reads what it did, and holds no part any more.
    expect((await board(school)).items.map((each) => each.referralId)).toContain(referralId)
    const parts = await house.look((tx) =>
      rows(
        sql<{ until: unknown }>`select valid_until as until from kernel.part where subject_id = ${childId} and part = 'service'`,
        tx,
      ),
    )
    expect(parts.map((each) => each.until === null)).toEqual([false])
    expect(planId).toBeTruthy()
  })

  test('refused goes to another organisation, the first one no longer; a wrong kind of organisation is not taken', async () => {
    const { childId } = await flow.child('李换家')
    const referralId = await referred(childId, 'women', 'public-projects')
    await house.done(women, 'helping.answer-referral', { referralId, result: 'refused', words: '名额已满' })
    const form = { referralId, asks: '请资助' }
    const { organisations } = house
    expect(await code(flow.worker, 'helping.refer-otherwise', form)).toBe('HELPING.WHO_ANSWERS')
    expect(await code(flow.worker, 'helping.refer-otherwise', { ...form, organisationId: organisations.prison.id })).toBe(
      'HELPING.NO_SUCH_ORGANISATION',
    )
    expect(await code(flow.worker, 'helping.refer-otherwise', { ...form, organisationId: organisations.women.id })).toBe(
      'HELPING.SAME_ORGANISATION',
    )
    await house.done(flow.worker, 'helping.refer-otherwise', { ...form, toName: '市慈善总会' })
    expect((await ofChild(childId)).referrals.map((each) => each.state).toSorted()).toEqual(['rerouted', 'waiting'])
    const open = (await ofChild(childId)).referrals.find((each) => each.state === 'waiting')?.referralId
    await house.done(flow.worker, 'helping.answer-referral', { referralId: open, result: 'granted', words: '来函：资助 2000 元' })
    expect(await names(childId)).toContain('child.aid-granted')
  })

  test('that nobody answers is reminded by itself, then told to the bureau, which sees no child', async () => {
    house.at('2026-12-09T09:00')
    const { childId } = await flow.child('周催办')
    const referralId = await referred(childId, 'women', 'parents-education', { tellName: true })
    const run = async (at: string) => {
      house.at(at)
      await house.house.handlers.get('helping.chase-all')?.run(jobContext(house.house), {})
    }
    await run('2026-12-18T08:20')
    expect(await names(childId)).not.toContain('child.referral-reminded')
    await run('2026-12-19T09:20')
    await run('2026-12-19T10:20')
    await run('2026-12-30T08:20')
    await run('2027-01-10T08:20')
    const told = (await names(childId)).filter((name) => name.startsWith('child.referral-'))
    expect(told).toEqual(['child.referral-reminded', 'child.referral-reminded', 'child.referral-raised'])
    const seen = (await board(bureau, { side: 'raised' })).items.find((each) => each.referralId === referralId)
    expect(seen).toMatchObject({ child: null, name: null, age: null, asks: null, late: true })
    expect(JSON.stringify(await house.ask(bureau, 'helping.referral', { referralId }))).not.toContain('周催办')
    expect(await code(bureau, 'helping.answer-referral', { referralId, result: 'granted' })).toBe('KERNEL.NOT_FOUND')
    house.at('2026-12-09T09:00')
  })
})

describe('a file that ends', () => {
  test('ends the plan and what was asked; joined to another, all of it goes there', async () => {
    const one = await flow.child('郑结案')
    await planned(one.childId, [{ service: 'living-aid' }])
    const referralId = await referred(one.childId, 'women', 'parents-education')
    await house.done(flow.worker, 'minors.close-file', { childId: one.childId, reason: 'no-need' })
    await house.work('helping.')
    const shut = await ofChild(one.childId)
    expect([shut.plan?.state, shut.referrals.map((each) => each.state)]).toEqual(['已结束', ['closed']])
    expect(await code(women, 'helping.answer-referral', { referralId, result: 'granted' })).toBe('HELPING.REFERRAL_NOT_NOW')
    expect(await code(flow.worker, 'helping.make-plan', { childId: one.childId, goals: '再来' })).toBe('HELPING.CLOSED')
    const [kept, double] = [await flow.child('冯一份'), await flow.child('冯二份')]
    await planned(double.childId, [{ service: 'counselling' }])
    await house.done(flow.worker, 'minors.join-files', { childId: kept.childId, otherId: double.childId, reason: '两校重复' })
    await house.work('helping.')
    expect((await ofChild(kept.childId)).plan?.items.map((each) => each.service)).toEqual(['counselling'])
    expect((await ofChild(double.childId)).plan ?? null).toBe(null)
  })
})

describe('needs that were found', () => {
  test('wait for a plan, show what answers them, and wait no longer once there is one', async () => {
    const { childId } = await flow.child('许需求')
    const at = house.now()
    const context = jobContext(house.house)
    await house.house.handlers.get('helping.note-need')?.run(context, { childId, needs: ['counselling', 'hardship'], at })
    const waiting = async () =>
      ((await house.ask(flow.worker, 'helping.waiting')) as { items: { childId: string }[] }).items.map((each) => each.childId)
    expect(await waiting()).toContain(childId)
    expect(((await house.ask(town, 'helping.waiting')) as { code?: string }).code).toBe('KERNEL.NOT_FOUND')
    const found = await ofChild(childId)
    expect(found.needs).toEqual(['counselling', 'hardship'])
    expect(found.suggested.map((each) => each.service)).toEqual(expect.arrayContaining(['counselling', 'living-aid']))
    await planned(childId)
    await house.work('helping.')
    expect(await waiting()).not.toContain(childId)
  })
})

test('a name stands in no row as it was written', async () => {
  const { childId } = await flow.child('褚密文')
  const planId = await planned(childId, [{ service: 'living-aid', who: '褚密文的姑姑' }])
  await referred(childId, 'women', 'parents-education', { tellName: true, asks: '褚密文的奶奶' })
  const kept = await house.look((tx) =>
    rows(
      sql`select p::text from helping.plan p where id = ${planId} union all select i::text from helping.item i where child_id = ${childId}
      union all select r::text from helping.referral r where child_id = ${childId}
      union all select value::text from kernel.ledger where subject_id = ${childId}`,
      tx,
    ),
  )
  expect(kept.length).toBeGreaterThan(3)
  expect(JSON.stringify(kept)).not.toContain('褚密文')
})
