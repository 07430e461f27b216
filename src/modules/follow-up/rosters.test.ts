import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { ask } from '#kernel/ask.ts'
import type { FileAnswer } from '#kernel/query.ts'
import { readZip } from '#kernel/zip.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { makeRosters } from './jobs-roster.ts'
import { type Returned, returned } from './testing/returnee.ts'

let test: TestHouse
let people: Returned[]

const officer = () => test.actor('bureau-officer', 'bureau')
const town = () => test.actor('town-officer', 'town')

async function file(actor: Actor, name: string, params: Record<string, unknown>): Promise<FileAnswer> {
  await test.ask(actor, name, params)
  return (await ask(test.house, actor, name, params)) as FileAnswer
}

interface Roster {
  id: string
  no: string
  town: string
  people: number
  added: number
  changed: number
  gone: number
  closed: number
  sentAt: number | null
}
interface Run {
  run: { state: string; towns: number; made: number; sent: number }
  rosters: Roster[]
}
const run = async (runId: unknown) => (await test.ask(officer(), 'follow-up.roster-run', { runId })) as Run
const sent = async () => {
  const { reply } = await test.done(officer(), 'follow-up.send-rosters', {})
  await test.work()
  return run(reply.runId)
}
async function listed(name: string): Promise<Returned> {
  const guest = await returned(test, { writtenName: name })
  await test.done(officer(), 'follow-up.list-prone', { returneeId: guest.returneeId, reasons: ['mental'] })
  await test.done(officer(), 'follow-up.assign-town', { returneeIds: [guest.returneeId], townId: test.organisations.town.id })
  return guest
}

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
  await test.done(officer(), 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市执行' })
  await test.work()
}, 300_000)
afterAll(() => test.close())

