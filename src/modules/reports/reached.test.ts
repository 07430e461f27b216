import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicActorFor, systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
let areaId: string
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T20:00' })
  const area = { name: '东门', kinds: ['bridge'], stationId: test.organisations.north.id }
  areaId = (
    await test.done(test.actor('station-head', 'north'), 'patrol.set-area', {
      ...area,
      memberIds: [test.organisations.police.id],
    })
  ).reply['areaId'] as string
  await test.work()
})
afterAll(() => test.close())

const clerk = () => test.actor('clerk', 'north')
const officer = () => test.actor('patrol-officer', 'police')

interface Page {
  onSceneAt: number | null
  met: { personId: string | null; name: string | null; organisation: string; at: number }[]
  events: { name: string; organisation: string; words: string | null }[]
  dispatches: { acknowledgedAt: number | null; onSceneAt: number | null }[]
  reporter: { suggested: string | null } | null
}
const page = async (reportId: string, by = clerk()) => (await test.ask(by, 'reports.report', { reportId })) as unknown as Page

async function sent(to: ('police' | 'hospital')[] = ['police']) {
  const { reportId, number, code } = (
    await test.done(clerk(), 'reports.receive', {
      channel: 'phone',
      about: ['vagrant'],
      what: '桥下有位老人',
      place: '东门桥下',
      wants: 'receipt',
    })
  ).reply as Record<string, string>
  const organisationIds = to.map((each) => test.organisations[each].id)
  await test.done(clerk(), 'reports.dispatch', { reportId, organisationIds })
  await test.work()
  return { reportId: reportId as string, number, code }
}
async function meets(reportId: string, more: object = {}) {
  const form = { encounterId: crypto.randomUUID(), personId: crypto.randomUUID(), known: false, areaId }
  await test.done(officer(), 'patrol.meet-person', { ...form, reportIds: [reportId], ...more })
  await test.work()
  return form.personId
}
async function heard({ number, code }: { number: string | undefined; code: string | undefined }): Promise<string> {
  const { db } = test.house
  const site = await withActor(db, systemActor, (tx) => organisationById(tx, test.organisations.north.id))
  if (!site) throw new Error('no site')
  const outcome = await test.done(publicActorFor(site), 'reports.state-by-receipt', { number, code, remote: '203.0.113.9' })
  return outcome.reply['words'] as string
}

describe('somebody met by a report', () => {
  it('stands on it with when and by whom, is on scene by that, and the reporter hears that somebody was there', async () => {
    const report = await sent()
    expect(await heard(report)).toBe('已经派人处理')
    test.at('2026-12-09T20:12')
    const personId = await meets(report.reportId, { heardName: '陈阿公' })
    const told = await page(report.reportId)
    const organisation = test.organisations.police.name
    expect(told.met).toMatchObject([{ personId, name: '陈阿公（音）', organisation, at: test.now() }])
    expect(told.dispatches).toMatchObject([{ acknowledgedAt: test.now(), onSceneAt: test.now() }])
    expect(told.events.find((each) => each.name === 'report.on-scene')?.organisation).toBe(organisation)
    expect(told.reporter?.suggested).toBe('checked-on')
    expect(await heard(report)).toBe('已经有人到现场看过，正在办')
    const choices = (await test.ask(clerk(), 'reports.people-met', { reportId: report.reportId })) as {
      items: { id: string; name: string }[]
    }
    expect(choices.items[0]).toMatchObject({ id: personId, name: expect.stringContaining('就是按这份报告见到的') })
  })

  it('is told once, however often it is told; a second one stands beside the first', async () => {
    const { reportId } = await sent()
    await meets(reportId)
    await meets(reportId)
    await test.work()
    const facts = await test.look((tx) => factsOf(tx, [reportId]))
    const count = (name: string) => facts.filter((each) => each.name === name).length
    expect([count('report.person-met'), count('report.on-scene'), count('report.acknowledged')]).toEqual([2, 1, 1])
  })

  it('is one person to whoever was sent and may not see him: that somebody was met, not who', async () => {
    const { reportId } = await sent(['police', 'hospital'])
    await meets(reportId, { heardName: '陈阿公' })
    const told = await page(reportId, test.actor('hospital-officer', 'hospital'))
    expect(told.met).toMatchObject([{ personId: null, name: null }])
    expect(JSON.stringify(told)).not.toContain('陈阿公')
  })

  it('is told on the report that is worked on, when the one that brought them was joined meanwhile', async () => {
    const [first, second] = [await sent(), await sent()]
    await test.done(clerk(), 'reports.join', { reportId: second.reportId, intoId: first.reportId, reason: '同一个人' })
    const personId = await meets(second.reportId)
    expect((await page(first.reportId)).met.map((each) => each.personId)).toEqual([personId])
  })
})

it('a look at the place with nobody there is told as well; nobody writes either by hand', async () => {
  const report = await sent()
  const shiftId = crypto.randomUUID()
  await test.done(officer(), 'patrol.start-shift', { shiftId, areaId, kind: 'routine' })
  const { reportId } = report
  await test.done(officer(), 'patrol.check-place', { shiftId, stopId: crypto.randomUUID(), people: 0, reportIds: [reportId] })
  await test.work()
  const told = await page(reportId)
  expect(told.met).toEqual([])
  expect(told.events.find((each) => each.name === 'report.place-checked')?.words).toBe('没有人')
  expect(await heard(report)).toBe('已经有人到现场看过，正在办')
  const organisationId = test.organisations.police.id
  for (const by of [clerk(), officer(), test.actor('station-head', 'north'), test.actor('bureau-officer', 'bureau')])
    expect(await test.act(by, 'reports.note-reached', { reportId, organisationId, people: 0 })).toHaveProperty('code')
})

it('of a child the receipt says no more than before', async () => {
  const { reportId, number, code } = (
    await test.done(test.actor('duty-leader', 'north'), 'reports.receive', {
      channel: '110',
      about: ['minor'],
      what: '桥下有个孩子',
      place: '东门桥下',
      wants: 'receipt',
    })
  ).reply as Record<string, string>
  await test.done(test.actor('duty-leader', 'north'), 'reports.dispatch', {
    reportId,
    organisationIds: [test.organisations.police.id],
  })
  await test.done(test.actor('police-officer', 'police'), 'reports.arrive', { reportId })
  expect(await heard({ number, code })).toBe('已经派人处理')
})
