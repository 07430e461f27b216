import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { type Guest, guestIn, uploadBy } from '../../../tests/guest.ts'
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
const carer = () => test.actor('caregiver')
const factsNow = (guest: Guest) => test.look((tx) => factsOf(tx, [guest.fileId]))
const named = async (guest: Guest, name: string) => (await factsNow(guest)).filter((fact) => fact.name === name)
const seen = { name: 'medical.screened', value: { fit: true, infection: 'ruled-out' } }
const verified = { name: 'person.identity-stated', value: { status: 'verified', by: 'document' } }
const escorts = [
  { name: '甲', sex: 'male', role: 'lead', phone: '13800000001' },
  { name: '丙', sex: 'female', role: 'staff' },
]

async function ready(told: Parameters<typeof guestIn>[1] = {}): Promise<Guest> {
  const guest = await guestIn(test, { writtenName: '甘小满', birthDate: '1980-05-01', sex: 'female', ...told })
  await guest.tell(seen, verified)
  return guest
}
const plan = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  means: 'escort',
  origin: '安河市',
  originId: test.organisations['far-station'].id,
  arrivesOn: '2026-12-10',
  ...more,
})
const leave = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  kind: 'escort',
  origin: '安河市',
  via: 'train',
  secondStaff: '乙',
  ...more,
})
const handover = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  arrivedAt: test.now(),
  receivedBy: '安河市救助管理站',
  signer: '白晓棠',
  identity: 'papers',
  handed: ['papers', 'belongings'],
  ...more,
})
interface Journey {
  plan: { state: string; route: string | null; means: string; organisation: { id: string } | null } | null
  refusal: { state: string; next: string[]; steps: { level: string; result: string | null }[] } | null
  exceptions: { kind: string; line: string | null }[]
  letters: { no: string }[]
  costs: { kind: string; whose: string; chargedTo: string; fen: number }[]
  escorts: { name: string }[]
}
const journeyOf = async (guest: Guest) => (await test.ask(clerk(), 'departure.journey', { fileId: guest.fileId })) as Journey

/** On the way: planned, approved, escorts named, left. */
async function underWay(more: Record<string, unknown> = {}): Promise<Guest> {
  const guest = await ready()
  await test.done(clerk(), 'departure.plan-return', plan(guest, more))
  await test.done(leader(), 'departure.approve-plan', { fileId: guest.fileId })
  await test.done(clerk(), 'departure.name-escorts', { fileId: guest.fileId, escorts })
  await test.done(clerk(), 'departure.leave', leave(guest))
  return guest
}

