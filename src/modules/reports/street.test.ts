import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import type { Place } from '../../../tests/house.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T20:00' })
  for (const pack of ['s0', 's1'])
    await test.done(test.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
      pack,
      from: '2026-01-01',
      reason: '本市开展专项行动',
    })
})
afterAll(() => test.close())

const clerk = () => test.actor('clerk', 'north')
const police = () => test.actor('patrol-officer', 'police')
const hotline = () => test.actor('street-officer', 'city-management')
const town = () => test.actor('town-officer', 'town')
const at = (place: Place) => test.organisations[place].id
const gone = { code: 'KERNEL.NOT_FOUND' }
const pin = (lat: number, words?: string) => ({ lat, lng: 114.3, source: 'pin', ...(words ? { words } : {}) })

const received = async (more: Record<string, unknown> = {}, actor: Actor = clerk()) =>
  (
    await test.done(actor, 'reports.receive', {
      channel: 'phone',
      about: ['vagrant'],
      what: '东门桥下有位老人露宿，裹着灰棉衣',
      spot: pin(30.59, '东门桥下'),
      reporterPhone: '13900002222',
      ...more,
    })
  ).reply as { reportId: string; number: string; code: string }
const send = (reportId: string, place: Place = 'police', actor: Actor = clerk(), note?: string) =>
  test.done(actor, 'reports.dispatch', { reportId, organisationIds: [at(place)], ...(note ? { note } : {}) })

interface Item {
  clause: string
  state: string
}
const duties = async (subjectId: string, actor: Actor = clerk()) =>
  Object.fromEntries(
    ((await test.ask(actor, 'supervision.file-duties', { subjectId })) as { items: Item[] }).items.map((each) => [
      each.clause,
      each.state,
    ]),
  )

describe('s0.report', () => {
  it('is due with a report of the public about somebody on the street, met on scene in half an hour, late after it', async () => {
    test.at('2026-12-09T20:00')
    const [fine, late, own] = [await received(), await received(), await received({ channel: 'patrol' })]
    expect(await duties(own.reportId)).not.toHaveProperty(['s0.report'])
    expect(await duties(fine.reportId)).toMatchObject({ 's0.report': 'pending' })
    for (const { reportId } of [fine, late]) await send(reportId)
    test.at('2026-12-09T20:20')
    await test.done(police(), 'reports.arrive', { reportId: fine.reportId })
    // Whoever was sent reads what the clause asks of it.
    expect(await duties(fine.reportId, test.actor('police-officer', 'police'))).toMatchObject({ 's0.report': 'met' })
    test.at('2026-12-09T20:40')
    expect(await duties(late.reportId)).toMatchObject({ 's0.report': 'overdue' })
    await test.done(police(), 'reports.arrive', { reportId: late.reportId })
    expect(await duties(late.reportId)).toMatchObject({ 's0.report': 'met-late' })
  })
})

describe('s1.joint', () => {
  it('is due with an emergency on the street, met by fifteen minutes and an hour, late after it', async () => {
    test.at('2026-12-10T08:00')
    const emergency = { signs: ['critical'] }
    const [fine, late, calm] = [await received(emergency), await received(emergency), await received()]
    expect(await duties(calm.reportId)).not.toHaveProperty(['s1.joint'])
    expect(await duties(fine.reportId)).toMatchObject({ 's1.joint': 'pending' })
    for (const { reportId } of [fine, late]) await send(reportId)
    test.at('2026-12-10T08:10')
    await test.done(police(), 'reports.acknowledge', { reportId: fine.reportId })
    test.at('2026-12-10T08:50')
    await test.done(police(), 'reports.arrive', { reportId: fine.reportId })
    expect(await duties(fine.reportId)).toMatchObject({ 's1.joint': 'met' })
    expect(await duties(late.reportId)).toMatchObject({ 's1.joint': 'overdue' })
    await test.done(police(), 'reports.arrive', { reportId: late.reportId })
    expect(await duties(late.reportId)).toMatchObject({ 's1.joint': 'met-late' })
  })
})

