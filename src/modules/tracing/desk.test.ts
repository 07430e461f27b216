/** The desk, whose guest is whose, officers and the campaign, with the clauses that they move. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
const bureau = () => test.actor('bureau-officer', 'bureau')
const head = () => test.actor('station-head')
const officer = () => test.actor('tracing-officer')

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-06-03T09:00' })
  await test.done(bureau(), 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市开展专项行动' })
})
afterAll(() => test.close())

interface Row {
  fileId: string
  interviews: number
  recordsAt: number | null
  where: string
  officer: string | null
  days: number
}
interface Desk {
  rows: Row[]
  counts: Record<string, number>
}
const desk = async (filter = 'all', who = officer()) => (await test.ask(who, 'tracing.desk', { filter })) as Desk
const row = async (guest: Guest, filter = 'all', who = officer()) =>
  (await desk(filter, who)).rows.find((each) => each.fileId === guest.fileId)

/** State of a clause of an organisation, as its own page says it. */
async function clauseOf(clause: string, place: 'north' | 'south' = 'north') {
  await test.work()
  const answer = (await test.ask(test.actor('station-head', place), 'supervision.file-duties', {
    subjectId: test.organisations[place].id,
  })) as { items: { citations: { clause: string }[]; state: string; instance: string }[] }
  return answer.items
    .filter((each) => each.citations.some((citation) => citation.clause === clause))
    .map((each) => `${each.instance} ${each.state}`)
    .sort()
}

