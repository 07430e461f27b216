import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { jobContext } from '#kernel/jobs.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
  await test.done(test.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
    pack: 's2',
    from: '2026-01-01',
    reason: '本市开展专项行动',
  })
})
afterAll(() => test.close())

const clerk = () => test.actor('clerk')
const leader = () => test.actor('duty-leader')
const officer = () => test.actor('bureau-officer', 'bureau')
const factsNow = (guest: Guest) => test.look((tx) => factsOf(tx, [guest.fileId]))
const named = async (guest: Guest, name: string) => (await factsNow(guest)).filter((fact) => fact.name === name)
const dutyOf = async (guest: Guest, clause: string) => {
  const answer = (await test.ask(test.actor('station-head'), 'supervision.file-duties', { subjectId: guest.fileId })) as {
    items: { clause: string; state: string }[]
  }
  return answer.items.find((each) => each.clause === clause)?.state
}
interface Journey {
  plan: { state: string } | null
  refusal: { state: string; open: boolean; next: string[]; steps: { level: string; result: string | null }[] } | null
  exceptions: { kind: string }[]
  letters: { kind: string; no: string }[]
  answers: { accepts: boolean; from: string | null }[]
}
const journeyOf = async (guest: Guest) => (await test.ask(clerk(), 'departure.journey', { fileId: guest.fileId })) as Journey
const far = () => test.organisations['far-station'].id

async function planned(): Promise<Guest> {
  const guest = await guestIn(test, { writtenName: '甘小满', birthDate: '1980-05-01', sex: 'male' })
  await guest.tell(
    { name: 'medical.screened', value: { fit: true, infection: 'ruled-out' } },
    { name: 'person.identity-stated', value: { status: 'verified', by: 'document' } },
  )
  const form = { fileId: guest.fileId, means: 'escort', origin: '安河市', originId: far() }
  await test.done(clerk(), 'departure.plan-return', form)
  await test.done(leader(), 'departure.approve-plan', { fileId: guest.fileId })
  return guest
}
const gone = async () => away(await planned())
async function away(guest: Guest): Promise<Guest> {
  await test.done(clerk(), 'departure.leave', {
    fileId: guest.fileId,
    kind: 'escort',
    origin: '安河市',
    via: 'train',
    secondStaff: '乙',
    escorts: [
      { name: '甲', sex: 'male' },
      { name: '乙', sex: 'male' },
    ],
  })
  return guest
}
const refusal = (guest: Guest) => ({ fileId: guest.fileId, origin: '安河市', reason: '称户籍已注销' })

