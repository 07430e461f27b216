import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withActor } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { parseInstant } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { causesUnlikeFacts } from './store-referral-read.ts'
import { type Returned, returned } from './testing/returnee.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-03-02T09:00' })
  await test.done(bureau(), 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市开展专项行动' })
})
afterAll(() => test.close())

const clerk = (place: 'north' | 'south' = 'north') => test.actor('clerk', place)
const bureau = () => test.actor('bureau-officer', 'bureau')
const town = () => test.actor('town-officer', 'town')
const village = () => test.actor('village-worker', 'village')

async function athome(told: Parameters<typeof returned>[1] = {}): Promise<Returned> {
  const guest = await returned(test, told)
  await test.done(bureau(), 'follow-up.assign-town', {
    returneeIds: [guest.returneeId],
    townId: test.organisations.town.id,
    villageId: test.organisations.village.id,
  })
  await test.work()
  return guest
}

/** Comes in again under the same person, and is accepted. */
async function back(guest: { personId: string }): Promise<string> {
  const { reply } = await test.done(clerk(), 'intake.receive', {
    personId: guest.personId,
    arrival: 'police',
    conditions: ['none'],
    capacity: 'full',
    cause: 'no-work',
    request: 'fare',
    safety: 'clear',
    consent: 'given',
    secondStaff: '吴爱华',
    decision: 'accept',
    told: true,
    guestSign: 'signed',
  })
  await test.work()
  return reply.fileId as string
}

interface Again {
  personId: string
  items: {
    againId: string
    newFileId: string | null
    causes: string[]
    place: string | null
    toldAt: number | null
    source: string
    times: number
  }[]
  pattern: { times: number; daysHome: number[] }
  sayings: string[]
}
const againOf = async (guest: { fileId: string }, actor = clerk()) =>
  (await test.ask(actor, 'follow-up.again-of', { fileId: guest.fileId })) as Again
const standing = async (fileId: string) => {
  const facts = await test.look((tx) => factsOf(tx, [fileId]))
  const gone = new Set(facts.map((fact) => fact.replaces))
  return facts.filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
}
const duty = async (fileId: string) => {
  const { items } = (await test.ask(test.actor('station-head'), 'supervision.file-duties', { subjectId: fileId })) as {
    items: { clause: string; state: string; doors?: { door: string }[] }[]
  }
  return items.filter((each) => each.clause === 's2.14.found-again')
}

describe('who went home and is taken in again', () => {
  it('is noted on the file of that going home by the system, once, with where; the town owes the bureau word', async () => {
    test.at('2026-03-02T09:00')
    const guest = await athome()
    test.at('2026-03-20T21:00')
    const newFileId = await back(guest)
    await test.work()
    const again = await againOf(guest)
    expect(again.items).toMatchObject([{ newFileId, place: '云川市救助管理站', source: 'intake', causes: [], toldAt: null }])
    expect(again.pattern).toMatchObject({ times: 1, daysHome: [18] })
    expect((await standing(guest.fileId)).filter((fact) => fact.name === 'follow-up.found-again')).toHaveLength(1)
    expect(await duty(guest.fileId)).toMatchObject([{ state: 'pending' }])
    test.at('2026-03-24T09:00')
    expect(await duty(guest.fileId)).toMatchObject([{ state: 'overdue' }])
    await test.done(town(), 'follow-up.tell-bureau', { againId: again.items[0]?.againId, how: 'phone' })
    expect(await duty(guest.fileId)).toMatchObject([{ state: 'met-late' }])
    expect(await test.act(town(), 'follow-up.tell-bureau', { againId: again.items[0]?.againId, how: 'phone' })).toMatchObject({
      code: 'NEEDS.BUREAU_TOLD',
    })
  }, 300_000)

  it('within three days told, the duty is met in time', async () => {
    test.at('2026-03-24T10:00')
    const guest = await athome()
    test.at('2026-04-02T09:00')
    await back(guest)
    const [one] = (await againOf(guest, town())).items
    test.at('2026-04-05T23:00')
    await test.done(town(), 'follow-up.tell-bureau', { againId: one?.againId, how: 'system' })
    expect(await duty(guest.fileId)).toMatchObject([{ state: 'met' }])
  })

  it('has causes told afterwards: the fact is corrected, the clock goes on from the finding, the area counts them', async () => {
    test.at('2026-04-06T09:00')
    const guest = await athome()
    test.at('2026-05-10T09:00')
    await back(guest)
    const [one] = (await againOf(guest)).items
    await test.done(town(), 'follow-up.tell-causes', { againId: one?.againId, causes: ['poverty', 'violence'], note: '丈夫打' })
    const [fact] = (await standing(guest.fileId)).filter((each) => each.name === 'follow-up.found-again')
    expect(fact).toMatchObject({ value: { causes: ['poverty', 'violence'] }, occurredAt: parseInstant('2026-05-10T09:00') })
    expect(await duty(guest.fileId)).toMatchObject([{ state: 'pending' }])
    const figures = (await test.ask(bureau(), 'follow-up.again-figures', { from: '2026-01', to: '2026-12' })) as {
      times: number
      persons: number
      cells: { month: string; cause: string; times: number; persons: number }[]
    }
    expect(figures).toMatchObject({ times: 3, persons: 3 })
    expect(figures.cells).toContainEqual({ month: '2026-05', cause: 'violence', times: 1, persons: 1 })
    const behind = (await test.ask(bureau(), 'follow-up.again-list', { cause: 'violence' })) as { items: { fileId: string }[] }
    expect(behind.items.map((each) => each.fileId)).toEqual([guest.fileId])
    const untold = (await test.ask(bureau(), 'follow-up.again-list', { cause: 'untold' })) as { total: number }
    expect(untold.total).toBe(2)
    expect(await withActor(test.house.db, bureau(), (tx) => causesUnlikeFacts(tx, 10), test.now())).toEqual([])
  })

  it('who never went home is no repeat', async () => {
    test.at('2026-05-12T09:00')
    const { reply } = await test.done(clerk(), 'intake.ask', { arrival: 'self', writtenName: '头一回' })
    await back({ personId: reply.personId as string }).catch(() => undefined)
    expect((await standing(reply.fileId as string)).filter((fact) => fact.name === 'follow-up.found-again')).toEqual([])
    expect(await test.act(clerk(), 'follow-up.report-found-again', { fileId: reply.fileId, how: 'missing' })).toMatchObject({
      code: 'NEEDS.NEVER_RETURNED',
    })
  })
})

