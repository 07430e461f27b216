import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { MINUTE, printInstant } from '#kernel/time.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2025-12-09T08:00' })
  await test.done(test.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
    pack: 's2',
    from: '2025-01-01',
    reason: '本市开展专项行动',
  })
})
afterAll(() => test.close())

const nurse = () => test.actor('nurse')
const head = () => test.actor('station-head')
const bureau = () => test.actor('bureau-officer', 'bureau')
const town = () => test.actor('town-officer', 'town')
const doctor = () => test.actor('hospital-officer', 'hospital')
/** Things happen one after the other. */
const later = () => test.at(printInstant(test.now() + MINUTE))
const send = (guest: Guest, more: Record<string, unknown> = {}) => {
  later()
  return test.done(nurse(), 'medical.hospitalise', {
    fileId: guest.fileId,
    hospitalId: test.organisations.hospital.id,
    reason: 'critical',
    ...more,
  })
}
const ready = (guest: Guest, more: Record<string, unknown> = {}) => {
  later()
  return test.done(nurse(), 'medical.ready-for-discharge', {
    fileId: guest.fileId,
    canPay: 'no',
    nobody: 'yes',
    openCase: 'unknown',
    ...more,
  })
}
const toTown = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  by: 'town',
  organisationId: test.organisations.town.id,
  ...more,
})
const fetched = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  by: '镇里 甲、乙',
  to: 'town',
  ...more,
})

interface Patient {
  fileId: string
  fromStreet: boolean
  identifiedAt: number | null
  readyDays: number | null
  overstays: boolean
  fetch: { by: string; sure: boolean; waiting: boolean; needs: string[]; reason: string; clause: string } | null
  assigned: { by: string; name: string } | null
  explained: { reason: string; text: string } | null
}
interface Patients {
  items: Patient[]
  total: number
  overstayed: number
  unidentified: number
}
const patients = async (actor = nurse()) => (await test.ask(actor, 'medical.patients')) as Patients
const patientOf = async (guest: Guest, actor = nurse()) =>
  (await patients(actor)).items.find((each) => each.fileId === guest.fileId)
const dutyOf = async (guest: Guest, clause: string) => {
  const { items } = (await test.ask(head(), 'supervision.file-duties', { subjectId: guest.fileId })) as {
    items: { clause: string; state: string; owner: string }[]
  }
  return items.find((each) => each.clause === clause)
}

describe('identified at the bedside', () => {
  it('who came straight from the street stands on the list until identified; the duty becomes due, late and met', async () => {
    test.at('2025-12-09T08:00')
    const guest = await guestIn(test, {}, { state: 'asked' })
    await send(guest, { fromStreet: 'yes', phoned: 'yes', phonedWhom: '急诊 王护士' })
    expect(await patientOf(guest)).toMatchObject({ fromStreet: true, identifiedAt: null })
    expect((await patients()).unidentified).toBe(1)
    expect(await dutyOf(guest, 's2.12.bedside')).toMatchObject({ state: 'pending', owner: 'station' })
    test.at('2025-12-10T08:03')
    expect(await dutyOf(guest, 's2.12.bedside')).toMatchObject({ state: 'overdue' })
    await test.done(nurse(), 'medical.identify-at-bedside', {
      fileId: guest.fileId,
      result: 'unknown',
      how: '问话不答',
      by: '甲',
      second: '乙',
    })
    expect(await dutyOf(guest, 's2.12.bedside')).toMatchObject({ state: 'met-late' })
    expect((await patients()).unidentified).toBe(0)
  })

  it('who was a guest already is not on that list', async () => {
    const guest = await guestIn(test)
    test.at('2025-12-10T09:00')
    await send(guest)
    expect(await patientOf(guest)).toMatchObject({ fromStreet: false })
  })

  it('who is placed outside goes to hospital and stays the station’s guest', async () => {
    const guest = await guestIn(test)
    await guest.tell({ name: 'entrusted.placed', value: {} })
    test.at('2025-12-10T10:00')
    await send(guest)
    const clock = (await test.ask(nurse(), 'people.stay-clock', { fileId: guest.fileId })) as { now: string }
    expect(clock.now).toBe('hospital')
    test.at('2025-12-11T10:00')
    await test.done(nurse(), 'medical.fetch-back', fetched(guest, { to: 'institution' }))
    expect(await test.ask(nurse(), 'people.stay-clock', { fileId: guest.fileId })).toMatchObject({ now: 'outside' })
    expect(await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })).toMatchObject({ state: 'in', hospital: null })
  })
})

