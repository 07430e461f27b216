/** The clauses of helping become due, are met and are late through this room's doors. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Child, type Flow, flowOf } from './testing/child.ts'

let house: TestHouse
let flow: Flow
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  flow = flowOf(house)
  const bureau = house.actor('bureau-officer', 'bureau')
  for (const pack of ['s0', 's1', 's4'])
    await house.done(bureau, 'supervision.adopt-pack', { pack, from: '2026-01-01', reason: '本市执行' })
  await house.work()
})
beforeEach(() => house.at('2026-12-09T09:00'))
afterAll(() => house?.close())

const open = (child: Child) => house.done(flow.worker, 'minors.open-file', { childId: child.childId, reason: '办理' })
async function state({ childId }: Child, clause: string, by = flow.worker) {
  const { items } = (await house.ask(by, 'supervision.file-duties', { subjectId: childId })) as {
    items: { clause: string; state: string }[]
  }
  return items.filter((each) => each.clause === clause).map((each) => each.state)
}
/** A child of whom other rooms have told this much. */
async function childWith(name: string, fact: string, value: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const child = await flow.child(name, more)
  await child.tell(fact, value)
  await open(child)
  return child
}

describe('assessed with a need', () => {
  test('s1.refer: due in five working days, met by a plan or by a referral, late when late', async () => {
    const assessed = () => childWith('小需', 'child.assessed', { needs: ['hardship'] })
    const [planned, referred, late] = [await assessed(), await assessed(), await assessed()]
    expect(await state(planned, 's1.refer')).toEqual(['pending'])
    house.at('2026-12-16T09:00')
    await house.done(flow.worker, 'helping.make-plan', { childId: planned.childId, goals: '生活有着落' })
    expect(await state(planned, 's1.refer')).toEqual(['met'])
    const ask = { service: 'living-aid', organisationId: house.organisations.town.id, asks: '请审核' }
    await house.done(flow.worker, 'helping.refer', { childId: referred.childId, ...ask })
    expect(await state(referred, 's1.refer')).toEqual(['met'])
    house.at('2026-12-17T00:00')
    expect(await state(late, 's1.refer')).toEqual(['overdue'])
    await house.done(flow.worker, 'helping.refer', { childId: late.childId, ...ask })
    expect(await state(late, 's1.refer')).toEqual(['met-late'])
  })

  test('s4.counsel: a prisoner’s child, met by the school it was referred to, which reads nothing of the file', async () => {
    const detained = () => childWith('小辅', 'child.assessed', { needs: ['counselling'] }, { kinds: ['prisoner-child'] })
    const [child, late] = [await detained(), await detained()]
    expect(await state(child, 's4.counsel')).toEqual(['pending'])
    const school = house.actor('school-officer', 'other-school')
    const { reply } = await house.done(flow.worker, 'helping.refer', {
      childId: child.childId,
      service: 'counselling',
      organisationId: school.organisation.id,
      asks: '请安排辅导',
    })
    house.at('2027-01-08T09:00')
    const session = await house.done(school, 'helping.record-session', { referralId: reply.referralId, did: '第一次' })
    expect(JSON.stringify(session)).not.toContain('s4.counsel')
    expect(await state(child, 's4.counsel')).toEqual(['met'])
    expect(await house.ask(school, 'supervision.file-duties', { subjectId: child.childId })).not.toMatchObject({
      items: [expect.anything()],
    })
    house.at('2027-01-09T00:00')
    expect(await state(late, 's4.counsel')).toEqual(['overdue'])
    await house.done(flow.worker, 'helping.counsel', { childId: late.childId, what: '辅导一次' })
    expect(await state(late, 's4.counsel')).toEqual(['met-late'])
  })

  test('s0.work: sixteen, able, registered unemployed; met by the labour office’s answer', async () => {
    const able = (birthDate: string) =>
      childWith('小工', 'child.assessed', { needs: ['work'], ableToWork: true, registeredUnemployed: true }, { birthDate })
    const [child, late, young] = [await able('2010-05-01'), await able('2010-05-01'), await able('2013-05-01')]
    expect([await state(child, 's0.work'), await state(young, 's0.work')]).toEqual([['pending'], []])
    const office = house.actor('department-officer', 'work-office')
    const { reply } = await house.done(flow.worker, 'helping.refer', {
      childId: child.childId,
      service: 'job-introduction',
      organisationId: office.organisation.id,
      asks: '请介绍工作',
    })
    house.at('2027-02-07T09:00')
    await house.done(office, 'helping.answer-referral', { referralId: reply.referralId, result: 'granted', words: '汽修学徒' })
    expect(await state(child, 's0.work')).toEqual(['met'])
    house.at('2027-02-08T00:00')
    expect(await state(late, 's0.work')).toEqual(['overdue'])
    await house.done(flow.worker, 'helping.help-work', { childId: late.childId, kind: 'training', what: '烹饪班' })
    expect(await state(late, 's0.work')).toEqual(['met-late'])
    expect(
      (
        (await house.act(flow.worker, 'helping.help-work', { childId: young.childId, kind: 'training', what: '班' })) as {
          code: string
        }
      ).code,
    ).toBe('HELPING.TOO_YOUNG')
  })
})

