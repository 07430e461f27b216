import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { recomputeDue } from './jobs.ts'

interface Told {
  clause: string
  title: string
  state: string
  due: number | null
  also: { clause: string }[]
  citations: { clause: string; assumed?: string }[]
}

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-03T23:58' })
  for (const key of ['clerk', 'duty-leader', 'station-head']) {
    const doors = house.house.roles.get(key)?.doors as string[]
    doors.push('intake.*', 'supervision.*', 'people.*')
  }
  for (const key of ['bureau-officer']) (house.house.roles.get(key)?.doors as string[]).push('supervision.*')
})
afterAll(() => house?.close())

const instant = (text: string) => Date.parse(`${text}:00+08:00`)

async function receive(place: 'north' | 'south' = 'north') {
  const clerk = house.actor('clerk', place)
  const asked = await house.done(clerk, 'intake.ask', { arrival: 'public' })
  const fileId = asked.reply['fileId'] as string
  const outcome = await house.done(clerk, 'intake.receive', {
    fileId,
    arrival: 'public',
    safety: 'deferred',
    deferredWhy: '昏迷',
    decision: 'accept',
  })
  return { fileId, clerk, duties: outcome['duties'] as Told[] }
}

const keptOf = (fileId: string) =>
  house.look((tx) =>
    rows(
      sql<{
        clause: string
        state: string
        due: number | null
        late: number | null
        met: number | null
      }>`select clause, state, due_at as due,
        late_at as late, met_at as met from supervision.obligation where subject_id = ${fileId} order by clause, instance`,
      tx,
    ),
  )

const jobContext = () => ({
  db: house.house.db,
  clock: house.house.clock,
  vault: house.house.vault,
  perform: async () => undefined,
})

describe('duties arise with the act', () => {
  test('身份不明的受助人员受理后，24 小时内发布寻亲公告，7 个工作日内报请采集 DNA', async () => {
    house.at('2026-12-03T23:58')
    const { duties } = await receive()
    const notice = duties.find((each) => each.clause === 'nat.notice')
    expect(notice).toMatchObject({ state: 'pending', due: instant('2026-12-04T23:58') })
    // 3 December 2026 is a Thursday: seven working days end with Monday the 14th.
    const dna = duties.find((each) => each.clause === 'nat.dna' || each.also.some((other) => other.clause === 'nat.dna'))
    expect(dna).toMatchObject({ due: instant('2026-12-15T00:00') })
  })

  test('办了就算办结，时限过了才办算迟办', async () => {
    house.at('2026-12-03T23:58')
    const { fileId, clerk } = await receive()
    house.at('2026-12-05T08:00')
    await house.done(clerk, 'people.record-done', {
      subjectKind: 'rescue-file',
      subjectId: fileId,
      fact: 'tracing.notice-published',
      value: { channel: 'national' },
      occurredAt: instant('2026-12-04T10:02'),
      evidence: '公告稿',
    })
    await house.done(clerk, 'people.record-done', {
      subjectKind: 'rescue-file',
      subjectId: fileId,
      fact: 'tracing.police-asked',
      value: { kind: 'records' },
      evidence: '协查函',
    })
    const kept = await keptOf(fileId)
    expect(kept.find((each) => each.clause === 'nat.notice')).toMatchObject({ state: 'met', met: instant('2026-12-04T10:02') })
    expect(kept.find((each) => each.clause === 'nat.police-records')).toMatchObject({ state: 'met-late' })
  })

  test('到了时限不用写任何东西就是超期', async () => {
    house.at('2026-12-03T23:58')
    const { fileId } = await receive()
    const before = await keptOf(fileId)
    expect(before.find((each) => each.clause === 'nat.notice')).toMatchObject({
      state: 'open',
      late: instant('2026-12-04T23:59'),
    })
    house.at('2026-12-05T08:00')
    await recomputeDue(jobContext())
    const after = await keptOf(fileId)
    expect(after.find((each) => each.clause === 'nat.notice')).toEqual(before.find((each) => each.clause === 'nat.notice'))
  })
})
