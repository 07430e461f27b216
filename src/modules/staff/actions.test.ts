/** Training, examination, health check and qualification of a station's people through their doors, with the duties that they meet. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let head: Actor
let bureau: Actor
let clerk: Actor
let nurse: Actor
let leader: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-11-22T10:00' })
  head = house.actor('station-head')
  bureau = house.actor('bureau-officer', 'bureau')
  clerk = house.actor('clerk')
  nurse = house.actor('nurse')
  leader = house.actor('duty-leader')
  for (const pack of ['s2', 's3'])
    await house.done(bureau, 'supervision.adopt-pack', { pack, from: '2026-01-01', reason: '本市执行' })
})
afterAll(() => house?.close())

const ids = (...people: Actor[]) => people.map((each) => each.accountId)
const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, `staff.${door}`, form)) as { code?: string }).code
const joined = (people: Actor[], joinedOn = '2019-03-01', post = 'business') =>
  house.done(head, 'staff.record-joined', { accountIds: ids(...people), joinedOn, post })
const training = (people: Actor[], heldOn: string, offJobDays: number) => ({
  accountIds: ids(...people),
  what: '业务培训班',
  heldOn,
  offJobDays,
})

/** State of a clause of a member of staff, as the page says it; one entry for each year. */
async function clauseOf(member: Actor, clause: string) {
  const answer = (await house.ask(head, 'supervision.file-duties', { subjectId: member.accountId })) as {
    items: { clause: string; state: string; doors: { door: string }[] }[]
  }
  return answer.items.filter((each) => each.clause === clause).map((each) => each.state)
}
interface Member {
  code?: string
  standing: string
  joinedOn: string | null
  offJobDays: number
  records: { factId: string; title: string; on: string; words: string; withdrawable: boolean }[]
}
const memberOf = (of: Actor, by = head) => house.ask(by, 'staff.member', { accountId: of.accountId }) as Promise<Member>
const recordOf = async (of: Actor, title: string) => {
  const found = (await memberOf(of)).records.findLast((each) => each.title === title)
  if (!found) throw new Error(`no ${title}`)
  return found
}

