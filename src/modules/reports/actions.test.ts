import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, publicActorFor } from '#kernel/actor.ts'
import { rows, sql } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import type { Place } from '../../../tests/house.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
})
afterAll(() => test.close())

const centre = () => test.actor('minors-officer', 'centre')
const police = () => test.actor('police-officer', 'minors-police')
const otherPolice = () => test.actor('police-officer', 'police')
const bureau = () => test.actor('minors-officer', 'bureau')
const town = () => test.actor('child-supervisor', 'town')
const school = () => test.actor('school-officer', 'school')
const neighbour = () => test.actor('school-officer', 'other-school')
const at = (place: Place) => test.organisations[place].id
const gone = { code: 'KERNEL.NOT_FOUND' }
const visitor = () => publicActorFor(test.organisations.bureau)

const told = { what: '隔壁一直有孩子哭，手臂上有伤', place: '柳沟村 3 组', childName: '田小苗' }
const received = async (more: Record<string, unknown> = {}, actor: Actor = centre()) =>
  (
    await test.done(actor, 'reports.receive', {
      channel: 'hotline',
      about: ['minor'],
      ...told,
      reporterName: '邻居张大妈',
      reporterPhone: '13900007777',
      ...more,
    })
  ).reply as { reportId: string; number: string; code: string }

interface Report {
  state: string
  channel: string | null
  dispatches: { organisation: string; acknowledgedAt: number | null; raisedAt: number | null }[]
  clues: { clueId: string; state: string; police: string | null }[]
  events: { name: string; organisation: string | null; words: string | null }[]
  reporter: { asked: number; suggested: string | null } | null
  may: { direct: boolean; answer: boolean }
  child: { childId: string } | null
  linked: boolean
}
const look = async (actor: Actor, reportId: string) => (await test.ask(actor, 'reports.report', { reportId })) as Report
const send = (reportId: string, place: Place, actor = centre()) =>
  test.done(actor, 'reports.dispatch', { reportId, organisationIds: [at(place)] })
const namesOf = async (id: string) => (await test.look((tx) => factsOf(tx, [id]))).map((fact) => fact.name)

