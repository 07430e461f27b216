import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant, sql, withActor } from '#kernel/db.ts'
import { systemActorFor } from '#kernel/actor.ts'
import type { Outcome } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { HOUR } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Board, furnished, onBoard } from './testing/station.ts'
import { guest, type Invented, leaves, tell } from './testing/guests.ts'

let house: TestHouse
let beds: Map<string, string>
beforeAll(async () => {
  house = await openTestHouse()
  ;({ beds } = await furnished(house))
})
afterAll(() => house.close())

const bed = (label: string) => beds.get(label) as string
const man = (more: Invented = {}) => guest(house, { sex: 'male', age: 45, infection: 'ruled-out', capacity: 'full', ...more })
const woman = (more: Invented = {}) => man({ sex: 'female', ...more })
const assign = (fileId: string, label: string, more: Record<string, unknown> = {}, who = house.actor('clerk')) =>
  house.act(who, 'stay.assign-bed', { fileId, bedId: bed(label), ...more })
const replyOf = (outcome: Outcome | Refusal) => (isRefusal(outcome) ? { refused: outcome.code } : outcome.reply)
const board = async (params: Record<string, unknown> = {}) =>
  (await house.ask(house.actor('clerk'), 'stay.board', params)) as never as Board

describe('one bed', () => {
  test('is given to exactly one of twenty guests who are assigned it at once', async () => {
    const guests = await Promise.all(Array.from({ length: 20 }, () => man()))
    const outcomes = await Promise.all(guests.map((fileId) => assign(fileId, '1-01')))
    const replies = outcomes.map(replyOf)
    expect(replies.filter((reply) => reply.assigned === true)).toHaveLength(1)
    expect(replies.filter((reply) => reply.assigned === false && reply.code === 'TAKEN')).toHaveLength(19)
    const log = await board()
    expect(log.conflicts.items.filter((each) => each.title === '同床两次安排').length).toBe(19)
    expect(log.counts.doubles).toBe(0)
  })

  test('is refused to a second person by the database itself, whoever writes', async () => {
    const guests = await Promise.all(Array.from({ length: 8 }, () => man()))
    const station = house.organisations.north
    const write = (fileId: string) =>
      withActor(house.house.db, systemActorFor(station), (tx) =>
        sql`insert into stay.bed_use (id, bed_id, file_id, person_id, station_id, owner_path, place, taken_at, taken_by)
          select gen_random_uuid(), ${bed('1-12')}, id, person_id, station_id, owner_path, 'guest', ${instant(house.now())}, ${station.id}
          from people.rescue_file where id = ${fileId}`.execute(tx),
      )
    const outcomes = await Promise.allSettled(guests.map(write))
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    for (const each of outcomes)
      if (each.status === 'rejected')
        expect((each.reason as { constraint?: string; code?: string }).constraint ?? '40P01').toBeTruthy()
  })

  test('a guest who has one is not given another, but moves', async () => {
    const fileId = await man()
    expect(replyOf(await assign(fileId, '1-02'))).toMatchObject({ assigned: true, bed: '1-02' })
    expect(replyOf(await assign(fileId, '1-03'))).toEqual({ refused: 'STAY.HAS_BED' })
    const moved = await house.done(house.actor('clerk'), 'stay.move-bed', { fileId, bedId: bed('1-03'), why: '靠近值班台' })
    expect(moved.reply.assigned).toBe(true)
    expect(onBoard(await board(), '1-02')).toMatchObject({ state: 'disinfecting', occupant: null })
  })

  test('the same action sent twice assigns once', async () => {
    const fileId = await man()
    const actionId = crypto.randomUUID()
    const form = { fileId, bedId: bed('1-04') }
    const first = await house.act(house.actor('clerk'), 'stay.assign-bed', form, { actionId })
    expect(await house.act(house.actor('clerk'), 'stay.assign-bed', form, { actionId })).toEqual(first)
  })
})