describe('the year of those who work in a station', () => {
  test('duties arise with the post, and one form meets them for all who took part', async () => {
    expect(await code(head, 'record-training', training([clerk, nurse, leader], '2026-05-20', 2))).toBe('STAFF.UNTOLD')
    await joined([clerk, nurse, leader])
    expect(await clauseOf(nurse, 's2.15.off-job')).toEqual(['pending'])
    const { duties } = await house.ask(head, 'supervision.duties', { limit: 200 }).then((answer) => ({
      duties: (
        answer as { buckets: { items: { subject: { id: string; name: string; kind: string }; doors: object[] }[] }[] }
      ).buckets.flatMap((each) => each.items),
    }))
    expect(duties.find((each) => each.subject.id === nurse.accountId)?.subject).toMatchObject({ kind: 'staff', name: nurse.name })
    const named = (await house.ask(head, 'supervision.duties', { text: nurse.name })) as {
      buckets: { items: { subject: { id: string } }[] }[]
    }
    expect(new Set(named.buckets.flatMap((each) => each.items.map((item) => item.subject.id)))).toEqual(new Set(ids(nurse)))
    const owed = (await house.ask(head, 'supervision.staff-duties')) as {
      items: { subjectId: string; clause: string; door: string }[]
    }
    expect(
      owed.items
        .filter((each) => each.subjectId === clerk.accountId)
        .map((each) => each.door)
        .sort(),
    ).toEqual(['staff.record-exam', 'staff.record-health-check', 'staff.record-qualified', 'staff.record-training'])

    await house.done(head, 'staff.record-training', training([clerk, nurse, leader], '2026-05-20', 1.5))
    expect(await clauseOf(nurse, 's2.15.off-job')).toEqual(['pending'])
    await house.done(head, 'staff.record-training', training([clerk, nurse], '2026-09-10', 0.5))
    expect(await clauseOf(nurse, 's2.15.off-job')).toEqual(['met'])
    expect(await clauseOf(leader, 's2.15.off-job')).toEqual(['pending'])
    expect(await memberOf(nurse)).toMatchObject({ standing: 'here', offJobDays: 2 })

    const all = ids(clerk, nurse, leader)
    await house.done(head, 'staff.record-exam', { accountIds: all, examinedOn: '2026-09-11', form: 'written', result: '合格' })
    await house.done(head, 'staff.record-health-check', { accountIds: all, checkedOn: '2026-11-22' })
    await house.done(bureau, 'staff.record-qualified', { accountIds: ids(clerk, leader), qualifiedOn: '2026-06-01' })
    expect(await clauseOf(nurse, 's3.system')).toEqual(['pending'])
    await house.done(bureau, 'staff.record-qualified', { accountIds: ids(nurse), qualifiedOn: '2025-06-01' })
    expect(await clauseOf(nurse, 's3.system')).not.toContain('pending')
    for (const clause of ['s2.15.examined', 's3.staff-health', 's3.system'])
      expect([clause, await clauseOf(leader, clause)]).toEqual([clause, ['met']])
    expect((await recordOf(leader, '考核')).words).toBe('书面考试，合格')
  })

  test('of a health check nothing is kept but the day', async () => {
    const told = await house.look((tx) =>
      rows(
        sql<{
          value: object
          details: Buffer | null
        }>`select value, details from kernel.ledger where name = 'staff.health-checked'`,
        tx,
      ),
    )
    expect(told.length).toBeGreaterThan(0)
    for (const each of told) expect(each).toEqual({ value: {}, details: null })
    expect(await code(head, 'record-health-check', { accountIds: ids(leader), checkedOn: '2026-11-21', result: '血压高' })).toBe(
      'KERNEL.FORM',
    )
  })

  test('what was written down wrongly is taken back, and the duty is open again', async () => {
    const { factId } = await recordOf(nurse, '培训')
    const form = { accountId: nurse.accountId, factId, reason: '没有参加' }
    expect(await code(house.actor('station-head', 'south'), 'withdraw-record', form)).toBe('KERNEL.NOT_FOUND')
    expect(await code(head, 'withdraw-record', { ...form, accountId: clerk.accountId })).toBe('STAFF.NOT_OURS')
    await house.done(head, 'staff.withdraw-record', form)
    expect(await clauseOf(nurse, 's2.15.off-job')).toEqual(['pending'])
    expect(await clauseOf(clerk, 's2.15.off-job')).toEqual(['met'])
    expect(await code(head, 'withdraw-record', form)).toBe('STAFF.GONE')
    await house.done(head, 'staff.record-training', training([nurse], '2026-09-10', 0.5))
    expect(await clauseOf(nurse, 's2.15.off-job')).toEqual(['met'])
  })
})

