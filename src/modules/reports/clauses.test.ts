import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
  for (const pack of ['s0', 's1', 's4'])
    await test.done(test.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
      pack,
      from: '2026-01-01',
      reason: '本市开展专项行动',
    })
})
afterAll(() => test.close())

const centre = () => test.actor('minors-officer', 'centre')
const police = () => test.actor('police-officer', 'minors-police')
const town = () => test.actor('child-supervisor', 'town')

interface Item {
  clause: string
  state: string
  due: number | null
}
const duties = async (subjectId: string, actor: Actor = centre()) =>
  Object.fromEntries(
    ((await test.ask(actor, 'supervision.file-duties', { subjectId })) as { items: Item[] }).items.map((each) => [
      each.clause,
      each.state,
    ]),
  )
const received = async (more: Record<string, unknown> = {}, actor: Actor = centre()) =>
  (await test.done(actor, 'reports.receive', { channel: 'hotline', about: ['minor'], what: '孩子一个人在家', ...more })).reply
    .reportId as string
const send = (reportId: string, actor: Actor = centre(), place: 'town' | 'minors-police' = 'minors-police') =>
  test.done(actor, 'reports.dispatch', { reportId, organisationIds: [test.organisations[place].id] })

describe('nat.reporter-answered', () => {
  it('is due from the receipt, met by the answer, met late after three days', async () => {
    test.at('2026-12-09T09:00')
    const [soon, late] = [await received(), await received()]
    expect(await duties(soon)).toMatchObject({ 'nat.reporter-answered': 'pending' })
    await test.done(centre(), 'reports.answer-reporter', { reportId: soon, answer: 'helping' })
    expect(await duties(soon)).toMatchObject({ 'nat.reporter-answered': 'met' })
    test.at('2026-12-13T09:00')
    expect(await duties(late)).toMatchObject({ 'nat.reporter-answered': 'overdue' })
    await test.done(centre(), 'reports.answer-reporter', { reportId: late, answer: 'helping' })
    expect(await duties(late)).toMatchObject({ 'nat.reporter-answered': 'met-late' })
  })

  it('is owed to each of those who reported the same, joined or not', async () => {
    const [first, second] = [await received(), await received()]
    await test.done(centre(), 'reports.join', { reportId: second, intoId: first, reason: '同一个孩子' })
    await test.done(centre(), 'reports.answer-reporter', { reportId: first, answer: 'helping' })
    expect(await duties(second)).toMatchObject({ 'nat.reporter-answered': 'pending' })
    await test.done(centre(), 'reports.answer-reporter', { reportId: second, answer: 'helping' })
    expect(await duties(second)).toMatchObject({ 'nat.reporter-answered': 'met' })
  })
})

describe('s1.joint', () => {
  it('is due with an emergency, met by acknowledging and reaching in time, late after it', async () => {
    test.at('2026-12-14T09:00')
    const [fine, late, calm] = [await received({ emergency: true }), await received({ danger: 'yes' }), await received()]
    expect(await duties(calm)).not.toHaveProperty(['s1.joint'])
    expect(await duties(fine)).toMatchObject({ 's1.joint': 'pending' })
    for (const reportId of [fine, late]) await send(reportId)
    test.at('2026-12-14T09:10')
    await test.done(police(), 'reports.acknowledge', { reportId: fine })
    test.at('2026-12-14T09:40')
    await test.done(police(), 'reports.arrive', { reportId: fine, found: '到了' })
    // Whoever was sent reads what the clause asks of it.
    expect(await duties(fine, police())).toMatchObject({ 's1.joint': 'met' })
    expect(await duties(late)).toMatchObject({ 's1.joint': 'overdue' })
    await test.done(police(), 'reports.arrive', { reportId: late })
    expect(await duties(late)).toMatchObject({ 's1.joint': 'met-late' })
  })

  it('goes over to the report it was joined into, and comes back when they are parted', async () => {
    test.at('2026-12-15T09:00')
    const [first, second] = [await received({ emergency: true }), await received({ emergency: true })]
    await test.done(centre(), 'reports.join', { reportId: second, intoId: first, reason: '同一个孩子' })
    expect(await duties(second)).not.toMatchObject({ 's1.joint': 'pending' })
    await test.done(centre(), 'reports.unjoin', { reportId: second, reason: '不是一件事' })
    expect(await duties(second)).toMatchObject({ 's1.joint': 'pending' })
  })

  it('is not known to who has no part in the report', async () => {
    const reportId = await received({ emergency: true })
    for (const actor of [town(), test.actor('minors-officer', 'bureau'), test.actor('bureau-officer', 'bureau')])
      expect(await test.ask(actor, 'supervision.file-duties', { subjectId: reportId })).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
  })
})