describe('who may sleep where', () => {
  test('a guest with a fever is kept from the men, also by the station head, and the attempt is kept', async () => {
    const fileId = await man({ infection: 'suspected', age: 72 })
    const reply = replyOf(await assign(fileId, '1-05', { leaderReason: '观察区太远' }, house.actor('station-head')))
    expect(reply).toMatchObject({ assigned: false, code: 'INFECTION', override: 'nobody' })
    const shown = await board({ fileId })
    const zone = shown.zones.find((each) => each.verdict?.recommended)
    expect(zone?.kind).toBe('observation')
    expect(shown.zones.filter((each) => each.verdict?.answer === 'yes').map((each) => each.kind)).toEqual(['observation'])
    expect(shown.chosen?.offered.length).toBeGreaterThan(0)
    expect(shown.chosen?.others.find((each) => each.zone === '4区')?.short).toBe('观察期满后可转入')
    expect(replyOf(await assign(fileId, '5-01'))).toMatchObject({ assigned: true })
    expect((await board()).conflicts.items.find((each) => each.title === '未排除传染病')?.instead).toBe('5-01')
  })

  test('a guest nobody has screened goes to observation', async () => {
    const fileId = await guest(house, { sex: 'male', age: 45 })
    expect(replyOf(await assign(fileId, '1-05'))).toMatchObject({ assigned: false, code: 'INFECTION' })
    expect(replyOf(await assign(fileId, '5-02'))).toMatchObject({ assigned: true })
    await tell(house, fileId, 'medical.screened', { infection: 'ruled-out' })
    const moved = await house.done(house.actor('clerk'), 'stay.move-bed', { fileId, bedId: bed('1-05'), why: '检视合格' })
    expect(moved.reply.assigned).toBe(true)
  })

  test('a minor is never lodged with adults', async () => {
    const fileId = await man({ age: 16 })
    expect(replyOf(await assign(fileId, '1-06', { leaderReason: '满了' }, house.actor('duty-leader')))).toMatchObject({
      assigned: false,
      code: 'MINOR',
    })
    expect(replyOf(await assign(fileId, '3-01'))).toMatchObject({ assigned: true })
  })

  test('a man is never lodged with women', async () => {
    expect(replyOf(await assign(await man(), '2-01', { leaderReason: 'x' }, house.actor('duty-leader')))).toMatchObject({
      code: 'SEX',
    })
  })

  test('a guest on either side of eighteen sleeps alone', async () => {
    const fileId = await man({ between: [16, 19] })
    const leader = house.actor('duty-leader')
    expect(replyOf(await assign(fileId, '1-06', { leaderReason: '没有单间' }, leader))).toMatchObject({
      assigned: false,
      code: 'AGE_UNSURE',
    })
    expect(replyOf(await assign(fileId, '4-01'))).toEqual({ refused: 'STAY.NEEDS_LEADER' })
    expect(replyOf(await assign(fileId, '4-01', { leaderReason: '观察区住满，单独一间' }, leader))).toMatchObject({
      assigned: true,
    })
  })

  test('what a leader may decide, a clerk may not, and a leader gives a reason', async () => {
    const fileId = await man({ kinds: ['immobile'] })
    expect(replyOf(await assign(fileId, '1-06', { leaderReason: '我看可以' }))).toEqual({ refused: 'STAY.NEEDS_LEADER' })
    const leader = house.actor('duty-leader')
    expect(replyOf(await assign(fileId, '1-06', {}, leader))).toEqual({ refused: 'STAY.NEEDS_LEADER' })
    expect(replyOf(await assign(fileId, '1-06', { leaderReason: '特护区住满，护理员每两小时看' }, leader))).toMatchObject({
      assigned: true,
    })
  })

  test('a mother and her child under six share a bed and move together', async () => {
    const mother = await woman({ age: 31 })
    const child = await man({ age: 4 })
    const clerk = house.actor('clerk')
    expect(replyOf(await assign(child, '2-02'))).toMatchObject({ assigned: false })
    await house.done(clerk, 'stay.keep-together', { fileId: child, motherFileId: mother, knownBy: 'both' })
    expect(replyOf(await assign(mother, '2-02'))).toMatchObject({ assigned: true })
    expect(replyOf(await assign(child, '2-02', { inMothersBed: true }))).toMatchObject({ assigned: true })
    expect(onBoard(await board(), '2-02').occupant?.withChild).toBe(true)
    const moved = await house.done(clerk, 'stay.move-bed', { fileId: mother, bedId: bed('7-01'), why: '母婴区空出' })
    expect(moved.reply.assigned).toBe(true)
    const { bed: childBed } = (await house.ask(clerk, 'stay.file', { fileId: child })) as { bed: { label: string } }
    expect(childBed.label).toBe('7-01')
  })

  test('a child of eight does not sleep with the mother', async () => {
    const [mother, child] = [await woman(), await man({ age: 8 })]
    const outcome = await house.act(house.actor('clerk'), 'stay.keep-together', {
      fileId: child,
      motherFileId: mother,
      knownBy: 'both',
    })
    expect(replyOf(outcome)).toEqual({ refused: 'STAY.NOT_SMALL' })
  })

  test('somebody found to be a minor after all is shown as misplaced', async () => {
    const fileId = await man({ age: 19 })
    await assign(fileId, '1-07')
    await house.look((tx) =>
      sql`update people.person set birth_from = '2010-05-01', birth_to = '2010-05-01'
        where id = (select person_id from people.rescue_file where id = ${fileId})`.execute(tx),
    )
    expect(onBoard(await board(), '1-07').occupant?.misplaced).toContain('未成年')
    expect(replyOf(await assign(await man(), '1-08'))).toMatchObject({ assigned: false, code: 'MINOR' })
    await house.done(house.actor('clerk'), 'stay.move-bed', { fileId, bedId: bed('3-05'), why: '证件核实 16 岁' })
  })
})