describe('returned, of school age', () => {
  test('s0.school: due in thirty days, met when the school takes the child in, late when late', async () => {
    const returned = () => childWith('小学', 'child.returned', {})
    const [child, late] = [await returned(), await returned()]
    expect(await state(child, 's0.school')).toEqual(['pending'])
    // The school that holds its own part writes it down itself.
    const school = house.actor('school-officer', 'school')
    house.at('2027-01-08T09:00')
    await house.done(school, 'helping.enrol', {
      childId: child.childId,
      schoolId: school.organisation.id,
      grade: '五年级',
      aid: true,
    })
    expect(await state(child, 's0.school')).toEqual(['met'])
    house.at('2027-01-09T00:00')
    expect(await state(late, 's0.school')).toEqual(['overdue'])
    const education = house.actor('department-officer', 'education')
    const { reply } = await house.done(flow.worker, 'helping.refer', {
      childId: late.childId,
      service: 'schooling',
      organisationId: education.organisation.id,
      asks: '请安排入学',
    })
    await house.done(education, 'helping.answer-referral', { referralId: reply.referralId, result: 'granted', aid: true })
    expect(await state(late, 's0.school')).toEqual(['met-late'])
  })

  test('a school writes only where it may: not counselling, not of a child that it does not know', async () => {
    const child = await flow.child('小界')
    const other = await flow.child('小外', { schoolId: undefined })
    const school = house.actor('school-officer', 'school')
    const code = async (door: string, form: Record<string, unknown>) =>
      ((await house.act(school, door, form)) as { code?: string }).code
    expect(await code('helping.counsel', { childId: child.childId, what: '一次' })).toBe('KERNEL.NOT_FOUND')
    expect(await code('helping.enrol', { childId: other.childId, grade: '一年级' })).toBe('KERNEL.NOT_FOUND')
    const taught = await house.done(school, 'helping.teach', {
      childIds: [child.childId, other.childId],
      topic: 'self-protection',
      what: '防溺水',
    })
    expect(taught.reply).toEqual({ taught: 1 })
  })
})

describe('places and committees', () => {
  test('are known in the city and changed by their own; counts, no names', async () => {
    const village = house.actor('child-director', 'village')
    const { reply } = await house.done(village, 'helping.open-place', {
      kind: 'children-home',
      name: '柳沟儿童之家',
      address: '村部东',
    })
    const placeId = reply.placeId as string
    await house.done(village, 'helping.hold-activity', {
      placeId,
      kind: 'homework',
      children: 12,
      volunteers: 3,
      what: '辅导作业',
    })
    const school = house.actor('school-officer', 'school')
    await house.done(school, 'helping.hold-committee', { level: 'class', which: '五（2）班', parents: 20, what: '选家长委员' })
    const places = (await house.ask(school, 'helping.places')) as { items: { name: string; held: number; mine: boolean }[] }
    expect(places.items).toMatchObject([{ name: '柳沟儿童之家', held: 1, mine: false }])
    const held = (await house.ask(village, 'helping.meetings')) as { total: number; items: { title: string }[] }
    expect(held.items.map((each) => each.title).toSorted()).toEqual(['作业辅导', '家长委员会'])
    const change = { placeId, kind: 'children-home', name: '改名', address: '别处' }
    expect(((await house.act(school, 'helping.close-place', { placeId, reason: '不办' })) as { code?: string }).code).toBe(
      'KERNEL.NOT_FOUND',
    )
    await house.done(village, 'helping.change-place', change)
    await house.done(village, 'helping.close-place', { placeId, reason: '搬迁' })
    expect(
      ((await house.act(village, 'helping.hold-activity', { placeId, kind: 'sport', what: '踢球' })) as { code?: string }).code,
    ).toBe('HELPING.PLACE_CLOSED')
    const far = house.actor('child-supervisor', 'far-town')
    expect(((await house.ask(far, 'helping.places')) as { items: unknown[] }).items).toEqual([])
  })
})

describe('papers', () => {
  test('the plan, the letter with no more of the child than was told, the ledgers', async () => {
    const child = await flow.child('小纸')
    const { reply } = await house.done(flow.worker, 'helping.make-plan', {
      childId: child.childId,
      goals: '安心上学',
      items: [{ service: 'counselling', times: 6 }],
    })
    const referral = await house.done(flow.worker, 'helping.refer', {
      childId: child.childId,
      service: 'parents-education',
      organisationId: house.organisations.women.id,
      asks: '请上课',
    })
    const women = house.actor('department-officer', 'women')
    const paper = async (by: typeof women, door: string, params: object) =>
      ((await house.ask(by, door, { ...params })) as { file?: { body: Uint8Array } }).file?.body.length ?? 0
    expect(await paper(flow.worker, 'helping.paper-plan', { planId: reply.planId })).toBeGreaterThan(1000)
    expect(await paper(women, 'helping.paper-referral', { referralId: referral.reply.referralId })).toBeGreaterThan(1000)
    expect(await paper(women, 'helping.paper-plan', { planId: reply.planId })).toBe(0)
    expect(await paper(women, 'helping.referral-sheet', {})).toBeGreaterThan(1000)
    expect(await paper(flow.worker, 'helping.activity-sheet', {})).toBeGreaterThan(1000)
  })
})
