import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { returneeById } from './store-returnee.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
})
afterAll(() => test.close())

const officer = () => test.actor('bureau-officer', 'bureau')
const village = () => test.actor('village-worker', 'village')
const whole = { writtenName: '甘阿婆', address: '柳沟村三组', reasons: ['dementia', 'alone'], told: '去年走失两次' }
const reported = async (form: Record<string, unknown> = whole) =>
  (await test.done(village(), 'follow-up.report-person', form)).reply.reportId as string

describe('a person whom a village reports', () => {
  it('is taken into the register by the bureau, and the village visits from then on', async () => {
    const reportId = await reported()
    const { reply } = await test.done(officer(), 'follow-up.accept-report', { reportId })
    const row = await test.look((tx) => returneeById(tx, reply.returneeId as string))
    expect(row).toMatchObject({
      fileId: null,
      kind: 'reported',
      state: 'listed',
      nextDue: '2027-02-09',
      marks: ['alone', 'health'],
      townId: test.organisations.town.id,
      villageId: test.organisations.village.id,
    })
    const visit = { returneeId: reply.returneeId, manner: 'in-person', finding: 'at-home' }
    await test.done(village(), 'follow-up.record-visit', visit)
    const seen = (await test.ask(village(), 'follow-up.returnee', { returneeId: reply.returneeId })) as Record<string, unknown>
    // Whom, where, when; not why.
    expect(seen).toMatchObject({ name: '甘阿婆', address: '柳沟村三组', marks: [], suggestedReasons: [] })
    expect(await test.act(officer(), 'follow-up.accept-report', { reportId })).toMatchObject({ code: 'FOLLOW_UP.REPORT_SETTLED' })
  })

  it('is not taken in without a name and a place; sent back, the village completes it', async () => {
    const reportId = await reported({ writtenName: { unknown: 'not-found-out' }, reasons: ['alone'] })
    expect(await test.act(officer(), 'follow-up.accept-report', { reportId })).toMatchObject({ code: 'FOLLOW_UP.REPORT_LACKS' })
    await test.done(officer(), 'follow-up.return-report', { reportId, missing: '姓名、住哪个组' })
    expect(await test.act(officer(), 'follow-up.accept-report', { reportId })).toMatchObject({ code: 'FOLLOW_UP.REPORT_WAITS' })
    const { items } = (await test.ask(village(), 'follow-up.reports')) as {
      items: { reportId: string; missing: string | null }[]
    }
    expect(items.find((each) => each.reportId === reportId)?.missing).toBe('姓名、住哪个组')
    await test.done(village(), 'follow-up.correct-report', { reportId, ...whole })
    await test.done(officer(), 'follow-up.accept-report', { reportId })
  })

  it('is seen by its own town and bureau only', async () => {
    const reportId = await reported()
    for (const actor of [test.actor('bureau-officer', 'far-bureau'), test.actor('town-officer', 'far-town')])
      expect(JSON.stringify(await test.ask(actor, 'follow-up.reports'))).not.toContain(reportId)
    expect(await test.act(test.actor('bureau-officer', 'far-bureau'), 'follow-up.accept-report', { reportId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })
})