describe('rosters', () => {
  it('are refused while nobody has a town, and to whoever is no bureau', async () => {
    expect(await test.act(officer(), 'follow-up.send-rosters', {})).toMatchObject({ code: 'FOLLOW_UP.NO_TOWN' })
    expect(await test.act(test.actor('station-head'), 'follow-up.send-rosters', {})).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  it('one for each town: a sheet, a paper, a number, and the duty to tell the town is met', async () => {
    people = [await listed('甲'), await listed('乙')]
    const first = await sent()
    expect(first.run).toMatchObject({ state: 'done', towns: 1, made: 1, sent: 1 })
    expect(first.rosters).toMatchObject([{ no: '云救访册〔2026〕001', town: '杨店镇', people: 2, added: 2, changed: 0, gone: 0 }])
    const guest = people[0] as Returned
    expect((await test.look((tx) => factsOf(tx, [guest.fileId]))).map((fact) => fact.name)).toContain('follow-up.roster-sent')
    const { items } = (await test.ask(officer(), 'supervision.file-duties', { subjectId: guest.fileId })) as {
      items: { citations: { clause: string }[]; state: string }[]
    }
    expect(items.find((each) => each.citations.some(({ clause }) => clause === 's2.14.roster'))?.state).toBe('met')
    const [roster] = first.rosters as [Roster]
    for (const [name, magic] of [
      ['follow-up.roster-sheet', 'PK'],
      ['follow-up.paper-roster', '%PDF'],
    ] as const) {
      const answer = await file(town(), name, { rosterId: roster.id })
      expect([name, Buffer.from(answer.file.body).subarray(0, magic.length).toString()]).toEqual([name, magic])
    }
  })

  it('the next tells only what changed: who came, who went and why, who was corrected', async () => {
    test.at('2026-12-20T09:00')
    const fresh = await listed('丙')
    await test.done(officer(), 'follow-up.unlist-prone', {
      returneeId: (people[1] as Returned).returneeId,
      reason: 'mistake',
      note: '认错了人',
    })
    const next = await sent()
    expect(next.rosters).toMatchObject([{ no: '云救访册〔2026〕002', people: 2, added: 1, gone: 1, changed: 0 }])
    const told = async (guest: Returned) =>
      (await test.look((tx) => factsOf(tx, [guest.fileId]))).filter((fact) => fact.name === 'follow-up.roster-sent').length
    expect([await told(fresh), await told(people[0] as Returned)]).toEqual([1, 1])
  })

  it('is acknowledged by its town once, by nobody else', async () => {
    const { rosters } = (await test.ask(town(), 'follow-up.rosters')) as { rosters: Roster[] }
    const form = { rosterId: rosters[0]?.id }
    expect(await test.act(officer(), 'follow-up.acknowledge-roster', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await test.act(test.actor('town-officer', 'far-town'), 'follow-up.acknowledge-roster', form)).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    await test.done(town(), 'follow-up.acknowledge-roster', form)
    expect(await test.act(town(), 'follow-up.acknowledge-roster', form)).toMatchObject({ code: 'FOLLOW_UP.ACKNOWLEDGED' })
  })

  it('who is sealed is counted and not named', async () => {
    const hidden = await listed('丁')
    const head = test.actor('station-head')
    await test.done(head, 'people.seal-file', { fileId: hidden.fileId, readers: [head.accountId], reason: '涉及隐私' })
    expect((await sent()).rosters).toMatchObject([{ people: 2, closed: 1 }])
  })

  it('one run at a time; stopped, it tells nobody more, and every number keeps its roster', async () => {
    const { reply } = await test.done(officer(), 'follow-up.send-rosters', {})
    expect(await test.act(officer(), 'follow-up.send-rosters', {})).toMatchObject({ code: 'FOLLOW_UP.RUN_UNDER_WAY' })
    await test.done(officer(), 'follow-up.cancel-rosters', { runId: reply.runId })
    await test.work()
    expect((await run(reply.runId)).run).toMatchObject({ state: 'cancelled', made: 0, sent: 0 })
    expect(await test.act(officer(), 'follow-up.cancel-rosters', { runId: reply.runId })).toMatchObject({
      code: 'FOLLOW_UP.RUN_ENDED',
    })
    const after = await sent()
    expect(after.rosters[0]?.no).toBe('云救访册〔2026〕004')
  })

  it('a run that is run again makes nothing twice, and all of it comes in one file', async () => {
    const { reply } = await test.done(officer(), 'follow-up.send-rosters', {})
    await test.work()
    await makeRosters(jobContext(test.house), String(reply.runId))
    expect((await run(reply.runId)).run).toMatchObject({ made: 1, sent: 1 })
    const zip = await file(officer(), 'follow-up.rosters-zip', { runId: reply.runId })
    expect([...readZip(Buffer.from(zip.file.body)).keys()]).toEqual([
      '云救访册〔2026〕005 杨店镇.xlsx',
      '云救访册〔2026〕005 杨店镇.pdf',
    ])
  })

  it('the whole ledger comes as a sheet', async () => {
    const answer = await file(officer(), 'follow-up.ledger-sheet', { view: 'ledger' })
    expect(Buffer.from(answer.file.body).subarray(0, 2).toString()).toBe('PK')
    const board = (await test.ask(officer(), 'follow-up.board')) as { towns: { town: string; total: number }[] }
    expect(board.towns).toMatchObject([{ town: '杨店镇', total: 2 }])
    const page = (await test.ask(town(), 'follow-up.people', {})) as { total: number; items: { name: string | null }[] }
    expect(page.total).toBe(2)
    expect(page.items.every((each) => each.name !== null)).toBe(true)
  })

  it('the forms for a visit and for the register are printed', async () => {
    const { returneeId } = people[0] as Returned
    for (const name of ['follow-up.paper-visit-form', 'follow-up.paper-register-form']) {
      const answer = await file(officer(), name, { returneeId })
      expect([name, Buffer.from(answer.file.body).subarray(0, 4).toString()]).toEqual([name, '%PDF'])
    }
  })
})