describe('who fetches', () => {
  it('local: the town is told, sees the patient, records the fetching, and sees nothing afterwards', async () => {
    test.at('2025-12-12T08:00')
    const guest = await guestIn(test)
    await guest.tell({ name: 'person.register-known', value: { division: '999901', local: true } })
    await send(guest)
    expect(await test.act(nurse(), 'medical.assign-fetch', toTown(guest))).toMatchObject({ code: 'MEDICAL.NOT_READY' })
    await ready(guest)
    expect((await patientOf(guest))?.fetch).toMatchObject({ by: 'town', sure: true, waiting: false })
    expect(await test.act(town(), 'medical.fetch-back', fetched(guest))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await test.done(nurse(), 'medical.assign-fetch', toTown(guest, { toldWhom: '李镇长' }))
    expect(await patientOf(guest, town())).toMatchObject({ assigned: { by: 'town', name: '杨店镇' } })
    expect(await test.act(test.actor('town-officer', 'far-town'), 'medical.fetch-back', fetched(guest))).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await dutyOf(guest, 's2.12.fetched')).toMatchObject({ state: 'pending', owner: 'town' })
    test.at('2025-12-13T08:00')
    await test.done(town(), 'medical.fetch-back', fetched(guest))
    expect(await dutyOf(guest, 's2.12.fetched')).toMatchObject({ state: 'met' })
    await test.work()
    test.at('2025-12-13T08:01')
    expect(await patientOf(guest, town())).toBeUndefined()
    expect(await test.ask(town(), 'people.file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await test.ask(doctor(), 'people.file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    // Withdrawn, the town is to fetch again.
    const log = ((await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })) as { log: { id: string; kind: string }[] })
      .log
    const entryId = log.find((each) => each.kind === 'fetched')?.id
    await test.done(nurse(), 'medical.withdraw', { fileId: guest.fileId, entryId, reason: '记到别人头上了' })
    test.at('2025-12-13T08:02')
    expect(await patientOf(guest, town())).toBeDefined()
  })

  it('not local: not while a case is open; told closed by the police, the clock starts, and late is late', async () => {
    test.at('2025-12-14T08:00')
    const guest = await guestIn(test)
    await guest.tell({ name: 'person.register-known', value: { division: '110000', local: false } })
    await send(guest)
    await ready(guest, { openCase: 'yes' })
    expect((await patientOf(guest))?.fetch).toMatchObject({ by: 'bureau', waiting: true })
    test.at('2025-12-20T08:00')
    expect(await dutyOf(guest, 's2.12.fetched')).toBeUndefined()
    expect(await patientOf(guest)).toMatchObject({ overstays: false, readyDays: 6 })
    const closed = { fileId: guest.fileId, canPay: 'unknown', nobody: 'unknown', openCase: 'no' }
    const police = test.actor('police-officer', 'police')
    expect(await test.act(police, 'medical.ready-for-discharge', closed)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const { grantPart } = await import('#modules/people-and-cases/index.ts')
    await test.look(async (tx) => {
      const ownerPath = test.organisations.north.path
      for (const [kind, subjectId] of [
        ['rescue-file', guest.fileId],
        ['person', guest.personId],
      ] as const)
        await grantPart(tx, {
          kind,
          subjectId,
          ownerPath,
          path: test.organisations.police.path,
          part: 'case',
          from: test.now() - 1,
        })
    })
    await test.done(police, 'medical.ready-for-discharge', closed)
    const told = (await test.look((tx) => factsOf(tx, [guest.fileId]))).at(-1)
    expect(told?.value).toEqual({ hospital: '云川市第一医院', openCase: false })
    expect((await patientOf(guest))?.fetch).toMatchObject({ by: 'bureau', waiting: false })
    expect(await dutyOf(guest, 's2.12.fetched')).toMatchObject({ state: 'pending', owner: 'bureau' })
    expect(await patientOf(guest)).toMatchObject({ overstays: true })
    test.at('2025-12-24T08:00')
    expect(await dutyOf(guest, 's2.12.fetched')).toMatchObject({ state: 'overdue' })
    await test.done(bureau(), 'medical.fetch-back', fetched(guest, { to: 'station' }))
    expect(await dutyOf(guest, 's2.12.fetched')).toMatchObject({ state: 'met-late' })
  })

  it('register unknown: the bureau, and it says so', async () => {
    test.at('2025-12-25T08:00')
    const guest = await guestIn(test)
    await send(guest)
    await ready(guest)
    expect((await patientOf(guest))?.fetch).toMatchObject({ by: 'bureau', sure: false, needs: ['register'] })
  })

  it('against the rule only with a reason; a second telling is told of the first', async () => {
    test.at('2025-12-25T09:00')
    const guest = await guestIn(test)
    await guest.tell({ name: 'person.register-known', value: { division: '110000', local: false } })
    await send(guest)
    await ready(guest)
    expect(await test.act(nurse(), 'medical.assign-fetch', toTown(guest))).toMatchObject({ code: 'MEDICAL.WHY_OTHERWISE' })
    const wrong = { ...toTown(guest), by: 'bureau' }
    expect(await test.act(nurse(), 'medical.assign-fetch', wrong)).toMatchObject({ code: 'MEDICAL.NOT_OF_THAT_KIND' })
    await test.done(nurse(), 'medical.assign-fetch', {
      fileId: guest.fileId,
      by: 'bureau',
      organisationId: test.organisations.bureau.id,
    })
    expect(await test.act(head(), 'medical.assign-fetch', toTown(guest))).toMatchObject({ code: 'MEDICAL.ASSIGNED_ALREADY' })
    await test.done(head(), 'medical.assign-fetch', toTown(guest, { reason: '镇里已派车' }))
    test.at('2025-12-25T09:11')
    expect(await patientOf(guest, town())).toBeDefined()
    // Told otherwise again, the town sees it no more.
    await test.done(head(), 'medical.assign-fetch', {
      fileId: guest.fileId,
      by: 'station',
      organisationName: '本站',
      reason: '局里委托',
    })
    test.at('2025-12-25T09:12')
    expect(await patientOf(guest, town())).toBeUndefined()
  })

  it('the neighbouring station neither sees nor assigns; two who fetch at once fetch once', async () => {
    test.at('2025-12-26T08:00')
    const guest = await guestIn(test)
    await send(guest)
    await ready(guest)
    const neighbour = test.actor('station-head', 'south')
    expect(await patientOf(guest, neighbour)).toBeUndefined()
    expect(await test.act(neighbour, 'medical.assign-fetch', toTown(guest))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const both = await Promise.all([
      test.act(nurse(), 'medical.fetch-back', fetched(guest)),
      test.act(head(), 'medical.fetch-back', fetched(guest)),
    ])
    expect(both.map((each) => ('code' in each ? each.code : 'done')).sort()).toEqual(['MEDICAL.FETCHED_ALREADY', 'done'])
  })
})

describe('still there', () => {
  it('is counted with days and reason; the bureau sees all of its area, the hospital its own', async () => {
    test.at('2026-01-05T08:00')
    const before = (await patients(bureau())).overstayed
    const guest = await guestIn(test)
    await send(guest)
    await ready(guest)
    expect(await patientOf(guest)).toMatchObject({ overstays: false, readyDays: 0 })
    test.at('2026-01-07T09:00')
    expect((await patients(bureau())).overstayed).toBe(before + 1)
    await test.done(doctor(), 'medical.explain-overstay', {
      fileId: guest.fileId,
      reason: 'family-coming',
      text: '儿子周五到',
    })
    expect(await patientOf(guest, doctor())).toMatchObject({
      overstays: true,
      readyDays: 2,
      explained: { reason: '家属在路上', text: '儿子周五到' },
    })
    expect(
      await test.act(town(), 'medical.explain-overstay', { fileId: guest.fileId, reason: 'cost', text: '费用' }),
    ).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

describe('designated hospitals', () => {
  const named = { hospitalName: '云川市精神病院', kinds: ['mental'], since: '2025-01-01', until: '2026-06-30', contact: '周医生' }
  interface Register {
    items: { id: string; name: string; state: string; contact: string | null }[]
  }
  const register = async (actor = nurse()) => (await test.ask(actor, 'medical.designated')) as Register

  it('a bureau names them, every station of the city reads them, another city does not', async () => {
    test.at('2026-01-07T09:00')
    expect(await test.act(head(), 'medical.designate-hospital', named)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const { reply } = await test.done(bureau(), 'medical.designate-hospital', named)
    expect((await register()).items).toMatchObject([{ name: '云川市精神病院', state: 'holds', contact: '周医生' }])
    expect((await register(test.actor('nurse', 'south'))).items).toHaveLength(1)
    expect((await register(test.actor('nurse', 'far-station'))).items).toEqual([])
    expect(await test.act(bureau(), 'medical.designate-hospital', named)).toMatchObject({ code: 'MEDICAL.DESIGNATED_ALREADY' })
    test.at('2026-07-01T09:00')
    expect((await register()).items[0]?.state).toBe('over')
    const end = { designationId: reply.designationId, reason: '协议到期' }
    expect(await test.act(test.actor('bureau-officer', 'far-bureau'), 'medical.end-designation', end)).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    await test.done(bureau(), 'medical.end-designation', end)
    expect(await test.act(bureau(), 'medical.end-designation', end)).toMatchObject({ code: 'MEDICAL.DESIGNATION_ENDED' })
  })

  it('stand first in the list on the form', async () => {
    await test.done(bureau(), 'medical.designate-hospital', {
      hospitalId: test.organisations.hospital.id,
      kinds: ['general'],
      since: '2026-01-01',
    })
    const { items } = (await test.ask(nurse(), 'medical.hospitals')) as { items: { name: string }[] }
    expect(items[0]?.name).toBe('云川市第一医院（定点）')
  })
})
