/** Settlement through its doors, on a real database: the way, what comes too early, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { rows, sql } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { ALL_HAND, BIRTH, type Flow, flowOf, NUMBER, registerForm } from './testing/flow.ts'

let house: TestHouse
let flow: Flow
beforeAll(async () => {
  house = await openTestHouse()
  flow = flowOf(house)
})
afterAll(() => house?.close())

const refusal = async (by: Actor, door: string, form: Record<string, unknown>) =>
  (await house.act(by, door, form)) as { code?: string; sentence?: string; fields?: Record<string, string> }
const code = async (by: Actor, door: string, form: Record<string, unknown>) => (await refusal(by, door, form)).code
const ofFile = async ({ fileId }: Guest, by = flow.clerk) =>
  (await house.ask(by, 'settlement.of-file', { fileId })) as {
    state: string
    letterNo: string | null
    lacks: string[]
    eligible: boolean | null
    assignedName: string | null
  }
const names = ({ fileId }: Guest) =>
  house.look(async (tx) =>
    (await factsOf(tx, [fileId])).filter((fact) => fact.name.startsWith('settlement.')).map((fact) => fact.name),
  )

describe('one person comes to a register', () => {
  test('from the file to support, each step in its order', async () => {
    const guest = await flow.longStayer()
    const { fileId, personId } = guest
    expect(await ofFile(guest)).toMatchObject({ state: 'candidate', lacks: ['photo', 'found-papers', 'wish'] })
    const letterNo = await flow.applied(guest)
    expect(letterNo).toMatch(/^云救落〔2026〕\d{3}$/)
    const planId = await flow.planned(guest)
    await flow.approved(planId, guest)
    await flow.named(guest)
    expect(await house.ask(flow.clerk, 'people.person', { personId })).toMatchObject({
      person: { displayName: '云长青', identity: 'assigned' },
    })
    await flow.registered(guest)
    await house.done(flow.leader, 'settlement.place', {
      fileId,
      institutionId: house.organisations.institution.id,
      placedOn: '2026-12-09',
    })
    const assessed = { fileId, noAbility: true, noIncome: true, noSupporter: true, ground: '高龄、无亲属' }
    expect((await house.done(flow.bureau, 'settlement.assess-support', assessed)).reply).toEqual({ eligible: true })
    await house.done(flow.bureau, 'settlement.grant-support', grant(fileId))
    expect(await ofFile(guest)).toMatchObject({ state: 'supported', eligible: true, assignedName: '云长青', letterNo })
    // Of several chains at one instant the order is nobody's.
    expect(new Set(await names(guest))).toEqual(
      new Set([
        'settlement.file-checked',
        'settlement.applied',
        'settlement.planned',
        'settlement.approved',
        'settlement.named',
        'settlement.registered',
        'settlement.placed',
        'settlement.support-assessed',
        'settlement.support-granted',
      ]),
    )
  })

  const grant = (fileId: string, more: object = {}) => ({
    fileId,
    level: 'half',
    amountYuan: 1200,
    fromMonth: '2027-01',
    institutionName: '云川市社会福利院',
    fit: true,
    ...more,
  })

  test('a later step before an earlier one is refused with what comes first, and nothing is kept', async () => {
    const guest = await flow.longStayer()
    const { fileId } = guest
    expect((await refusal(flow.leader, 'settlement.apply', { fileId, situation: '说明' })).sentence).toContain('先整理卷宗')
    await flow.applied(guest)
    expect((await refusal(flow.bureau, 'settlement.register', registerForm(house, fileId))).sentence).toContain(
      '先由民政局制定安置方案',
    )
    expect(
      await code(flow.bureau, 'settlement.assess-support', {
        fileId,
        noAbility: true,
        noIncome: true,
        noSupporter: true,
        ground: '说明',
      }),
    ).toBe('SETTLEMENT.NOT_REGISTERED')
    expect(await code(flow.bureau, 'settlement.grant-support', grant(fileId))).toBe('SETTLEMENT.NOT_NOW')
    expect(await ofFile(guest)).toMatchObject({ state: 'applied' })
  })

  test('nobody is granted support whom nobody found entitled, nor in an institution not fit for it', async () => {
    const guest = await flow.longStayer()
    const { fileId } = guest
    await flow.applied(guest)
    await flow.approved(await flow.planned(guest), guest)
    await flow.named(guest, '安春和')
    await flow.registered(guest, '999901195403071635')
    expect(await code(flow.bureau, 'settlement.grant-support', grant(fileId))).toBe('SETTLEMENT.NOT_ASSESSED')
    const form = { fileId, noAbility: true, noIncome: true, noSupporter: false, ground: '有兄弟供养' }
    expect((await house.done(flow.bureau, 'settlement.assess-support', form)).reply).toEqual({ eligible: false })
    expect(await code(flow.bureau, 'settlement.grant-support', grant(fileId))).toBe('SETTLEMENT.NOT_ASSESSED')
    await house.done(flow.bureau, 'settlement.assess-support', { ...form, noSupporter: true })
    expect(await code(flow.bureau, 'settlement.grant-support', grant(fileId, { fit: false }))).toBe('SETTLEMENT.UNFIT')
  })
})

describe('the file', () => {
  test('without all that is required is checked but not put up; the head alone waives, and says why', async () => {
    const guest = await flow.longStayer({ traced: false })
    const { fileId } = guest
    const { reply } = await house.done(flow.clerk, 'settlement.check-file', { fileId, done: ALL_HAND })
    expect(reply).toMatchObject({ complete: false })
    expect(await ofFile(guest)).toMatchObject({ state: 'candidate' })
    expect(await code(flow.leader, 'settlement.apply', { fileId, situation: '说明' })).toBe('SETTLEMENT.NOT_NOW')
    const waived = reply.lacks
    expect(await code(flow.leader, 'settlement.check-file', { fileId, done: ALL_HAND, waived, waiveReason: '无法取得' })).toBe(
      'SETTLEMENT.HEAD_ONLY',
    )
    expect(await code(flow.head, 'settlement.check-file', { fileId, done: ALL_HAND, waived })).toBe('SETTLEMENT.WAIVE_REASON')
    const done = await house.done(flow.head, 'settlement.check-file', { fileId, done: ALL_HAND, waived, waiveReason: '无法取得' })
    expect(done.reply).toMatchObject({ complete: true })
    await house.done(flow.leader, 'settlement.apply', { fileId, situation: '说明' })
  })

  test('is read anew when it is put up: a candidate of matching that came since holds it back', async () => {
    const guest = await flow.longStayer()
    await flow.checked(guest)
    await guest.tell({ name: 'tracing.match-suggested', value: { inquiry: 'a', probability: 0.9 } })
    const form = { fileId: guest.fileId, situation: '说明' }
    expect((await refusal(flow.leader, 'settlement.apply', form)).sentence).toContain('没有待核的比对候选')
    await guest.tell({ name: 'tracing.match-excluded', value: { inquiry: 'a' } })
    await house.done(flow.leader, 'settlement.apply', form)
  })

  test('of somebody here less than three months is put up only with a reason for being early', async () => {
    const guest = await flow.longStayer({ on: '2026-10-01T09:00' })
    await flow.checked(guest)
    const form = { fileId: guest.fileId, situation: '说明' }
    expect((await refusal(flow.leader, 'settlement.apply', form)).sentence).toContain('2027-01-01')
    await house.done(flow.leader, 'settlement.apply', { ...form, early: '专项行动要求 6 月底前报' })
  })

  test('of somebody who is known is never put up', async () => {
    const guest = await flow.longStayer()
    const { personId, fileId } = guest
    await house.done(flow.head, 'people.state-identity', { personId, status: 'verified', evidence: 'police', source: '派出所' })
    expect(await code(flow.clerk, 'settlement.check-file', { fileId, done: ALL_HAND })).toBe('SETTLEMENT.IDENTIFIED')
  })

  test('goes by the list that the bureau has set, from its day on', async () => {
    const form = { required: ['form', 'dna'], from: '2026-12-10', reason: '试行' }
    await house.done(flow.bureau, 'settlement.set-checklist', form)
    const guest = await flow.longStayer()
    expect((await ofFile(guest)).lacks).toContain('photo')
    house.at('2026-12-10T09:00')
    expect((await ofFile(guest)).lacks).toEqual([])
    house.at('2026-12-09T09:00')
    await house.done(flow.bureau, 'settlement.set-checklist', {
      required: ['form', 'dna', 'photo', 'found-papers', 'wish'],
      from: '2026-12-09',
      reason: '恢复',
    })
  })
})

describe('the letter', () => {
  test('has a number without gaps, kept when it comes back for completion', async () => {
    const [first, second, third] = [await flow.longStayer(), await flow.longStayer(), await flow.longStayer({ traced: false })]
    const number = (letter: string) => Number(letter.slice(-3))
    const one = await flow.applied(first)
    await house.act(flow.leader, 'settlement.apply', { fileId: third.fileId, situation: '缺材料的' })
    await flow.checked(second)
    await house.act(flow.leader, 'settlement.apply', { fileId: second.fileId, situation: '' })
    const two = await flow.applied(second)
    expect(number(two)).toBe(number(one) + 1)
    await house.done(flow.bureau, 'settlement.return-application', {
      fileId: first.fileId,
      lacks: ['fingerprints'],
      reason: '补指纹',
    })
    expect(await ofFile(first)).toMatchObject({ state: 'returned', letterNo: one })
    await flow.checked(first)
    const again = await house.done(flow.leader, 'settlement.apply', { fileId: first.fileId, situation: '已补指纹' })
    expect(again.reply).toEqual({ letterNo: one, round: 2 })
  })

  test('the same action again gives the same number', async () => {
    const guest = await flow.longStayer()
    await flow.checked(guest)
    const actionId = crypto.randomUUID()
    const form = { fileId: guest.fileId, situation: '说明' }
    const first = await house.done(flow.leader, 'settlement.apply', form, { actionId })
    expect(await house.done(flow.leader, 'settlement.apply', form, { actionId })).toEqual(first)
  })

  test('two who send it at once: one is done, the other is told so', async () => {
    const guest = await flow.longStayer()
    await flow.checked(guest)
    const form = { fileId: guest.fileId, situation: '说明' }
    const both = await Promise.all([
      house.act(flow.leader, 'settlement.apply', form),
      house.act(flow.head, 'settlement.apply', form),
    ])
    const refused = both.filter((each) => 'code' in each) as { code: string; sentence: string }[]
    expect(refused.map((each) => each.code)).toEqual(['SETTLEMENT.CHANGED'])
    expect(refused[0]?.sentence).toContain('已申请')
  })

  test('withdrawn for another reason, it may begin anew with a number of its own', async () => {
    const guest = await flow.longStayer()
    const one = await flow.applied(guest)
    await house.done(flow.leader, 'settlement.withdraw', { fileId: guest.fileId, reason: 'other', note: '重新查找' })
    expect(await ofFile(guest)).toMatchObject({ state: 'withdrawn' })
    expect(await flow.applied(guest)).not.toBe(one)
  })
})

describe('plan and approval', () => {
  test('a plan with somebody who is not put up is not kept at all, and says who', async () => {
    const [ready, not] = [await flow.longStayer(), await flow.longStayer()]
    await flow.applied(ready)
    const form = { fileIds: [ready.fileId, not.fileId], institutionName: '福利院', way: '集中' }
    const refused = await refusal(flow.bureau, 'settlement.plan', form)
    expect([refused.code, refused.sentence]).toEqual(['SETTLEMENT.PLAN_STATE', expect.stringContaining('待整理卷宗')])
    expect(await ofFile(ready)).toMatchObject({ state: 'applied' })
  })

  test('the government says yes or no of each; a no has its ground', async () => {
    const [yes, no] = [await flow.longStayer(), await flow.longStayer()]
    await flow.applied(yes)
    await flow.applied(no)
    const planId = await flow.planned(yes, no)
    const form = { planId, documentNo: '云政复〔2026〕3号', documentOn: '2026-12-09', approvedIds: [yes.fileId] }
    expect(await code(flow.bureau, 'settlement.record-approval', form)).toBe('SETTLEMENT.APPROVAL_LIST')
    const whole = { ...form, declined: [{ fileId: no.fileId, ground: '继续查找' }] }
    expect(await code(flow.bureau, 'settlement.record-approval', { ...whole, documentOn: '2026-12-08' })).toBe(
      'SETTLEMENT.DOCUMENT_DATE',
    )
    await house.done(flow.bureau, 'settlement.record-approval', whole)
    expect([(await ofFile(yes)).state, (await ofFile(no)).state]).toEqual(['approved', 'declined'])
    expect(await code(flow.bureau, 'settlement.record-approval', whole)).toBe('SETTLEMENT.CHANGED')
    expect(await names(no)).toContain('settlement.declined')
  })
})

describe('the name', () => {
  test('is checked by another than who proposed it, and is nobody else’s in the city', async () => {
    const guest = await flow.longStayer({ told: { heardNames: ['老耿'] } })
    const { fileId } = guest
    await flow.applied(guest)
    await flow.approved(await flow.planned(guest), guest)
    await guestIn(house, { writtenName: '田立新', sex: 'male' }, { place: 'south' })
    const form = { fileId, how: 'rule', birthDate: BIRTH }
    expect(await code(flow.clerk, 'settlement.propose-name', { ...form, name: '田立新' })).toBe('SETTLEMENT.NAME_TAKEN')
    expect(await refusal(flow.clerk, 'settlement.propose-name', { ...form, name: '赵傻' })).toMatchObject({
      fields: { name: expect.any(String) },
    })
    await house.done(flow.leader, 'settlement.propose-name', { ...form, name: '江明远' })
    expect(await code(flow.leader, 'settlement.confirm-name', { fileId, name: '江明远', seen: '看过' })).toBe(
      'SETTLEMENT.SAME_PERSON',
    )
    expect(await code(flow.head, 'settlement.confirm-name', { fileId, name: '江明元', seen: '看过' })).toBe(
      'SETTLEMENT.NAME_DIFFERS',
    )
    await house.done(flow.head, 'settlement.confirm-name', { fileId, name: '江明远', seen: '看过' })
    for (const text of ['江明远', '老耿']) {
      const found = (await house.ask(flow.clerk, 'people.search', { text })) as { hits: { personId: string }[] }
      expect([text, found.hits.some((hit) => hit.personId === guest.personId)]).toEqual([text, true])
    }
  })

  test('suggestions put first what he calls himself, and never a name of the city', async () => {
    const guest = await flow.longStayer({ told: { heardNames: ['何守田'] } })
    await flow.applied(guest)
    const asked = () => house.ask(flow.clerk, 'settlement.suggest-names', { fileId: guest.fileId })
    const before = (await asked()) as { called: string[]; names: string[]; birthDate: string }
    expect(before.called).toEqual(['何守田'])
    expect(before.birthDate).toMatch(/^19\d\d-08-20$/)
    await guestIn(house, { writtenName: before.names[0] as string }, { place: 'south' })
    const after = (await asked()) as { names: string[] }
    expect(after.names).not.toContain(before.names[0])
  })
})

describe('the register', () => {
  async function named(name: string) {
    const guest = await flow.longStayer()
    await flow.applied(guest)
    await flow.approved(await flow.planned(guest), guest)
    await flow.named(guest, name)
    return guest
  }

  test('takes a number only that is right in itself and fits the birthday that was given', async () => {
    const { fileId } = await named('石景行')
    for (const idNumber of ['999901195403071714', '999901195503071712', '99990119540307171'])
      expect(await refusal(flow.police, 'settlement.register', registerForm(house, fileId, { idNumber }))).toMatchObject({
        fields: { idNumber: expect.any(String) },
      })
    expect(await code(flow.police, 'settlement.register', registerForm(house, fileId, { idNumber: NUMBER }))).toBe(
      'SETTLEMENT.NUMBER_TAKEN',
    )
    expect(
      await code(
        flow.police,
        'settlement.register',
        registerForm(house, fileId, { idNumber: '999901195403071950', registeredOn: '2026-12-20' }),
      ),
    ).toBe('SETTLEMENT.DATE_LATER')
  })

  test('is the named police body’s or the bureau’s, and nobody else’s', async () => {
    const { fileId } = await named('方思源')
    const form = registerForm(house, fileId, { idNumber: '999901195403071790' })
    expect(await code(flow.leader, 'settlement.register', form)).toBe('KERNEL.NOT_FOUND')
    expect(await code(house.stranger(), 'settlement.register', form)).toBe('KERNEL.NOT_FOUND')
    await house.done(flow.police, 'settlement.register', form)
    const kept = await house.look((tx) => rows(sql`select content from settlement.case where file_id = ${fileId}`, tx))
    expect(JSON.stringify(kept)).not.toContain('方思源')
  })
})

describe('who may not', () => {
  test('a neighbour’s clerk neither sees nor changes it', async () => {
    const guest = await flow.longStayer()
    await flow.applied(guest)
    const neighbour = house.actor(['clerk', 'duty-leader', 'station-head'], 'south')
    expect(await house.ask(neighbour, 'settlement.of-file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await code(neighbour, 'settlement.withdraw', { fileId: guest.fileId, reason: 'other' })).toBe('KERNEL.NOT_FOUND')
    const board = (await house.ask(neighbour, 'settlement.board')) as { items: unknown[] }
    expect(board.items).toEqual([])
  })
})
