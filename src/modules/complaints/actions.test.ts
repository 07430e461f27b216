/** Complaints through their doors, on a real database: never looked into by the one complained of; answered; reviewed once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, publicActorFor } from '#kernel/actor.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import { openTestHouse, type Place, type TestHouse } from '../../../tests/house.ts'

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

const idOf = (place: Place) => house.organisations[place].id
const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, `complaints.${door}`, form)) as { code?: string }).code
const done = async (by: Actor, door: string, form: Record<string, unknown>) =>
  (await house.done(by, `complaints.${door}`, form)).reply as Record<string, string>
const SECRET = '值班的人把我赶出来'
const PHONE = '13900001111'
interface Board {
  items: { complaintId: string; no: string; state: string }[]
  total: number
  bodies: { title: string; open: number; founded: number | null; lookedInto: number }[]
}
const board = (by: Actor, params: object = {}) => house.ask(by, 'complaints.board', params as never) as Promise<Board>
interface Page {
  code?: string
  state: string
  may: string[]
  measures: { measureId: string }[]
  statements: { answer: string | null }[]
  course: { kind: string; lines: string[] }[]
}
const page = (by: Actor, complaintId: string) => house.ask(by, 'complaints.complaint', { complaintId }) as Promise<Page>

async function received(
  more: Record<string, unknown> = {},
  by = clerk,
): Promise<{ complaintId: string; number: string; code: string }> {
  const reply = await done(by, 'receive', {
    way: 'in-person',
    about: 'refused',
    bodyId: idOf('north'),
    words: SECRET,
    name: '来人甲',
    phone: PHONE,
    wants: 'written',
    ...more,
  })
  const item = (await board(officer)).items.find((each) => each.no === reply.number)
  return { complaintId: item?.complaintId ?? '', number: reply.number as string, code: reply.code as string }
}
const given = (complaintId: string, more: object = {}) => done(officer, 'assign', { complaintId, dueOn: '2026-12-30', ...more })
const found = async (complaintId: string, more: object = {}, by = officer) => {
  await given(complaintId)
  await done(by, 'look-into', { complaintId, founded: 'yes', finding: '调了录像', ...more })
}
const hear = (receipt: { number: string; code: string }, by = publicActorFor(house.organisations.north)) =>
  done(by, 'state-by-receipt', { number: receipt.number, code: receipt.code, remote: '203.0.113.9' }) as Promise<
    Record<string, unknown>
  >

describe('a complaint about a station', () => {
  test('goes to its bureau: nobody of the station sees who complained, nor the words, not even who took it down', async () => {
    const one = await received()
    expect(one.number).toMatch(/诉 2026-0001$/)
    expect((await page(officer, one.complaintId)).state).toBe('received')
    for (const each of [clerk, head, house.actor('duty-leader'), house.actor('station-head', 'south')]) {
      const seen = await page(each, one.complaintId)
      expect(seen.code).toBe('KERNEL.NOT_FOUND')
      expect(JSON.stringify(await board(each))).not.toContain(SECRET)
    }
    // Row-level security alone: no row, no fact, no complainant.
    const rowsFor = (who: Actor) =>
      withActor(house.house.db, who, async (tx) => [
        ...(await rows(sql`select id from complaints.complaint`, tx)),
        ...(await rows(sql`select complaint_id from complaints.complainant`, tx)),
        ...(await rows(sql`select id from complaints.step`, tx)),
        ...(await rows(sql`select fact_id from kernel.ledger where subject_kind = 'complaint'`, tx)),
      ])
    expect(await rowsFor(head)).toEqual([])
    expect((await rowsFor(officer)).length).toBeGreaterThan(0)
    // The far bureau neither.
    expect(await rowsFor(house.actor('bureau-officer', 'far-bureau'))).toEqual([])
  })

  test('the body says its part when it is asked, sees what is asked and nothing else', async () => {
    const one = await received()
    await given(one.complaintId)
    await done(officer, 'ask-statement', { complaintId: one.complaintId, question: '9 日凌晨谁值班', dueOn: '2026-12-14' })
    expect(await code(officer, 'ask-statement', { complaintId: one.complaintId, question: '再问', dueOn: '2026-12-14' })).toBe(
      'COMPLAINTS.ASKED',
    )
    const asked = (await house.ask(head, 'complaints.statements')) as {
      waiting: number
      items: { statementId: string; question: string }[]
    }
    const mine = asked.items.find((each) => each.question === '9 日凌晨谁值班')
    expect(JSON.stringify(asked)).not.toContain(SECRET)
    expect(JSON.stringify(asked)).not.toContain(PHONE)
    expect((await page(head, one.complaintId)).code).toBe('KERNEL.NOT_FOUND')
    const statement = { statementId: mine?.statementId, answer: '当晚是两人值班', by: '站长' }
    expect(await code(house.actor('station-head', 'south'), 'give-statement', statement)).toBe('KERNEL.NOT_FOUND')
    await done(head, 'give-statement', statement)
    expect(await code(head, 'give-statement', statement)).toBe('COMPLAINTS.GIVEN')
    expect((await page(officer, one.complaintId)).statements[0]?.answer).toBe('当晚是两人值班')
  })

  test('is looked into, put right with proof, answered; the receipt hears the answer; then it is closed', async () => {
    const one = await received()
    expect((await hear(one)).state).toBe('received')
    expect(await code(officer, 'look-into', { complaintId: one.complaintId, founded: 'yes', finding: '查' })).toBe(
      'COMPLAINTS.NOT_NOW',
    )
    await found(one.complaintId, { measures: ['重新培训值班人员', '门口贴公示'], measuresBy: '2026-12-31' })
    expect((await hear(one)).state).toBe('working')
    expect(await code(officer, 'close', { complaintId: one.complaintId })).toBe('COMPLAINTS.NOT_NOW')
    await done(officer, 'answer', { complaintId: one.complaintId, way: 'receipt', answer: '属实，已道歉并受理您的求助' })
    expect(await hear(one)).toMatchObject({ state: 'answered', answer: '属实，已道歉并受理您的求助', mayReview: true })
    expect(await code(officer, 'close', { complaintId: one.complaintId })).toBe('COMPLAINTS.MEASURES_OPEN')
    for (const { measureId } of (await page(officer, one.complaintId)).measures)
      await done(officer, 'correct', { measureId, proof: '看过签到表' })
    await done(officer, 'close', { complaintId: one.complaintId })
    expect((await page(officer, one.complaintId)).course.map((each) => each.kind)).toEqual([
      'assigned',
      'looked-into',
      'answered',
      'corrected',
      'corrected',
      'closed',
    ])
    const group = (await board(officer)).bodies.find((each) => each.title === '云川市救助管理站')
    expect(group?.founded).toBe(100)
    const paper = (await house.ask(officer, 'complaints.paper-answer', { complaintId: one.complaintId })) as {
      file: { type: string }
    }
    expect(paper.file.type).toBe('application/pdf')
    expect(((await house.ask(officer, 'complaints.sheet')) as { file: { name: string } }).file.name).toBe(
      '投诉登记簿 2026-12-09.xlsx',
    )
  })

  test('is not given to the station, nor to its accused; a lesser matter to its head alone, by a decision with a reason', async () => {
    const one = await received()
    const of = { complaintId: one.complaintId, dueOn: '2026-12-30' }
    expect(await code(officer, 'assign', { ...of, organisationId: idOf('north') })).toBe('COMPLAINTS.WHO')
    expect(await code(officer, 'assign', { ...of, accountId: clerk.accountId })).toBe('COMPLAINTS.BODY')
    expect(await code(officer, 'assign', { ...of, accountId: clerk.accountId, lesser: true, reason: '小事' })).toBe(
      'COMPLAINTS.BODY',
    )
    expect(await code(officer, 'assign', { ...of, accountId: head.accountId, lesser: true })).toBe('COMPLAINTS.REASON')
    await done(officer, 'assign', { ...of, accountId: head.accountId, lesser: true, reason: '说话态度，由站长教育' })
    expect((await page(head, one.complaintId)).may).toContain('complaints.look-into')
    expect((await page(house.actor('duty-leader'), one.complaintId)).code).toBe('KERNEL.NOT_FOUND')
    expect(await code(head, 'open-complainant', { complaintId: one.complaintId, reason: '想知道' })).toBe('KERNEL.NOT_FOUND')
    expect(await code(officer, 'look-into', { complaintId: one.complaintId, founded: 'no', finding: '查' })).toBe(
      'COMPLAINTS.GIVEN_TO_OTHER',
    )
    // Named as the accused, the head loses it, at once.
    await done(officer, 'name-accused', { complaintId: one.complaintId, accountIds: [head.accountId] })
    expect((await page(head, one.complaintId)).code).toBe('KERNEL.NOT_FOUND')
    expect(await code(officer, 'assign', { ...of, accountId: head.accountId, lesser: true, reason: '又交' })).toBe(
      'COMPLAINTS.ACCUSED',
    )
    expect(await code(officer, 'name-accused', { complaintId: one.complaintId, accountIds: [leader.accountId] })).toBe(
      'COMPLAINTS.OURS',
    )
  })

  test('who complained is opened with a reason that stands in the ledger', async () => {
    const one = await received()
    expect(JSON.stringify(await page(officer, one.complaintId))).not.toContain(PHONE)
    expect(await done(officer, 'open-complainant', { complaintId: one.complaintId, reason: '回电核实' })).toMatchObject({
      phone: PHONE,
    })
    const noted = await house.look((tx) =>
      rows<{ value: object }>(
        sql`select value from kernel.ledger where subject_id = ${one.complaintId}::uuid and name = 'sensitive.viewed'`,
        tx,
      ),
    )
    expect(noted).toEqual([{ value: { what: 'complainant' } }])
  })
})

describe('who looks into it', () => {
  test('a bureau is not complained of to itself: without a level above a supervisor is named, or it is told where else to go', async () => {
    const about = { way: 'phone', about: 'staff', bodyId: idOf('bureau'), words: '经办人推诿' }
    expect(await code(clerk, 'receive', about)).toBe('COMPLAINTS.NOBODY_ABOVE')
    const security = house.actor('security-admin', 'platform')
    expect(await code(security, 'name-supervisor', { bodyId: idOf('bureau'), supervisorId: idOf('education') })).toBe(
      'COMPLAINTS.NOT_INDEPENDENT',
    )
    await done(security, 'name-supervisor', { bodyId: idOf('bureau'), supervisorId: idOf('far-bureau') })
    const { number } = await done(clerk, 'receive', about)
    expect((await board(officer)).items.map((each) => each.no)).not.toContain(number)
    const far = house.actor('bureau-officer', 'far-bureau')
    expect((await board(far)).items.map((each) => each.no)).toContain(number)
  })

  test('an institution’s goes to the bureau; the contact at a station may be given it, the institution may not', async () => {
    const one = await received({ about: 'institution', bodyId: idOf('institution') })
    const of = { complaintId: one.complaintId, dueOn: '2026-12-30' }
    const matron = house.actor('institution-officer', 'institution')
    expect(await code(officer, 'assign', { ...of, accountId: matron.accountId })).toBe('COMPLAINTS.BODY')
    await done(officer, 'assign', { ...of, accountId: head.accountId, ask: '看伙食账' })
    await done(head, 'look-into', { complaintId: one.complaintId, founded: 'partly', finding: '伙食不足', done: '补足' })
    expect((await page(matron, one.complaintId)).code).toBe('KERNEL.NOT_FOUND')
    expect((await page(officer, one.complaintId)).state).toBe('found')
  })

  test('a body that is none of ours is named in words; what turns out to be about our own goes up', async () => {
    const one = await received({ bodyId: undefined, bodyName: '某养老院' })
    expect((await page(officer, one.complaintId)).state).toBe('received')
    expect(await code(clerk, 'receive', { way: 'phone', about: 'other', words: '事' })).toBe('COMPLAINTS.WHICH_BODY')
    await done(officer, 'move', { complaintId: one.complaintId, bodyId: idOf('hospital'), reason: '说的是医院' })
    expect((await page(officer, one.complaintId)).state).toBe('received')
    expect(await code(officer, 'move', { complaintId: one.complaintId, bodyId: idOf('far-station'), reason: '外地' })).toBe(
      'COMPLAINTS.NO_SUCH_BODY',
    )
  })
})

describe('a review', () => {
  test('is asked once by who holds the receipt, and is somebody else’s than who looked before', async () => {
    const one = await received()
    await found(one.complaintId, { founded: 'no' })
    await done(officer, 'answer', { complaintId: one.complaintId, way: 'receipt', answer: '查无此事' })
    const visitor = publicActorFor(house.organisations.north)
    const ask = { number: one.number, code: one.code, why: '录像没有看全', remote: '203.0.113.9' }
    expect(await done(visitor, 'ask-review-by-receipt', { ...ask, code: 'AAAAA-AAAAA' })).toMatchObject({ done: false })
    expect((await page(officer, one.complaintId)).state).toBe('answered')
    expect(await done(visitor, 'ask-review-by-receipt', ask)).toMatchObject({ done: true })
    expect(await done(visitor, 'ask-review-by-receipt', ask)).toMatchObject({ done: false })
    expect(await hear(one)).toMatchObject({ state: 'review' })
    expect(await code(officer, 'look-into', { complaintId: one.complaintId, founded: 'no', finding: '查' })).toBe(
      'COMPLAINTS.OWN_LOOK',
    )
    await done(leader, 'look-into', { complaintId: one.complaintId, founded: 'yes', finding: '看全了录像' })
    await done(leader, 'answer', { complaintId: one.complaintId, way: 'receipt', answer: '属实' })
    expect(await hear(one)).toMatchObject({ state: 'answered', answer: '属实', mayReview: false })
    expect(await code(officer, 'ask-review', { complaintId: one.complaintId, why: '又不同意' })).toBe('COMPLAINTS.REVIEWED')
  })

  test('is over after its term; then the complaint closes by itself', async () => {
    const one = await received()
    await found(one.complaintId)
    await done(officer, 'answer', { complaintId: one.complaintId, way: 'phone', answer: '已改' })
    house.at('2027-01-09T09:00')
    expect(await code(officer, 'ask-review', { complaintId: one.complaintId, why: '晚了' })).toBe('COMPLAINTS.REVIEW_OVER')
    await house.house.handlers.get('complaints.close-answered')?.run(jobContext(house.house), {})
    expect((await page(officer, one.complaintId)).state).toBe('closed')
    house.at('2026-12-09T10:00')
  })
})

describe('the public page', () => {
  const told = { about: 'care', words: '不给热水', remote: '198.51.100.7' }
  test('says number and code again to whoever sends the same, from another address too, for some hours and to nobody else', async () => {
    const actionId = crypto.randomUUID()
    const form = { about: 'care', bodyId: idOf('north'), words: '没有热水', remote: '203.0.113.77' }
    const send = (more: object = {}, by = publicActorFor(house.organisations.north)) =>
      house.act(by, 'complaints.receive-public', { ...form, ...more }, { actionId }) as Promise<Record<string, unknown>>
    const first = await send()
    expect(await send({ remote: '198.51.100.200' })).toMatchObject({
      reply: { ...(first['reply'] as object), repeated: true },
    })
    expect(await send({ words: '别的事' })).toMatchObject({ code: 'KERNEL.ID_REUSED', details: first['reply'] })
    const elsewhere = await send({}, publicActorFor(house.organisations.south))
    expect(JSON.stringify(elsewhere)).not.toContain((first['reply'] as { code: string }).code)
    house.at('2026-12-09T23:30')
    expect((await send())['reply']).not.toHaveProperty('code')
    expect(await send({ words: '别的事' })).not.toHaveProperty('details')
  })

  test('takes it without a name; receipt and code are no oracle: wrong ones all sound alike', async () => {
    const visitor = publicActorFor(house.organisations.north)
    const one = (await done(visitor, 'receive-public', { ...told, bodyId: idOf('north') })) as unknown as {
      number: string
      code: string
    }
    expect(await hear(one)).toMatchObject({ state: 'received', answer: '' })
    const wrong = [
      await hear({ number: one.number, code: 'AAAAA-AAAAA' }),
      await hear({ number: '云诉 2026-9999', code: one.code }),
      await hear({ number: one.number.replace('云', '安'), code: one.code }),
    ]
    expect(new Set(wrong.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(wrong[0]).toMatchObject({ state: 'no-match' })
    const item = (await board(officer)).items.find((each) => each.no === one.number)
    expect(item).toMatchObject({ anonymous: true })
  })

  test('an address that sends too many is asked to wait, others are heard', async () => {
    const visitor = publicActorFor(house.organisations.south)
    const form = { ...told, bodyId: idOf('south') }
    for (let sent = 0; sent < 10; sent += 1) await done(visitor, 'receive-public', form)
    expect(await code(visitor, 'receive-public', form)).toBe('COMPLAINTS.TOO_MANY')
    await done(visitor, 'receive-public', { ...form, remote: '198.51.100.8' })
  })
})

test('material that was looked at is opened by whoever looks into it, and by nobody who is complained of', async () => {
  const one = await received()
  const id = crypto.randomUUID()
  const body = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  const { db, vault } = house.house
  await withActor(db, officer, (tx) =>
    keepFile(tx, vault, officer, { id, name: 'p.jpg', type: 'image/jpeg', body, now: house.now() }),
  )
  await found(one.complaintId, { files: [id] })
  const open = async (by: Actor) =>
    (await house.ask(by, 'complaints.file', { complaintId: one.complaintId, attachmentId: id })) as {
      file?: { type: string }
      code?: string
    }
  expect((await open(leader)).file?.type).toBe('image/jpeg')
  expect((await open(head)).code).toBe('KERNEL.NOT_FOUND')
})

describe('several of one matter', () => {
  test('are joined and answered together, parted when it was not so', async () => {
    const [one, two, three] = [await received(), await received(), await received()]
    for (const each of [two, three])
      await done(officer, 'join', { complaintId: each.complaintId, intoId: one.complaintId, reason: '同一晚' })
    expect(await code(officer, 'join', { complaintId: one.complaintId, intoId: two.complaintId, reason: '反' })).toBe(
      'COMPLAINTS.INTO_JOINED',
    )
    await done(officer, 'part', { complaintId: three.complaintId, reason: '不是同一晚' })
    await found(one.complaintId)
    await done(officer, 'answer', { complaintId: one.complaintId, way: 'receipt', answer: '都答复了' })
    expect(await hear(two)).toMatchObject({ state: 'answered', answer: '都答复了' })
    expect(await hear(three)).toMatchObject({ state: 'received', answer: '' })
  })

  test('withdrawn keeps the record and may still be looked into; danger is sent on as a report; retaliation is noted', async () => {
    const one = await received()
    await done(officer, 'send-on', { complaintId: one.complaintId, reportNo: '云救报 2026-0001', reason: '说有人被打' })
    expect(await code(officer, 'send-on', { complaintId: one.complaintId, reason: '再转' })).toBe('COMPLAINTS.SENT_ON')
    await done(officer, 'tell-retaliation', { complaintId: one.complaintId, what: '不让进门' })
    await done(officer, 'withdraw', { complaintId: one.complaintId, reason: '不想查了' })
    expect((await hear(one)).state).toBe('withdrawn')
    expect(await code(officer, 'assign', { complaintId: one.complaintId, dueOn: '2026-12-30' })).toBe('COMPLAINTS.REASON')
    await given(one.complaintId, { reason: '涉及安全，仍要查' })
    const seen = await page(officer, one.complaintId)
    expect(seen).toMatchObject({ state: 'assigned', fears: true, reportNo: '云救报 2026-0001' })
    expect(seen.course.map((each) => each.kind)).toEqual(['sent-on', 'retaliation', 'withdrawn', 'assigned'])
  })

  test('of two who look into one at once, one is told', async () => {
    const one = await received()
    await given(one.complaintId)
    const both = await Promise.all(
      [officer, leader].map((by) =>
        house.act(by, 'complaints.look-into', { complaintId: one.complaintId, founded: 'no', finding: '查' }),
      ),
    )
    expect(both.filter((each) => 'code' in each)).toMatchObject([{ code: 'COMPLAINTS.NOT_NOW' }])
  })
})