describe('a report about a minor', () => {
  it('is read by the desk that received it and by nobody else, the bureau above neither', async () => {
    const { reportId } = await received()
    expect(await look(centre(), reportId)).toMatchObject({ state: 'received', may: { direct: true, answer: true } })
    for (const actor of [bureau(), police(), town(), school(), test.stranger(), test.actor('station-head')])
      expect(await test.ask(actor, 'reports.report', { reportId })).toMatchObject(gone)
    const board = (await test.ask(bureau(), 'reports.board', { state: 'all' })) as { total: number }
    expect(board.total).toBe(0)
    expect(await test.act(bureau(), 'reports.dispatch', { reportId, organisationIds: [at('town')] })).toMatchObject(gone)
  })

  it('is sent, acknowledged and reached by whoever was sent, who reads the matter and never the reporter', async () => {
    const { reportId } = await received({ emergency: true })
    await send(reportId, 'town')
    const sent = await look(town(), reportId)
    expect(sent).toMatchObject({ state: 'working', channel: null, reporter: null, may: { direct: false, answer: false } })
    expect(JSON.stringify(sent)).not.toContain('张大妈')
    expect(JSON.stringify(sent)).toContain('手臂上有伤')
    expect(await test.act(town(), 'reports.open-reporter', { reportId, reason: '想问问' })).toMatchObject(gone)
    await test.done(town(), 'reports.acknowledge', { reportId })
    expect(await test.act(town(), 'reports.acknowledge', { reportId })).toMatchObject({ code: 'REPORTS.ACKNOWLEDGED' })
    await test.done(town(), 'reports.arrive', { reportId, found: '孩子一人在家' })
    await test.done(town(), 'reports.consult', { reportId, way: 'on-scene', decided: '先接到镇里' })
    const names = await namesOf(reportId)
    expect(names).toEqual(
      expect.arrayContaining(['report.dispatched', 'report.acknowledged', 'report.on-scene', 'report.consulted']),
    )
    expect(await test.act(town(), 'reports.dispose', { reportId, outcome: 'helped', what: '好了' })).toMatchObject(gone)
    await test.done(centre(), 'reports.dispose', { reportId, outcome: 'helped', what: '送回祖母家' })
    expect(await test.act(centre(), 'reports.dispose', { reportId, outcome: 'helped', what: '再来' })).toMatchObject({
      code: 'REPORTS.NOT_NOW',
    })
  })

  it('is sent to one body once; the second who sends is told of the first', async () => {
    const { reportId } = await received()
    await send(reportId, 'town')
    const again = await test.act(centre(), 'reports.dispatch', { reportId, organisationIds: [at('town')] })
    expect(again).toMatchObject({ code: 'REPORTS.SENT_ALREADY' })
    expect((again as { sentence: string }).sentence).toContain('2026-12-09 09:00')
    expect(await test.act(centre(), 'reports.dispatch', { reportId, organisationIds: [at('women')] })).toMatchObject({
      code: 'REPORTS.NOT_SENDABLE',
    })
  })

  it('declined is seen no more by whoever declined, and can be sent elsewhere', async () => {
    const { reportId } = await received()
    await send(reportId, 'school')
    expect((await look(school(), reportId)).state).toBe('working')
    await test.done(school(), 'reports.decline', { reportId, reason: 'conflict' })
    expect(await test.ask(school(), 'reports.report', { reportId })).toMatchObject(gone)
    await send(reportId, 'minors-police')
    expect((await look(police(), reportId)).dispatches).toHaveLength(2)
  })

  it('that nobody acknowledges goes to the bureau by the clock, once, and not when somebody did', async () => {
    const [late, fine] = [await received({ emergency: true }), await received({ emergency: true })]
    await send(late.reportId, 'town')
    await send(fine.reportId, 'town')
    await test.done(town(), 'reports.acknowledge', { reportId: fine.reportId })
    await test.work('reports.')
    expect(await test.ask(bureau(), 'reports.report', { reportId: late.reportId })).toMatchObject(gone)
    test.at('2026-12-09T09:16')
    await test.work('reports.')
    await test.work('reports.')
    const raised = await look(bureau(), late.reportId)
    expect(raised.dispatches[0]?.raisedAt).not.toBeNull()
    expect(raised).toMatchObject({ may: { direct: true, answer: false }, reporter: null })
    expect((await namesOf(late.reportId)).filter((name) => name === 'report.raised')).toHaveLength(1)
    expect(await namesOf(fine.reportId)).not.toContain('report.raised')
    expect(await test.ask(bureau(), 'reports.report', { reportId: fine.reportId })).toMatchObject(gone)
    // The bureau directs; the reporter is answered by the receiver.
    await send(late.reportId, 'minors-police', bureau())
    expect(await test.act(bureau(), 'reports.answer-reporter', { reportId: late.reportId, answer: 'helping' })).toMatchObject({
      code: 'REPORTS.NOT_THE_RECEIVER',
    })
  })

  it('handed to another desk is directed there', async () => {
    const { reportId } = await received()
    await test.done(centre(), 'reports.hand-over', { reportId, toId: at('town') })
    expect(await look(town(), reportId)).toMatchObject({ may: { direct: true, answer: false }, reporter: null })
    expect(await test.act(centre(), 'reports.hand-over', { reportId, toId: at('school') })).toMatchObject({
      code: 'REPORTS.NOT_A_DESK',
    })
  })

  it('leads to a child’s file that the desk’s officer is responsible for', async () => {
    const { reportId } = await received()
    const { reply } = await test.done(centre(), 'reports.open-child-file', {
      reportId,
      name: '田小苗',
      kinds: ['hardship'],
      townId: at('town'),
    })
    expect(await look(centre(), reportId)).toMatchObject({ child: { childId: reply.childFileId } })
    expect(await test.act(centre(), 'reports.open-child-file', { reportId, kinds: ['hardship'] })).toMatchObject({
      code: 'REPORTS.CHILD_LINKED',
    })
    await test.done(centre(), 'reports.dispose', { reportId, outcome: 'helped', what: '已建档' })
    const facts = await test.look((tx) => factsOf(tx, [reportId]))
    expect(facts.find((fact) => fact.name === 'report.disposed')?.value).toMatchObject({ into: reply.childFileId })
    await send(await received().then((each) => each.reportId), 'minors-police')
  })

  it('of a vagrant adult is open to the range, and is no child’s matter', async () => {
    const { reportId } = await received({ about: ['vagrant'], channel: 'phone' }, test.actor('duty-leader'))
    expect(await look(test.actor('station-head'), reportId)).toMatchObject({ state: 'received' })
    expect(await test.ask(centre(), 'reports.report', { reportId })).toMatchObject(gone)
    await test.done(test.actor('duty-leader'), 'reports.dispatch', { reportId, organisationIds: [at('minors-police')] })
    expect(await look(police(), reportId)).toMatchObject({ state: 'working' })
    expect(await test.ask(otherPolice(), 'reports.report', { reportId })).toMatchObject(gone)
  })
})

