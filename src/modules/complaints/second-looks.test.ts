/** What a complainant brings along and what is his by right: his picture, his review, his own complaint beside others'. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, publicActorFor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile, openFile } from '#kernel/files.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let clerk: Actor
let head: Actor
let officer: Actor
let leader: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  clerk = house.actor('clerk')
  head = house.actor('station-head')
  officer = house.actor('bureau-officer', 'bureau')
  leader = house.actor('bureau-leader', 'bureau')
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, `complaints.${door}`, form)) as { code?: string }).code
const done = async (by: Actor, door: string, form: Record<string, unknown>) =>
  (await house.done(by, `complaints.${door}`, form)).reply as Record<string, string>

interface Receipt {
  complaintId: string
  number: string
  code: string
}
async function received(more: Record<string, unknown> = {}): Promise<Receipt> {
  const bodyId = house.organisations.north.id
  const told = {
    way: 'in-person',
    about: 'care',
    bodyId,
    words: '被子是湿的',
    name: '来人',
    phone: '13900002222',
    wants: 'written',
  }
  const reply = await done(clerk, 'receive', { ...told, ...more })
  const { items } = (await house.ask(officer, 'complaints.board')) as { items: { complaintId: string; no: string }[] }
  const complaintId = items.find((each) => each.no === reply.number)?.complaintId ?? ''
  return { complaintId, number: reply.number as string, code: reply.code as string }
}
const assigned = (complaintId: string, more: object = {}) =>
  done(officer, 'assign', { complaintId, dueOn: '2026-12-30', ...more })
async function answered(complaintId: string) {
  await assigned(complaintId)
  await done(officer, 'look-into', { complaintId, founded: 'no', finding: '查了' })
  await done(officer, 'answer', { complaintId, way: 'receipt', answer: '查无此事' })
}
const visitor = () => publicActorFor(house.organisations.north)
const remote = '203.0.113.77'
const hear = ({ number, code: own }: Receipt) =>
  done(visitor(), 'state-by-receipt', { number, code: own, remote }) as Promise<Record<string, unknown>>
const askAgain = ({ number, code: own }: Receipt) =>
  done(visitor(), 'ask-review-by-receipt', { number, code: own, why: '没有看录像', remote }) as Promise<Record<string, unknown>>
const page = (by: Actor, complaintId: string) =>
  house.ask(by, 'complaints.complaint', { complaintId }) as Promise<{
    code?: string
    state: string
    may: string[]
    files: string[]
  }>

async function uploaded(by: Actor): Promise<string> {
  const id = crypto.randomUUID()
  const body = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  const { db, vault } = house.house
  await withActor(db, by, (tx) => keepFile(tx, vault, by, { id, name: 'p.jpg', type: 'image/jpeg', body, now: house.now() }))
  return id
}

describe('a picture or a recording that a complainant shows at the desk', () => {
  const opened = async (by: Actor, complaintId: string, attachmentId: string) =>
    ((await house.ask(by, 'complaints.file', { complaintId, attachmentId })) as { file?: { type: string } }).file?.type
  const raw = (by: Actor, id: string) =>
    withActor(house.house.db, by, (tx) => openFile(tx, house.house.vault, id)).then((file) => file?.type)

  test('goes with the complaint: whoever looks into it opens it, the desk that took it down does not any more', async () => {
    const id = await uploaded(clerk)
    const one = await received({ files: [id] })
    expect((await page(officer, one.complaintId)).files).toEqual([id])
    expect(await opened(officer, one.complaintId, id)).toBe('image/jpeg')
    for (const each of [clerk, head, house.actor('station-head', 'south')]) {
      expect(await opened(each, one.complaintId, id)).toBeUndefined()
      expect(await raw(each, id)).toBeUndefined()
    }
  })

  test('is opened by the one account that it was given to, and by nobody else of that house', async () => {
    const id = await uploaded(clerk)
    const one = await received({ bodyId: house.organisations.institution.id, files: [id] })
    await assigned(one.complaintId, { accountId: head.accountId })
    expect(await opened(head, one.complaintId, id)).toBe('image/jpeg')
    expect(await opened(house.actor('duty-leader'), one.complaintId, id)).toBeUndefined()
  })

  test('stays out of reach of another complaint that names it', async () => {
    const id = await uploaded(clerk)
    await received({ files: [id] })
    expect(await code(clerk, 'receive', { way: 'phone', about: 'care', bodyName: '某院', words: '事', files: [id] })).toBe(
      'KERNEL.FORM',
    )
  })
})

describe('the review', () => {
  test('is asked within its term also of a complaint that was closed early', async () => {
    const one = await received()
    await answered(one.complaintId)
    await done(officer, 'close', { complaintId: one.complaintId })
    expect(await hear(one)).toMatchObject({ state: 'closed', mayReview: true })
    expect(await askAgain(one)).toMatchObject({ done: true })
    expect((await page(leader, one.complaintId)).state).toBe('review')
  })

  test('is asked at a desk of one that was closed early, and not beyond its term', async () => {
    const one = await received()
    await answered(one.complaintId)
    await done(officer, 'close', { complaintId: one.complaintId })
    expect((await page(officer, one.complaintId)).may).toContain('complaints.ask-review')
    house.at('2027-01-09T09:00')
    expect((await page(officer, one.complaintId)).may).not.toContain('complaints.ask-review')
    expect(await askAgain(one)).toMatchObject({ done: false, words: expect.stringContaining('已经超过') })
    house.at('2026-12-09T11:00')
  })

  test('is asked by any of several who complained of one matter, once for all of them', async () => {
    const [one, two] = [await received(), await received()]
    await done(officer, 'join', { complaintId: two.complaintId, intoId: one.complaintId, reason: '同一晚' })
    await answered(one.complaintId)
    expect(await hear(two)).toMatchObject({ state: 'answered', mayReview: true })
    expect(await askAgain(two)).toMatchObject({ done: true })
    expect((await page(leader, one.complaintId)).state).toBe('review')
    expect(await askAgain(one)).toMatchObject({ done: false, words: expect.stringContaining('复核过一次') })
    expect(await hear(one)).toMatchObject({ state: 'review' })
  })

  test('is not given to the head of the body complained of, however small the matter', async () => {
    const one = await received()
    await answered(one.complaintId)
    await done(officer, 'ask-review', { complaintId: one.complaintId, why: '没有看录像' })
    const given = { complaintId: one.complaintId, dueOn: '2026-12-30', accountId: head.accountId, lesser: true, reason: '小事' }
    expect(await code(officer, 'assign', given)).toBe('COMPLAINTS.BODY')
  })
})

describe('of several joined', () => {
  test('one who withdraws does not withdraw for the others', async () => {
    const [one, two] = [await received(), await received()]
    await done(officer, 'join', { complaintId: two.complaintId, intoId: one.complaintId, reason: '同一晚' })
    expect(await code(officer, 'withdraw', { complaintId: one.complaintId, reason: '不查了' })).toBe('COMPLAINTS.OTHERS_JOINED')
    await done(officer, 'part', { complaintId: two.complaintId, reason: '另一位还要查' })
    await done(officer, 'withdraw', { complaintId: one.complaintId, reason: '不查了' })
    expect(await hear(two)).toMatchObject({ state: 'received' })
  })

  test('whoever is meant in one is meant in all of them', async () => {
    const [one, two, three] = [await received(), await received(), await received()]
    await done(officer, 'join', { complaintId: two.complaintId, intoId: one.complaintId, reason: '同一晚' })
    await done(officer, 'name-accused', { complaintId: one.complaintId, accountIds: [head.accountId] })
    await done(officer, 'join', { complaintId: three.complaintId, intoId: one.complaintId, reason: '同一晚' })
    for (const each of [two, three]) {
      await done(officer, 'part', { complaintId: each.complaintId, reason: '分开查' })
      const given = {
        complaintId: each.complaintId,
        dueOn: '2026-12-30',
        accountId: head.accountId,
        lesser: true,
        reason: '小事',
      }
      expect(await code(officer, 'assign', given)).toBe('COMPLAINTS.ACCUSED')
    }
  })
})

test('what another body was asked and never answered does not keep the right one from being asked', async () => {
  const one = await received({ bodyId: house.organisations.institution.id })
  await done(officer, 'ask-statement', { complaintId: one.complaintId, question: '谁值班', dueOn: '2026-12-14' })
  await done(officer, 'move', { complaintId: one.complaintId, bodyId: house.organisations.north.id, reason: '说的是站里' })
  await done(officer, 'ask-statement', { complaintId: one.complaintId, question: '谁值班', dueOn: '2026-12-14' })
  const asked = (await house.ask(head, 'complaints.statements')) as { items: { question: string }[] }
  expect(asked.items.map((each) => each.question)).toContain('谁值班')
})