describe('a bed', () => {
  test('goes through disinfection with fresh linen before the next guest', async () => {
    const clerk = house.actor('clerk')
    const fileId = await man()
    await assign(fileId, '1-08')
    await house.done(clerk, 'stay.leave-bed', { fileId, reason: 'other' })
    expect(replyOf(await assign(await man(), '1-08'))).toMatchObject({ assigned: false, code: 'DISINFECTING' })
    const finish = (linenChanged: boolean) => house.done(clerk, 'stay.finish-disinfection', { bedId: bed('1-08'), linenChanged })
    expect((await finish(true)).reply).toMatchObject({ released: false, code: 'DISINFECTION_SHORT' })
    house.at('2026-12-09T03:10')
    expect((await finish(false)).reply).toMatchObject({ released: false, code: 'LINEN_NOT_CHANGED' })
    expect((await finish(true)).reply).toMatchObject({ released: true })
    expect(replyOf(await assign(fileId, '1-08'))).toMatchObject({ assigned: true })
  })

  test('is freed by the system when its guest has left, and says so until then', async () => {
    const fileId = await man()
    await assign(fileId, '1-09')
    await leaves(house, fileId)
    expect(onBoard(await board(), '1-09').occupant?.stateWords).toBe('已离站，待清')
    expect(replyOf(await assign(await man(), '1-09'))).toMatchObject({ assigned: false, code: 'LEFT' })
    const job = house.house.handlers.get('stay.free-bed')
    const { jobContext } = await import('#kernel/jobs.ts')
    const context = jobContext(house.house)
    const data = { fileId, factId: `${crypto.randomUUID()}:0`, occurredAt: house.now() }
    await job?.run(context, data)
    await job?.run(context, data)
    expect(onBoard(await board(), '1-09')).toMatchObject({ state: 'disinfecting', occupant: null })
  })

  test('kept for somebody on the way goes to others only by a leader', async () => {
    const clerk = house.actor('clerk')
    await house.done(clerk, 'stay.reserve-bed', { bedId: bed('2-05'), who: '女 31 岁', expectedAt: house.now() + HOUR })
    expect((await board()).waiting.onTheWay.map((each) => each.bed)).toContain('2-05')
    const fileId = await woman()
    expect(replyOf(await assign(fileId, '2-05'))).toEqual({ refused: 'STAY.NEEDS_LEADER' })
    expect(replyOf(await assign(fileId, '2-05', { takesReservation: true }))).toMatchObject({ assigned: true })
  })

  test('with somebody in it is not taken out of use', async () => {
    const outcome = await house.act(house.actor('clerk'), 'stay.withdraw-bed', { bedId: bed('1-01'), reason: '床板坏' })
    expect(replyOf(outcome)).toEqual({ refused: 'STAY.BED_IN_USE' })
  })

  test('of another station is not given out', async () => {
    const outcome = await house.act(house.actor('clerk', 'south'), 'stay.assign-bed', {
      fileId: await man({ at: 'south' }),
      bedId: bed('1-10'),
    })
    expect(replyOf(outcome)).toEqual({ refused: 'KERNEL.NOT_FOUND' })
  })

  test('beside a sealed guest is judged without the name', async () => {
    const sealed = await man({ age: 12 })
    await assign(sealed, '3-02')
    await house.look(async (tx) => {
      await sql`insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by)
        values (${sealed}, 'rescue-file', ${house.organisations.north.path}, now(), ${sealed})`.execute(tx)
    })
    const shown = onBoard(await board(), '3-02')
    expect(shown.occupant?.name).toBe('封存')
    expect(replyOf(await assign(await man({ age: 11 }), '3-02'))).toMatchObject({ assigned: false, code: 'TAKEN' })
    expect(replyOf(await assign(await man({ age: 11 }), '3-03'))).toMatchObject({ assigned: true })
  })
})