describe('the reporter', () => {
  it('is opened by the receiver with a reason, which stands in the ledger', async () => {
    const { reportId } = await received()
    const { reply } = await test.done(centre(), 'reports.open-reporter', { reportId, reason: '回电核实地址' })
    expect(reply).toMatchObject({ name: '邻居张大妈', phone: '13900007777' })
    expect(await namesOf(reportId)).toContain('sensitive.viewed')
  })

  it('is given to the police only after they asked with a reason and the receiver agreed', async () => {
    const { reportId } = await received()
    await send(reportId, 'minors-police')
    const open = () => test.act(police(), 'reports.open-reporter', { reportId, reason: '取证' })
    expect(await open()).toMatchObject(gone)
    expect(await test.act(centre(), 'reports.release-reporter', { reportId, release: 'yes', reason: '主动给' })).toMatchObject({
      code: 'REPORTS.NOT_ASKED',
    })
    await test.done(police(), 'reports.ask-reporter', { reportId, reason: '需要向报案人取证' })
    expect(await open()).toMatchObject(gone)
    expect((await look(centre(), reportId)).reporter).toMatchObject({ asked: 1 })
    await test.done(centre(), 'reports.release-reporter', { reportId, release: 'yes', reason: '报告人同意作证' })
    expect(await open()).toMatchObject({ reply: { phone: '13900007777' } })
    expect(await test.act(town(), 'reports.ask-reporter', { reportId, reason: '好奇' })).toMatchObject(gone)
  })

  it('no row of them is let through to whoever was sent, in the database itself', async () => {
    const { reportId } = await received()
    await send(reportId, 'town')
    const { withActor } = await import('#kernel/db.ts')
    const seen = (actor: Actor) =>
      withActor(
        test.house.db,
        actor,
        (tx) => rows(sql`select 1 from reports.reporter where report_id = ${reportId}`, tx),
        test.now(),
      )
    expect(await seen(town())).toEqual([])
    expect(await seen(bureau())).toEqual([])
    expect(await seen(centre())).toHaveLength(1)
  })
})

