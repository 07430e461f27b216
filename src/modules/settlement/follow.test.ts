/** What follows by itself: the list of those who stay long, duties, leaving, a true name, two files of one person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { recomputeDue, recomputeJurisdiction } from '#modules/supervision/jobs.ts'
import { jobContext } from '#kernel/jobs.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { statesUnlikeFacts, stepsUnlikeFacts } from './store-read.ts'
import { ALL_HAND, type Flow, flowOf, registerForm, TRACED } from './testing/flow.ts'

let house: TestHouse
let flow: Flow
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-20T09:00' })
  flow = flowOf(house)
  const adopted = await house.done(flow.bureau, 'supervision.adopt-pack', { pack: 's2', from: '2020-01-01', reason: '专项行动' })
  await recompute(adopted.reply)
  const third = await house.done(flow.bureau, 'supervision.adopt-pack', { pack: 's3', from: '2018-01-01', reason: '三年计划' })
  await recompute(third.reply)
  const set = await house.done(flow.bureau, 'supervision.set-campaign', {
    pack: 's2',
    opened: '2026-03-01',
    cutOff: '2026-04-01',
    applicationBy: '2026-06-30',
    planBy: '2026-08-31',
    doneBy: '2026-12-31',
    reason: '专项行动',
  })
  await recompute(set.reply)
})
afterAll(() => house?.close())

const recompute = (reply: Record<string, unknown>) => recomputeJurisdiction(jobContext(house.house), reply.runId as string)

/** Received through the door, as the reception does. */
async function received(on: string, told: Record<string, unknown> = {}) {
  house.at(on)
  const { reply } = await house.done(flow.clerk, 'intake.receive', {
    arrival: 'public',
    safety: 'deferred',
    deferredWhy: '昏迷',
    decision: 'accept',
    sex: 'male',
    ageSeenMin: 68,
    ageSeenMax: 76,
    ...told,
  })
  await house.work()
  return { fileId: reply.fileId as string, personId: reply.personId as string }
}

interface Duty {
  clause: string
  state: string
  due: number | null
  late: boolean
}
const dutyOf = async (fileId: string, clause: string) => {
  await recomputeDue(jobContext(house.house))
  const found = (await house.ask(flow.bureau, 'supervision.file-duties', { subjectId: fileId })) as Record<string, unknown>
  const all = Object.values(found).flatMap((each) => (Array.isArray(each) ? (each as Duty[]) : []))
  return all.find((each) => each.clause === clause)
}
const waived = ['form', 'health', 'records', 'dna', 'face', 'notice', 'renewed', 'national', 'interviews', 'matches']
async function applied(fileId: string, more: object = {}) {
  await house.done(flow.head, 'settlement.check-file', { fileId, done: ALL_HAND, waived, waiveReason: '站内试行' })
  await house.done(flow.leader, 'settlement.apply', { fileId, situation: '多方查找无果', ...more })
}
const state = async (fileId: string) =>
  (await house.ask(flow.bureau, 'settlement.of-file', { fileId })) as {
    state: string
    consequences: { step: string; doneAt: number | null }[]
  }
const factNames = (fileId: string) => house.look(async (tx) => (await factsOf(tx, [fileId])).map((fact) => fact.name))
const document = (planId: string, fileId: string, on: string) => ({
  planId,
  documentNo: '云政复〔2026〕1号',
  documentOn: on,
  approvedIds: [fileId],
  policeId: house.organisations.police.id,
})
const plan = async (fileId: string) =>
  (await house.done(flow.bureau, 'settlement.plan', { fileIds: [fileId], institutionName: '市福利院', way: '集中' })).reply
    .planId as string
async function registered(on: string, name: string, idNumber: string) {
  const guest = await received(on)
  house.at('2026-06-29T09:00')
  await applied(guest.fileId)
  await house.done(flow.bureau, 'settlement.record-approval', document(await plan(guest.fileId), guest.fileId, '2026-06-29'))
  await flow.named(guest as never, name)
  await house.done(
    flow.police,
    'settlement.register',
    registerForm(house, guest.fileId, { idNumber, registeredOn: '2026-06-29' }),
  )
  return guest
}

describe('who stays long', () => {
  test('stands in the list thirty days before three months are full, with where he is and what lacks', async () => {
    const { fileId } = await received('2026-03-10T09:00')
    const listed = async () =>
      (
        (await house.ask(flow.clerk, 'settlement.candidates')) as {
          items: { fileId: string; days: number; where: string; lacks: string[] }[]
        }
      ).items.find((each) => each.fileId === fileId)
    house.at('2026-05-10T09:00')
    expect(await listed()).toBeUndefined()
    house.at('2026-05-11T09:00')
    expect(await listed()).toMatchObject({ days: 30, where: 'station', lacks: expect.arrayContaining(['dna', 'face']) })
    await house.done(flow.clerk, 'medical.hospitalise', { fileId, hospitalName: '市一院', reason: 'critical' })
    await house.work()
    house.at('2026-06-11T09:00')
    expect(await listed()).toMatchObject({ days: -1, where: 'hospital' })
  })

  test('is found by the night where nobody told the jobs, and the doctor finds no row unlike the facts', async () => {
    house.at('2026-06-20T09:00')
    const guest = await flow.longStayer({ on: '2026-03-02T09:00', today: '2026-06-20T09:00' })
    await house.house.handlers.get('settlement.look-at-all')?.run(jobContext(house.house), {})
    const { items } = (await house.ask(flow.clerk, 'settlement.candidates')) as { items: { fileId: string; lacks: string[] }[] }
    expect(items.find((each) => each.fileId === guest.fileId)).toMatchObject({ lacks: [] })
    expect(await house.look((tx) => stepsUnlikeFacts(tx, 10))).toEqual([])
    await guest.tell({ name: 'tracing.notice-renewed', value: { channel: 'national' }, occurredAt: house.now() })
    expect(await house.look((tx) => stepsUnlikeFacts(tx, 10))).toMatchObject([{ id: guest.fileId }])
  })
})

