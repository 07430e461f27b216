/** Care, plans, stays, training and the safety of the house, through the doors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, sql } from '#kernel/db.ts'
import type { Outcome } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Board, furnished, onBoard } from './testing/station.ts'
import { guest, type Invented, leaves } from './testing/guests.ts'
import type { ZoneKind } from './words.ts'

let house: TestHouse
let beds: Map<string, string>
let zoneIds: Map<ZoneKind, string>
beforeAll(async () => {
  house = await openTestHouse()
  ;({ beds, zoneIds } = await furnished(house))
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

describe('care', () => {
  test('is logged for many guests in one go', async () => {
    const fileIds = [await man(), await man(), await woman()]
    const carer = house.actor('caregiver')
    const outcome = await house.done(carer, 'stay.log-care', { fileIds, care: ['meals', 'hygiene'], note: '清真餐' })
    expect(outcome.reply.guests).toBe(3)
    const file = (await house.ask(carer, 'stay.file', { fileId: fileIds[0] })) as {
      care: { lines: { words: string; note: string }[]; total: number }
    }
    expect(file.care.total).toBe(2)
    expect(file.care.lines[0]?.note).toBe('清真餐')
    const kept = await house.look((tx) =>
      rows(sql<{ note: Buffer }>`select note from stay.care_entry where file_id = ${fileIds[0]}`, tx),
    )
    expect(kept.some((each) => each.note.includes('清真餐'))).toBe(false)
  })

  test('is not logged when one of them has left', async () => {
    const fileIds = [await man(), await man()]
    await leaves(house, fileIds[1] as string)
    expect(replyOf(await house.act(house.actor('clerk'), 'stay.log-care', { fileIds, care: ['meals'] }))).toEqual({
      refused: 'STAY.NOT_YOUR_GUESTS',
    })
  })

  test('by needs is due at its hours and done when it is logged', async () => {
    const fileId = await man()
    const clerk = house.actor('clerk')
    await house.done(clerk, 'stay.set-needs', { fileId, needs: [{ care: 'temperature', everyHours: 1 }] })
    const due = async () => ((await house.ask(clerk, 'stay.file', { fileId })) as { due: { care: string; late: boolean }[] }).due
    expect(await due()).toMatchObject([{ care: 'temperature', late: false }])
    house.at('2026-12-09T05:30')
    expect(await due()).toMatchObject([{ care: 'temperature', late: true }])
    await house.done(clerk, 'stay.log-care', { fileIds: [fileId], care: ['temperature'] })
    expect(await due()).toMatchObject([{ care: 'temperature', late: false }])
  })

  test('on a round everybody is seen or named as missed', async () => {
    const fileId = await man()
    await assign(fileId, '1-10')
    const carer = house.actor('caregiver')
    const zoneId = zoneIds.get('men')
    const outcome = await house.done(carer, 'stay.record-round', { zoneId, missing: [fileId] })
    expect(outcome.reply.missed).toBe(1)
    const file = (await house.ask(carer, 'stay.file', { fileId })) as { lastRound: { seen: boolean } }
    expect(file.lastRound.seen).toBe(false)
    expect(replyOf(await house.act(carer, 'stay.record-round', { zoneId, missing: [await man()] }))).toEqual({
      refused: 'STAY.NOT_IN_ZONE',
    })
  })
})

describe('behaviour plans', () => {
  const form = (fileId: string, how: string) => ({
    fileId,
    ground: 'harms-self',
    reason: '夜间撞墙，劝导无效',
    measures: ['companion', 'remove-hazards'],
    how,
    reviewOn: '2026-12-12',
  })

  test('are made by a leader, reviewed, ended; and never detain', async () => {
    const fileId = await man({ kinds: ['mental'] })
    const leader = house.actor('duty-leader')
    expect(replyOf(await house.act(house.actor('clerk'), 'stay.plan-behaviour', form(fileId, '护理员陪护')))).toEqual({
      refused: 'STAY.ONLY_LEADER',
    })
    expect(replyOf(await house.act(leader, 'stay.plan-behaviour', form(fileId, '夜里反锁房门')))).toEqual({
      refused: 'STAY.FORBIDDEN_MEASURE',
    })
    const made = await house.done(leader, 'stay.plan-behaviour', form(fileId, '护理员陪护，房门不上锁'))
    const planId = made.reply.planId
    expect(replyOf(await house.act(leader, 'stay.plan-behaviour', form(fileId, '再来一个')))).toEqual({
      refused: 'STAY.PLAN_RUNNING',
    })
    expect(replyOf(await house.act(leader, 'stay.review-behaviour', { planId, finding: '好转', nextOn: '2026-12-30' }))).toEqual({
      refused: 'STAY.REVIEW_TOO_FAR',
    })
    await house.done(leader, 'stay.review-behaviour', { planId, finding: '好转', nextOn: '2026-12-15' })
    await house.done(leader, 'stay.end-behaviour', { planId, reason: '情绪平稳' })
    expect(replyOf(await house.act(leader, 'stay.end-behaviour', { planId, reason: '情绪平稳' }))).toEqual({
      refused: 'STAY.PLAN_ENDED',
    })
    const file = (await house.ask(leader, 'stay.file', { fileId })) as { plans: { running: boolean; reviews: unknown[] }[] }
    expect(file.plans).toMatchObject([{ running: false, reviews: [{ finding: '好转' }] }])
  })
})

describe('a stay', () => {
  test('past ten days is extended by a leader with a reason and filed to the bureau', async () => {
    const fileId = await man({ days: 9 })
    const leader = house.actor('station-head')
    const form = { fileId, until: '2026-12-20', ground: 'ill', reason: '感冒未愈，医务室建议休养' }
    expect(replyOf(await house.act(house.actor('clerk'), 'stay.extend', form))).toEqual({ refused: 'STAY.ONLY_LEADER' })
    expect(replyOf(await house.act(leader, 'stay.extend', { ...form, until: '2026-12-10' }))).toEqual({
      refused: 'STAY.NOT_LATER',
    })
    expect(replyOf(await house.act(leader, 'stay.extend', { ...form, until: '2027-03-10' }))).toEqual({ refused: 'STAY.TOO_FAR' })
    const extended = await house.done(leader, 'stay.extend', form)
    const officer = house.actor('bureau-officer', 'bureau')
    const list = (await house.ask(officer, 'stay.extensions')) as { items: { id: string; acknowledgedAt: number | null }[] }
    expect(list.items[0]).toMatchObject({ id: extended.reply.extensionId, acknowledgedAt: null })
    const form2 = { extensionId: extended.reply.extensionId }
    expect(replyOf(await house.act(leader, 'stay.acknowledge-extension', form2))).toEqual({ refused: 'STAY.ONLY_BUREAU' })
    await house.done(officer, 'stay.acknowledge-extension', form2)
    expect(replyOf(await house.act(officer, 'stay.acknowledge-extension', form2))).toEqual({ refused: 'STAY.ACKNOWLEDGED' })
    const file = (await house.ask(leader, 'stay.file', { fileId })) as {
      limit: { on: string }
      extensions: { acknowledgedBy: string }[]
    }
    expect(file.limit.on).toBe('2026-12-20')
    expect(file.extensions[0]?.acknowledgedBy).toBe('云川市民政局')
  })

  test('of a child has no limit to extend', async () => {
    const outcome = await house.act(house.actor('station-head'), 'stay.extend', {
      fileId: await man({ age: 12 }),
      until: '2026-12-30',
      ground: 'other',
      reason: 'x',
    })
    expect(replyOf(outcome)).toEqual({ refused: 'STAY.NO_LIMIT' })
  })

  test('that ends today is shown so on the board and in the list', async () => {
    const fileId = await man({ days: 10, name: '罗满仓' })
    await assign(fileId, '1-11')
    expect(onBoard(await board(), '1-11').occupant).toMatchObject({ name: '罗*', daysToLimit: 0 })
    expect(onBoard(await board({ names: true }), '1-11').occupant?.name).toBe('罗满仓')
    const list = (await house.ask(house.actor('clerk'), 'stay.in-station')) as {
      items: { fileId: string; limit: { words: string }; bed: string }[]
    }
    expect(list.items.find((each) => each.fileId === fileId)).toMatchObject({ limit: { words: '今天期满' }, bed: '1-11' })
  })
})

describe('training and work', () => {
  test('are given to those who can work and want to, with their result', async () => {
    const carer = house.actor('clerk')
    const form = { kind: 'referral', topic: '保洁员', beganOn: '2026-12-09', willing: true }
    expect(replyOf(await house.act(carer, 'stay.record-training', { ...form, fileId: await man({ age: 15 }) }))).toEqual({
      refused: 'STAY.TOO_YOUNG',
    })
    const fileId = await man()
    const { willing: _, ...unwilling } = form
    expect(replyOf(await house.act(carer, 'stay.record-training', { ...unwilling, fileId }))).toEqual({ refused: 'KERNEL.FORM' })
    const made = await house.done(carer, 'stay.record-training', { ...form, fileId })
    const finish = { trainingId: made.reply.trainingId, result: 'employed', endedOn: '2026-12-20', note: '云川物业' }
    expect(replyOf(await house.act(carer, 'stay.finish-training', { ...finish, endedOn: '2026-12-01' }))).toEqual({
      refused: 'STAY.ENDS_BEFORE',
    })
    await house.done(carer, 'stay.finish-training', finish)
    expect(replyOf(await house.act(carer, 'stay.finish-training', finish))).toEqual({ refused: 'STAY.TRAINING_CLOSED' })
  })
})

describe('the safety of the house', () => {
  test('a siege goes to the police before it is closed', async () => {
    const leader = house.actor('duty-leader')
    await house.done(leader, 'stay.name-liaison', { kind: 'officer', police: '车站派出所', name: '梁警官', dutyLine: '0000-110' })
    const made = await house.done(leader, 'stay.record-disturbance', {
      kind: 'gathering-outside',
      place: '大门口',
      people: 12,
      course: '家属聚集',
    })
    expect(made.reply.callPolice).toBe(true)
    const disturbanceId = made.reply.disturbanceId
    const close = { disturbanceId, outcome: 'calmed', note: '劝离' }
    expect(replyOf(await house.act(leader, 'stay.close-disturbance', close))).toEqual({ refused: 'STAY.POLICE_FIRST' })
    await house.done(leader, 'stay.call-police', { disturbanceId, police: '车站派出所' })
    await house.done(leader, 'stay.close-disturbance', close)
    expect(replyOf(await house.act(leader, 'stay.close-disturbance', close))).toEqual({ refused: 'STAY.DISTURBANCE_CLOSED' })
    const safety = (await house.ask(leader, 'stay.safety')) as { liaisons: unknown[]; disturbances: { state: string }[] }
    expect(safety.liaisons).toHaveLength(1)
    expect(safety.disturbances[0]?.state).toBe('closed')
  })
})
