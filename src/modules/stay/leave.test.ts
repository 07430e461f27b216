import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { withActor } from '#kernel/db.ts'
import { systemActorFor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { companionNeeded, daysLate, leaveFault } from './rules-leave.ts'
import { guest, type Invented, leaves, tell } from './testing/guests.ts'

describe('who may go alone', () => {
  const able = { underEighteen: 'no', capacity: 'full', impaired: false } as const
  test('whoever is adult and able goes when he likes, whatever is filled in', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('alone', 'family', 'staff'),
        fc.boolean(),
        fc.constantFrom(undefined, 'full' as const),
        (companion, leader, capacity) => {
          expect(leaveFault({ ...able, capacity }, { companion }, '2026-12-10', '2026-12-09', leader)).toBeNull()
        },
      ),
    )
  })
  test('a minor and who lacks capacity only with a responsible adult, whoever decides', () => {
    const cases = [
      { ...able, underEighteen: 'yes' as const },
      { ...able, capacity: 'none' as const },
      { ...able, capacity: 'limited' as const },
      { ...able, capacity: undefined, impaired: true },
    ]
    for (const who of cases) {
      expect(companionNeeded(who)).toBe('yes')
      const fault = (how: Parameters<typeof leaveFault>[1]) => leaveFault(who, how, '2026-12-10', '2026-12-09', true)
      expect(fault({ companion: 'alone', leaderReason: '看上去已成年' })).toBe('COMPANION')
      expect(fault({ companion: 'family', companionName: '舅舅' })).toBe('COMPANION')
      expect(fault({ companion: 'family', companionAdult: true })).toBe('COMPANION_NAME')
      expect(fault({ companion: 'family', companionAdult: true, companionName: '舅舅' })).toBeNull()
    }
  })
  test('an age nobody knows: with an adult, or by a leader’s word', () => {
    const who = { ...able, underEighteen: 'unknown' as const }
    const alone = { companion: 'alone', leaderReason: '有白发' }
    expect(leaveFault(who, { companion: 'alone' }, '2026-12-10', '2026-12-09', true)).toBe('AGE')
    expect(leaveFault(who, alone, '2026-12-10', '2026-12-09', false)).toBe('AGE')
    expect(leaveFault(who, alone, '2026-12-10', '2026-12-09', true)).toBeNull()
  })
  test('the day of return is in time to its end', () => {
    expect(daysLate('2026-12-10', Date.parse('2026-12-10T23:59:00+08:00'))).toBe(0)
    expect(daysLate('2026-12-10', Date.parse('2026-12-11T00:00:00+08:00'))).toBe(1)
  })
})

let house: TestHouse
let zoneId: string
const beds: string[] = []
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  const head = house.actor('station-head')
  const zone = await house.done(head, 'stay.open-zone', { kind: 'men', name: '男区' })
  zoneId = zone.reply.zoneId as string
  const opened = await house.done(head, 'stay.open-bed', { zoneId, labels: ['1', '2', '3', '4', '5', '6'] })
  beds.push(...(opened.reply.bedIds as string[]))
})
afterAll(() => house.close())

const clerk = () => house.actor('clerk')
const man = (more: Invented = {}) => guest(house, { sex: 'male', age: 45, infection: 'ruled-out', capacity: 'full', ...more })
const inBed = async (more: Invented = {}) => {
  const fileId = await man(more)
  await tell(house, fileId, 'intake.accepted', {})
  await house.done(clerk(), 'stay.assign-bed', { fileId, bedId: beds.shift() })
  return fileId
}
const goes = (fileId: string, more: Record<string, unknown> = {}) => ({
  fileId,
  until: '2026-12-10',
  where: '城东亲戚家',
  companion: 'alone',
  phone: '13900005678',
  ...more,
})
interface Listed {
  counts: { inStation: number; leave: number }
  items: { fileId: string; where: string; leave: { daysLate: number; notBack: boolean; where: string } | null }[]
}
const listed = async () => (await house.ask(clerk(), 'stay.in-station')) as Listed
const rowOf = async (fileId: string) => (await listed()).items.find((each) => each.fileId === fileId)
const whereNow = async (fileId: string) =>
  ((await house.ask(clerk(), 'people.stay-clock', { fileId })) as { now: string | null }).now

