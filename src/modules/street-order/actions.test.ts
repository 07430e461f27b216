/** Street cases through their doors, on a real database: from found to nobody left, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let police: Actor
let manage: Actor
let transport: Actor
let station: Actor
let centre: Actor
let bureau: Actor
let other: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T10:00' })
  // The police of the town are the nearest to whoever stands in the city: the first by path.
  police = house.actor('police-officer', 'police')
  other = house.actor('police-officer', 'minors-police')
  manage = house.actor('street-officer', 'city-management')
  transport = house.actor('street-officer', 'transport')
  station = house.actor('duty-leader')
  centre = house.actor('minors-officer', 'centre')
  bureau = house.actor('bureau-officer', 'bureau')
})
afterAll(() => house?.close())

const found = async (by: Actor, more: object = {}) =>
  (
    await house.done(by, 'street-order.find', {
      kind: 'professional-begging',
      what: '天桥下，几个人轮流坐着，有人收钱',
      place: { words: '人民路天桥', source: 'words' },
      areaId: house.organisations.town.id,
      ...more,
    })
  ).reply as { caseId: string; no: string; closed: boolean }
const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
interface Seen {
  code?: string
  state: string
  may: string[]
  people: { victimId: string; group: string; personId: string | null; help: string | null }[]
  evidence: { custody: string | null }[]
  course: { fact: string }[]
  again: number
}
const seen = async (by: Actor, caseId: string) => (await house.ask(by, 'street-order.case', { caseId })) as Seen
const place = (name: keyof TestHouse['organisations']) => house.organisations[name].id

describe('a case', () => {
  test('goes from found to closed, and is not closed while somebody owed help was brought nowhere', async () => {
    const { caseId, no } = await found(manage, { victims: ['disabled'] })
    expect(no).toMatch(/^街面2026-\d{4}$/)
    await house.done(manage, 'street-order.assign', { caseId, organisationId: place('police'), ask: '查清谁在背后' })
    expect((await seen(police, caseId)).state).toBe('assigned')
    await house.done(police, 'street-order.add-evidence', {
      caseId,
      kind: 'statement',
      what: '本人陈述被人收走钱',
      takenBy: '石磊',
      custody: '原件在案卷',
    })
    await house.done(police, 'street-order.handle', { caseId, outcome: 'filed', rescued: 1, suspects: 2, how: '抓获两人' })
    expect(await code(police, 'street-order.close', { caseId })).toBe('STREET_ORDER.VICTIMS_UNNAMED')
    const { reply } = await house.done(police, 'street-order.add-victim', {
      caseId,
      group: 'disabled',
      who: '右腿残疾，五十来岁',
    })
    expect(await code(police, 'street-order.close', { caseId })).toBe('STREET_ORDER.VICTIMS_LEFT')
    const victimId = reply.victimId as string
    expect(await code(police, 'street-order.settle-victim', { victimId, help: 'none' })).toBe('STREET_ORDER.WHY_NOT')
    await house.done(police, 'street-order.settle-victim', { victimId, help: 'station', where: '云川市救助管理站' })
    expect(await code(police, 'street-order.settle-victim', { victimId, help: 'family' })).toBe('STREET_ORDER.SETTLED')
    await house.done(police, 'street-order.close', { caseId })
    const now = await seen(manage, caseId)
    expect(now).toMatchObject({ state: 'closed', may: ['street-order.reopen'] })
    expect(now.course.map((each) => each.fact)).toEqual([
      'order.found',
      'order.assigned',
      'order.evidence-taken',
      'order.handled',
      'order.victim-listed',
      'order.victim-helped',
      'order.closed',
    ])
    await house.done(manage, 'street-order.reopen', { caseId, why: '第二天又来了' })
    expect(await seen(police, caseId)).toMatchObject({ state: 'found', again: 1 })
  })

  test('that was found to be nothing is closed without anybody', async () => {
    const { caseId } = await found(police, { victims: ['aged'] })
    await house.done(police, 'street-order.handle', { caseId, outcome: 'unfounded', how: '老人在等家人' })
    await house.done(police, 'street-order.close', { caseId })
    expect((await seen(police, caseId)).state).toBe('closed')
  })

  test('is dealt with by the body that it was given to; another is asked with a reason', async () => {
    const { caseId } = await found(station)
    await house.done(bureau, 'street-order.assign', { caseId, organisationId: place('city-management') })
    expect(await code(bureau, 'street-order.assign', { caseId, organisationId: place('transport') })).toBe('STREET_ORDER.REASON')
    expect(await code(bureau, 'street-order.assign', { caseId, organisationId: place('hospital'), reason: '某' })).toBe(
      'STREET_ORDER.NO_SUCH_BODY',
    )
    await house.done(bureau, 'street-order.assign', { caseId, organisationId: place('transport'), reason: '在车站内' })
    expect((await seen(manage, caseId)).code).toBe('KERNEL.NOT_FOUND')
    await house.done(transport, 'street-order.handle', { caseId, outcome: 'educated', how: '劝离' })
    expect((await seen(station, caseId)).state).toBe('handled')
  })

  test('the same phone record is done once, and a used id is refused', async () => {
    const form = { caseId: crypto.randomUUID(), kind: 'disturbance', what: '拦车要钱' }
    const actionId = crypto.randomUUID()
    const first = await house.done(manage, 'street-order.find', form, { actionId })
    expect(await house.done(manage, 'street-order.find', form, { actionId })).toEqual(first)
    expect(await code(manage, 'street-order.find', form)).toBe('STREET_ORDER.THERE')
    expect(await code(transport, 'street-order.find', form)).toBe('STREET_ORDER.THERE')
  })

  test('of two who deal with it at once one is told what the other did', async () => {
    const { caseId } = await found(police)
    await house.done(police, 'street-order.handle', { caseId, outcome: 'educated', how: '劝离' })
    const both = await Promise.all([
      house.act(police, 'street-order.close', { caseId }),
      house.act(police, 'street-order.reopen', { caseId, why: '又来' }),
    ])
    expect(both.filter((each) => 'code' in each).length).toBeLessThanOrEqual(1)
    const { caseId: second } = await found(manage)
    const closing = await Promise.all([
      house.act(manage, 'street-order.withdraw', { caseId: second, reason: '重了' }),
      house.act(manage, 'street-order.assign', { caseId: second, organisationId: place('police') }),
    ])
    expect(closing.some((each) => !('code' in each))).toBe(true)
  })
})

describe('with a minor', () => {
  test('only the police and the centre see it: neither who found it, nor the bureau, nor another police', async () => {
    const { caseId, closed } = await found(manage, { kind: 'forced-begging', victims: ['minor'] })
    expect(closed).toBe(true)
    const keeping = [police, other].filter(Boolean)
    const open = await Promise.all(keeping.map(async (each) => (await seen(each, caseId)).code === undefined))
    expect(open.filter(Boolean)).toHaveLength(1)
    const keeper = keeping[open.indexOf(true)] as Actor
    expect((await seen(centre, caseId)).state).toBe('found')
    // A used id is refused also by whom it is closed to.
    expect(await code(manage, 'street-order.find', { caseId, kind: 'traffic', what: '某' })).toBe('STREET_ORDER.THERE')
    for (const each of [manage, bureau, station, transport, house.actor('bureau-leader', 'bureau')])
      expect((await seen(each, caseId)).code).toBe('KERNEL.NOT_FOUND')
    expect(await code(keeper, 'street-order.assign', { caseId, organisationId: place('city-management') })).toBe(
      'STREET_ORDER.MINORS_BODY',
    )
    // Its number is counted where the case itself is not shown.
    const figures = (await house.ask(bureau, 'street-order.figures', {})) as { kinds: { kind: string; total: number }[] }
    expect(figures.kinds.find((each) => each.kind === 'forced-begging')?.total).toBeGreaterThan(0)
    const board = JSON.stringify(await house.ask(bureau, 'street-order.board', {}))
    expect(board).not.toContain(caseId)
  })

  test('an open case closes when a minor turns up in it', async () => {
    const { caseId } = await found(manage)
    await house.done(manage, 'street-order.assign', { caseId, organisationId: place('police') })
    const { reply } = await house.done(police, 'street-order.add-victim', { caseId, group: 'minor', who: '七八岁女孩' })
    expect(reply.closed).toBe(true)
    for (const each of [manage, bureau]) expect((await seen(each, caseId)).code).toBe('KERNEL.NOT_FOUND')
    const victimId = reply.victimId as string
    await house.done(centre, 'street-order.settle-victim', { victimId, help: 'child-file', where: '保护中心' })
    await house.done(police, 'street-order.handle', { caseId, outcome: 'rescued', rescued: 1, how: '解救' })
    await house.done(police, 'street-order.close', { caseId })
    expect(await seen(centre, caseId)).toMatchObject({ state: 'closed' })
  })
})

describe('news of trafficking', () => {
  test('go from transport to the police at once; each side acknowledges once', async () => {
    const { caseId } = await found(transport, { kind: 'trafficking', what: '长途车上一男子带两个孩子，说法不一' })
    const news = async (by: Actor) =>
      ((await house.ask(by, 'street-order.news')) as { items: { newsId: string; caseId: string; waits: boolean }[] }).items.find(
        (each) => each.caseId === caseId,
      )
    const receiver = (await news(police)) ? police : other
    const { newsId } = (await news(receiver)) as { newsId: string }
    expect(await code(transport, 'street-order.acknowledge-news', { newsId })).toBe('STREET_ORDER.NEWS_DONE')
    await house.done(receiver, 'street-order.acknowledge-news', { newsId, answer: '已在下一站核查' })
    expect(await code(receiver, 'street-order.acknowledge-news', { newsId })).toBe('STREET_ORDER.NEWS_DONE')
    expect((await news(transport))?.waits).toBe(true)
    await house.done(transport, 'street-order.acknowledge-news', { newsId })
    expect((await news(transport))?.waits).toBe(false)
    expect(await code(manage, 'street-order.acknowledge-news', { newsId })).toBe('KERNEL.NOT_FOUND')
  })

  test('of a closed case reach transport, which does not see the case', async () => {
    const { caseId } = await found(police, { kind: 'trafficking', victims: ['minor'] })
    await house.done(police, 'street-order.pass-news', { caseId, organisationId: place('transport'), news: '白色面包车，往南' })
    const items = (
      (await house.ask(transport, 'street-order.news')) as { items: { newsId: string; caseId: string; seesCase: boolean }[] }
    ).items
    const got = items.find((each) => each.caseId === caseId)
    expect(got?.seesCase).toBe(false)
    expect((await seen(transport, caseId)).code).toBe('KERNEL.NOT_FOUND')
    await house.done(transport, 'street-order.acknowledge-news', { newsId: got?.newsId as string, answer: '没有发现' })
    expect(await code(police, 'street-order.pass-news', { caseId, organisationId: place('hospital'), news: '某' })).toBe(
      'STREET_ORDER.NEWS_PARTY',
    )
  })
})

describe('round the cases', () => {
  test('a joint operation is seen by those who took part, and the next one is looked for within the quarter', async () => {
    const form = { kind: 'joint', date: '2026-12-08', cases: 3, rescued: 2, what: '火车站周边' }
    expect(await code(police, 'street-order.hold-operation', { ...form, date: '2026-12-20' })).toBe('STREET_ORDER.FUTURE')
    await house.done(police, 'street-order.hold-operation', {
      ...form,
      organisationIds: [place('city-management'), place('north')],
    })
    const of = async (by: Actor) =>
      (await house.ask(by, 'street-order.operations')) as { items: { heldOn: string }[]; next: { by: string; late: boolean } }
    expect((await of(manage)).next).toEqual({ by: '2027-03-08', late: false })
    expect((await of(station)).items).toHaveLength(1)
    expect((await of(transport)).items).toHaveLength(0)
  })

  test('a rescue vehicle is known to the traffic police it was told to, until it is ended', async () => {
    const { reply } = await house.done(station, 'street-order.register-vehicle', {
      plate: '云A·12345',
      kind: 'rescue',
      driver: '董师傅',
    })
    const vehicleId = reply.vehicleId as string
    expect(await code(station, 'street-order.register-vehicle', { plate: '云a12345', kind: 'rescue' })).toBe('STREET_ORDER.PLATE')
    const list = async (by: Actor) =>
      ((await house.ask(by, 'street-order.vehicles')) as { items: { vehicleId: string; standing: string }[] }).items
    expect(await list(police)).toEqual([])
    const offered = (await house.ask(station, 'street-order.traffic-police')) as { items: { id: string }[] }
    expect(offered.items.map((each) => each.id)).toContain(place('police'))
    expect(offered.items.map((each) => each.id)).not.toContain(place('city-management'))
    expect(
      await code(station, 'street-order.tell-traffic', { vehicleId, organisationId: place('transport'), on: '2026-12-09' }),
    ).toBe('STREET_ORDER.WHICH_TRAFFIC')
    await house.done(station, 'street-order.tell-traffic', {
      vehicleId,
      organisationId: place('police'),
      on: '2026-12-09',
      until: '2026-12-31',
    })
    expect(await list(police)).toMatchObject([{ vehicleId, standing: 'soon' }])
    expect(await list(house.actor('duty-leader', 'south'))).toEqual([])
    expect(await code(house.actor('duty-leader', 'south'), 'street-order.end-vehicle', { vehicleId, reason: '某' })).toBe(
      'KERNEL.NOT_FOUND',
    )
    await house.done(station, 'street-order.end-vehicle', { vehicleId, reason: '报废' })
    expect(await list(station)).toMatchObject([{ standing: 'ended' }])
  })

  test('nobody’s neighbour reads a case, and nothing of anybody stands in a value', async () => {
    const { caseId } = await found(station, { people: [{ group: 'aged', who: '白发老人' }] })
    expect((await seen(house.actor('duty-leader', 'south'), caseId)).code).toBe('KERNEL.NOT_FOUND')
    const facts = await house.look((tx) => factsOf(tx, [caseId]))
    expect(JSON.stringify(facts.map((each) => each.value))).not.toContain('白发')
    expect(JSON.stringify(facts.map((each) => each.value))).not.toContain('人民路')
  })
})