describe('a refusal', () => {
  it('goes up level by level, with an answer to each, until it is settled', async () => {
    const guest = await planned()
    const of = { fileId: guest.fileId }
    await test.done(clerk(), 'departure.record-origin-refusal', refusal(guest))
    expect(await test.act(clerk(), 'departure.record-origin-refusal', refusal(guest))).toMatchObject({
      code: 'DEPARTURE.REFUSAL_OPEN',
      sentence: expect.stringContaining('2026-12-09'),
    })
    expect(await test.act(clerk(), 'departure.answer-raise', { ...of, result: 'receives' })).toMatchObject({
      code: 'DEPARTURE.NOT_RAISED',
    })
    expect((await journeyOf(guest)).plan?.state).toBe('refused')
    await test.done(clerk(), 'departure.raise', { ...of, to: 'city', text: '请协调' })
    expect(await test.act(clerk(), 'departure.raise', { ...of, to: 'province' })).toMatchObject({ code: 'DEPARTURE.RAISE_WAITS' })
    await test.done(officer(), 'departure.answer-raise', { ...of, result: 'cannot-settle', who: '市局' })
    expect(await test.act(clerk(), 'departure.raise', { ...of, to: 'county' })).toMatchObject({ code: 'DEPARTURE.NOT_HIGHER' })
    await test.done(officer(), 'departure.raise', { ...of, to: 'province' })
    const { refusal: ladder } = await journeyOf(guest)
    expect(ladder).toMatchObject({
      state: 'raised',
      open: true,
      next: ['ministry'],
      steps: [
        { level: 'city', result: 'cannot-settle' },
        { level: 'province', result: null },
      ],
    })
    const list = (await test.ask(officer(), 'departure.refusals')) as { items: { fileId: string; state: string }[] }
    expect(list.items.find((each) => each.fileId === guest.fileId)).toMatchObject({ state: 'raised' })
    await test.done(officer(), 'departure.answer-raise', { ...of, result: 'receives' })
    const after = await journeyOf(guest)
    expect([after.plan?.state, after.refusal?.state]).toEqual(['approved', 'settled'])
    expect((await named(guest, 'departure.raised')).map((fact) => fact.value.level).toSorted()).toEqual(['city', 'province'])
    expect(await test.act(clerk(), 'departure.raise', { ...of, to: 'ministry' })).toMatchObject({ code: 'DEPARTURE.NOT_REFUSED' })
  })

  it('may end with the guest staying here, and the plan ends with it', async () => {
    const guest = await planned()
    const of = { fileId: guest.fileId }
    await test.done(clerk(), 'departure.record-origin-refusal', refusal(guest))
    await test.done(clerk(), 'departure.raise', { ...of, to: 'city' })
    await test.done(clerk(), 'departure.answer-raise', { ...of, result: 'stays-here' })
    expect(await journeyOf(guest)).toMatchObject({ plan: { state: 'cancelled' }, refusal: { state: 'stays', open: false } })
  })

  it('answered by the origin in the system is written down by itself, and so is a change of mind', async () => {
    const guest = await planned()
    await test.done(clerk(), 'departure.ask-origin', {
      fileId: guest.fileId,
      originId: far(),
      origin: '安河市救助管理站',
      way: 'system',
    })
    // As the origin's answer leaves it, and once more, as a job that is tried again.
    const run = async (accepts: boolean) => {
      const job = test.house.handlers.get('departure.after-answer')
      const factId = `${crypto.randomUUID()}:0`
      const data = { fileId: guest.fileId, factId, accepts, organisation: far(), occurredAt: test.now() }
      await job?.run(jobContext(test.house), data)
      await job?.run(jobContext(test.house), data)
    }
    await run(false)
    expect(await named(guest, 'departure.origin-refused')).toHaveLength(1)
    expect((await journeyOf(guest)).refusal).toMatchObject({ state: 'refused', open: true })
    await run(true)
    expect(await journeyOf(guest)).toMatchObject({ refusal: { state: 'settled' }, plan: { state: 'approved' } })
  })

  it('declined by the station of origin through its own door comes back here, and its lists stay its own', async () => {
    const guest = await planned()
    const ask = { fileId: guest.fileId, originId: far(), origin: '安河市救助管理站', way: 'system', text: '能否接收' }
    await test.done(clerk(), 'departure.ask-origin', ask)
    await test.work()
    const there = test.actor('clerk', 'far-station')
    const board = (await test.ask(there, 'origin.board')) as { items: { receptionId: string; fileId: string }[] }
    const { receptionId } = board.items.find((each) => each.fileId === guest.fileId) as { receptionId: string }
    expect(await test.ask(there, 'departure.planned')).toMatchObject({ items: [], total: 0 })
    await test.done(there, 'origin.decline', { receptionId, reason: '户籍不在本地', signer: '站长' })
    await test.work()
    expect(await journeyOf(guest)).toMatchObject({
      plan: { state: 'refused' },
      refusal: { state: 'refused', line: expect.stringContaining('户籍不在本地') },
      answers: [{ accepts: false, from: '安河市救助管理站' }],
    })
  }, 300_000)

  it('is raised by the station and its bureau, by nobody else', async () => {
    const guest = await planned()
    await test.done(clerk(), 'departure.record-origin-refusal', refusal(guest))
    for (const who of [test.actor('clerk', 'south'), test.actor('bureau-officer', 'far-bureau'), test.stranger()])
      expect(await test.act(who, 'departure.raise', { fileId: guest.fileId, to: 'city' })).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
    const list = (await test.ask(test.actor('bureau-officer', 'far-bureau'), 'departure.refusals')) as { items: unknown[] }
    expect(list.items).toEqual([])
  })
})

describe('letters', () => {
  it('carry the organisation, and go out twice only on purpose and under their number', async () => {
    const guest = await planned()
    const ask = { fileId: guest.fileId, originId: far(), origin: '安河市救助管理站', way: 'system', text: '能否接收' }
    const { reply } = await test.done(clerk(), 'departure.ask-origin', ask)
    expect(reply.letterNo).toMatch(/^云救商〔2026〕\d{3}$/)
    expect((await named(guest, 'departure.origin-asked')).at(-1)?.value).toEqual({ organisation: far() })
    expect(await test.act(clerk(), 'departure.ask-origin', ask)).toMatchObject({
      code: 'DEPARTURE.LETTER_SENT',
      sentence: expect.stringMatching(/2026-12-09 发过 云救商/),
    })
    expect(await test.act(clerk(), 'departure.ask-origin', { ...ask, again: true })).toMatchObject({
      code: 'DEPARTURE.AGAIN_WHY',
    })
    const again = await test.done(clerk(), 'departure.ask-origin', { ...ask, again: true, againReason: '对方说没有收到' })
    expect(again.reply.letterNo).toBe(reply.letterNo)
    expect(await test.act(clerk(), 'departure.ask-origin', { ...ask, originId: test.organisations.hospital.id })).toMatchObject({
      code: 'DEPARTURE.NO_SUCH_ORIGIN',
    })
  })

  it('that tell take the next number, and none is lost by a refused one', async () => {
    const [one, two] = [await gone(), await gone()]
    const tell = (guest: Guest) => ({ fileId: guest.fileId, originId: far(), origin: '安河市救助管理站', way: 'system' })
    const first = await test.done(clerk(), 'departure.tell-origin', tell(one))
    await test.act(clerk(), 'departure.tell-origin', tell(one))
    const second = await test.done(clerk(), 'departure.tell-origin', tell(two))
    expect([first.reply.letterNo, second.reply.letterNo]).toEqual(['云救告〔2026〕001', '云救告〔2026〕002'])
    expect((await named(one, 'departure.origin-told')).at(-1)?.value).toEqual({ organisation: far() })
  })
})

