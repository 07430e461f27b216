import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'

let test: TestHouse

// Parts count by the database's own clock: a moment that has surely passed.
beforeAll(async () => {
  test = await openTestHouse({ at: '2025-12-09T08:00' })
  // The last door besides its own, to see that the range still holds where a door stands open.
  test.house.roles.get('hospital-officer')?.doors.push('medical.in-hospital', 'medical.ready-for-discharge', 'medical.fetch-back')
})
afterAll(() => test.close())

const nurse = () => test.actor('nurse')
const check = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  fit: 'yes',
  infection: 'ruled-out',
  ...more,
})
const namesOf = async (guest: Guest) => {
  const facts = await test.look((tx) => factsOf(tx, [guest.fileId, guest.personId]))
  return facts.map((fact) => fact.name)
}

interface Listed {
  items: { fileId: string; readyAt: number | null; hospital: string }[]
  total: number
}
const due = async () => (await test.ask(nurse(), 'medical.due-screenings')) as Listed
const patients = async (actor = nurse()) => (await test.ask(actor, 'medical.in-hospital')) as Listed

describe('the health check', () => {
  it('who was accepted waits for a check until it is recorded', async () => {
    const guest = await guestIn(test, { writtenName: '甘小满' })
    expect((await due()).items.map((each) => each.fileId)).toContain(guest.fileId)
    const { reply } = await test.done(nurse(), 'medical.screen', check(guest, { temperature: 36.6 }))
    expect(reply.advice).toEqual([])
    expect((await due()).items.map((each) => each.fileId)).not.toContain(guest.fileId)
    const facts = await test.look((tx) => factsOf(tx, [guest.fileId]))
    expect(facts.at(-1)).toMatchObject({ name: 'medical.screened', value: { fit: true, infection: 'ruled-out' } })
  })

  it('what cannot be told stays untold', async () => {
    const guest = await guestIn(test)
    await test.done(nurse(), 'medical.screen', {
      fileId: guest.fileId,
      fit: 'unclear',
      infection: 'unknown',
      temperature: { unknown: 'refused' },
    })
    const facts = await test.look((tx) => factsOf(tx, [guest.fileId]))
    expect(facts.at(-1)?.value).toEqual({ infection: 'unknown' })
  })

  it('fever is not ruled out without a ground', async () => {
    const guest = await guestIn(test)
    const outcome = await test.act(nurse(), 'medical.screen', check(guest, { temperature: 38.5 }))
    expect(outcome).toMatchObject({ code: 'MEDICAL.WHY_RULED_OUT' })
    await test.done(nurse(), 'medical.screen', check(guest, { temperature: 38.5, note: '中暑，抗原阴性' }))
  })

  it('signs of the mind are noted of the person', async () => {
    const guest = await guestIn(test)
    const { reply } = await test.done(nurse(), 'medical.screen', check(guest, { mental: ['confused', 'slow'] }))
    expect(reply.advice).toEqual(['psychiatric'])
    const facts = await test.look((tx) => factsOf(tx, [guest.personId]))
    expect(facts.at(-1)).toMatchObject({ name: 'person.condition-noted', value: { kinds: ['intellectual', 'mental'] } })
  })

  it('what was found lies in the ledger sealed and is read through the panel', async () => {
    const guest = await guestIn(test, { writtenName: '甘小满' })
    await test.done(nurse(), 'medical.screen', check(guest, { injuries: '左手旧伤', temperature: 36.5 }))
    const open = await test.look(async (tx) => JSON.stringify(await factsOf(tx, [guest.fileId])))
    expect(open).not.toContain('旧伤')
    const panel = await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })
    expect(panel).toMatchObject({ fit: true, infection: 'ruled-out', diseaseControl: 'none' })
    expect(JSON.stringify(panel)).toContain('外伤 左手旧伤')
  })

  it('who has left is not checked any more', async () => {
    const guest = await guestIn(test, {}, { state: 'left' })
    expect(await test.act(nurse(), 'medical.screen', check(guest))).toMatchObject({ code: 'MEDICAL.GONE' })
  })

  it('the neighbouring station neither checks nor sees', async () => {
    const guest = await guestIn(test)
    expect(await test.act(test.actor('nurse', 'south'), 'medical.screen', check(guest))).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await test.ask(test.actor('nurse', 'south'), 'medical.file', { fileId: guest.fileId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  it('a stranger finds no door', async () => {
    const guest = await guestIn(test)
    expect(await test.act(test.stranger(), 'medical.screen', check(guest))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

describe('isolation and disease control', () => {
  it('ends as ruled out only after another check', async () => {
    const guest = await guestIn(test)
    await test.done(nurse(), 'medical.screen', check(guest, { infection: 'suspected', infectious: ['cough'] }))
    await test.done(nurse(), 'medical.isolate', { fileId: guest.fileId, reason: 'infection', place: '隔离室 1' })
    expect(
      await test.act(nurse(), 'medical.isolate', { fileId: guest.fileId, reason: 'infection', place: '隔离室 2' }),
    ).toMatchObject({
      code: 'MEDICAL.ISOLATED_ALREADY',
    })
    const end = { fileId: guest.fileId, outcome: 'ruled-out' }
    expect(await test.act(nurse(), 'medical.end-isolation', end)).toMatchObject({ code: 'MEDICAL.SCREEN_AGAIN' })
    await test.done(nurse(), 'medical.screen', check(guest))
    await test.done(nurse(), 'medical.end-isolation', end)
    expect(await test.act(nurse(), 'medical.end-isolation', end)).toMatchObject({ code: 'MEDICAL.NOT_ISOLATED' })
  })

  it('an answer of disease control needs a report before it', async () => {
    const guest = await guestIn(test)
    const answer = { fileId: guest.fileId, answer: '排除' }
    expect(await test.act(nurse(), 'medical.disease-control-answer', answer)).toMatchObject({ code: 'MEDICAL.NOT_TOLD' })
    await test.done(nurse(), 'medical.tell-disease-control', {
      fileId: guest.fileId,
      disease: '疑似肺结核',
      way: 'phone',
      to: '市疾控 值班',
    })
    await test.done(nurse(), 'medical.disease-control-answer', answer)
    expect(await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })).toMatchObject({ diseaseControl: 'answered' })
  })

  it('the day stands in the log, the disinfected house and the visit of the health bureau too', async () => {
    await test.done(nurse(), 'medical.disinfect', { what: ['room'], place: '二楼' })
    await test.done(nurse(), 'medical.record-guidance', { by: 'health-bureau', topics: '消毒台账', findings: ['药箱有过期药'] })
    const day = (await test.ask(nurse(), 'medical.infirmary')) as { log: { kind: string; line: string }[] }
    expect(day.log.find((each) => each.kind === 'guided')?.line).toContain('药箱有过期药')
    expect(day.log.find((each) => each.kind === 'disinfected')?.line).toContain('消毒对象 房间')
  })
})

describe('hospital', () => {
  const send = (guest: Guest, more: Record<string, unknown> = {}) => ({
    fileId: guest.fileId,
    hospitalName: '县医院',
    reason: 'critical',
    ...more,
  })

  it('treatment comes before registration', async () => {
    const guest = await guestIn(test, {}, { state: 'asked' })
    await test.done(nurse(), 'medical.hospitalise', send(guest, { fromStreet: 'yes', ambulance: '120' }))
    await test.done(nurse(), 'medical.identify-at-bedside', { fileId: guest.fileId, result: 'unknown', how: '问话不答' })
    expect(await namesOf(guest)).toEqual(['medical.hospitalised', 'medical.identified-at-bedside'])
  })

  it('nobody lies in two hospitals', async () => {
    const guest = await guestIn(test)
    await test.done(nurse(), 'medical.hospitalise', send(guest))
    expect(await test.act(nurse(), 'medical.hospitalise', send(guest))).toMatchObject({ code: 'MEDICAL.IN_HOSPITAL_ALREADY' })
  })

  it('a hospital is named', async () => {
    const guest = await guestIn(test)
    const { hospitalName: _left, ...nameless } = send(guest)
    expect(await test.act(nurse(), 'medical.hospitalise', nameless)).toMatchObject({ code: 'MEDICAL.WHICH_HOSPITAL' })
    const police = { ...nameless, hospitalId: test.organisations.police.id }
    expect(await test.act(nurse(), 'medical.hospitalise', police)).toMatchObject({ code: 'MEDICAL.NO_SUCH_HOSPITAL' })
  })

  it('a hospital of the system sees its patient from sending to fetching and tells when discharge is possible', async () => {
    const guest = await guestIn(test)
    const doctor = test.actor('hospital-officer', 'hospital')
    const ready = { fileId: guest.fileId, canPay: 'no', nobody: 'yes', openCase: 'unknown' }
    expect(await test.act(doctor, 'medical.ready-for-discharge', ready)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await test.done(nurse(), 'medical.hospitalise', {
      fileId: guest.fileId,
      hospitalId: test.organisations.hospital.id,
      reason: 'illness',
    })
    expect((await patients(doctor)).items).toMatchObject([{ fileId: guest.fileId, hospital: '云川市第一医院' }])
    await test.done(doctor, 'medical.ready-for-discharge', ready)
    const facts = await test.look((tx) => factsOf(tx, [guest.fileId]))
    expect(facts.at(-1)?.value).toEqual({ hospital: '云川市第一医院', canPay: false, nobody: true })
    expect(await test.act(doctor, 'medical.fetch-back', { fileId: guest.fileId, by: '甲', to: 'station' })).toMatchObject({
      refused: true,
    })
    await test.done(nurse(), 'medical.fetch-back', {
      fileId: guest.fileId,
      by: '甲、乙',
      to: 'station',
      costYuan: 1234.56,
      chargedTo: 'fund',
    })
    expect((await patients(doctor)).items).toEqual([])
    const panel = await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })
    expect(panel).toMatchObject({ hospital: null, costFen: 123_456 })
  })

  it('who is not in hospital is not fetched from one', async () => {
    const guest = await guestIn(test)
    expect(await test.act(nurse(), 'medical.fetch-back', { fileId: guest.fileId, by: '甲', to: 'station' })).toMatchObject({
      code: 'MEDICAL.NOT_IN_HOSPITAL',
    })
  })

  it('the same action sent twice is one stay', async () => {
    const guest = await guestIn(test)
    const actionId = crypto.randomUUID()
    const first = await test.done(nurse(), 'medical.hospitalise', send(guest), { actionId })
    expect(await test.done(nurse(), 'medical.hospitalise', send(guest), { actionId })).toEqual(first)
  })

  it('after leaving nothing stays open here', async () => {
    const guest = await guestIn(test)
    await test.done(nurse(), 'medical.hospitalise', send(guest))
    await test.done(nurse(), 'medical.isolate', { fileId: guest.fileId, reason: 'observation', place: '观察室' })
    const { moveFile } = await import('#modules/people-and-cases/index.ts')
    await test.look((tx) => moveFile(tx, guest.fileId, { state: 'left', leftAt: test.now(), leftKind: 'absconded' }))
    const { systemActorFor } = await import('#kernel/actor.ts')
    const form = { fileId: guest.fileId, leftAt: test.now() }
    await test.done(systemActorFor(test.organisations.north), 'medical.close-after-leaving', form)
    expect(await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })).toMatchObject({
      hospital: null,
      isolatedSince: null,
    })
    expect(isRefusal(await test.act(test.actor('station-head'), 'medical.close-after-leaving', form))).toBe(true)
  })
})

describe('taking back', () => {
  interface Panel {
    log: { id: string; kind: string; withdrawn: boolean }[]
    hospital: { readyAt: number | null } | null
    isolatedSince: number | null
    costFen: number
    fit: boolean | null
  }
  const panelOf = async (guest: Guest) => (await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })) as Panel
  const takeBack = async (guest: Guest, kind: string) => {
    const entry = (await panelOf(guest)).log.find((each) => each.kind === kind && !each.withdrawn)
    return test.done(nurse(), 'medical.withdraw', { fileId: guest.fileId, entryId: entry?.id, reason: '记到别人头上了' })
  }

  it('a check recorded of somebody else is taken back with the conditions it told, and is due again', async () => {
    const guest = await guestIn(test)
    await test.done(nurse(), 'medical.screen', check(guest, { mental: ['agitated'] }))
    await takeBack(guest, 'screened')
    const facts = await test.look((tx) => factsOf(tx, [guest.fileId, guest.personId]))
    const gone = new Set(facts.map((fact) => fact.replaces))
    for (const name of ['medical.screened', 'person.condition-noted'])
      expect(gone.has(facts.find((fact) => fact.name === name)?.id)).toBe(true)
    expect((await due()).items.map((each) => each.fileId)).toContain(guest.fileId)
    expect(await panelOf(guest)).toMatchObject({ fit: null, log: [{ withdrawn: true }] })
  })

  it('a treatment goes with its cost', async () => {
    const guest = await guestIn(test)
    await test.done(nurse(), 'medical.log-treatment', { fileId: guest.fileId, finding: '换药', costYuan: 10 })
    expect((await panelOf(guest)).costFen).toBe(1000)
    await takeBack(guest, 'treated')
    expect((await panelOf(guest)).costFen).toBe(0)
  })

  it('a fetching taken back leaves the patient in hospital, and the hospital sees him again', async () => {
    const guest = await guestIn(test)
    const doctor = test.actor('hospital-officer', 'hospital')
    await test.done(nurse(), 'medical.hospitalise', {
      fileId: guest.fileId,
      hospitalId: test.organisations.hospital.id,
      reason: 'illness',
    })
    await test.done(nurse(), 'medical.fetch-back', { fileId: guest.fileId, by: '甲', to: 'station' })
    expect((await patients(doctor)).items.map((each) => each.fileId)).not.toContain(guest.fileId)
    test.at('2025-12-09T08:05')
    await takeBack(guest, 'fetched')
    expect((await patients(doctor)).items.map((each) => each.fileId)).toContain(guest.fileId)
    await takeBack(guest, 'hospitalised')
    expect((await patients(doctor)).items.map((each) => each.fileId)).not.toContain(guest.fileId)
    expect((await panelOf(guest)).hospital).toBeNull()
  })

  it('nothing is taken back twice, and an ending not past a newer beginning', async () => {
    const guest = await guestIn(test)
    const isolate = { fileId: guest.fileId, reason: 'lice', place: '观察室' }
    await test.done(nurse(), 'medical.isolate', isolate)
    await test.done(nurse(), 'medical.end-isolation', { fileId: guest.fileId, outcome: 'hospital' })
    const ended = (await panelOf(guest)).log.find((each) => each.kind === 'isolation-ended')
    await test.done(nurse(), 'medical.isolate', isolate)
    const form = { fileId: guest.fileId, entryId: ended?.id, reason: '记错' }
    expect(await test.act(nurse(), 'medical.withdraw', form)).toMatchObject({ code: 'MEDICAL.WITHDRAW_LATER_FIRST' })
    await takeBack(guest, 'isolated')
    await test.done(nurse(), 'medical.withdraw', form)
    expect(await test.act(nurse(), 'medical.withdraw', form)).toMatchObject({ code: 'MEDICAL.WITHDRAWN' })
    expect((await panelOf(guest)).isolatedSince).not.toBeNull()
    expect(await test.act(nurse(), 'medical.withdraw', { ...form, entryId: crypto.randomUUID() })).toMatchObject({
      code: 'MEDICAL.NO_SUCH_ENTRY',
    })
  })
})

describe('replays', () => {
  it('rows agree with the facts', async () => {
    const { medical } = await import('./module.ts')
    for (const replay of medical.replays ?? [])
      expect(await test.look((tx) => replay.differing(tx, 10)), replay.column).toEqual([])
  })
})