describe('by hand', () => {
  it('the village says that somebody is gone; not before the going home, not for tomorrow, not twice of one day', async () => {
    test.at('2026-06-01T09:00')
    const guest = await athome()
    test.at('2026-06-20T09:00')
    const missing = { fileId: guest.fileId, how: 'missing', place: '村口', causes: ['lost'] }
    expect(await test.act(village(), 'follow-up.report-found-again', { ...missing, foundOn: '2026-05-30' })).toMatchObject({
      code: 'NEEDS.FOUND_BEFORE_RETURN',
    })
    expect(await test.act(village(), 'follow-up.report-found-again', { ...missing, foundOn: '2026-06-21' })).toMatchObject({
      code: 'NEEDS.FUTURE_DAY',
    })
    const actionId = crypto.randomUUID()
    const first = await test.done(village(), 'follow-up.report-found-again', missing, { actionId })
    expect(await test.done(village(), 'follow-up.report-found-again', missing, { actionId })).toEqual(first)
    for (const actor of [village(), clerk()])
      expect(await test.act(actor, 'follow-up.report-found-again', { ...missing, how: 'elsewhere' })).toMatchObject({
        code: 'NEEDS.FOUND_ALREADY',
      })
    expect((await againOf(guest)).items).toMatchObject([{ source: 'hand', place: '村口', causes: ['lost'], times: 1 }])
    expect(await duty(guest.fileId)).toMatchObject([{ state: 'pending' }])
  })

  it('is for whoever looks after the person: not the neighbour, not the police, not who holds no part', async () => {
    test.at('2026-06-21T09:00')
    const guest = await returned(test)
    const form = { fileId: guest.fileId, how: 'street' }
    for (const actor of [
      clerk('south'),
      town(),
      village(),
      test.actor('police-officer', 'police'),
      test.actor('hospital-officer', 'hospital'),
      test.actor('bureau-leader', 'bureau'),
    ])
      expect(await test.act(actor, 'follow-up.report-found-again', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const paper = (await test.done(clerk(), 'follow-up.report-found-again', form)).reply
    expect(await test.ask(town(), 'follow-up.paper-found-again', { againId: paper.againId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    const printed = (await test.ask(clerk(), 'follow-up.paper-found-again', { againId: paper.againId })) as {
      file?: { type: string }
    }
    expect(printed.file?.type).toBe('application/pdf')
  })
})

describe('mergers', () => {
  it('what two files were is one pattern when they turn out to be one person, and apart again when that is undone', async () => {
    test.at('2026-07-01T09:00')
    const guest = await athome({ writtenName: '钱来顺' })
    test.at('2026-07-20T09:00')
    // Came in under another name: nobody knew yet.
    const { reply } = await test.done(clerk(), 'intake.receive', {
      writtenName: '甄不知',
      arrival: 'self',
      conditions: ['none'],
      capacity: 'full',
      cause: 'no-work',
      request: 'fare',
      safety: 'clear',
      consent: 'given',
      secondStaff: '吴爱华',
      decision: 'accept',
      told: true,
      guestSign: 'signed',
    })
    await test.work()
    expect((await againOf(guest)).items).toEqual([])
    const merged = await test.done(clerk(), 'people.merge', {
      personId: reply.personId,
      otherId: guest.personId,
      reason: '指纹一致，就是钱来顺',
    })
    await test.work()
    const again = await againOf(guest)
    expect(again.personId).toBe(reply.personId)
    expect(again.items).toMatchObject([{ newFileId: reply.fileId, source: 'intake' }])
    await test.done(clerk(), 'people.undo-link', { decisionId: merged.reply.decisionId, reason: '指纹取错了' })
    await test.work()
    expect((await againOf(guest)).items).toEqual([])
    expect((await standing(guest.fileId)).filter((fact) => fact.name === 'follow-up.found-again')).toEqual([])
  })
})
