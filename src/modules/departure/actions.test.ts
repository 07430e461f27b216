import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { fileById, leftNotes } from '#modules/people-and-cases/index.ts'
import { type Guest, guestIn, uploadBy } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
})
afterAll(() => test.close())

const clerk = () => test.actor('clerk')
const leader = () => test.actor('duty-leader')
const lastFacts = (guest: Guest) => test.look((tx) => factsOf(tx, [guest.fileId]))
const fileOf = (guest: Guest) => test.look((tx) => fileById(tx, guest.fileId))
const noteOf = async (guest: Guest) =>
  (await test.look((tx) => leftNotes(tx, test.house.vault, [guest.fileId]))).get(guest.fileId)
const born = { writtenName: '甘小满', birthDate: '1980-05-01', sex: 'male' as const }
/** Looked at, of sound mind, fit. */
const seen = { name: 'medical.screened', value: { fit: true, infection: 'ruled-out' } }
const own = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  kind: 'own',
  signedHow: 'signature',
  secondStaff: '乙',
  ...more,
})

async function sound(told: Parameters<typeof guestIn>[1] = born): Promise<Guest> {
  const guest = await guestIn(test, told)
  await guest.tell(seen)
  return guest
}

interface Options {
  options: { kind: string; possible: string; findings: { key: string; basis: string }[] }[]
  mayDecideAge: boolean
  earlierTickets: number
  suggested: { origin: string | null; crossProvince: string }
}
const optionsOf = async (guest: Guest) => (await test.ask(clerk(), 'departure.options', { fileId: guest.fileId })) as Options
const wayOf = (answer: Options, kind: string) => answer.options.find((each) => each.kind === kind)