describe('three who report the same abuse', () => {
  it('are one case: the clue is told once for all, and each is answered', async () => {
    const about = { about: ['abuse-clue'] }
    const [first, second] = [await received(about), await received(about)]
    const third = await test.done(school(), 'reports.report-mandatory', {
      receiverId: at('centre'),
      situations: ['injured'],
      what: '孩子到校身上有伤',
      childName: '田小苗',
    })
    const thirdId = (
      (await test.ask(centre(), 'reports.board', { state: 'open' })) as { items: { no: string; reportId: string }[] }
    ).items.find((each) => each.no === third.reply.number)?.reportId as string
    await test.done(centre(), 'reports.join', { reportId: second.reportId, intoId: first.reportId, reason: '同一户' })
    expect(
      await test.act(centre(), 'reports.join', { reportId: first.reportId, intoId: thirdId, reason: '同一户' }),
    ).toMatchObject({ code: 'REPORTS.OTHERS_JOINED' })
    expect(await test.act(centre(), 'reports.dispose', { reportId: first.reportId, outcome: 'filed', what: '好' })).toMatchObject(
      {
        code: 'REPORTS.CLUE_WAITS',
      },
    )
    const clueId = (await look(centre(), first.reportId)).clues[0]?.clueId
    await test.done(centre(), 'reports.tell-police', { clueId, policeId: at('minors-police'), note: '已移送' })
    expect((await look(centre(), second.reportId)).clues).toMatchObject([{ state: 'told' }])
    await test.done(centre(), 'reports.join', { reportId: thirdId, intoId: first.reportId, reason: '同一个孩子' })
    expect((await look(centre(), thirdId)).clues).toMatchObject([{ state: 'told', police: '杨店派出所' }])
    expect((await look(police(), first.reportId)).clues).toMatchObject([{ state: 'told' }])
    await test.done(police(), 'reports.record-police-answer', { clueId, filed: 'yes', words: '已立案' })
    await test.done(centre(), 'reports.dispose-clue', { clueId, outcome: 'filed', words: '由公安侦办' })
    await test.done(centre(), 'reports.dispose', { reportId: first.reportId, outcome: 'filed', what: '公安立案，孩子由祖母照看' })
    const { reply } = await test.done(centre(), 'reports.answer-reporter', {
      reportId: first.reportId,
      joinedToo: true,
      way: 'phone',
    })
    expect(reply).toMatchObject({ answered: 3 })
    for (const id of [first.reportId, second.reportId, thirdId]) expect(await namesOf(id)).toContain('report.reporter-answered')
    const mine = (await test.ask(school(), 'reports.mine')) as { items: { no: string; words: string }[] }
    expect(mine.items.find((each) => each.no === third.reply.number)?.words).toContain('核实处理')
    expect(await test.act(centre(), 'reports.answer-reporter', { reportId: second.reportId })).toMatchObject({
      code: 'REPORTS.ANSWERED',
    })
  })

  it('joined wrongly are parted, and the duties run as before', async () => {
    const [first, second] = [await received(), await received()]
    await test.done(centre(), 'reports.join', { reportId: second.reportId, intoId: first.reportId, reason: '看着像' })
    expect(
      await test.act(centre(), 'reports.dispatch', { reportId: second.reportId, organisationIds: [at('town')] }),
    ).toMatchObject({ code: 'REPORTS.NOT_NOW' })
    await test.done(centre(), 'reports.unjoin', { reportId: second.reportId, reason: '不是同一个孩子' })
    expect((await look(centre(), second.reportId)).state).toBe('received')
    expect(await namesOf(second.reportId)).toEqual(expect.arrayContaining(['report.unjoined', 'fact.withdrawn']))
    const vagrant = await received({ about: ['vagrant'] })
    expect(
      await test.act(centre(), 'reports.join', { reportId: first.reportId, intoId: vagrant.reportId, reason: '同一条街' }),
    ).toMatchObject({ code: 'REPORTS.NOT_SAME_KIND' })
  })

  it('two who join at once: the second is told', async () => {
    const [first, second] = [await received(), await received()]
    const both = await Promise.all([
      test.act(centre(), 'reports.join', { reportId: first.reportId, intoId: second.reportId, reason: '甲' }),
      test.act(test.actor('centre-head', 'centre'), 'reports.join', {
        reportId: second.reportId,
        intoId: first.reportId,
        reason: '乙',
      }),
    ])
    expect(both.map((each) => ('refused' in each ? each.code : 'done')).sort()).toEqual(['REPORTS.INTO_JOINED', 'done'].sort())
  })
})