describe('who may not', () => {
  test('a neighbour sees and changes nothing here', async () => {
    const fileId = await man()
    const neighbour = house.actor('station-head', 'south')
    expect(replyOf(await house.act(neighbour, 'stay.assign-bed', { fileId, bedId: bed('1-10') }))).toEqual({
      refused: 'KERNEL.NOT_FOUND',
    })
    expect(replyOf(await house.act(neighbour, 'stay.log-care', { fileIds: [fileId], care: ['meals'] }))).toEqual({
      refused: 'KERNEL.NOT_FOUND',
    })
    expect(replyOf(await house.act(neighbour, 'stay.withdraw-bed', { bedId: bed('1-10'), reason: 'x' }))).toEqual({
      refused: 'KERNEL.NOT_FOUND',
    })
    expect(await house.ask(neighbour, 'stay.file', { fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await house.ask(neighbour, 'stay.board', { stationId: house.organisations.north.id })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await house.ask(neighbour, 'stay.extensions')).toMatchObject({ items: [] })
  })

  test('a stranger opens no door', async () => {
    const stranger = house.stranger()
    for (const door of house.house.actions.keys())
      if (door.startsWith('stay.')) expect(replyOf(await house.act(stranger, door, {}))).toEqual({ refused: 'KERNEL.NOT_FOUND' })
    for (const door of house.house.queries.keys())
      if (door.startsWith('stay.')) expect(await house.ask(stranger, door)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  test('the bureau looks at a station in its area and gives out no beds', async () => {
    const officer = house.actor('bureau-officer', 'bureau')
    expect(await house.ask(officer, 'stay.stations')).toMatchObject({ stations: [{ beds: 46 }, { beds: 0 }] })
    expect(await house.ask(officer, 'stay.in-station')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const list = (await house.ask(officer, 'stay.in-station', { stationId: house.organisations.north.id })) as { total: number }
    expect(list.total).toBeGreaterThan(10)
    expect(replyOf(await house.act(officer, 'stay.assign-bed', { fileId: await man(), bedId: bed('1-10') }))).toEqual({
      refused: 'KERNEL.NOT_FOUND',
    })
  })
})

describe('the rows', () => {
  test('say what the facts say', async () => {
    const { stay } = await import('./module.ts')
    const [beds] = stay.replays ?? []
    expect(await house.look(async (tx) => beds?.differing(tx, 10))).toHaveLength(1)
  })

  test('home and round sheet answer for the own station', async () => {
    expect(await house.ask(house.actor('clerk'), 'stay.house')).toMatchObject({ counts: { beds: 46 } })
    expect(await house.ask(house.actor('caregiver'), 'stay.round-sheet')).toMatchObject({ shift: { zh: '夜班' } })
    expect(await house.ask(house.actor('clerk'), 'stay.zones')).toMatchObject({ zones: { length: 7 } })
    expect(await house.ask(house.actor('clerk'), 'stay.waiting')).toMatchObject({ onTheWay: [] })
  })
})