describe('the desk', () => {
  it('shows who is here and not identified, with what was done by this room and by others', async () => {
    const guest = await guestIn(test)
    expect(await row(guest, 'no-interview')).toMatchObject({ interviews: 0, recordsAt: null, where: 'in' })
    await test.done(officer(), 'tracing.record-interview', { fileId: guest.fileId, result: 'heard', names: ['甲'] })
    expect(await row(guest)).toMatchObject({ interviews: 1 })
    expect(await row(guest, 'no-interview')).toBeUndefined()
    const asked = {
      subjectKind: 'rescue-file',
      subjectId: guest.fileId,
      fact: 'tracing.police-asked',
      value: { kind: 'records' },
    }
    await test.done(test.actor('clerk'), 'people.record-done', { ...asked, evidence: '协查函' })
    await test.done(test.actor('nurse'), 'medical.hospitalise', {
      fileId: guest.fileId,
      hospitalName: '市医院',
      reason: 'illness',
    })
    await test.work()
    expect(await row(guest)).toMatchObject({ recordsAt: test.now(), where: 'hospital' })
    expect(await row(guest, 'no-records')).toBeUndefined()
  })

  it('lets go of who is identified or has left; the history stays', async () => {
    const [known, gone] = [await guestIn(test), await guestIn(test, { birthDate: '1960-05-01', sex: 'male' })]
    await test.done(officer(), 'tracing.add-saying', { fileId: known.fileId, kind: 'name', text: '乙' })
    await test.done(officer(), 'people.state-identity', {
      personId: known.personId,
      status: 'verified',
      evidence: 'police',
      source: '户籍系统',
    })
    await test.done(head(), 'departure.leave', {
      fileId: gone.fileId,
      kind: 'police',
      receiver: '城关派出所',
      receiverContact: '王警官',
      secondStaff: '吴爱华',
      signedHow: 'signature',
    })
    expect(await row(known)).toBeUndefined()
    expect(await row(gone)).toBeUndefined()
    expect(await test.ask(officer(), 'tracing.workbench', { fileId: known.fileId })).toMatchObject({
      sayings: [{ text: '乙（音）' }],
    })
  })

  it('counts what each filter would show, and gives a neighbour nothing of it', async () => {
    const guest = await guestIn(test)
    const { counts } = await desk()
    for (const filter of Object.keys(counts)) expect([filter, (await desk(filter)).rows.length]).toEqual([filter, counts[filter]])
    const south = test.actor('tracing-officer', 'south')
    expect(await row(guest, 'all', south)).toBeUndefined()
    expect(await test.ask(south, 'tracing.desk', { stationId: test.organisations.north.id })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await row(guest, 'all', bureau())).toMatchObject({ days: 0 })
  })

  it('a guest is taken on by oneself or given to a colleague of the same station', async () => {
    const guest = await guestIn(test)
    await test.done(officer(), 'tracing.take-on', { fileId: guest.fileId })
    expect(await row(guest, 'mine')).toMatchObject({ officer: officer().name })
    await test.done(head(), 'tracing.take-on', { fileId: guest.fileId, officerId: test.actor('nurse').accountId })
    expect(await row(guest)).toMatchObject({ officer: test.actor('nurse').name })
    expect(await row(guest, 'mine')).toBeUndefined()
    const other = test.actor('tracing-officer', 'south')
    const form = { fileId: guest.fileId, officerId: other.accountId }
    expect(await test.act(head(), 'tracing.take-on', form)).toMatchObject({ code: 'TRACING.NOT_OF_STATION' })
    expect(await test.act(other, 'tracing.take-on', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

describe('officers', () => {
  it('the station’s duty to have one is open, met, and open again: relieved, or gone', async () => {
    expect(await clauseOf('s2.10.officer')).toEqual(['1 pending'])
    const accountId = officer().accountId
    await test.done(head(), 'tracing.name-officer', { accountId, duty: 'tracing' })
    expect(await clauseOf('s2.10.officer')).toEqual(['1 met'])
    expect(await clauseOf('s2.08.officer')).toEqual(['1 pending'])
    expect(await clauseOf('s2.10.officer', 'south')).toEqual(['1 pending'])
    expect(await test.act(head(), 'tracing.name-officer', { accountId, duty: 'tracing' })).toMatchObject({
      code: 'TRACING.NAMED_ALREADY',
    })
    test.at('2026-06-03T10:00')
    await test.done(head(), 'tracing.name-officer', { accountId, duty: 'face-comparison' })
    test.at('2026-06-03T11:00')
    await test.done(head(), 'tracing.relieve-officer', { accountId, duty: 'tracing', how: 'duty' })
    expect(await clauseOf('s2.10.officer')).toEqual(['1 met', '2 pending'])
    expect(await clauseOf('s2.08.officer')).toEqual(['1 met'])
    expect(await test.act(head(), 'tracing.relieve-officer', { accountId, duty: 'tracing', how: 'duty' })).toMatchObject({
      code: 'TRACING.NOT_NAMED',
    })
    test.at('2026-06-03T12:00')
    await test.done(head(), 'tracing.relieve-officer', { accountId, duty: 'face-comparison', how: 'post' })
    expect(await clauseOf('s2.08.officer')).toEqual(['1 met', '2 pending'])
    test.at('2026-06-03T13:00')
    await test.done(head(), 'tracing.name-officer', { accountId, duty: 'tracing' })
    expect(await clauseOf('s2.10.officer')).toEqual(['1 met', '2 met'])
    expect(await test.ask(head(), 'tracing.team')).toMatchObject({ officers: [{ accountId, duty: 'tracing' }] })
  })

  it('nobody is named by the neighbour, and nobody of the bureau', async () => {
    const form = { accountId: officer().accountId, duty: 'tracing' }
    expect(await test.act(test.actor('station-head', 'south'), 'tracing.name-officer', form)).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await test.act(head(), 'tracing.name-officer', { ...form, accountId: bureau().accountId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await test.act(test.actor('clerk'), 'tracing.name-officer', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

interface Board {
  figures: Record<string, number>
  byStation: { stationId: string; atStart: number }[]
  guests: { fileId: string; interviews: number; identifiedAt: number | null }[]
}

describe('the campaign of June', () => {
  it('meets the clause at every station; the board counts what happened since', async () => {
    expect(await clauseOf('s2.07.june')).toEqual(['2026 pending'])
    const [one, other] = [await guestIn(test), await guestIn(test)]
    await test.done(officer(), 'tracing.record-interview', { fileId: one.fileId, result: 'nothing' })
    test.at('2026-06-04T09:00')
    const { reply } = await test.done(bureau(), 'tracing.open-campaign', { goal: '集中问询' })
    expect(await clauseOf('s2.07.june')).toEqual(['2026 met'])
    expect(await clauseOf('s2.07.june', 'south')).toEqual(['2026 met'])
    expect(await test.act(bureau(), 'tracing.open-campaign', {})).toMatchObject({ code: 'TRACING.CAMPAIGN_OPEN' })
    const board = async (who = bureau()) => (await test.ask(who, 'tracing.campaign', { campaignId: reply.campaignId })) as Board
    const before = (await board()).figures
    expect(before).toMatchObject({ interviewed: 0, identified: 0 })
    test.at('2026-06-05T09:00')
    await guestIn(test)
    await test.done(officer(), 'tracing.record-interview', { fileId: one.fileId, result: 'heard', names: ['丙'] })
    const known = { personId: other.personId, status: 'verified', evidence: 'dna', source: '比中' }
    await test.done(officer(), 'people.state-identity', known)
    const after = await board()
    expect(after.figures).toEqual({ ...before, interviewed: 1, identified: 1, remaining: (before.remaining as number) - 1 })
    expect(after.guests.find((each) => each.fileId === one.fileId)).toMatchObject({ interviews: 1 })
    expect((await board(test.actor('tracing-officer', 'south'))).figures).toMatchObject({ atStart: 0 })
    test.at('2026-06-30T09:00')
    await test.done(bureau(), 'tracing.close-campaign', { campaignId: reply.campaignId, summary: '见表' })
    test.at('2026-07-02T09:00')
    await test.done(officer(), 'tracing.record-interview', { fileId: one.fileId, result: 'nothing' })
    expect((await board()).figures).toEqual(after.figures)
    expect(await test.act(bureau(), 'tracing.close-campaign', { campaignId: reply.campaignId })).toMatchObject({
      code: 'TRACING.CAMPAIGN_CLOSED',
    })
    await test.done(bureau(), 'tracing.open-campaign', {})
    expect(await test.ask(bureau(), 'tracing.campaigns')).toMatchObject({
      items: [{ closedAt: null }, { year: 2026, stations: 2 }],
    })
  })

  it('is no station’s to open', async () => {
    expect(await test.act(head(), 'tracing.open-campaign', {})).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})