describe('duties', () => {
  const at = (text: string) => Date.parse(`${text}T00:00:00+08:00`)

  test('the application: due a month after three months and by the campaign’s date; met, and late', async () => {
    const [early, late] = [await received('2026-03-20T10:00'), await received('2026-03-20T11:00')]
    house.at('2026-06-21T09:00')
    expect(await dutyOf(early.fileId, 'nat.settlement')).toMatchObject({ due: at('2026-07-21') })
    expect(await dutyOf(early.fileId, 's2.13.application')).toMatchObject({ due: at('2026-07-01') })
    await applied(early.fileId)
    expect((await dutyOf(early.fileId, 'nat.settlement'))?.state).toBe('met')
    expect((await dutyOf(early.fileId, 's2.13.application'))?.state).toBe('met')
    house.at('2026-07-22T09:00')
    await applied(late.fileId)
    expect((await dutyOf(late.fileId, 'nat.settlement'))?.state).toBe('met-late')
    expect((await dutyOf(late.fileId, 's2.13.application'))?.state).toBe('met-late')
  })

  test('plan, register and support: each due, met and late through the doors', async () => {
    const { fileId } = await received('2026-03-21T09:00')
    house.at('2026-06-25T09:00')
    await applied(fileId)
    expect(await dutyOf(fileId, 's2.13.plan')).toMatchObject({ state: 'pending', due: at('2026-09-01') })
    expect((await dutyOf(fileId, 's3.settlement'))?.state).toBe('pending')
    const planId = await plan(fileId)
    expect((await dutyOf(fileId, 's2.13.plan'))?.state).toBe('met')
    house.at('2026-07-01T09:00')
    await house.done(flow.bureau, 'settlement.record-approval', document(planId, fileId, '2026-07-01'))
    // Fifteen working days of Wednesday 1 July 2026.
    expect(await dutyOf(fileId, 's2.13.registered')).toMatchObject({ state: 'pending', due: at('2026-07-23') })
    expect(await dutyOf(fileId, 's2.13.all')).toMatchObject({ state: 'pending', due: at('2027-01-01') })
    house.at('2026-08-03T09:00')
    await flow.named({ fileId } as never, '林向阳')
    await house.done(
      flow.bureau,
      'settlement.register',
      registerForm(house, fileId, { how: 'document', registeredOn: '2026-08-03' }),
    )
    expect((await dutyOf(fileId, 's2.13.registered'))?.state).toBe('met-late')
    expect((await dutyOf(fileId, 's2.13.all'))?.state).toBe('met')
    expect((await dutyOf(fileId, 's3.settlement'))?.state).toBe('met')
    await house.done(flow.bureau, 'settlement.assess-support', {
      fileId,
      noAbility: true,
      noIncome: true,
      noSupporter: true,
      ground: '高龄',
    })
    expect(await dutyOf(fileId, 's2.13.support')).toMatchObject({ state: 'pending', due: at('2026-09-03') })
    expect((await dutyOf(fileId, 's3.support'))?.state).toBe('pending')
    house.at('2026-09-10T09:00')
    await house.done(flow.bureau, 'settlement.grant-support', {
      fileId,
      level: 'care',
      amountYuan: 1500,
      fromMonth: '2026-09',
      institutionName: '市福利院',
      fit: true,
    })
    expect((await dutyOf(fileId, 's2.13.support'))?.state).toBe('met-late')
    expect((await dutyOf(fileId, 's3.support'))?.state).toBe('met')
  })

  test('the campaign’s counts go by who was accepted before the cut-off', async () => {
    const counts = (await house.ask(flow.bureau, 'settlement.campaign', { cutOff: '2026-04-01' })) as Record<string, number>
    const before = (await house.ask(flow.bureau, 'settlement.campaign', { cutOff: '2026-01-01' })) as Record<string, number>
    expect(counts.entered).toBeGreaterThan(counts.registered as number)
    expect(counts).toMatchObject({ registered: 1, supported: 1, eligible: 1 })
    expect(before.entered).toBe(0)
  })
})