describe('on the way', () => {
  const event = (guest: Guest, more: Record<string, unknown>) => ({
    fileId: guest.fileId,
    at: test.now(),
    what: '在站台走散',
    ...more,
  })
  it('a missed train keeps the plan alive, somebody lost ends it', async () => {
    const guest = await gone()
    await test.done(test.actor('caregiver'), 'departure.note-event', event(guest, { kind: 'missed', outcome: 'goes-on' }))
    expect(await journeyOf(guest)).toMatchObject({ plan: { state: 'under-way' }, exceptions: [{ kind: 'missed' }] })
    const { reply } = await test.done(clerk(), 'departure.note-event', event(guest, { kind: 'absconded', outcome: 'ends' }))
    expect(reply.advice).toEqual(['report'])
    expect((await journeyOf(guest)).plan?.state).toBe('cancelled')
    expect(await named(guest, 'departure.plan-cancelled')).toMatchObject([{ value: { reason: 'absconded' } }])
  })

  it('a death ends it whatever was ticked, and nothing happens on a way that nobody is on', async () => {
    const guest = await gone()
    await test.done(clerk(), 'departure.note-event', event(guest, { kind: 'died', outcome: 'goes-on' }))
    expect((await journeyOf(guest)).plan?.state).toBe('cancelled')
    const here = await planned()
    expect(await test.act(clerk(), 'departure.note-event', event(here, { kind: 'ill', outcome: 'goes-on' }))).toMatchObject({
      code: 'DEPARTURE.NOT_UNDER_WAY',
    })
  })

  it('two persons become one: plan and handover follow, and it is noted once', async () => {
    const guest = await gone()
    const same = await guestIn(test, { writtenName: '甘满', sex: 'male' })
    await test.work()
    const { reply } = await test.done(test.actor('station-head'), 'people.merge', {
      personId: same.personId,
      otherId: guest.personId,
      reason: '同一人',
    })
    await test.work()
    expect(await journeyOf(guest)).toMatchObject({ plan: { state: 'under-way' }, exceptions: [{ kind: 'person-merged' }] })
    await test.done(clerk(), 'departure.sign-handover', {
      fileId: guest.fileId,
      arrivedAt: test.now(),
      receivedBy: '安河市救助管理站',
      signer: '白',
    })
    expect((await journeyOf(guest)).plan?.state).toBe('arrived')
    expect(
      await test.act(leader(), 'departure.note-merged', {
        fileId: guest.fileId,
        personId: same.personId,
        otherId: guest.personId,
      }),
    ).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    // Two after all, and found out when he had arrived: the journey says so, once.
    await test.done(test.actor('station-head'), 'people.undo-link', { decisionId: reply.decisionId, reason: '认错了' })
    await test.work()
    expect((await journeyOf(guest)).exceptions.map((each) => each.kind)).toEqual(['person-merged', 'person-parted'])
    expect(
      await test.act(leader(), 'departure.note-parted', {
        fileId: guest.fileId,
        personId: same.personId,
        otherId: guest.personId,
      }),
    ).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  }, 300_000)
})

describe('the clauses', () => {
  it('home soon: due once verified and fit, met by leaving, late after ten days', async () => {
    const guest = await planned()
    expect(await dutyOf(guest, 's2.09.home-soon')).toBe('pending')
    const other = await planned()
    test.at('2026-12-20T09:00')
    expect(await dutyOf(other, 's2.09.home-soon')).toBe('overdue')
    test.at('2026-12-12T09:00')
    await away(guest)
    expect(await dutyOf(guest, 's2.09.home-soon')).toBe('met')
    test.at('2026-12-09T09:00')
  })

  it('a refusal is raised within three days, a letter sent within five', async () => {
    const [raised, late] = [await planned(), await planned()]
    for (const guest of [raised, late]) await test.done(clerk(), 'departure.record-origin-refusal', refusal(guest))
    expect(await dutyOf(raised, 's2.09.refusal-raised')).toBe('pending')
    await test.done(officer(), 'departure.raise', { fileId: raised.fileId, to: 'city' })
    expect(await dutyOf(raised, 's2.09.refusal-raised')).toBe('met')
    const [told, untold] = [await gone(), await gone()]
    expect(await dutyOf(told, 's2.14.letter')).toBe('pending')
    await test.done(clerk(), 'departure.tell-origin', { fileId: told.fileId, origin: '安河市救助管理站', way: 'letter' })
    expect(await dutyOf(told, 's2.14.letter')).toBe('met')
    test.at('2026-12-20T09:00')
    expect(await dutyOf(late, 's2.09.refusal-raised')).toBe('overdue')
    expect(await dutyOf(untold, 's2.14.letter')).toBe('overdue')
    test.at('2026-12-09T09:00')
  })
})

describe('replays', () => {
  it('rows agree with the facts', async () => {
    const { departure } = await import('./module.ts')
    for (const replay of departure.replays ?? [])
      expect(await test.look((tx) => replay.differing(tx, 10)), replay.column).toEqual([])
  })
})