describe('leave of absence', () => {
  test('an able adult goes, is looked for by nobody, and comes back', async () => {
    const fileId = await inBed()
    await house.done(clerk(), 'stay.begin-leave', goes(fileId))
    expect(await house.act(clerk(), 'stay.begin-leave', goes(fileId))).toMatchObject({ code: 'STAY.ON_LEAVE_ALREADY' })
    expect(await rowOf(fileId)).toMatchObject({ where: 'leave', leave: { daysLate: 0, where: '城东亲戚家' } })
    expect(await whereNow(fileId)).toBe('leave')
    const seen = JSON.stringify(await listed())
    expect(seen).not.toContain('13900005678')
    const asked = { fileId, reason: '晚上没有回来，打电话问' }
    expect((await house.done(clerk(), 'stay.reveal-leave', asked)).reply.value).toBe('13900005678')
    const round = await house.done(house.actor('caregiver'), 'stay.record-round', { zoneId })
    expect(round.reply).toMatchObject({ missed: 0, away: 1 })
    expect(await house.act(house.actor('caregiver'), 'stay.record-round', { zoneId, missing: [fileId] })).toMatchObject({
      code: 'STAY.AWAY',
    })
    await house.done(clerk(), 'stay.end-leave', { fileId, returned: true, note: '带回一袋苹果' })
    expect(await rowOf(fileId)).toMatchObject({ where: 'here', leave: null })
    expect(await whereNow(fileId)).toBe('station')
    expect(await house.act(clerk(), 'stay.end-leave', { fileId, returned: true })).toMatchObject({ code: 'STAY.NOT_ON_LEAVE' })
  })

  test('who should be back stands on top; told not back he is away until his leaving is recorded', async () => {
    const fileId = await inBed()
    await inBed()
    await house.done(clerk(), 'stay.begin-leave', goes(fileId))
    house.at('2026-12-12T09:00')
    expect((await listed()).items[0]).toMatchObject({ fileId, leave: { daysLate: 2, notBack: false } })
    await house.done(clerk(), 'stay.end-leave', { fileId, returned: false, note: '电话不通' })
    expect(await rowOf(fileId)).toMatchObject({ where: 'leave', leave: { notBack: true } })
    expect(await house.act(clerk(), 'stay.end-leave', { fileId, returned: false })).toMatchObject({
      code: 'STAY.NOT_BACK_ALREADY',
    })
    expect(await whereNow(fileId)).toBe('leave')
    // Left without leave, and taken back later: the old leave is over.
    house.at('2026-12-12T10:00')
    await tell(house, fileId, 'departure.left', { kind: 'absconded' })
    await leaves(house, fileId)
    const system = systemActorFor(house.organisations.north)
    await house.done(system, 'stay.close-leave', { fileId, at: house.now() })
    const { moveFile } = await import('#modules/people-and-cases/index.ts')
    await withActor(house.house.db, system, (tx) => moveFile(tx, fileId, { state: 'in', acceptedAt: house.now() }))
    expect(await rowOf(fileId)).toMatchObject({ where: 'here', leave: null })
    expect(await house.act(clerk(), 'stay.close-leave', { fileId, at: house.now() })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  test('the bed is kept or given free', async () => {
    const fileId = await inBed()
    house.at('2026-12-12T11:00')
    await house.done(clerk(), 'stay.begin-leave', goes(fileId, { until: '2026-12-20', keepBed: false }))
    await house.work()
    expect(await house.ask(clerk(), 'stay.file', { fileId })).toMatchObject({ bed: null, leave: { keepsBed: false } })
  })

  test('hospital ends a leave', async () => {
    const fileId = await inBed()
    house.at('2026-12-12T12:00')
    await house.done(clerk(), 'stay.begin-leave', goes(fileId, { until: '2026-12-20' }))
    house.at('2026-12-12T13:00')
    await house.done(house.actor('nurse'), 'medical.hospitalise', { fileId, hospitalName: '县医院', reason: 'injury' })
    await house.work()
    expect(await rowOf(fileId)).toMatchObject({ where: 'hospital', leave: null })
    expect(await house.act(clerk(), 'stay.begin-leave', goes(fileId, { until: '2026-12-20' }))).toMatchObject({
      code: 'STAY.IN_HOSPITAL_NOW',
    })
  })

  test('a child goes only with a responsible adult; the neighbouring station neither sees nor sends', async () => {
    const child = await guest(house, { sex: 'male', age: 12 })
    const alone = goes(child, { until: '2026-12-13' })
    expect(await house.act(house.actor('station-head'), 'stay.begin-leave', alone)).toMatchObject({
      code: 'STAY.LEAVE_COMPANION',
    })
    const south = house.actor('clerk', 'south')
    expect(await house.act(south, 'stay.begin-leave', alone)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await house.done(clerk(), 'stay.begin-leave', {
      ...alone,
      companion: 'staff',
      companionName: '周师傅',
      companionAdult: true,
    })
    expect(await house.act(clerk(), 'stay.begin-leave', goes(child, { until: '2026-12-01' }))).toMatchObject({ refused: true })
  })

  test('rows agree with the facts', async () => {
    const { replays } = await import('./replays.ts')
    for (const replay of replays) expect(await house.look((tx) => replay.differing(tx, 10)), replay.column).toEqual([])
  })
})