describe('whoever was sent', () => {
  it('is told number, place and what is asked, so that a patrol can make it a stop; of a child nothing', async () => {
    test.at('2026-12-10T20:00')
    const details = async (reportId: string) => {
      const facts = await test.look((tx) => factsOf(tx, [reportId]))
      const sent = facts.filter((fact) => fact.name === 'report.dispatched').map((fact) => fact.id)
      return [...(await test.look((tx) => detailsOf(tx, test.house.vault, sent))).values()]
    }
    const { reportId, number } = await received()
    await send(reportId, 'police', clerk(), '看看老人愿不愿意来')
    expect(await details(reportId)).toMatchObject([
      { no: number, place: '东门桥下', asked: '看看老人愿不愿意来', spot: { lat: 30.59 } },
    ])
    const head = test.actor('station-head', 'north')
    const child = await received({ about: ['minor'], place: '东门桥下' }, head)
    await send(child.reportId, 'minors-police', head)
    expect(JSON.stringify(await details(child.reportId))).not.toMatch(/东门桥|报 20/)
  })

  it('reads the matter and what happened, and neither the reporter nor how it came', async () => {
    const { reportId } = await received({ reporterName: '司机老李' })
    expect(await test.ask(police(), 'reports.report', { reportId })).toMatchObject(gone)
    await send(reportId)
    const seen = await test.ask(police(), 'reports.report', { reportId })
    expect(seen).toMatchObject({ channel: null, reporter: null, may: { direct: false, sent: true } })
    expect(JSON.stringify(seen)).not.toMatch(/老李|13900002222/)
    await test.done(police(), 'reports.add', { reportId, text: '已经走到桥北' })
    for (const actor of [test.actor('patrol-officer', 'city-management'), test.actor('clerk', 'south'), test.stranger()])
      expect(await test.ask(actor, 'reports.report', { reportId })).toMatchObject({ refused: true })
    for (const door of ['dispatch', 'dispose', 'answer-reporter', 'join'])
      expect([door, await test.act(police(), `reports.${door}`, { reportId, intoId: reportId })]).toMatchObject([door, gone])
  })

  it('declines what he cannot do: he sees it no more, the desk sees why, and another is sent', async () => {
    const { reportId } = await received()
    await send(reportId)
    await test.done(police(), 'reports.decline', { reportId, reason: 'no-one' })
    expect(await test.ask(police(), 'reports.report', { reportId })).toMatchObject(gone)
    const answer = (await test.ask(clerk(), 'reports.report', { reportId })) as { dispatches: { declinedAt: number | null }[] }
    expect(answer.dispatches.map(({ declinedAt }) => declinedAt !== null)).toEqual([true])
    await send(reportId, 'town')
    expect(await test.ask(town(), 'reports.report', { reportId })).toMatchObject({ reportId })
  })

  it('can be the city management with its patrol, but never for a child', async () => {
    const { reportId } = await received()
    await send(reportId, 'city-management')
    await test.done(test.actor('patrol-officer', 'city-management'), 'reports.acknowledge', { reportId })
    const head = test.actor('station-head', 'north')
    const child = await received({ about: ['minor'] }, head)
    expect(
      await test.act(head, 'reports.dispatch', { reportId: child.reportId, organisationIds: [at('city-management')] }),
    ).toMatchObject({ code: 'REPORTS.NOT_SENDABLE' })
  })
})