describe('a plan', () => {
  it('is approved by another who leads, once identity and body allow it', async () => {
    const guest = await guestIn(test, { writtenName: '甘小满', sex: 'male' })
    await test.done(leader(), 'departure.plan-return', plan(guest))
    const of = { fileId: guest.fileId }
    expect(await test.act(clerk(), 'departure.approve-plan', of)).toMatchObject({ code: 'DEPARTURE.ONLY_DUTY_LEADER' })
    expect(await test.act(leader(), 'departure.approve-plan', of)).toMatchObject({ code: 'DEPARTURE.OWN_PLAN' })
    const head = test.actor('station-head')
    expect(await test.act(head, 'departure.approve-plan', of)).toMatchObject({ code: 'DEPARTURE.NOT_VERIFIED' })
    await guest.tell(verified)
    expect(await test.act(head, 'departure.approve-plan', of)).toMatchObject({ code: 'DEPARTURE.NOT_FIT' })
    await guest.tell(seen)
    await test.done(head, 'departure.approve-plan', of)
    expect((await journeyOf(guest)).plan?.state).toBe('approved')
    expect(await test.act(head, 'departure.approve-plan', of)).toMatchObject({ code: 'DEPARTURE.PLAN_STATE' })
  })

  it('across a province goes to the station that the bureau designated, and stays here where it is this one', async () => {
    const guest = await ready()
    const form = { stationId: test.organisations.south.id }
    expect(await test.act(test.actor('station-head'), 'departure.designate-station', form)).toMatchObject({
      code: 'DEPARTURE.ONLY_BUREAU',
    })
    const far = { stationId: test.organisations['far-station'].id }
    expect(await test.act(officer(), 'departure.designate-station', far)).toMatchObject({ code: 'DEPARTURE.NOT_A_STATION' })
    await test.done(officer(), 'departure.designate-station', form)
    const { reply } = await test.done(clerk(), 'departure.plan-return', plan(guest))
    expect(reply).toMatchObject({ route: 'city-station', means: 'city-station', advice: ['city-station'] })
    test.at('2026-12-09T09:01')
    await test.done(officer(), 'departure.designate-station', { stationId: test.organisations.north.id })
    test.at('2026-12-09T09:00')
    const again = await test.done(clerk(), 'departure.plan-return', plan(guest))
    expect(again.reply).toMatchObject({ route: 'city-station', means: 'escort', advice: [] })
    expect((await journeyOf(guest)).plan).toMatchObject({ state: 'drafted', means: 'escort' })
    expect((await named(guest, 'departure.return-planned')).at(-1)?.value).toMatchObject({
      route: 'city-station',
      crossProvince: true,
      local: false,
    })
  })

  it('keeps an origin that is unknown or was renamed, and notes it', async () => {
    const guest = await ready()
    await test.done(clerk(), 'departure.plan-return', { fileId: guest.fileId, means: 'family', origin: '没有这个县' })
    await test.done(clerk(), 'departure.plan-return', { fileId: guest.fileId, means: 'family', origin: '湖北省襄樊市' })
    const { exceptions, plan: kept } = await journeyOf(guest)
    expect(kept?.state).toBe('drafted')
    expect(exceptions).toMatchObject([
      { kind: 'origin-unknown', line: '原写“没有这个县”' },
      { kind: 'origin-changed', line: '原写“襄樊市”，现为襄阳' },
    ])
    expect(JSON.stringify(await factsNow(guest))).not.toContain('襄樊')
  })

  it('is refused for who left already, with what happened', async () => {
    const guest = await ready()
    await test.done(clerk(), 'departure.leave', { fileId: guest.fileId, kind: 'own', signedHow: 'signature', secondStaff: '乙' })
    expect(await test.act(clerk(), 'departure.plan-return', plan(guest))).toMatchObject({
      code: 'DEPARTURE.LEFT_ALREADY',
      sentence: expect.stringContaining('2026-12-09 09:00 以“自行离站”'),
    })
  })

  it('holds up an escort until it is approved, and ends when somebody leaves another way', async () => {
    const guest = await ready()
    await test.done(clerk(), 'departure.plan-return', plan(guest))
    expect(
      await test.act(clerk(), 'departure.leave', leave(guest, { escorts: escorts.map(({ name, sex }) => ({ name, sex })) })),
    ).toMatchObject({
      code: 'DEPARTURE.PLAN_NOT_APPROVED',
    })
    await test.done(clerk(), 'departure.leave', { fileId: guest.fileId, kind: 'hospital', receiver: '县医院', secondStaff: '乙' })
    expect((await journeyOf(guest)).plan?.state).toBe('cancelled')
    expect(await named(guest, 'departure.plan-cancelled')).toMatchObject([{ value: { reason: 'left-otherwise' } }])
  })

  it('is not the neighbour’s to see, nor to make', async () => {
    const guest = await ready()
    for (const who of [test.actor('clerk', 'south'), test.actor('clerk', 'far-station'), test.stranger()]) {
      expect(await test.act(who, 'departure.plan-return', plan(guest))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
      expect(await test.ask(who, 'departure.journey', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    }
  })
})

describe('escorts', () => {
  it('are named with a woman for a woman, and somebody medical for the ill or a reason without', async () => {
    const guest = await ready()
    await guest.tell({ name: 'person.condition-noted', value: { kinds: ['mental'], capacity: 'full' } })
    const of = { fileId: guest.fileId }
    expect(await test.act(clerk(), 'departure.name-escorts', { ...of, escorts })).toMatchObject({ code: 'DEPARTURE.NO_PLAN' })
    await test.done(clerk(), 'departure.plan-return', plan(guest))
    expect(await test.act(clerk(), 'departure.name-escorts', { ...of, escorts: escorts.slice(0, 1) })).toMatchObject({
      code: 'DEPARTURE.TWO_ESCORTS',
    })
    expect(await test.act(clerk(), 'departure.name-escorts', { ...of, escorts })).toMatchObject({
      code: 'DEPARTURE.MEDICAL_ESCORT',
      sentence: expect.stringContaining('精神障碍'),
    })
    await test.done(clerk(), 'departure.name-escorts', {
      ...of,
      escorts: [...escorts, { name: '丁', sex: 'female', role: 'medical' }],
    })
    expect(await named(guest, 'departure.escorts-named')).toMatchObject([{ value: { count: 3, women: 2, medical: true } }])
    expect(JSON.stringify(await factsNow(guest))).not.toContain('丁')
  })

  it('named for the plan need not be written again on leaving', async () => {
    const guest = await underWay()
    expect((await journeyOf(guest)).plan?.state).toBe('under-way')
    const page = await test.ask(carer(), 'departure.handover-page', { fileId: guest.fileId })
    expect(page).toMatchObject({ closed: null, escorts: [{ name: '甲', phone: '138****0001' }, { name: '丙' }] })
  })
})

describe('arrival', () => {
  it('is signed by an escort with a drawn signature, once: the second is told who was first and when', async () => {
    const guest = await underWay()
    const picture = await uploadBy(test, carer())
    const form = handover(guest, { signature: { picture } })
    const actionId = crypto.randomUUID()
    const first = await test.done(carer(), 'departure.sign-handover', form, { actionId })
    expect(await test.done(carer(), 'departure.sign-handover', form, { actionId })).toEqual(first)
    test.at('2026-12-09T09:20')
    expect(await test.act(clerk(), 'departure.sign-handover', handover(guest))).toMatchObject({
      code: 'DEPARTURE.ALREADY_HANDED_OVER',
      sentence: expect.stringContaining('护理员于 2026-12-09 09:00'),
    })
    test.at('2026-12-09T09:00')
    expect((await journeyOf(guest)).plan?.state).toBe('arrived')
    expect(await named(guest, 'departure.handed-over')).toHaveLength(1)
  })

  it('signed by two at the same moment is signed by one of them', async () => {
    const guest = await underWay()
    const outcomes = await Promise.all([
      test.act(carer(), 'departure.sign-handover', handover(guest)),
      test.act(clerk(), 'departure.sign-handover', handover(guest)),
    ])
    expect(outcomes.filter((each) => 'refused' in each)).toMatchObject([{ code: 'DEPARTURE.ALREADY_HANDED_OVER' }])
    expect(await named(guest, 'departure.handed-over')).toHaveLength(1)
  })

  it('is neither signed before departure, nor for who went alone', async () => {
    const guest = await ready()
    expect(await test.act(carer(), 'departure.sign-handover', handover(guest))).toMatchObject({ code: 'DEPARTURE.NOT_LEFT' })
    await test.done(clerk(), 'departure.issue-ticket', ticket(guest))
    await test.done(clerk(), 'departure.leave', { fileId: guest.fileId, kind: 'own', signedHow: 'signature', secondStaff: '乙' })
    expect(await test.act(carer(), 'departure.sign-handover', handover(guest))).toMatchObject({ code: 'DEPARTURE.GOES_ALONE' })
    expect(await test.ask(carer(), 'departure.handover-page', { fileId: guest.fileId })).toMatchObject({ closed: 'alone' })
  })

  it('earlier than departure is refused', async () => {
    const guest = await underWay()
    expect(await test.act(carer(), 'departure.sign-handover', handover(guest, { arrivedAt: test.now() - 60_000 }))).toMatchObject(
      {
        code: 'DEPARTURE.HANDOVER_TIME',
      },
    )
  })
})

const ticket = (guest: Guest) => ({
  fileId: guest.fileId,
  kind: 'voucher',
  transport: 'train',
  from: '云川',
  to: '安河',
  number: 'K117',
  fareYuan: 46.5,
  home: 'yes',
})

describe('money', () => {
  it('a refund is waited for until it has come, and costs say for whom and who bears them', async () => {
    const guest = await ready()
    const { reply } = await test.done(clerk(), 'departure.issue-ticket', ticket(guest))
    const of = { fileId: guest.fileId, ticketId: reply.ticketId }
    await test.done(clerk(), 'departure.witness-boarding', { ...of, place: '云川站' })
    expect(await test.act(clerk(), 'departure.witness-boarding', of)).toMatchObject({ code: 'DEPARTURE.BOARDED' })
    expect(await test.act(clerk(), 'departure.receive-refund', { ...of, refundYuan: 40 })).toMatchObject({
      code: 'DEPARTURE.NO_REFUND',
    })
    await test.done(clerk(), 'departure.return-ticket', { ...of, refundYuan: 40, refund: 'expected', reason: '误车' })
    const open = async () =>
      (await test.ask(clerk(), 'departure.refunds')) as { items: { ticketId: string; refundFen: number }[] }
    expect((await open()).items).toMatchObject([{ ticketId: reply.ticketId, refundFen: 4000 }])
    await test.done(clerk(), 'departure.receive-refund', { ...of, refundYuan: 40, how: '转账' })
    expect((await open()).items).toEqual([])
    await test.done(clerk(), 'departure.record-cost', {
      fileId: guest.fileId,
      kind: 'lodging',
      whose: 'escort',
      amountYuan: 180,
      fund: 'office',
      chargedTo: 'origin',
    })
    expect((await journeyOf(guest)).costs).toMatchObject([
      { kind: 'fare', whose: 'guest', chargedTo: 'fund', fen: 650 },
      { kind: 'lodging', whose: 'escort', chargedTo: 'origin', fen: 18_000 },
    ])
    const month = (await test.ask(officer(), 'departure.costs-of-month', { month: '2026-12' })) as { lines: { fen: number }[] }
    expect(month.lines.some((each) => each.fen === 18_000)).toBe(true)
    expect(await test.ask(test.actor('clerk', 'south'), 'departure.costs-of-month', { month: '2026-12' })).toMatchObject({
      lines: [],
    })
  })
})

describe('relatives', () => {
  it('are looked into before they take somebody along', async () => {
    const guest = await ready()
    const copy = await uploadBy(test, clerk())
    const check = {
      fileId: guest.fileId,
      name: '甘大河',
      relation: '兄',
      evidence: ['register-book'],
      called: 'village',
      calledWho: '村主任',
      said: '是他妹妹',
    }
    const fetched = {
      fileId: guest.fileId,
      kind: 'family',
      collectorName: '甘大河',
      collectorRelation: '兄',
      collectorChecked: true,
      collectorCopies: [copy],
      origin: '安河市',
      secondStaff: '乙',
    }
    await test.done(clerk(), 'departure.check-relatives', { ...check, conclusion: 'not' })
    expect(await test.act(clerk(), 'departure.leave', fetched)).toMatchObject({
      details: { check: 'relatives-not', weight: 'no' },
    })
    await test.done(clerk(), 'departure.check-relatives', { ...check, conclusion: 'confirmed' })
    const { reply } = await test.done(clerk(), 'departure.leave', fetched)
    expect(reply.warnings).toEqual([])
    expect(JSON.stringify(await factsNow(guest))).not.toContain('甘大河')
    expect(await test.act(clerk(), 'departure.check-relatives', { ...check, conclusion: 'not' })).toMatchObject({
      code: 'DEPARTURE.LEFT_ALREADY',
    })
  })
})
