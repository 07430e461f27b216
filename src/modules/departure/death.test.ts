/** A death wherever it happens ends what is owed for the living, keeps what is owed for the dead, and is never hidden. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { standing } from './guest.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { leavingsUnlikeFacts } from './store-read.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
  for (const pack of ['s2', 's3'])
    await test.done(test.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
      pack,
      from: '2026-01-01',
      reason: '试行',
    })
})
afterAll(() => test?.close())

const clerk = () => test.actor('clerk')
const leader = () => test.actor('duty-leader')
const fileOf = (guest: Guest) => test.look((tx) => fileById(tx, guest.fileId))
const deaths = async (guest: Guest) =>
  standing(await test.look((tx) => factsOf(tx, [guest.fileId]))).filter(
    (fact) => fact.name === 'departure.left' && fact.value.kind === 'died',
  )
const optionsOf = async (guest: Guest) =>
  (await test.ask(clerk(), 'departure.options', { fileId: guest.fileId })) as { deathOpen: boolean; mistaken: boolean }
const ofFile = async (guest: Guest) =>
  (await test.ask(clerk(), 'departure.file', { fileId: guest.fileId })) as {
    leaving: { kind: string; death: string | null; sentHome: boolean }
  }
async function duties(guest: Guest): Promise<Record<string, string>> {
  const { items } = (await test.ask(clerk(), 'supervision.file-duties', { subjectId: guest.fileId })) as {
    items: { clause: string; state: string }[]
  }
  return Object.fromEntries(items.map(({ clause, state }) => [clause, state]))
}
const papers = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  diedAt: test.now(),
  place: 'way',
  circumstances: '车上发病，送县医院未救回',
  policeTold: '石桥派出所',
  certificateBy: 'hospital',
  certificateNo: 'S-1',
  secondStaff: '乙',
  ...more,
})

async function here(writtenName: string): Promise<Guest> {
  const guest = await guestIn(test, { writtenName, birthDate: '1960-05-01', sex: 'male' })
  await guest.tell(
    { name: 'medical.screened', value: { fit: true, infection: 'ruled-out' } },
    { name: 'person.identity-stated', value: { status: 'verified', by: 'document' } },
  )
  return guest
}

/** Escorted home and under way. */
async function underWay(writtenName: string): Promise<Guest> {
  const guest = await here(writtenName)
  await guest.tell({ name: 'intake.belongings-kept', value: { items: ['包'] } })
  await guest.tell({ name: 'intake.belongings-returned', value: { items: ['包'] } })
  await test.done(clerk(), 'departure.plan-return', {
    fileId: guest.fileId,
    means: 'escort',
    origin: '石桥村',
    arrivesOn: '2026-12-10',
  })
  await test.done(leader(), 'departure.approve-plan', { fileId: guest.fileId })
  await test.done(clerk(), 'departure.name-escorts', {
    fileId: guest.fileId,
    escorts: [
      { name: '甲', sex: 'male', role: 'lead', phone: '13800000001' },
      { name: '丙', sex: 'female', role: 'staff' },
    ],
  })
  await test.done(clerk(), 'departure.leave', {
    fileId: guest.fileId,
    kind: 'escort',
    origin: '石桥村',
    local: 'no',
    crossProvince: 'no',
    via: 'train',
    secondStaff: '乙',
  })
  await test.work()
  return guest
}
const diedOnTheWay = (guest: Guest) =>
  test.done(test.actor('caregiver'), 'departure.note-event', {
    fileId: guest.fileId,
    kind: 'died',
    at: test.now(),
    what: '车上发病',
    outcome: 'goes-on',
  })