describe('who leaves', () => {
  test('has his application withdrawn; who goes to hospital has not', async () => {
    const [gone, patient] = [await received('2026-03-20T12:00'), await received('2026-03-20T13:00')]
    house.at('2026-06-25T09:00')
    for (const { fileId } of [gone, patient]) await applied(fileId)
    await house.done(flow.leader, 'departure.leave', {
      fileId: gone.fileId,
      kind: 'absconded',
      secondStaff: '吴爱华',
      record: '夜里离开',
    })
    await house.done(flow.clerk, 'medical.hospitalise', { fileId: patient.fileId, hospitalName: '市一院', reason: 'critical' })
    await house.work()
    expect((await state(gone.fileId)).state).toBe('withdrawn')
    expect((await state(patient.fileId)).state).toBe('applied')
    expect(await factNames(gone.fileId)).toContain('settlement.withdrawn')
  })
})

describe('a true name', () => {
  const identified = async (personId: string, fileId: string) => {
    await house.done(flow.head, 'identification.decide', {
      fileId,
      way: 'police-records',
      evidence: ['police'],
      source: '户籍地派出所',
      writtenName: '唐有田',
    })
    await house.work()
    return personId
  }

  test('before a name was assigned ends the application', async () => {
    const { fileId, personId } = await received('2026-03-20T14:00')
    house.at('2026-06-25T09:00')
    await applied(fileId)
    await identified(personId, fileId)
    expect((await state(fileId)).state).toBe('withdrawn')
  })

  test('after the register draws everything behind it, and both names find the person', async () => {
    const { fileId, personId } = await registered('2026-03-20T15:00', '方如松', '999901195403071635')
    await identified(personId, fileId)
    const before = await state(fileId)
    expect(before.state).toBe('correcting')
    expect(before.consequences.map((each) => each.step).sort()).toEqual([
      'family-told',
      'old-register',
      'papers-reissued',
      'register-corrected',
    ])
    for (const text of ['方如松', '唐有田']) {
      const found = (await house.ask(flow.clerk, 'people.search', { text })) as {
        hits: { personId: string; displayName: string }[]
      }
      expect(found.hits.find((hit) => hit.personId === personId)).toMatchObject({ displayName: '唐有田' })
    }
    for (const { step } of before.consequences) {
      await house.done(flow.leader, 'settlement.follow-true-name', { fileId, step, how: '已办' })
      const again = await house.act(flow.leader, 'settlement.follow-true-name', { fileId, step, how: '已办' })
      expect(isRefusal(again)).toBe(true)
    }
    expect((await state(fileId)).state).toBe('corrected')
    expect((await factNames(fileId)).filter((name) => name === 'settlement.true-name-followed')).toHaveLength(4)
  })
})

describe('two files of one person', () => {
  test('the case that came farther goes on, the other ends and says so', async () => {
    const [far, near] = [await received('2026-03-20T16:00'), await received('2026-03-20T17:00')]
    house.at('2026-06-25T09:00')
    for (const { fileId } of [far, near]) await applied(fileId)
    await plan(far.fileId)
    await house.done(flow.head, 'people.merge', { personId: near.personId, otherId: far.personId, reason: '同一人' })
    await house.work()
    expect([(await state(far.fileId)).state, (await state(near.fileId)).state]).toEqual(['planned', 'withdrawn'])
  })

  test('two registers are ended by nobody, and noted', async () => {
    const far = await registered('2026-03-20T18:00', '石守正', '999901195403071950')
    const near = await registered('2026-03-20T19:00', '江嘉树', '999901195403071790')
    await house.done(flow.head, 'people.merge', { personId: near.personId, otherId: far.personId, reason: '同一人' })
    await house.work()
    expect([(await state(far.fileId)).state, (await state(near.fileId)).state]).toEqual(['registered', 'registered'])
    const noted = [...(await factNames(far.fileId)), ...(await factNames(near.fileId))].filter((name) => name === 'file.noted')
    expect(noted.length).toBeGreaterThan(2)
  })

  test('the doctor finds every state told by a fact', async () => {
    expect(await house.look((tx) => statesUnlikeFacts(tx, 10))).toEqual([])
    expect(TRACED.length).toBeGreaterThan(0)
  })
})

describe('the police body that was named', () => {
  const sees = async (fileId: string) => 'person' in ((await house.ask(flow.police, 'people.file', { fileId })) as object)
  const approved = async () => {
    const guest = await flow.longStayer()
    await flow.applied(guest)
    await flow.approved(await flow.planned(guest), guest)
    return guest
  }

  test('sees nothing any more of a case that was withdrawn', async () => {
    const { fileId } = await approved()
    expect(await sees(fileId)).toBe(true)
    await house.done(flow.leader, 'settlement.withdraw', { fileId, reason: 'other', note: '家属找到' })
    expect(await sees(fileId)).toBe(false)
  })

  test('sees whom it registered for a month, to put right what it wrote', async () => {
    const guest = await approved()
    await flow.named(guest, '云长宁')
    await flow.registered(guest, '999901195403071811')
    expect(await sees(guest.fileId)).toBe(true)
    house.at('2027-01-20T09:00')
    expect(await sees(guest.fileId)).toBe(false)
  })
})
