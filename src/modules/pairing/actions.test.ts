/** Pairing through its doors, on a real database: checked volunteers, a child who wants one, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let women: Actor
let warm: Actor
let worker: Actor
let volunteer: Actor
beforeAll(async () => {
  house = await openTestHouse()
  women = house.actor('department-officer', 'women')
  warm = house.actor('department-officer', 'volunteers')
  worker = house.actor('minors-officer', 'centre')
  volunteer = house.actor('contact-helper', 'women')
  await house.ask(volunteer, 'pairing.mine')
})
afterAll(() => house?.close())

/** Valid numbers of a division that does not exist, born 1980-01-02 and on. */
const numbers = (sequence: number) => {
  const seventeen = `99990119800102${String(sequence).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return (
    seventeen + '10X98765432'[[...seventeen].reduce((sum, digit, at) => sum + Number(digit) * (weights[at] as number), 0) % 11]
  )
}
let serial = 0
const enrolForm = (more: Record<string, unknown> = {}) => {
  serial += 1
  return { name: '罗春枝', sex: 'female', phone: '13900001234', idNumber: numbers(serial), ...more }
}
const enrolled = async (more: Record<string, unknown> = {}, by = women) =>
  (await house.done(by, 'pairing.enrol', enrolForm(more))).reply.volunteerId as string
const check = (volunteerId: string, more: Record<string, unknown> = {}, by = women) =>
  house.act(by, 'pairing.record-check', { volunteerId, on: '2026-12-01', clear: true, source: '市公安局', ...more })
const cleared = async (more: Record<string, unknown> = {}, by = women) => {
  const id = await enrolled(more, by)
  await check(id, {}, by)
  return id
}
const newChild = async (name = '秦小满') =>
  (
    await house.done(worker, 'minors.start-file', {
      from: 'desk',
      writtenName: `${name}${serial}`,
      birthDate: '2015-04-26',
      sex: 'female',
      kinds: ['left-behind'],
      townId: house.organisations.town.id,
      reason: '村里报来',
    })
  ).reply.childId as string
const wantForm = (childId: string, more: Record<string, unknown> = {}) => ({
  childId,
  kind: 'one-to-one',
  keeperId: house.organisations.women.id,
  wish: 'wants',
  consent: 'given',
  need: '想有人陪着做作业',
  ...more,
})
const wanted = async (childId: string, more: Record<string, unknown> = {}) =>
  (await house.done(worker, 'pairing.want', wantForm(childId, more))).reply.pairId as string
const code = async (by: Actor, door: string, form: Record<string, unknown>) => {
  const outcome = await house.act(by, `pairing.${door}`, form)
  return isRefusal(outcome) ? outcome.code : 'done'
}
const names = async (childId: string) =>
  house.look(async (tx) =>
    (await factsOf(tx, [childId])).map((fact) => fact.name).filter((name) => name.startsWith('child.pair')),
  )
const plan = '每周六上午，半年'

describe('a volunteer', () => {
  test('is grown up, enrolled once, and of no use before the check', async () => {
    const form = enrolForm()
    await house.done(women, 'pairing.enrol', form)
    expect(await code(women, 'enrol', form)).toBe('PAIRING.ENROLLED_ALREADY')
    expect(await code(women, 'enrol', { ...form, idNumber: '99990120150102001X' })).toMatch(/PAIRING\.(GROWN_UP|NUMBER)/)
    expect(await code(women, 'enrol', enrolForm({ accountId: worker.accountId }))).toBe('PAIRING.NO_ACCOUNT')
    const pairId = await wanted(await newChild())
    expect(await code(women, 'pair', { pairId, volunteerIds: [await enrolled()], plan })).toBe('PAIRING.NOT_CLEARED')
  })

  test('is looked up by the own organisation, at a date that can be', async () => {
    const id = await enrolled()
    expect(isRefusal(await check(id, {}, warm))).toBe(true)
    expect(await check(id, { on: '2027-01-01' })).toMatchObject({ code: 'PAIRING.CHECK_DATE' })
    expect(await check(id, { clear: false })).toMatchObject({ code: 'PAIRING.BARRED_WHY' })
    expect(await check(id)).toMatchObject({ reply: { clearUntil: '2027-11-30' } })
    expect(JSON.stringify(await house.ask(warm, 'pairing.board'))).not.toContain(id)
  })

  test('who guards a child on file is flagged: never with the own, with another after somebody looked', async () => {
    const idNumber = numbers(700)
    const [own, another] = [await newChild('郑小雨'), await newChild('郑小雪')]
    await house.done(worker, 'minors.note-family', { childId: own, name: '罗春枝', relation: 'mother', idNumber, care: true })
    await house.work('pairing')
    const id = await cleared({ idNumber })
    const { volunteers } = (await house.ask(women, 'pairing.board')) as { volunteers: { id: string; guardian: boolean }[] }
    expect(volunteers.find((each) => each.id === id)).toMatchObject({ guardian: true })
    const pair = { pairId: await wanted(own), volunteerIds: [id], plan, seenGuardian: true }
    expect(await code(women, 'pair', pair)).toBe('PAIRING.OWN_CHILD')
    const other = { pairId: await wanted(another), volunteerIds: [id], plan }
    expect(await code(women, 'pair', other)).toBe('PAIRING.GUARDIAN')
    expect(await code(women, 'pair', { ...other, seenGuardian: true })).toBe('done')
  })
})

describe('a child', () => {
  test('is asked first, asked for once, and then seen by the organisation that was asked alone', async () => {
    const childId = await newChild()
    expect(await code(worker, 'want', wantForm(childId, { wish: 'unwilling' }))).toBe('PAIRING.UNWILLING')
    expect(await code(worker, 'want', wantForm(childId, { keeperId: house.organisations.school.id }))).toBe(
      'PAIRING.WHICH_KEEPER',
    )
    const pairId = await wanted(childId)
    expect(await code(worker, 'want', wantForm(childId))).toBe('PAIRING.OPEN_ALREADY')
    const sees = async (by: Actor) => JSON.stringify(await house.ask(by, 'pairing.board')).includes(pairId)
    expect([await sees(women), await sees(warm)]).toEqual([true, false])
    expect(await code(warm, 'decline', { pairId, reason: 'nobody' })).toBe('KERNEL.NOT_FOUND')
    await house.done(women, 'pairing.decline', { pairId, reason: 'nobody' })
    expect(await code(women, 'decline', { pairId, reason: 'nobody' })).toBe('PAIRING.NOT_NOW')
  })

  test('may be asked for by the town, which reads nothing of it afterwards', async () => {
    const childId = await newChild()
    const town = house.actor('child-supervisor', 'town')
    expect(await code(town, 'want', wantForm(childId))).toBe('done')
    expect(await code(town, 'want', wantForm(childId))).toBe('PAIRING.OPEN_ALREADY')
    expect(await code(house.actor('child-director', 'village'), 'want', wantForm(childId))).toBe('KERNEL.NOT_FOUND')
  })

  test('is paired, met and parted from; the volunteer sees her own child and only while it lasts', async () => {
    const childId = await newChild()
    const pairId = await wanted(childId, { kind: 'proxy-mother' })
    const id = await cleared({ accountId: volunteer.accountId })
    const mine = async () =>
      ((await house.ask(volunteer, 'pairing.mine')) as { items: { pairId: string }[] }).items.some(
        (each) => each.pairId === pairId,
      )
    expect(await mine()).toBe(false)
    await house.done(women, 'pairing.pair', { pairId, volunteerIds: [id], plan })
    expect(await code(women, 'pair', { pairId, volunteerIds: [id], plan })).toBe('PAIRING.NOT_NOW')
    expect(await mine()).toBe(true)
    expect(await code(volunteer, 'meet', { pairId, kind: 'study', at: house.now() + 3_600_000 })).toBe('PAIRING.IN_FUTURE')
    await house.done(volunteer, 'pairing.meet', { pairId, kind: 'study', note: '算术会了' })
    await house.done(women, 'pairing.end', { pairId, reason: 'done', note: '约好写信' })
    expect(await mine()).toBe(false)
    expect(await code(volunteer, 'meet', { pairId, kind: 'talk' })).toBe('KERNEL.NOT_FOUND')
    expect((await names(childId)).sort()).toEqual(['child.pair-met', 'child.pair-wanted', 'child.paired', 'child.pairing-ended'])
  })

  test('of several keeps the others when one is barred; of one loses the pairing', async () => {
    const childId = await newChild()
    const ids = [await cleared(), await cleared({ sex: 'male' }), await cleared()]
    const several = await wanted(childId, { kind: 'several' })
    await house.done(women, 'pairing.pair', { pairId: several, volunteerIds: ids, plan })
    const single = await wanted(childId)
    await house.done(women, 'pairing.pair', { pairId: single, volunteerIds: [ids[0]], plan })
    await check(ids[0] as string, { clear: false, why: 'record' })
    await house.work('pairing')
    const { items } = (await house.ask(women, 'pairing.board')) as {
      items: { pairId: string; state: string; volunteers: { id: string }[] }[]
    }
    expect(items.find((each) => each.pairId === single)).toMatchObject({ state: 'ended', volunteers: [] })
    expect(items.find((each) => each.pairId === several)).toMatchObject({ state: 'paired' })
    expect(
      items
        .find((each) => each.pairId === several)
        ?.volunteers.map((each) => each.id)
        .sort(),
    ).toEqual(ids.slice(1).sort())
    const change = { pairId: several, volunteerIds: [ids[1], await cleared()], reason: '一人搬走' }
    expect(await code(women, 'change-volunteers', change)).toBe('done')
    await house.done(women, 'pairing.leave', { volunteerId: ids[1], reason: 'moved' })
    await house.work('pairing')
    expect(await code(women, 'end', { pairId: several, reason: 'done' })).toBe('PAIRING.NOT_NOW')
    expect(await check(ids[1] as string)).toMatchObject({ code: 'PAIRING.LEFT' })
  })

  test('whose file is closed has no pairing any more', async () => {
    const childId = await newChild()
    const pairId = await wanted(childId)
    await house.done(women, 'pairing.pair', { pairId, volunteerIds: [await cleared()], plan })
    await house.done(worker, 'minors.close-file', { childId, reason: 'moved', note: '随父母迁走' })
    await house.work('pairing')
    expect(await names(childId)).toContain('child.pairing-ended')
  })
})