describe('a day', () => {
  test('is never to come, counts once, and lies in the time in post; else nobody of the list has it', async () => {
    expect(await code(head, 'record-training', training([clerk], '2026-11-23', 1))).toBe('STAFF.FUTURE')
    expect(await code(head, 'record-training', training([leader, clerk], '2026-09-10', 1))).toBe('STAFF.TOLD_ALREADY')
    expect((await memberOf(leader)).offJobDays).toBe(1.5)
    expect(await code(head, 'record-training', training([leader, clerk], '2019-02-28', 1))).toBe('STAFF.NOT_THERE')
    expect(await code(head, 'record-training', training([leader], '2019-03-01', 1))).toBeUndefined()
    expect(await code(head, 'record-qualified', { accountIds: ids(leader), qualifiedOn: '2026-01-05' })).toBe('STAFF.QUALIFIED')
    expect(await code(head, 'record-training', training([leader], '2026-02-30', 1))).toBe('KERNEL.FORM')
  })

  test('after leaving is nobody’s in the station; who comes back begins anew', async () => {
    const cook = house.actor('caregiver')
    const leave = (leftOn: string) => code(head, 'record-left', { accountId: cook.accountId, leftOn, reason: '退休' })
    expect(await leave('2026-06-30')).toBe('STAFF.NOT_HERE')
    await joined([cook], '2026-02-01', 'support')
    expect(await clauseOf(cook, 's3.system')).not.toContain('pending')
    await house.done(head, 'staff.record-health-check', { accountIds: ids(cook), checkedOn: '2026-07-01' })
    expect(await leave('2026-01-31')).toBe('STAFF.BEFORE_JOINING')
    expect(await leave('2026-06-30')).toBe('STAFF.AFTERWARDS')
    expect(await leave('2026-11-23')).toBe('STAFF.FUTURE')
    expect(await leave('2026-08-31')).toBeUndefined()
    expect(await code(head, 'record-training', training([cook], '2026-09-01', 1))).toBe('STAFF.NOT_THERE')
    expect(await code(head, 'record-training', training([cook], '2026-08-31', 1))).toBeUndefined()
    expect((await memberOf(cook)).records.find((each) => each.title === '到岗')?.withdrawable).toBe(false)
    const again = { accountIds: ids(cook), joinedOn: '2026-08-01', post: 'support' }
    expect(await code(head, 'record-joined', again)).toBe('STAFF.BEFORE_LEAVING')
    expect(await code(head, 'record-joined', { ...again, joinedOn: '2026-10-01' })).toBeUndefined()
    expect(await code(head, 'record-joined', { ...again, joinedOn: '2026-10-02' })).toBe('STAFF.HERE_ALREADY')
    expect(await code(head, 'record-training', training([cook], '2026-10-01', 1))).toBeUndefined()
  })

  test('of coming told of the wrong person is ended on its own day, and nothing is asked of that person', async () => {
    const wrong = house.actor('patrol-officer', 'north')
    expect(await house.ask(head, 'supervision.file-duties', { subjectId: wrong.accountId })).toMatchObject({ items: [] })
    await joined([wrong], '2026-05-01')
    expect(await clauseOf(wrong, 's2.15.off-job')).toEqual(['pending'])
    const { factId, withdrawable } = await recordOf(wrong, '到岗')
    expect(withdrawable).toBe(false)
    expect(await code(head, 'withdraw-record', { accountId: wrong.accountId, factId, reason: '登错人' })).toBe(
      'STAFF.ONLY_JOINING',
    )
    expect(await code(head, 'record-left', { accountId: wrong.accountId, leftOn: '2026-05-01' })).toBeUndefined()
    for (const clause of ['s2.15.off-job', 's2.15.examined', 's3.staff-health', 's3.system'])
      expect([clause, (await clauseOf(wrong, clause)).filter((state) => state === 'pending' || state === 'overdue')]).toEqual([
        clause,
        [],
      ])
    expect(await memberOf(wrong)).toMatchObject({ standing: 'left' })
  })

  test('of coming that was told late is put right, as far as nothing lies before it', async () => {
    const officer = house.actor('tracing-officer')
    await house.done(head, 'tracing.name-officer', { accountId: officer.accountId, duty: 'tracing' })
    expect(await code(head, 'record-training', training([officer], '2026-03-03', 1))).toBe('STAFF.NOT_THERE')
    expect(await code(head, 'record-left', { accountId: officer.accountId, leftOn: '2026-11-22' })).toBe('STAFF.OFFICER')
    const right = { accountId: officer.accountId, joinedOn: '2020-01-01', post: 'business' }
    await house.done(head, 'staff.correct-joined', right)
    expect(await memberOf(officer)).toMatchObject({ joinedOn: '2020-01-01' })
    expect(await code(head, 'record-training', training([officer], '2026-03-03', 1))).toBeUndefined()
    expect(await code(head, 'correct-joined', { ...right, joinedOn: '2026-03-04' })).toBe('STAFF.AFTERWARDS')
    house.at('2026-11-22T11:00')
    await house.done(head, 'tracing.relieve-officer', { accountId: officer.accountId, duty: 'tracing', how: 'post' })
    const { factId, withdrawable } = await recordOf(officer, '离岗')
    expect(withdrawable).toBe(false)
    expect(await code(head, 'withdraw-record', { accountId: officer.accountId, factId, reason: '没走' })).toBe('STAFF.RELIEVED')
  })
})

