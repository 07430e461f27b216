/** Handovers through their doors, on a real database: two desks, one phone, who may not, and what counts as the handover owed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { given, guest, operationAdopted, SIGNED } from './testing/handing.ts'

let house: TestHouse
let station: Actor
let clerk: Actor
let police: Actor
let hospital: Actor
let neighbour: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  station = house.actor('duty-leader')
  clerk = house.actor('clerk')
  police = house.actor('police-officer', 'police')
  hospital = house.actor('hospital-officer', 'hospital')
  neighbour = house.actor('duty-leader', 'south')
  await operationAdopted(house)
})
afterAll(() => house?.close())

const INK = { ink: 'M10 10L40 60L80 20' }

const words = (subjectId: string, more: object = {}) =>
  given(house, 'rescue-file', subjectId, {
    conscious: 'drowsy',
    condition: '发热，站不稳',
    injuries: { unknown: 'not-found-out' },
    belongings: [{ what: '蓝布包', count: 1 }],
    officerNo: '站012',
    ...more,
  })
const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const seen = async (by: Actor, handoverId: string) =>
  (await house.ask(by, 'handovers.handover', { handoverId })) as {
    code: string | null
    codes: { code: string; line: string }[]
    state: string
    who: string
    may: string[]
    versions: unknown[]
    fromMark: { picture: string | null; words: string | null } | null
    toMark: { picture: string | null } | null
  }
const prepared = async (more: object = {}) => {
  const { fileId } = await guest(house)
  const form = words(fileId, more)
  await house.done(station, 'handovers.prepare', form)
  return { fileId, handoverId: form.handoverId }
}
const told = (id: string) => house.look((tx) => factsOf(tx, [id]))

describe('prepared here, signed there', () => {
  test('a station’s handover waits at the hospital, which signs it; both read the same check code', async () => {
    const { fileId, handoverId } = await prepared()
    const waiting = (await house.ask(hospital, 'handovers.list', { box: 'to-sign' })) as { items: { handoverId: string }[] }
    expect(waiting.items.map((each) => each.handoverId)).toContain(handoverId)
    expect((await seen(hospital, handoverId)).may).toEqual(['handovers.sign', 'handovers.decline'])
    house.at('2026-12-09T09:00')
    await house.done(hospital, 'handovers.sign', { handoverId, receiver: '周护士', toSignature: INK, remarks: '布包已封存' })
    const [ours, theirs] = [await seen(station, handoverId), await seen(hospital, handoverId)]
    expect(ours).toMatchObject({ state: 'signed', who: '白晓棠' })
    expect(theirs.code).toBe(ours.code)
    const drawn = Buffer.from(theirs.toMark?.picture?.split(',')[1] ?? '', 'base64').toString()
    expect(drawn).toContain('M10 10L40 60L80 20')
    const facts = (await told(fileId)).filter((fact) => fact.name.startsWith('handover.'))
    expect(facts.map((fact) => fact.name)).toEqual(['handover.prepared', 'handover.signed'])
    expect(facts[1]?.value).toMatchObject({ from: '云川市救助管理站', to: '云川市第一医院' })
  })

  test('a handover is signed once: the second signer is told who was first, and of two at once one wins', async () => {
    const { fileId, handoverId } = await prepared()
    const sign = { handoverId, receiver: '周护士', toSignature: SIGNED }
    const both = await Promise.all([
      house.act(hospital, 'handovers.sign', sign),
      house.act(station, 'handovers.sign-both', { ...words(fileId), ...sign, receiver: '钱护士' }),
    ])
    const refused = both.filter((each) => 'code' in each)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ code: 'HANDOVERS.SIGNED' })
    expect((refused[0] as { sentence: string }).sentence).toMatch(/[周钱]护士/)
    expect((await told(fileId)).filter((fact) => fact.name === 'handover.signed')).toHaveLength(1)
  })

  test('declined with a reason it goes back to the giver, who may write another', async () => {
    const { fileId, handoverId } = await prepared()
    await house.done(hospital, 'handovers.decline', { handoverId, reason: '未到接诊条件' })
    expect(await seen(station, handoverId)).toMatchObject({ state: 'declined', declined: '未到接诊条件', may: [] })
    expect(await code(hospital, 'handovers.sign', { handoverId, receiver: '周', toSignature: SIGNED })).toBe('HANDOVERS.NOT_NOW')
    await house.done(station, 'handovers.prepare', words(fileId))
  })

  test('without a signature there is no handover', async () => {
    const { fileId, handoverId } = await prepared()
    expect(await code(station, 'handovers.prepare', words(fileId, { fromSignature: undefined }))).toBe('HANDOVERS.GIVER_UNSIGNED')
    expect(await code(hospital, 'handovers.sign', { handoverId, receiver: '周' })).toBe('HANDOVERS.RECEIVER_UNSIGNED')
    expect(await code(hospital, 'handovers.sign', { handoverId, receiver: '周', toSignature: { ink: '<svg>' } })).toBe(
      'KERNEL.FORM',
    )
  })

  test('a receiver outside of the house signs on this phone or on paper', async () => {
    const { handoverId } = await prepared({ toId: undefined, toName: '外省某派出所' })
    expect(await code(station, 'handovers.sign', { handoverId, receiver: '李', toSignature: SIGNED })).toBe(
      'HANDOVERS.NOT_IN_SYSTEM',
    )
    expect(await code(station, 'handovers.prepare', words(crypto.randomUUID()))).toBe('KERNEL.NOT_FOUND')
    const { fileId } = await guest(house)
    expect(await code(station, 'handovers.prepare', words(fileId, { toName: '也写了' }))).toBe('HANDOVERS.WHICH_RECEIVER')
    expect(await code(station, 'handovers.prepare', words(fileId, { toId: house.organisations.north.id }))).toBe('HANDOVERS.SAME')
  })
})

describe('both on one phone', () => {
  const both = async (more: object = {}) => {
    const { fileId, personId } = await guest(house)
    const form = { ...words(fileId, { fromSignature: INK }), receiver: '周护士', toSignature: INK, ...more }
    await house.done(station, 'handovers.sign-both', form)
    return { fileId, personId, handoverId: form.handoverId, form }
  }

  test('is signed at once; the receiving organisation finds it and says that it is so', async () => {
    const { handoverId, fileId } = await both()
    expect(await seen(station, handoverId)).toMatchObject({ state: 'signed', signedOnOne: true, may: ['handovers.correct'] })
    const theirs = await seen(hospital, handoverId)
    expect(theirs.may).toEqual(['handovers.contest', 'handovers.confirm'])
    await house.done(hospital, 'handovers.confirm', { handoverId })
    expect((await seen(hospital, handoverId)).may).toEqual(['handovers.contest'])
    expect(await code(hospital, 'handovers.confirm', { handoverId })).toBe('HANDOVERS.NOT_NOW')
    expect((await told(fileId)).map((fact) => fact.name)).toContain('handover.confirmed')
  })

  test('contested it may be taken back, and is no handover any more', async () => {
    const { handoverId, fileId } = await both()
    expect(await code(station, 'handovers.withdraw', { handoverId, reason: '写错' })).toBe('HANDOVERS.NOT_NOW')
    await house.done(hospital, 'handovers.contest', { handoverId, reason: '不是我院的人' })
    expect(await seen(station, handoverId)).toMatchObject({ state: 'contested', contested: '不是我院的人' })
    await house.done(station, 'handovers.withdraw', { handoverId, reason: '认错了人' })
    const facts = await told(fileId)
    const signed = facts.find((fact) => fact.name === 'handover.signed')
    expect(facts.some((fact) => fact.name === 'fact.withdrawn' && fact.replaces === signed?.id)).toBe(true)
  })

  test('the same record sent again is done once; another of the same encounter is refused by name', async () => {
    const { fileId } = await guest(house)
    const encounterId = crypto.randomUUID()
    const form = { ...words(fileId, { encounterId }), receiver: '周', toSignature: INK }
    const actionId = crypto.randomUUID()
    const first = await house.done(station, 'handovers.sign-both', form, { actionId })
    expect(await house.done(station, 'handovers.sign-both', form, { actionId })).toEqual(first)
    const second = await house.act(clerk, 'handovers.sign-both', { ...form, handoverId: crypto.randomUUID() })
    expect(second).toMatchObject({ code: 'HANDOVERS.DOUBLED' })
    expect((second as { sentence: string }).sentence).toContain(first.reply.no as string)
    expect(await code(clerk, 'handovers.sign-both', form)).toBe('HANDOVERS.SIGNED')
  })

  test('two phones that write of one encounter at the same moment leave one handover', async () => {
    const { fileId } = await guest(house)
    const encounterId = crypto.randomUUID()
    const form = () => ({ ...words(fileId, { encounterId }), receiver: '周', toSignature: INK })
    const two = await Promise.all([
      house.act(station, 'handovers.sign-both', form()),
      house.act(clerk, 'handovers.sign-both', form()),
    ])
    expect(two.filter((each) => 'code' in each)).toHaveLength(1)
    expect((await told(fileId)).filter((fact) => fact.name === 'handover.signed')).toHaveLength(1)
  })
})

describe('a correction', () => {
  test('is a new version that both sign; until then the old one holds, and both are kept', async () => {
    const { fileId, handoverId } = await prepared()
    house.at('2026-12-09T10:00')
    await house.done(hospital, 'handovers.sign', { handoverId, receiver: '周护士', toSignature: SIGNED })
    house.at('2026-12-09T12:00')
    const { about: _about, subjectId: _subject, ...again } = words(fileId, { belongings: [{ what: '蓝布包', count: 2 }] })
    expect(await code(hospital, 'handovers.correct', { ...again, replacesId: handoverId, why: '件数' })).toBe(
      'HANDOVERS.NOT_YOURS',
    )
    await house.done(station, 'handovers.correct', { ...again, replacesId: handoverId, why: '包是两个' })
    expect(await seen(station, handoverId)).toMatchObject({ state: 'signed' })
    expect(
      await code(station, 'handovers.correct', { ...again, handoverId: crypto.randomUUID(), replacesId: handoverId, why: '再' }),
    ).toBe('HANDOVERS.CORRECTING')
    house.at('2026-12-09T13:00')
    await house.done(hospital, 'handovers.sign', { handoverId: again.handoverId, receiver: '周护士', toSignature: SIGNED })
    expect(await seen(station, handoverId)).toMatchObject({ state: 'replaced' })
    expect((await seen(station, again.handoverId)).versions).toHaveLength(2)
    const signed = (await told(fileId)).filter((fact) => fact.name === 'handover.signed')
    expect(signed).toHaveLength(2)
    // What happened, happened then: a correction does not make it late.
    expect(signed[1]).toMatchObject({ replaces: signed[0]?.id, occurredAt: signed[0]?.occurredAt })
    expect((await seen(station, handoverId)).code).not.toBe((await seen(station, again.handoverId)).code)
  })
})

describe('who may not', () => {
  test('the neighbour, the police who have no part in it, and nobody signs for another', async () => {
    const { fileId, handoverId } = await prepared()
    for (const each of [neighbour, police, house.actor('hospital-officer', 'institution'), house.stranger()]) {
      expect((await seen(each, handoverId)).code).toBe('KERNEL.NOT_FOUND')
      expect(await code(each, 'handovers.sign', { handoverId, receiver: '某', toSignature: SIGNED })).toBe('KERNEL.NOT_FOUND')
    }
    expect(await code(station, 'handovers.sign', { handoverId, receiver: '某', toSignature: SIGNED })).toBe('HANDOVERS.NOT_YOURS')
    expect(await code(hospital, 'handovers.withdraw', { handoverId, reason: '某' })).toBe('HANDOVERS.NOT_YOURS')
    expect(await code(neighbour, 'handovers.prepare', words(fileId))).toBe('KERNEL.NOT_FOUND')
    expect(await code(hospital, 'handovers.prepare', words(fileId, { handoverId }))).toBe('HANDOVERS.ID_TAKEN')
    // The bureau of the city sees it and has no pen.
    const bureau = house.actor('bureau-officer', 'bureau')
    expect(await seen(bureau, handoverId)).toMatchObject({ state: 'prepared', may: [] })
    expect(await code(bureau, 'handovers.sign', { handoverId, receiver: '某', toSignature: SIGNED })).toBe('KERNEL.NOT_FOUND')
  })
})