describe('a child among them', () => {
  it('closes the report: the clerk who wrote it down sees it no more, nor its number in any list', async () => {
    const { reportId, number } = await received({ groups: ['minor'] })
    expect(await test.ask(clerk(), 'reports.report', { reportId })).toMatchObject(gone)
    for (const door of ['reports.board', 'reports.desk-now', 'reports.floods', 'reports.counts'])
      expect([
        door,
        JSON.stringify(await test.ask(clerk(), door, door === 'reports.board' ? { state: 'all' } : {})).includes(number),
      ]).toEqual([door, false])
    for (const door of ['dispatch', 'add', 'refuse', 'dispose', 'raise'])
      expect([
        door,
        await test.act(clerk(), `reports.${door}`, {
          reportId,
          text: '又说',
          reason: door === 'refuse' ? 'nuisance' : '为什么',
          note: '为什么',
          outcome: 'helped',
          what: '做了什么',
          organisationIds: [at('police')],
        }),
      ]).toMatchObject([door, { refused: true }])
    expect(await test.ask(test.actor('duty-leader', 'north'), 'reports.report', { reportId })).toMatchObject({ closed: true })
  })

  it('is not taken down at 12319: the city management is told where to ring', async () => {
    const { reportId } = await received({ channel: '12319' }, hotline())
    expect(await test.ask(hotline(), 'reports.report', { reportId })).toMatchObject({ channel: '12319', may: { direct: true } })
    expect(
      await test.act(hotline(), 'reports.receive', { channel: '12319', about: ['minor'], what: '有个孩子在乞讨' }),
    ).toMatchObject({ code: 'REPORTS.MINORS_ELSEWHERE' })
  })
})

describe('the own organisation', () => {
  it('stands near the top of whom to send, is sent, goes and is on scene; of a child it is not offered', async () => {
    test.at('2026-12-10T22:00')
    const { reportId } = await received()
    const offeredTo = async (actor: Actor, of: string) =>
      ((await test.ask(actor, 'reports.bodies', { reportId: of })) as { items: { id: string }[] }).items.map(({ id }) => id)
    expect((await offeredTo(clerk(), reportId)).slice(0, 2)).toEqual([at('police'), at('north')])
    await send(reportId, 'north')
    const patrol = test.actor('patrol-officer', 'north')
    await test.done(patrol, 'reports.acknowledge', { reportId })
    await test.done(patrol, 'reports.arrive', { reportId })
    expect(await test.ask(clerk(), 'reports.report', { reportId })).toMatchObject({
      dispatches: [{ own: true, onSceneAt: test.now() }],
    })
    const head = test.actor('station-head', 'north')
    const child = await received({ about: ['minor'] }, head)
    expect(await offeredTo(head, child.reportId)).not.toContain(at('north'))
  })
})

describe('nobody acknowledges', () => {
  it('is known to the city before the term on scene ends', async () => {
    test.at('2026-12-11T06:00')
    const { reportId } = await received()
    await send(reportId, 'village')
    for (const minute of ['06:15', '06:23', '06:29']) {
      test.at(`2026-12-11T${minute}`)
      await test.work('reports.')
    }
    const facts = await test.look((tx) => factsOf(tx, [reportId]))
    const told = facts.filter((each) => each.name === 'report.raised').map((each) => each.value['organisation'])
    expect(told).toEqual([at('town'), at('bureau')])
  })

  it('is raised level by level: village, town, city; and stops when somebody acknowledges', async () => {
    test.at('2026-12-11T08:00')
    const [silent, answered] = [await received(), await received()]
    for (const { reportId } of [silent, answered]) await send(reportId, 'village')
    await test.done(test.actor('village-worker', 'village'), 'reports.acknowledge', { reportId: answered.reportId })
    expect(await test.ask(town(), 'reports.report', { reportId: silent.reportId })).toMatchObject(gone)
    test.at('2026-12-11T09:01')
    await test.work('reports.')
    expect(await test.ask(town(), 'reports.report', { reportId: silent.reportId })).toMatchObject({ may: { direct: true } })
    const raised = async () =>
      (await test.look((tx) => factsOf(tx, [silent.reportId]))).filter((each) => each.name === 'report.raised').length
    expect(await raised()).toBe(1)
    test.at('2026-12-11T10:02')
    await test.work('reports.')
    await test.work('reports.')
    expect(await raised()).toBe(2)
    test.at('2026-12-11T12:30')
    await test.work('reports.')
    expect(await raised()).toBe(2)
    expect(await test.ask(town(), 'reports.report', { reportId: answered.reportId })).toMatchObject(gone)
  })
})