describe('s0.report', () => {
  it('is due with a report from the public about a vagrant, met by arrival within half an hour, late after', async () => {
    test.at('2026-12-16T09:00')
    const desk = test.actor('duty-leader')
    const told = { about: ['vagrant'], channel: 'phone', what: '桥洞下有人' }
    const [fine, late, patrol] = [
      await received(told, desk),
      await received(told, desk),
      await received({ ...told, channel: 'patrol' }, desk),
    ]
    expect(await duties(fine, desk)).toMatchObject({ 's0.report': 'pending' })
    expect(await duties(patrol, desk)).not.toHaveProperty(['s0.report'])
    for (const reportId of [fine, late]) await send(reportId, desk)
    test.at('2026-12-16T09:20')
    await test.done(police(), 'reports.arrive', { reportId: fine })
    expect(await duties(fine, desk)).toMatchObject({ 's0.report': 'met' })
    test.at('2026-12-16T09:40')
    expect(await duties(late, desk)).toMatchObject({ 's0.report': 'overdue' })
    await test.done(police(), 'reports.arrive', { reportId: late })
    expect(await duties(late, desk)).toMatchObject({ 's0.report': 'met-late' })
  })
})

describe('nat.clue and s4.clue', () => {
  const clue = async (subject: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    (await test.done(centre(), 'reports.find-clue', { ...subject, kind: 'abuse', what: '背上有伤', ...more })).reply
      .clueId as string

  it('on a report: due when found, met when the police are told within the hour, late after it', async () => {
    test.at('2026-12-17T09:00')
    const [fine, late] = [await received({ about: ['abuse-clue'] }), await received({ about: ['abuse-clue'] })]
    const told = async (reportId: string) => {
      const seen = (await test.ask(centre(), 'reports.report', { reportId })) as { clues: { clueId: string }[] }
      await test.done(centre(), 'reports.tell-police', { clueId: seen.clues[0]?.clueId, byPhone: true })
    }
    expect(await duties(fine)).toMatchObject({ 'nat.clue': 'pending', 's4.clue': 'pending' })
    test.at('2026-12-17T09:30')
    await told(fine)
    expect(await duties(fine)).toMatchObject({ 'nat.clue': 'met', 's4.clue': 'met' })
    test.at('2026-12-17T10:30')
    expect(await duties(late)).toMatchObject({ 'nat.clue': 'overdue', 's4.clue': 'overdue' })
    await told(late)
    expect(await duties(late)).toMatchObject({ 'nat.clue': 'met-late', 's4.clue': 'met-late' })
  })

  it('what the police write down themselves is told from that moment, on a report as on a child’s file', async () => {
    test.at('2026-12-17T14:00')
    const reportId = await received({ about: ['abuse-clue'] }, police())
    expect(await duties(reportId, police())).toMatchObject({ 'nat.clue': 'met', 's4.clue': 'met' })
    const childId = (
      await test.done(police(), 'minors.start-file', {
        from: 'police',
        writtenName: '田小禾',
        birthDate: '2016-05-01',
        reason: '巡逻',
      })
    ).reply.childId as string
    await test.done(police(), 'reports.find-clue', { childId, kind: 'abuse', what: '背上有伤' })
    expect(await duties(childId, police())).toMatchObject({ 'nat.clue': 'met' })
    const { items } = (await test.ask(police(), 'reports.clues', { open: true })) as { items: { state: string }[] }
    expect(items.filter((each) => each.state === 'found')).toEqual([])
  })

  it('on a child’s file: found by whose part opens it, at once told; the police then read it, a school never', async () => {
    test.at('2026-12-18T09:00')
    const reportId = await received()
    const childId = (
      await test.done(centre(), 'reports.open-child-file', {
        reportId,
        name: '田小苗',
        birthDate: '2016-05-01',
        kinds: ['hardship'],
        townId: test.organisations.town.id,
      })
    ).reply.childFileId as string
    // The town reads register, family and plan; abuse is not open to it, and a clue is not written into what it cannot read.
    expect(await test.act(town(), 'reports.find-clue', { childId, kind: 'abuse', what: '听说的' })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(
      await test.act(test.actor('police-officer', 'minors-police'), 'reports.find-clue', {
        childId,
        kind: 'abuse',
        what: '听说的',
      }),
    ).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const clueId = await clue({ childId })
    expect(await duties(childId)).toMatchObject({ 'nat.clue': 'pending' })
    expect(await duties(childId, town())).not.toHaveProperty(['nat.clue'])
    await test.done(centre(), 'reports.tell-police', { clueId, policeId: test.organisations['minors-police'].id })
    expect(await duties(childId)).toMatchObject({ 'nat.clue': 'met', 's4.clue': 'met' })
    await test.done(police(), 'reports.record-police-answer', { clueId, filed: 'later' })
    await test.done(police(), 'reports.record-police-answer', { clueId, filed: 'no', words: '证据不足' })
    await test.done(centre(), 'reports.dispose-clue', { clueId, outcome: 'not-filed', words: '继续跟进' })
    const board = (await test.ask(town(), 'reports.clues', { open: false })) as { total: number }
    expect(board.total).toBe(0)
    // Words of a child's file are read after it was opened with a reason.
    expect(await test.ask(centre(), 'reports.clues-of-child', { childId })).toMatchObject({ refused: true })
  })
})