describe('leaving on one’s own', () => {
  it('a grown guest signs and goes, and the next reception reads one line', async () => {
    const guest = await sound()
    await test.done(clerk(), 'departure.leave', own(guest, { origin: '青禾县' }))
    expect((await lastFacts(guest)).at(-1)).toMatchObject({ name: 'departure.left', value: { kind: 'own' } })
    expect(await fileOf(guest)).toMatchObject({ state: 'left', leftKind: 'own' })
    expect(await noteOf(guest)).toBe('自行离站，回青禾县')
  })

  it('nobody leaves twice', async () => {
    const guest = await sound()
    await test.done(clerk(), 'departure.leave', own(guest))
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({ code: 'DEPARTURE.NOT_IN' })
  })

  it('the same action sent twice is one leaving', async () => {
    const guest = await sound()
    const actionId = crypto.randomUUID()
    const first = await test.done(clerk(), 'departure.leave', own(guest), { actionId })
    expect(await test.done(clerk(), 'departure.leave', own(guest), { actionId })).toEqual(first)
  })

  it('who was not looked at is looked at first', async () => {
    const guest = await guestIn(test, born)
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({
      code: 'DEPARTURE.NOT_THIS_WAY',
      details: { check: 'mind-unknown' },
    })
  })

  it('a guest of fifteen is collected', async () => {
    const guest = await sound({ birthDate: '2011-03-01' })
    const refused = await test.act(clerk(), 'departure.leave', own(guest))
    expect(refused).toMatchObject({ code: 'DEPARTURE.NOT_THIS_WAY', details: { check: 'under-sixteen', weight: 'no' } })
    expect(refused).toHaveProperty('basis')
    expect(wayOf(await optionsOf(guest), 'family')?.possible).toBe('yes')
  })

  it('on the sixteenth birthday not yet, the day after with consent', async () => {
    const guest = await sound({ birthDate: '2010-12-09' })
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({ code: 'DEPARTURE.NOT_THIS_WAY' })
    test.at('2026-12-10T00:01')
    try {
      expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({
        code: 'DEPARTURE.LACKS',
        fields: { consentBy: expect.anything() },
      })
      await test.done(clerk(), 'departure.leave', own(guest, { consentBy: '值班长' }))
    } finally {
      test.at('2026-12-09T09:00')
    }
  })

  it('signs of mental disorder or limited capacity close the way', async () => {
    const guest = await sound()
    await guest.tell({ name: 'person.condition-noted', value: { kinds: ['limb'], capacity: 'limited' } })
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({ details: { check: 'capacity' } })
    await guest.tell({ name: 'person.condition-noted', value: { kinds: ['mental'], capacity: 'full' } })
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({ details: { check: 'mind' } })
  })

  it('an age only seen is decided by the duty leader, not by the clerk', async () => {
    const guest = await sound({ ageSeenMin: 40, ageSeenMax: 50 })
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({ details: { check: 'age-unknown' } })
    expect((await optionsOf(guest)).mayDecideAge).toBe(true)
    const decision = { fileId: guest.fileId, reason: '面容、白发，自述有成年子女', secondStaff: '乙' }
    expect(await test.act(clerk(), 'departure.decide-age', decision)).toMatchObject({ code: 'DEPARTURE.ONLY_DUTY_LEADER' })
    await test.done(leader(), 'departure.decide-age', decision)
    await test.done(clerk(), 'departure.leave', own(guest))
  })

  it('who looks seventeen is not decided upon', async () => {
    const guest = await sound({ ageSeenMin: 17, ageSeenMax: 25 })
    const decision = { fileId: guest.fileId, reason: '自述', secondStaff: '乙' }
    expect(await test.act(leader(), 'departure.decide-age', decision)).toMatchObject({ code: 'DEPARTURE.AGE_TOO_NEAR' })
    const known = await sound()
    expect(await test.act(leader(), 'departure.decide-age', { ...decision, fileId: known.fileId })).toMatchObject({
      code: 'DEPARTURE.AGE_KNOWN',
    })
  })

  it('belongings go back first', async () => {
    const guest = await sound()
    await guest.tell({ name: 'intake.belongings-kept', value: { items: ['a', 'b'] } })
    await guest.tell({ name: 'intake.belongings-returned', value: { items: ['a'] } })
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({ details: { check: 'belongings' } })
    await guest.tell({ name: 'intake.belongings-returned', value: { items: ['b'] } })
    await test.done(clerk(), 'departure.leave', own(guest))
  })

  it('who lies in hospital is fetched first', async () => {
    const guest = await sound()
    await guest.tell({ name: 'medical.hospitalised', value: { hospital: '县医院' } })
    expect(await test.act(clerk(), 'departure.leave', own(guest))).toMatchObject({ details: { check: 'in-hospital' } })
  })

  it('the neighbouring station signs nobody out, a stranger finds no door', async () => {
    const guest = await sound()
    expect(await test.act(test.actor('clerk', 'south'), 'departure.leave', own(guest))).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await test.ask(test.actor('clerk', 'south'), 'departure.options', { fileId: guest.fileId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await test.act(test.stranger(), 'departure.leave', own(guest))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

describe('other ways', () => {
  let copy: string
  beforeAll(async () => {
    copy = await uploadBy(test, clerk())
  })
  const collected = (guest: Guest) => ({
    fileId: guest.fileId,
    kind: 'family',
    collectorName: '甘大河',
    collectorRelation: '兄',
    collectorChecked: true,
    collectorCopies: [copy],
    origin: '青禾县',
    local: 'no',
    crossProvince: 'yes',
    secondStaff: '乙',
  })

  it('a collector shows a paper, a copy stays, and who he is stays sealed', async () => {
    const guest = await sound({ birthDate: '2015-01-01' })
    const { collectorCopies: _none, ...bare } = collected(guest)
    expect(await test.act(clerk(), 'departure.leave', bare)).toMatchObject({
      code: 'DEPARTURE.LACKS',
      fields: { collectorCopies: expect.anything() },
    })
    await test.done(clerk(), 'departure.leave', collected(guest))
    const facts = await lastFacts(guest)
    expect(facts.slice(-2)).toMatchObject([
      { name: 'departure.left', value: { kind: 'family' } },
      { name: 'departure.sent-home', value: { local: false, crossProvince: true } },
    ])
    expect(JSON.stringify(facts)).not.toContain('甘大河')
    expect(await noteOf(guest)).toBe('亲属接回，回青禾县')
  })

  it('a woman is escorted by two, one of them a woman', async () => {
    const guest = await sound({ ...born, sex: 'female' })
    const escort = (...escorts: { name: string; sex: string }[]) => ({
      fileId: guest.fileId,
      kind: 'escort',
      origin: '青禾县',
      via: 'station-car',
      local: 'yes',
      secondStaff: '乙',
      escorts,
    })
    const [a, b, c] = [
      { name: '甲', sex: 'male' },
      { name: '乙', sex: 'male' },
      { name: '丙', sex: 'female' },
    ] as const
    expect(await test.act(clerk(), 'departure.leave', escort(a))).toMatchObject({ code: 'DEPARTURE.TWO_ESCORTS' })
    expect(await test.act(clerk(), 'departure.leave', escort(a, b))).toMatchObject({ code: 'DEPARTURE.WOMAN_ESCORT' })
    await test.done(clerk(), 'departure.leave', escort(a, c))
    expect((await lastFacts(guest)).at(-1)).toMatchObject({
      name: 'departure.sent-home',
      value: { local: true, crossProvince: false },
    })
  })

  it('help is ended with a ground, an account and a numbered notice', async () => {
    const guest = await sound()
    const end = { fileId: guest.fileId, kind: 'terminated', secondStaff: '乙' }
    expect(await test.act(clerk(), 'departure.leave', end)).toMatchObject({
      fields: { ground: expect.anything(), record: expect.anything() },
    })
    await test.done(clerk(), 'departure.leave', { ...end, ground: 'help-done', record: '有住处，劝离三次' })
    expect(await test.ask(clerk(), 'departure.file', { fileId: guest.fileId })).toMatchObject({
      leaving: { kind: 'terminated', noticeNo: '云救终〔2026〕001' },
    })
  })

  it('who went without leave is written down, and the things stay listed', async () => {
    const guest = await sound()
    await guest.tell({ name: 'intake.belongings-kept', value: { items: ['a'] } })
    const gone = { fileId: guest.fileId, kind: 'absconded' }
    expect(await test.act(clerk(), 'departure.leave', gone)).toMatchObject({ fields: { record: expect.anything() } })
    const { reply } = await test.done(clerk(), 'departure.leave', { ...gone, record: '14 时查房不在，门卫未见' })
    expect(reply.warnings).toEqual([expect.stringContaining('1 件物品')])
  })

  it('a settled guest needs the settlement first', async () => {
    const guest = await sound()
    const settled = { fileId: guest.fileId, kind: 'settled', receiver: '市福利院', secondStaff: '乙' }
    expect(await test.act(clerk(), 'departure.leave', settled)).toMatchObject({ details: { check: 'not-settled' } })
    await guest.tell({ name: 'settlement.placed' })
    await test.done(clerk(), 'departure.leave', settled)
  })

  it('a death ends the stay at its own time', async () => {
    const guest = await sound()
    test.at('2026-12-09T12:00')
    const death = {
      fileId: guest.fileId,
      diedAt: test.now() - 3_600_000,
      place: 'station',
      circumstances: '凌晨查房发现，120 到场确认',
      policeTold: '城东所 接警',
      certificateBy: 'none',
      secondStaff: '乙',
    }
    expect(await test.act(clerk(), 'departure.record-death', { ...death, diedAt: test.now() + 1 })).toMatchObject({
      code: 'DEPARTURE.DEATH_TIME',
    })
    await test.done(clerk(), 'departure.record-death', death)
    expect((await lastFacts(guest)).at(-1)).toMatchObject({
      name: 'departure.left',
      value: { kind: 'died' },
      occurredAt: death.diedAt,
    })
    expect(await fileOf(guest)).toMatchObject({ state: 'left', leftKind: 'died', leftAt: death.diedAt })
    test.at('2026-12-09T09:00')
  })
})

describe('tickets', () => {
  const ticket = (guest: Guest, more: Record<string, unknown> = {}) => ({
    fileId: guest.fileId,
    kind: 'voucher',
    transport: 'train',
    from: '云川',
    to: '青禾',
    number: 'K117',
    fareYuan: 46.5,
    home: 'yes',
    ...more,
  })

  it('the ticket home makes a going on one’s own a sending home, and stands in the note', async () => {
    const guest = await sound()
    await test.done(clerk(), 'departure.issue-ticket', ticket(guest))
    await test.done(clerk(), 'departure.leave', own(guest, { local: 'no' }))
    const facts = await lastFacts(guest)
    expect(facts.map((fact) => fact.name).slice(-4)).toEqual([
      'departure.ticket-issued',
      'cost.recorded',
      'departure.left',
      'departure.sent-home',
    ])
    expect(facts.find((fact) => fact.name === 'cost.recorded')?.value).toEqual({
      fund: 'travel',
      amount: 4650,
      chargedTo: 'fund',
    })
    expect(await noteOf(guest)).toBe('自行离站，车票 K117 到青禾 46.50 元')
  })

  it('cash is a short fare of at most twenty yuan, signed for', async () => {
    const guest = await sound()
    const cash = { kind: 'short-fare', fareYuan: 20, receiptSigned: true }
    expect(await test.act(clerk(), 'departure.issue-ticket', ticket(guest, { ...cash, fareYuan: 20.5 }))).toMatchObject({
      code: 'DEPARTURE.SHORT_FARE',
    })
    expect(await test.act(clerk(), 'departure.issue-ticket', ticket(guest, { ...cash, receiptSigned: false }))).toMatchObject({
      code: 'DEPARTURE.SHORT_FARE',
    })
    await test.done(clerk(), 'departure.issue-ticket', ticket(guest, cash))
  })

  it('a ticket given back is given back once and for no more than it cost', async () => {
    const guest = await sound()
    const { reply } = await test.done(clerk(), 'departure.issue-ticket', ticket(guest))
    const back = { fileId: guest.fileId, ticketId: reply.ticketId, refundYuan: 46.5, reason: '改由家属来接' }
    expect(await test.act(clerk(), 'departure.return-ticket', { ...back, refundYuan: 46.51 })).toMatchObject({
      code: 'DEPARTURE.REFUND_TOO_MUCH',
    })
    await test.done(clerk(), 'departure.return-ticket', back)
    expect((await lastFacts(guest)).at(-1)?.value).toMatchObject({ amount: -4650 })
    expect(await test.act(clerk(), 'departure.return-ticket', back)).toMatchObject({ code: 'DEPARTURE.NO_SUCH_TICKET' })
  })
})

describe('the way home', () => {
  const plan = (guest: Guest) => ({
    fileId: guest.fileId,
    means: 'escort',
    origin: '青禾县',
    local: 'no',
    crossProvince: 'yes',
    via: 'train',
  })

  it('what was planned is suggested, and across a province the city station is named', async () => {
    const guest = await sound()
    const { reply } = await test.done(clerk(), 'departure.plan-return', plan(guest))
    expect(reply.advice).toEqual(['city-station'])
    expect((await optionsOf(guest)).suggested).toMatchObject({ origin: '青禾县', crossProvince: 'yes' })
    const listed = (await test.ask(clerk(), 'departure.planned')) as { items: { fileId: string; origin: string }[] }
    expect(listed.items.find((each) => each.fileId === guest.fileId)).toMatchObject({ origin: '青禾县' })
  })

  it('arrival is signed once, and the place of origin is told by a numbered letter', async () => {
    const guest = await sound()
    await guest.tell({ name: 'person.identity-stated', value: { status: 'verified', by: 'document' } })
    await test.done(clerk(), 'departure.plan-return', plan(guest))
    await test.done(leader(), 'departure.approve-plan', { fileId: guest.fileId })
    const handover = { fileId: guest.fileId, arrivedAt: test.now(), receivedBy: '青禾县救助管理站', signer: '白晓棠' }
    expect(await test.act(clerk(), 'departure.sign-handover', handover)).toMatchObject({ code: 'DEPARTURE.NOT_LEFT' })
    const letter = { fileId: guest.fileId, origin: '青禾县救助管理站', way: 'letter' }
    expect(await test.act(clerk(), 'departure.tell-origin', letter)).toMatchObject({ code: 'DEPARTURE.NOT_SENT_HOME' })
    await test.done(clerk(), 'departure.leave', {
      fileId: guest.fileId,
      kind: 'escort',
      origin: '青禾县',
      via: 'train',
      secondStaff: '乙',
      escorts: [
        { name: '甲', sex: 'male' },
        { name: '乙', sex: 'male' },
      ],
    })
    expect((await lastFacts(guest)).at(-1)).toMatchObject({ value: { local: false, crossProvince: true } })
    await test.done(clerk(), 'departure.sign-handover', handover)
    expect(await test.act(clerk(), 'departure.sign-handover', handover)).toMatchObject({
      code: 'DEPARTURE.ALREADY_HANDED_OVER',
      sentence: expect.stringMatching(/接待员于 2026-12-09 09:00/),
    })
    await test.done(clerk(), 'departure.tell-origin', letter)
    const panel = await test.ask(clerk(), 'departure.file', { fileId: guest.fileId })
    expect(panel).toMatchObject({ leaving: { letterNo: '云救告〔2026〕001', handedOverAt: test.now() } })
    const recent = (await test.ask(clerk(), 'departure.left-recently', { days: 1 })) as { items: { fileId: string }[] }
    expect(recent.items.map((each) => each.fileId)).toContain(guest.fileId)
  })

  it('a refusal by the origin is raised, and nothing is raised without one', async () => {
    const guest = await sound()
    expect(await test.act(clerk(), 'departure.raise', { fileId: guest.fileId, to: 'city' })).toMatchObject({
      code: 'DEPARTURE.NOT_REFUSED',
    })
    await test.done(clerk(), 'departure.record-origin-refusal', {
      fileId: guest.fileId,
      origin: '青禾县',
      reason: '称户籍已注销',
    })
    await test.done(clerk(), 'departure.raise', { fileId: guest.fileId, to: 'city' })
    expect((await lastFacts(guest)).slice(-2)).toMatchObject([
      { name: 'departure.origin-refused', value: {} },
      { name: 'departure.raised', value: {} },
    ])
  })

  it('who goes to another station is handed over there, and nobody speaks of a place of origin', async () => {
    const guest = await sound()
    await test.done(clerk(), 'departure.leave', {
      fileId: guest.fileId,
      kind: 'other-station',
      receiver: '市救助管理站',
      secondStaff: '乙',
      escorts: [
        { name: '甲', sex: 'male' },
        { name: '乙', sex: 'male' },
      ],
    })
    await test.done(clerk(), 'departure.sign-handover', {
      fileId: guest.fileId,
      arrivedAt: test.now(),
      receivedBy: '市救助管理站',
      signer: '白',
    })
    expect((await lastFacts(guest)).map((fact) => fact.name)).not.toContain('departure.sent-home')
  })
})

describe('papers', () => {
  const papers = ['departure.paper-self-leave', 'departure.paper-stay-and-leaving', 'departure.paper-return-handover'] as const

  it('are PDFs named by the number of the file, or one sentence where no font is', async () => {
    const guest = await sound()
    for (const name of papers) {
      const answer = (await test.ask(clerk(), name, { fileId: guest.fileId })) as {
        file?: { name: string; body: Uint8Array }
        code?: string
      }
      if (answer.code === 'PAPER.NO_FONT') continue
      expect(
        Buffer.from(answer.file?.body ?? [])
          .subarray(0, 5)
          .toString(),
        name,
      ).toBe('%PDF-')
      expect(answer.file?.name).not.toContain('甘小满')
    }
  })

  it('a notice without its number is not printed', async () => {
    const guest = await sound()
    for (const name of ['departure.paper-termination', 'departure.paper-origin-letter'])
      expect(await test.ask(clerk(), name, { fileId: guest.fileId })).toMatchObject({ code: 'DEPARTURE.NO_PAPER' })
  })

  it('the neighbouring station prints nothing', async () => {
    const guest = await sound()
    for (const name of papers)
      expect(await test.ask(test.actor('clerk', 'south'), name, { fileId: guest.fileId })).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
  })
})

describe('replays', () => {
  it('rows agree with the facts', async () => {
    const { departure } = await import('./module.ts')
    for (const replay of departure.replays ?? [])
      expect(await test.look((tx) => replay.differing(tx, 10)), replay.column).toEqual([])
  })
})