describe('who may', () => {
  const doors: [string, (people: Actor[]) => Record<string, unknown>][] = [
    ['record-training', (people) => training(people, '2026-04-01', 1)],
    ['record-exam', (people) => ({ accountIds: ids(...people), examinedOn: '2026-04-01', form: 'drill' })],
    ['record-health-check', (people) => ({ accountIds: ids(...people), checkedOn: '2026-04-01' })],
    ['record-qualified', (people) => ({ accountIds: ids(...people), qualifiedOn: '2026-04-01' })],
    ['record-joined', (people) => ({ accountIds: ids(...people), joinedOn: '2026-04-01', post: 'support' })],
  ]
  test('the station’s head and the bureau above: nobody beside, below or elsewhere, and no list that reaches beyond', async () => {
    const theirs = house.actor('clerk', 'south')
    for (const [door, form] of doors) {
      for (const by of [
        house.actor('station-head', 'south'),
        house.actor('station-head', 'far-station'),
        house.actor('bureau-officer', 'far-bureau'),
        clerk,
        leader,
        house.actor('security-admin', 'platform'),
        house.stranger(),
      ])
        expect([door, await code(by, door, form([clerk]))]).toEqual([door, 'KERNEL.NOT_FOUND'])
      for (const people of [[clerk, theirs], [clerk, bureau], [bureau]])
        expect([door, await code(head, door, form(people))]).toEqual([door, 'KERNEL.NOT_FOUND'])
      const nobody = { ...form([clerk]), accountIds: [clerk.accountId, derivedId('nobody', 'here')] }
      expect([door, await code(head, door, nobody)]).toEqual([door, 'KERNEL.NOT_FOUND'])
    }
    const mixed = { accountIds: ids(theirs, house.actor('nurse', 'south')), joinedOn: '2020-01-01', post: 'business' }
    await house.done(bureau, 'staff.record-joined', mixed)
    expect(await code(bureau, 'record-training', training([clerk, theirs], '2026-04-02', 1))).toBe('STAFF.ONE_STATION')
    expect(await memberOf(theirs)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await memberOf(theirs, house.actor('nurse', 'south'))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await memberOf(theirs, bureau)).toMatchObject({ standing: 'here' })
  })

  test('a list tells of one’s own range, whoever has an account there', async () => {
    const board = async (by: Actor) =>
      ((await house.ask(by, 'staff.board')) as { items: { accountId: string; standing: string }[] }).items
    const own = await board(head)
    expect(own.map((each) => each.accountId)).toContain(head.accountId)
    expect(own.find((each) => each.accountId === head.accountId)?.standing).toBe('untold')
    const south = house.actor('clerk', 'south').accountId
    expect(own.map((each) => each.accountId)).not.toContain(south)
    expect((await board(bureau)).map((each) => each.accountId)).toContain(south)
    expect(await house.ask(clerk, 'supervision.staff-duties')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const beside = (await house.ask(house.actor('station-head', 'south'), 'supervision.staff-duties')) as {
      items: { subjectId: string }[]
    }
    expect(beside.items.map((each) => each.subjectId)).not.toContain(leader.accountId)
  })

  test('the list of signatures is opened by who keeps the station, and by naming the person whose record it is', async () => {
    const fileId = randomUUID()
    const { vault, db } = house.house
    const body = Buffer.from('signed')
    await withActor(db, head, (tx) =>
      keepFile(tx, vault, head, { id: fileId, name: 's.jpg', type: 'image/jpeg', body, now: house.now() }),
    )
    await house.done(head, 'staff.record-training', { ...training([nurse, leader], '2026-10-12', 0), files: [fileId] })
    const open = (by: Actor, of: Actor) => house.ask(by, 'staff.evidence', { accountId: of.accountId, fileId })
    for (const of of [nurse, leader]) expect(await open(bureau, of)).toMatchObject({ file: { name: 's.jpg' } })
    for (const [by, of] of [
      [head, clerk],
      [clerk, nurse],
      [house.actor('station-head', 'south'), nurse],
      [house.actor('bureau-officer', 'far-bureau'), nurse],
    ] as const)
      expect(await open(by, of)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})
