/** The campaign's two duties of the bureau, each due, met and late through the doors: a plan for whoever applied, a register for whoever stays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobContext } from '#kernel/jobs.ts'
import { recomputeDue, recomputeJurisdiction } from '#modules/supervision/jobs.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { ALL_HAND, type Flow, flowOf, registerForm } from './testing/flow.ts'

let house: TestHouse
let flow: Flow
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-20T09:00' })
  flow = flowOf(house)
  const pack = { pack: 's2', reason: '专项行动' }
  const dates = {
    opened: '2026-03-01',
    cutOff: '2026-04-01',
    applicationBy: '2026-06-30',
    planBy: '2026-08-31',
    doneBy: '2026-12-31',
  }
  await decided('supervision.adopt-pack', { ...pack, from: '2020-01-01' })
  await decided('supervision.set-campaign', { ...pack, ...dates })
})
afterAll(() => house?.close())

async function decided(door: string, form: Record<string, unknown>) {
  const { reply } = await house.done(flow.bureau, door, form)
  await recomputeJurisdiction(jobContext(house.house), reply.runId as string)
}

const at = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/** Received in March, so that three months are full before the campaign's dates; applied in June. */
async function applied(): Promise<string> {
  house.at('2026-03-20T10:00')
  const { reply } = await house.done(flow.clerk, 'intake.receive', {
    arrival: 'public',
    safety: 'deferred',
    deferredWhy: '昏迷',
    decision: 'accept',
    sex: 'male',
    ageSeenMin: 68,
    ageSeenMax: 76,
  })
  const fileId = reply.fileId as string
  await house.work()
  house.at('2026-06-25T09:00')
  const waived = ['form', 'health', 'records', 'dna', 'face', 'notice', 'renewed', 'national', 'interviews', 'matches']
  await house.done(flow.head, 'settlement.check-file', { fileId, done: ALL_HAND, waived, waiveReason: '站内试行' })
  await house.done(flow.leader, 'settlement.apply', { fileId, situation: '多方查找无果' })
  return fileId
}

const planned = async (fileId: string) =>
  (await house.done(flow.bureau, 'settlement.plan', { fileIds: [fileId], institutionName: '市福利院', way: '集中' })).reply
    .planId as string

async function registered(fileId: string, planId: string, on: string, who: { name: string; idNumber: string }) {
  const { police } = house.organisations
  const approval = { planId, documentNo: '云政复〔2026〕2号', documentOn: on, approvedIds: [fileId], policeId: police.id }
  await house.done(flow.bureau, 'settlement.record-approval', approval)
  await flow.named({ fileId } as never, who.name)
  const written = { how: 'document', registeredOn: on, idNumber: who.idNumber }
  await house.done(flow.bureau, 'settlement.register', registerForm(house, fileId, written))
}

interface Item {
  clause: string
  state: string
  due: number | null
  owner: string
  doors: { door: string }[]
  subject: { id: string }
}

async function dutyOf(fileId: string, clause: string): Promise<Item | undefined> {
  await recomputeDue(jobContext(house.house))
  const { items } = (await house.ask(flow.bureau, 'supervision.file-duties', { subjectId: fileId })) as { items: Item[] }
  return items.find((each) => each.clause === clause)
}

/** Where the bureau's own list shows a duty of a file. */
async function bucketOf(fileId: string, clause: string): Promise<string | undefined> {
  const { buckets } = (await house.ask(flow.bureau, 'supervision.duties', { clause, limit: 200 })) as {
    buckets: { key: string; items: Item[] }[]
  }
  return buckets.find((bucket) => bucket.items.some((item) => item.subject.id === fileId))?.key
}

async function figureOf(clause: string) {
  const page = (await house.ask(flow.bureau, 'supervision.policy-page', { pack: 's2', from: '2026-01' })) as {
    entries: { figures: { clause: string; met: number; late: number; overdue: number; arisen: number; target: string }[] }[]
  }
  return page.entries.flatMap((entry) => entry.figures).find((figure) => figure.clause === clause)
}

describe('the plan of the bureau (s2.13.plan)', () => {
  test('is due by the campaign’s date from the application on, is met by the plan, late after the date', async () => {
    const [early, late] = [await applied(), await applied()]
    expect(await dutyOf(early, 's2.13.plan')).toMatchObject({ state: 'pending', due: at('2026-09-01') })
    expect(await bucketOf(late, 's2.13.plan')).toBe('later')
    await planned(early)
    expect((await dutyOf(early, 's2.13.plan'))?.state).toBe('met')
    house.at('2026-08-31T23:59')
    expect((await dutyOf(late, 's2.13.plan'))?.state).toBe('pending')
    house.at('2026-09-01T00:00')
    expect(await dutyOf(late, 's2.13.plan')).toMatchObject({ state: 'overdue', doors: [{ door: 'settlement.plan' }] })
    expect(await bucketOf(late, 's2.13.plan')).toBe('overdue')
    expect(await figureOf('s2.13.plan')).toMatchObject({ met: 1, overdue: 1, arisen: 2 })
    house.at('2026-09-07T09:00')
    await planned(late)
    expect((await dutyOf(late, 's2.13.plan'))?.state).toBe('met-late')
    expect(await figureOf('s2.13.plan')).toMatchObject({ met: 1, late: 1, overdue: 0, arisen: 2 })
  })
})

describe('everybody who stays over three months is registered (s2.13.all)', () => {
  test('is due by the end of the campaign, is met by the register, late after it and short of its target', async () => {
    const [early, late] = [await applied(), await applied()]
    const before = await figureOf('s2.13.all')
    expect(await dutyOf(early, 's2.13.all')).toMatchObject({ state: 'pending', due: at('2027-01-01') })
    const [first, second] = [await planned(early), await planned(late)]
    await registered(early, first, '2026-06-25', { name: '林望归', idNumber: '999901195403071635' })
    expect((await dutyOf(early, 's2.13.all'))?.state).toBe('met')
    house.at('2026-12-31T23:59')
    expect((await dutyOf(late, 's2.13.all'))?.state).toBe('pending')
    house.at('2027-01-01T00:00')
    expect(await dutyOf(late, 's2.13.all')).toMatchObject({ state: 'overdue', doors: [{ door: 'settlement.register' }] })
    expect(await bucketOf(late, 's2.13.all')).toBe('overdue')
    house.at('2027-01-12T09:00')
    await registered(late, second, '2027-01-12', { name: '江思源', idNumber: '999901195403071950' })
    expect((await dutyOf(late, 's2.13.all'))?.state).toBe('met-late')
    expect(await figureOf('s2.13.all')).toMatchObject({
      met: (before?.met ?? 0) + 1,
      late: (before?.late ?? 0) + 1,
      target: 'not-reached',
    })
  })
})
