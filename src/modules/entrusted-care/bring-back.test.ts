/** Batches of people brought back, beds, settling, and days that add up: through the doors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { dateOf, dayOf, startOfDayNumber } from '#kernel/time.ts'
import { factsOf } from '#kernel/ledger.ts'
import { stayClock } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { accountOf } from './accounts.ts'
import { daysByInstitution, outsideDays } from './rules-outside.ts'
import { careStretchesOf, placedRowsOf } from './store-outside.ts'
import { placementsUnlikeFacts } from './store-placements.ts'
import { contracted, handover, later, placedAt, proposal, ready, runJobs } from './testing/placements.ts'

let house: TestHouse
let clerk: Actor
let leader: Actor
let home: string
let other: string
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-02T09:00' })
  clerk = house.actor('clerk')
  leader = house.actor('duty-leader')
  home = await contracted(house, '康宁养护院', { organisation: 'institution' })
  other = await contracted(house, '清河福利院')
})
afterAll(() => house.close())

const code = async (by: Actor, door: string, told: object) =>
  ((await house.act(by, door, told as Record<string, unknown>)) as { code?: string }).code
const back = (fileId: string, more: object = {}) => ({
  fileId,
  why: 'plan',
  condition: 'stable',
  weight: 51,
  things: 'returned',
  stationSigner: '吴爱华',
  institutionSigner: '赵护士',
  ...more,
})
interface Board {
  batches: { id: string; state: string; lines: { id: string; fileId: string; state: string; why: string | null }[] }[]
  next: { fileId: string; placementId: string; why: string[] }[]
  freeBeds: number | null
}
const board = async (by: Actor = leader) => (await house.ask(by, 'entrusted.bring-back-board')) as Board
const plan = (placementIds: string[], more: object = {}) => ({
  on: dateOf(house.now() + 3 * 86_400_000),
  capacity: 5,
  placementIds,
  ...more,
})

describe('brought back in batches', () => {
  test('a batch is planned, one comes back, one is put off with a reason, and the batch is done', async () => {
    const [one, two] = [await ready(house, '接一'), await ready(house, '接二')]
    const ids = [await placedAt(house, one.fileId, home), await placedAt(house, two.fileId, home)]
    expect(await code(clerk, 'entrusted.plan-bring-back', plan(ids))).toBe('KERNEL.NOT_FOUND')
    expect(await code(leader, 'entrusted.plan-bring-back', plan(ids, { capacity: 1 }))).toBe('ENTRUSTED.PLAN_TOO_MANY')
    expect(await code(leader, 'entrusted.plan-bring-back', plan(ids, { on: '2026-03-01' }))).toBe('ENTRUSTED.PLAN_PAST')
    const { reply } = await house.done(leader, 'entrusted.plan-bring-back', plan(ids))
    expect(await code(leader, 'entrusted.plan-bring-back', plan(ids))).toBe('ENTRUSTED.PLANNED_ALREADY')
    expect((await board()).next.map((each) => each.fileId)).not.toContain(one.fileId)
    later(house, 3)
    await house.done(clerk, 'entrusted.bring-back', back(one.fileId))
    const own = async () => (await board()).batches.find((each) => each.id === reply.batchId)
    expect((await own())?.state).toBe('planned')
    const line = (await own())?.lines.find((each) => each.fileId === two.fileId) as { id: string }
    await house.done(leader, 'entrusted.put-off-bring-back', { lineId: line.id, reason: 'ill', words: '发热三十九度' })
    expect(await code(leader, 'entrusted.put-off-bring-back', { lineId: line.id, reason: 'ill' })).toBe('ENTRUSTED.LINE_SETTLED')
    const done = await own()
    expect(done?.state).toBe('done')
    expect(done?.lines.map((each) => each.state)).toEqual(['back', 'put-off'])
    expect(done?.lines[1]?.why).toContain('发热三十九度')
    expect((await board()).next.map((each) => each.fileId)).toContain(two.fileId)
  })

  test('two plan the same person at once: one of them is told', async () => {
    const guest = await ready(house, '接三')
    const id = await placedAt(house, guest.fileId, home)
    const codes = await Promise.all([
      code(leader, 'entrusted.plan-bring-back', plan([id])),
      code(house.actor('station-head'), 'entrusted.plan-bring-back', plan([id])),
    ])
    expect(codes.filter((each) => each === undefined)).toHaveLength(1)
    expect(codes).toContain('ENTRUSTED.PLANNED_ALREADY')
  })

  test('a return without a placement, before it or with things missing and unnamed is refused', async () => {
    const guest = await ready(house, '接四')
    expect(await code(clerk, 'entrusted.bring-back', back(guest.fileId))).toBe('ENTRUSTED.NOT_OUTSIDE')
    const before = house.now() - 3_600_000
    await placedAt(house, guest.fileId, home)
    expect(await code(clerk, 'entrusted.bring-back', back(guest.fileId, { at: before }))).toBe('ENTRUSTED.TOO_EARLY')
    expect(await code(clerk, 'entrusted.bring-back', back(guest.fileId, { things: 'missing' }))).toBe('ENTRUSTED.MISSING_WHICH')
    expect(await code(house.actor('clerk', 'south'), 'entrusted.bring-back', back(guest.fileId))).toBe('KERNEL.NOT_FOUND')
    expect(await code(house.actor('institution-officer', 'institution'), 'entrusted.bring-back', back(guest.fileId))).toBe(
      'KERNEL.NOT_FOUND',
    )
  })

  test('the bed in the station is freed by the placing; back again, the guest waits for one', async () => {
    const head = house.actor('station-head')
    const zone = await house.done(head, 'stay.open-zone', { kind: 'men', name: '男区' })
    const opened = await house.done(head, 'stay.open-bed', { zoneId: zone.reply.zoneId, labels: ['1-01', '1-02'] })
    const guest = await ready(house, '床一')
    await house.done(clerk, 'stay.assign-bed', { fileId: guest.fileId, bedId: (opened.reply.bedIds as string[])[0] })
    expect((await board()).freeBeds).toBe(1)
    await placedAt(house, guest.fileId, other)
    await runJobs(house, 'stay.free-bed-outside')
    const waiting = async () =>
      ((await house.ask(clerk, 'stay.waiting')) as { here: { fileId: string }[] }).here.map((each) => each.fileId)
    const zones = (await house.ask(clerk, 'stay.board')) as { zones: { beds: { label: string; occupant: unknown }[] }[] }
    expect(zones.zones.flatMap((each) => each.beds).find((each) => each.label === '1-01')?.occupant).toBeNull()
    expect(await waiting()).not.toContain(guest.fileId)
    later(house, 2)
    await house.done(clerk, 'entrusted.bring-back', back(guest.fileId))
    expect(await waiting()).toContain(guest.fileId)
  })
})

describe('days add up', () => {
  const daysOf = (fileId: string) =>
    house.look(async (tx) => {
      const facts = await factsOf(tx, [fileId])
      const { days, unknown, whole } = outsideDays(facts, await placedRowsOf(tx, [fileId]), house.now())
      return { ...daysByInstitution(days), unknown, whole, clock: stayClock(facts, house.now()) }
    })

  test('days by institution are the clock’s days outside, without those in hospital, and the bill counts the same', async () => {
    const guest = await ready(house, '账一')
    await placedAt(house, guest.fileId, home)
    later(house, 10)
    await guest.tell({ name: 'medical.hospitalised', value: { hospital: '某院' } })
    later(house, 4)
    await guest.tell({ name: 'medical.fetched', value: { hospital: '某院' } })
    later(house, 6)
    await placedAt(house, guest.fileId, other)
    later(house, 3)
    await house.done(clerk, 'entrusted.bring-back', back(guest.fileId))
    later(house, 2)
    const { institutions, unknown, whole, clock } = await daysOf(guest.fileId)
    expect(Object.fromEntries(institutions)).toEqual({ [home]: 16, [other]: 3 })
    expect([unknown, whole, clock.days.hospital]).toEqual([0, 19, 4])
    const month = dateOf(house.now() - 3 * 86_400_000).slice(0, 7)
    const bill = await house.look((tx) => accountOf(tx, other, month))
    expect(bill.lines.find((each) => each.fileId === guest.fileId)?.days).toBe(3)
    const first = startOfDayNumber(dayOf(`${month}-01`))
    const stretches = await house.look((tx) => careStretchesOf(tx, other, { from: first, to: house.now() }))
    expect(stretches.filter((each) => each.fileId === guest.fileId).map((each) => each.until - each.from)).toEqual([3])
    const atHome = await house.look((tx) => accountOf(tx, home, month))
    expect(atHome.lines.find((each) => each.fileId === guest.fileId)?.days).toBe(16)
  })

  test('settled in the house: the placement ends then, the days until leaving are settled days, together the clock’s', async () => {
    const guest = await ready(house, '落一')
    await placedAt(house, guest.fileId, home)
    later(house, 8)
    const town = house.actor('station-head')
    await guest.tell({ name: 'settlement.placed', value: { institution: home } })
    // Told as another room would, without the queue behind it.
    await house.house.handlers.get('entrusted-care.end-placement')?.run(await context(), {
      fileId: guest.fileId,
      at: house.now(),
      how: 'settled',
      factId: `${crypto.randomUUID()}:0`,
    })
    later(house, 5)
    const { institutions, settled, unknown, whole } = await daysOf(guest.fileId)
    expect(institutions.get(home)).toBe(8)
    expect([settled, unknown, whole]).toEqual([6, 0, 14])
    const after = (await house.ask(town, 'entrusted.of-file', { fileId: guest.fileId })) as { earlier: { state: string }[] }
    expect(after.earlier[0]?.state).toBe('settled')
  })

  test('what the rows say of who is outside is what the facts say', async () => {
    expect(await house.look((tx) => placementsUnlikeFacts(tx, 10))).toEqual([])
  })
})

describe('leaving', () => {
  test('who leaves while a proposal waits: the proposal is withdrawn', async () => {
    const guest = await ready(house, '走一')
    await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, home))
    await house.house.handlers
      .get('entrusted-care.end-placement')
      ?.run(await context(), { fileId: guest.fileId, at: house.now(), how: 'settled', factId: `${crypto.randomUUID()}:0` })
    const after = (await house.ask(clerk, 'entrusted.of-file', { fileId: guest.fileId })) as {
      pending: unknown
      earlier: { state: string }[]
    }
    expect(after.pending).toBeNull()
    expect(after.earlier[0]?.state).toBe('withdrawn')
    expect(handover().level).toBe('full')
  })
})

async function context() {
  const { jobContext } = await import('#kernel/jobs.ts')
  return jobContext(house.house)
}
