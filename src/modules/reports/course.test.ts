import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { grantChildPart } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
  await test.done(test.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
    pack: 's1',
    from: '2026-01-01',
    reason: '本市联动',
  })
})
afterAll(() => test.close())

const centre = () => test.actor('minors-officer', 'centre')
const bureau = () => test.actor('minors-officer', 'bureau')
const police = () => test.actor('police-officer', 'minors-police')
const school = () => test.actor('school-officer', 'school')
const gone = { code: 'KERNEL.NOT_FOUND' }
const received = async (more: Record<string, unknown> = {}) =>
  (
    await test.done(centre(), 'reports.receive', {
      channel: 'hotline',
      about: ['minor'],
      what: '孩子一个人在家',
      childName: '田小苗',
      ...more,
    })
  ).reply.reportId as string
const look = async (actor: Actor, reportId: string) =>
  (await test.ask(actor, 'reports.report', { reportId })) as {
    state: string
    child: { childId: string } | null
    linked: boolean
    clues: { clueId: string; state: string }[]
    events: { name: string; words: string | null }[]
  }
const openFile = async (reportId: string) =>
  (await test.done(centre(), 'reports.open-child-file', { reportId, name: '田小苗', kinds: ['hardship'] })).reply
    .childFileId as string

describe('raised by hand', () => {
  it('is directed by the bureau as well, once', async () => {
    const reportId = await received()
    expect(await test.ask(bureau(), 'reports.report', { reportId })).toMatchObject(gone)
    await test.done(centre(), 'reports.raise', { reportId, reason: '两家都说不归自己' })
    expect(await look(bureau(), reportId)).toMatchObject({ state: 'received' })
    expect(await test.act(centre(), 'reports.raise', { reportId, reason: '再报一次' })).toMatchObject({ code: 'REPORTS.RAISED' })
  })
})

describe('refused', () => {
  it('is no report with a clue that the police do not know, and its reporter is answered all the same', async () => {
    const clue = await received({ situations: ['injured'] })
    expect(await test.act(centre(), 'reports.refuse', { reportId: clue, reason: 'not-our-place', note: '外地' })).toMatchObject({
      code: 'REPORTS.CLUE_WAITS',
    })
    const reportId = await received()
    await test.done(centre(), 'reports.refuse', { reportId, reason: 'not-our-matter', note: '转市监' })
    expect(await test.act(centre(), 'reports.refuse', { reportId, reason: 'nuisance', note: '又来' })).toMatchObject({
      code: 'REPORTS.NOT_NOW',
    })
    await test.done(centre(), 'reports.answer-reporter', { reportId })
    const facts = await test.look((tx) => factsOf(tx, [reportId]))
    expect(facts.find((fact) => fact.name === 'report.reporter-answered')?.value).toMatchObject({ outcome: 'refused' })
  })
})

describe('what was said', () => {
  it('is added to by whoever is in it, and read in the course; what concerns the reporter by the receiver alone', async () => {
    const reportId = await received()
    await test.done(centre(), 'reports.dispatch', { reportId, organisationIds: [test.organisations['minors-police'].id] })
    await test.done(police(), 'reports.add', { reportId, text: '门锁着，没人应' })
    await test.done(centre(), 'reports.open-reporter', { reportId, reason: '回电问门牌' })
    const words = (await look(police(), reportId)).events.map((each) => each.words)
    expect(words).toContain('门锁着，没人应')
    expect(JSON.stringify(words)).not.toContain('回电问门牌')
    expect(JSON.stringify((await look(centre(), reportId)).events)).toContain('回电问门牌')
  })

  it('of a joint response stands in the list of duties of whoever was sent', async () => {
    const reportId = await received({ emergency: true })
    const listed = async () => JSON.stringify(await test.ask(police(), 'supervision.duties', { clause: 's1.joint' }))
    expect(await listed()).not.toContain(reportId)
    await test.done(centre(), 'reports.dispatch', { reportId, organisationIds: [test.organisations['minors-police'].id] })
    expect(await listed()).toContain(reportId)
  })

  it('happened not before it was reported', async () => {
    const reportId = await received()
    await test.done(centre(), 'reports.dispatch', { reportId, organisationIds: [test.organisations['minors-police'].id] })
    expect(await test.act(police(), 'reports.arrive', { reportId, at: test.now() - 3_600_000 })).toMatchObject({
      code: 'REPORTS.BEFORE_REPORT',
    })
  })
})

describe('a child whose file is there', () => {
  it('is linked by a desk that knows the file; a desk that does not, finds no such child', async () => {
    const childId = await openFile(await received())
    const again = await received()
    const choices = (await test.ask(centre(), 'reports.children-to-link', { reportId: again })) as { items: { id: string }[] }
    expect(choices.items.map((each) => each.id)).toContain(childId)
    const elsewhere = (
      await test.done(police(), 'reports.receive', { channel: '110', about: ['minor'], what: '求助', childName: '田小苗' })
    ).reply.reportId as string
    expect(await test.ask(police(), 'reports.children-to-link', { reportId: elsewhere })).toMatchObject({ items: [] })
    expect(await test.act(police(), 'reports.link-child', { reportId: elsewhere, childId })).toMatchObject(gone)
    await test.done(centre(), 'reports.link-child', { reportId: again, childId })
    expect(await look(centre(), again)).toMatchObject({ child: { childId } })
    // Whoever is sent without a part of the file does not learn that there is one.
    await test.done(centre(), 'reports.dispatch', { reportId: again, organisationIds: [test.organisations['minors-police'].id] })
    expect(await look(police(), again)).toMatchObject({ linked: false, child: null })
    expect(JSON.stringify(await look(police(), again))).not.toContain('child-linked')
  })

  it('is reported from its own page by a school that holds a part, and by no other', async () => {
    const childId = await openFile(await received())
    const form = { receiverId: test.organisations.centre.id, childId, situations: ['injured'], what: '手上有伤' }
    expect(await test.act(school(), 'reports.report-mandatory', form)).toMatchObject(gone)
    await withActor(
      test.house.db,
      centre(),
      (tx) => grantChildPart(tx, { childId, part: 'school', path: test.organisations.school.path, from: test.now() }),
      test.now(),
    )
    await test.done(school(), 'reports.report-mandatory', form)
    const clues = (await test.ask(school(), 'reports.mine')) as { total: number }
    expect(clues.total).toBe(1)
  })

  it('turns out to be one with two files: its clues and reports go with the one that stays', async () => {
    const [first, second] = [await received(), await received()]
    const [stays, goes] = [await openFile(first), await openFile(second)]
    const { clueId } = (await test.done(centre(), 'reports.find-clue', { childId: goes, kind: 'abuse', what: '背上有伤' })).reply
    await test.done(systemActor, 'reports.move-to-child', { childId: goes, intoId: stays })
    const board = (await test.ask(centre(), 'reports.clues')) as { items: { clueId: string; childId: string }[] }
    expect(board.items.find((each) => each.clueId === clueId)).toMatchObject({ childId: stays })
    expect(await look(centre(), second)).toMatchObject({ child: { childId: stays } })
  })
})