describe('a death on the way home', () => {
  it('ends the file and what is owed for the living; the place of origin is told all the same', async () => {
    const guest = await underWay('田路上')
    expect(await duties(guest)).toMatchObject({ 's2.14.letter': 'pending' })
    test.at('2026-12-09T15:00')
    await diedOnTheWay(guest)
    await test.work()
    expect(await fileOf(guest)).toMatchObject({ state: 'left', leftKind: 'died', leftAt: test.now() })
    const after = await duties(guest)
    expect(after).toMatchObject({ 's2.14.letter': 'pending' })
    expect(after['s3.revisit']).not.toBe('pending')
    expect((await ofFile(guest)).leaving).toMatchObject({ kind: 'died', sentHome: true, originToldAt: null })
    await test.done(clerk(), 'departure.tell-origin', {
      fileId: guest.fileId,
      origin: '石桥村',
      way: 'letter',
      advice: '途中病故，请告知家属',
    })
    expect(await duties(guest)).toMatchObject({ 's2.14.letter': 'met' })
    for (const door of ['departure.sign-handover', 'departure.note-event'])
      expect(await test.act(clerk(), door, { ...handover(guest), ...event(guest, door) })).toHaveProperty('code')
    const board = JSON.stringify(await test.ask(clerk(), 'departure.under-way'))
    expect(board).not.toContain(guest.fileId)
  })

  it('says that its papers are missing until they are written down, once', async () => {
    const guest = await underWay('田补办')
    test.at('2026-12-09T16:00')
    await diedOnTheWay(guest)
    expect((await ofFile(guest)).leaving).toMatchObject({ kind: 'died', death: 'bare' })
    expect(await optionsOf(guest)).toMatchObject({ deathOpen: true, mistaken: true })
    await test.done(clerk(), 'departure.record-death', papers(guest))
    expect((await ofFile(guest)).leaving).toMatchObject({ kind: 'died', death: 'whole' })
    expect(await deaths(guest)).toHaveLength(1)
    expect(await optionsOf(guest)).toMatchObject({ deathOpen: false })
    expect(await test.act(clerk(), 'departure.record-death', papers(guest))).toMatchObject({ code: 'DEPARTURE.DIED_ALREADY' })
    expect(await test.look((tx) => leavingsUnlikeFacts(tx, 10))).toEqual([])
  })

  it('is not recorded of somebody who went off on his own long ago', async () => {
    const guest = await here('田自走')
    await test.done(clerk(), 'departure.leave', {
      fileId: guest.fileId,
      kind: 'absconded',
      record: '夜里离开',
      secondStaff: '乙',
    })
    expect(await test.act(clerk(), 'departure.record-death', papers(guest))).toMatchObject({ code: 'DEPARTURE.NOT_IN' })
  })
})

const handover = (guest: Guest) => ({ fileId: guest.fileId, arrivedAt: test.now(), receivedBy: '村里', signer: '某人' })
const event = (guest: Guest, door: string) =>
  door === 'departure.note-event' ? { fileId: guest.fileId, kind: 'ill', at: test.now(), what: '发病', outcome: 'goes-on' } : {}

describe('a death in care outside', () => {
  const reported = async (writtenName: string) => {
    const guest = await here(writtenName)
    test.at('2026-12-10T09:00')
    await guest.tell({
      name: 'entrusted.incident-reported',
      value: { kind: 'death' },
      details: { happenedAt: test.now() - 3_600_000 },
    })
    const fact = (await test.look((tx) => factsOf(tx, [guest.fileId]))).at(-1)
    const data = { fileId: guest.fileId, factId: fact?.id, at: test.now() }
    const run = async () => {
      await test.house.handlers.get('departure.after-death-outside')?.run(jobContext(test.house), data)
    }
    await run()
    return { guest, run, data }
  }

  it('reported by the institution ends the file at the hour of death, once, with its papers to come', async () => {
    const { guest, run } = await reported('田在外')
    await run()
    expect(await deaths(guest)).toMatchObject([{ occurredAt: test.now() - 3_600_000 }])
    expect(await fileOf(guest)).toMatchObject({ state: 'left', leftKind: 'died' })
    expect((await ofFile(guest)).leaving).toMatchObject({ death: 'bare' })
    expect((await duties(guest))['s2.03.health']).not.toBe('pending')
  })

  it('reported by mistake is taken back by whoever leads, with the reason kept; a clerk and a stranger may not', async () => {
    const { guest } = await reported('田误报')
    const form = { fileId: guest.fileId, reason: '同名，报错人' }
    expect(await test.act(clerk(), 'departure.withdraw-death', form)).toMatchObject({ code: 'DEPARTURE.ONLY_DUTY_LEADER' })
    expect(await test.act(test.stranger(), 'departure.withdraw-death', form)).toHaveProperty('code')
    await test.done(leader(), 'departure.withdraw-death', form)
    expect(await fileOf(guest)).toMatchObject({ state: 'in', leftKind: null })
    expect(await deaths(guest)).toEqual([])
    expect(await test.act(leader(), 'departure.withdraw-death', form)).toMatchObject({ code: 'DEPARTURE.NOT_DIED' })
  })

  it('is followed by nobody’s hand', async () => {
    const guest = await here('田不许')
    const form = { fileId: guest.fileId, diedAt: test.now(), place: 'institution' }
    expect(await test.act(leader(), 'departure.follow-death', form)).toHaveProperty('code')
    expect(await fileOf(guest)).toMatchObject({ state: 'in' })
  })
})

describe('a death in hospital', () => {
  it('of a guest who was taken there, or handed to the hospital on leaving, ends the file', async () => {
    const guest = await here('田住院')
    await test.done(clerk(), 'medical.hospitalise', { fileId: guest.fileId, hospitalName: '市一院', reason: 'critical' })
    await test.done(clerk(), 'departure.record-death', papers(guest, { place: 'hospital' }))
    await test.work()
    expect(await fileOf(guest)).toMatchObject({ state: 'left', leftKind: 'died' })
    expect((await duties(guest))['s2.12.fetched']).not.toBe('pending')
  })
})