describe('a mandatory report', () => {
  it('is made by a school that sees its number and how far it is, and not the report', async () => {
    const { reply } = await test.done(school(), 'reports.report-mandatory', {
      receiverId: at('centre'),
      situations: ['under-fourteen'],
      what: '老师发现异常',
      policeId: at('minors-police'),
      reporterName: '班主任孙老师',
    })
    expect(reply.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    const mine = (await test.ask(school(), 'reports.mine')) as { items: { reportId: string; no: string; state: string }[] }
    const own = mine.items.find((each) => each.no === reply.number)
    expect(own).toMatchObject({ state: 'received' })
    expect(await test.ask(school(), 'reports.report', { reportId: own?.reportId })).toMatchObject(gone)
    expect(((await test.ask(neighbour(), 'reports.mine')) as { items: unknown[] }).items).toEqual([])
    // The police were told with it, and read neither which school nor which teacher.
    const seen = await look(police(), own?.reportId as string)
    expect(seen.clues).toMatchObject([{ state: 'told' }])
    expect(JSON.stringify(seen)).not.toMatch(/杨店镇中心小学|孙老师|mandatory/)
    expect(await namesOf(own?.reportId as string)).toEqual(['report.received', 'clue.found', 'clue.police-told'])
  })

  it('goes to a body that receives reports, and to no other', async () => {
    const refused = await test.act(school(), 'reports.report-mandatory', {
      receiverId: at('women'),
      situations: ['bullied'],
      what: '受欺凌',
    })
    expect(refused).toMatchObject({ code: 'REPORTS.NOT_A_DESK' })
  })
})

describe('the public', () => {
  const form = { about: ['minor'], what: '有个孩子晚上一个人在桥洞', remote: '203.0.113.9' }
  it('reports without a name, gets number and code, and hears one of a few sentences', async () => {
    const { reply } = await test.done(visitor(), 'reports.receive-public', { ...form, danger: 'yes' })
    expect(Object.keys(reply).sort()).toEqual(['code', 'number'])
    const state = async (code: unknown, number: unknown = reply.number) =>
      (await test.done(visitor(), 'reports.state-by-receipt', { number, code, remote: '203.0.113.10' })).reply
    expect(await state(reply.code)).toMatchObject({ state: 'received' })
    expect(await state('AAAAA-AAAAA')).toMatchObject({ state: 'no-match' })
    expect(await state(reply.code, '没有这个号')).toMatchObject({ state: 'no-match' })
    const [one] = (
      (await test.ask(bureau(), 'reports.board')) as { items: { reportId: string; emergency: boolean; no: string }[] }
    ).items.filter((each) => each.no === reply.number)
    expect(one).toMatchObject({ emergency: true })
    await send(one?.reportId as string, 'minors-police', bureau())
    expect(await state(reply.code)).toMatchObject({ state: 'working' })
    await test.done(bureau(), 'reports.dispose', { reportId: one?.reportId, outcome: 'protected', what: '孩子在中心' })
    expect(await state(reply.code)).toMatchObject({ state: 'closed' })
    await test.done(bureau(), 'reports.answer-reporter', { reportId: one?.reportId })
    const told = await state(reply.code)
    expect(told).toMatchObject({ state: 'answered' })
    expect(JSON.stringify(told)).not.toMatch(/中心|桥洞/)
  })

  it('opens no other door, and too many reports from one address end', async () => {
    expect(await test.ask(visitor(), 'reports.board', {})).toMatchObject(gone)
    expect(await test.act(visitor(), 'reports.receive', { channel: 'phone', about: ['minor'], what: '某事' })).toMatchObject(gone)
    let refused = 0
    for (let tried = 0; tried < 22; tried += 1) {
      const outcome = await test.act(visitor(), 'reports.receive-public', { ...form, remote: '198.51.100.7' })
      if ('refused' in outcome) refused += outcome.code === 'REPORTS.TOO_MANY' ? 1 : 100
    }
    expect(refused).toBe(2)
  })

  it('the same form sent twice is one report, and its code is kept nowhere', async () => {
    const actionId = crypto.randomUUID()
    const first = await test.done(visitor(), 'reports.receive-public', form, { actionId })
    const again = await test.done(visitor(), 'reports.receive-public', form, { actionId })
    expect(again.reply).toMatchObject({ number: first.reply.number })
    const kept = await test.look((tx) => rows(sql<{ text: string }>`select p::text as text from reports.reporter p`, tx))
    expect(JSON.stringify(kept)).not.toContain(first.reply.code)
  })
})