describe('the same thing told twice', () => {
  it('is suggested with its reasons, joined, parted, and each who told it is answered', async () => {
    test.at('2026-12-12T08:00')
    const first = await received()
    test.at('2026-12-12T08:20')
    const second = await received({ channel: '110', what: '桥下老人裹着灰棉衣，没被子', spot: pin(30.591) })
    const far = await received({ what: '汽车南站有人乞讨', spot: pin(30.7) })
    const { items } = (await test.ask(clerk(), 'reports.similar', { reportId: second.reportId })) as {
      items: { reportId: string; reasons: string[] }[]
    }
    expect(items.map((each) => each.reportId)).toContain(first.reportId)
    expect(items.map((each) => each.reportId)).not.toContain(far.reportId)
    expect(items[0]?.reasons.join()).toMatch(/两处相距约 1\d0 米/)
    await test.done(clerk(), 'reports.join', { reportId: second.reportId, intoId: first.reportId, reason: '同一位老人' })
    await test.done(clerk(), 'reports.unjoin', { reportId: second.reportId, reason: '是两个人' })
    await test.done(clerk(), 'reports.join', { reportId: second.reportId, intoId: first.reportId, reason: '还是同一位' })
    await send(first.reportId)
    await test.done(police(), 'reports.arrive', { reportId: first.reportId })
    await test.done(clerk(), 'reports.dispose', { reportId: first.reportId, outcome: 'refused-help', what: '留了求助卡' })
    const done = await test.done(clerk(), 'reports.answer-reporter', { reportId: first.reportId, joinedToo: true })
    expect(done.reply).toMatchObject({ answered: 2 })
    expect(await test.ask(clerk(), 'reports.report', { reportId: second.reportId })).toMatchObject({
      reporter: { answer: 'checked-on' },
    })
  })
})

describe('the end', () => {
  it('of a report of the street is in its own words; a child’s is not, and nobody is named who was not met', async () => {
    test.at('2026-12-13T08:00')
    const { reportId } = await received()
    const ended = (outcome: string, more: object = {}) =>
      test.act(clerk(), 'reports.dispose', { reportId, outcome, what: '做了', ...more })
    expect(await ended('protected')).toMatchObject({ code: 'REPORTS.NOT_THIS_END' })
    expect(await ended('made-safe')).toMatchObject({ code: 'REPORTS.NOT_THIS_END' })
    expect(await ended('met', { personId: crypto.randomUUID() })).toMatchObject({ code: 'REPORTS.NOBODY_MET' })
    expect(await ended('hospital')).not.toHaveProperty('refused')
  })
})

describe('the desk', () => {
  it('sees at once what nobody answered, with its minutes, and counts by channel and end', async () => {
    test.at('2026-12-14T08:31')
    const { reportId } = await received({ channel: 'hotline' })
    const now = (await test.ask(clerk(), 'reports.desk-now')) as {
      items: { reportId: string; answered: boolean; dueScene: number }[]
    }
    expect(now.items.find((each) => each.reportId === reportId)).toMatchObject({
      answered: false,
      dueScene: test.now() + 30 * 60_000,
    })
    const figures = (await test.ask(clerk(), 'reports.figures', { from: '2026-12-14', to: '2026-12-14' })) as {
      items: { channel: string; count: number }[]
      total: number
    }
    expect(figures).toMatchObject({ total: 1, items: [{ channel: 'hotline', count: 1 }] })
    const asked = (await test.ask(clerk(), 'reports.board', { state: 'all', channel: 'driver' })) as { total: number }
    expect(asked.total).toBe(0)
    expect(await test.ask(clerk(), 'reports.sheet')).toMatchObject({ file: { body: expect.anything() } })
  })

  it('writes a call down by three answers; the rest follows', async () => {
    const { reply } = await test.done(clerk(), 'reports.receive', {
      channel: 'walk-in',
      about: ['found-again'],
      what: '送回去的人又在桥下',
    })
    expect(reply).toMatchObject({ number: expect.any(String), code: expect.any(String) })
    await test.done(clerk(), 'reports.add', { reportId: reply['reportId'] as string, text: '在北侧' })
  })
})
