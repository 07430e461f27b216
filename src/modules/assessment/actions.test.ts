/** Assessing: who may, by how many, what is not known, what the child says, and what stands after an objection. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { rows, sql } from '#kernel/db.ts'
import { NOT_KNOWN } from '#modules/people-and-cases/words.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type AssessmentFlow, assessmentFlow, FIT, WELL } from './testing/flow.ts'

let house: TestHouse
let flow: AssessmentFlow
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  flow = assessmentFlow(house)
})
afterAll(() => house?.close())

const code = async (actor: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(actor, door, form)) as { code?: string }).code
const told = async (childId: string, name: string) =>
  (await house.look((tx) => factsOf(tx, [childId]))).filter((fact) => fact.name === name)
const open = (actor: Actor, childId: string) => house.done(actor, 'minors.open-file', { childId, reason: '评估' })

describe('an assessment', () => {
  test('by three, signed by each, gives a grade with the version of its sheet, and comes due again', async () => {
    const childId = await flow.child()
    const id = await flow.started(childId)
    await flow.filled(id, { ...WELL, income: 'poor', aid: 'fair' })
    expect(await code(flow.worker, 'assessment.conclude', { assessmentId: id, conclusion: '好' })).toBe('ASSESSMENT.UNSIGNED')
    await flow.signed(id)
    const reply = await flow.concluded(id, { ableToWork: false, guardianKnown: true })
    expect(reply).toMatchObject({ result: '监护正常', nextOn: '2028-12-09' })
    const [fact] = await told(childId, 'child.assessed')
    expect(fact?.value).toMatchObject({
      purpose: 'intake',
      guardianship: 'normal',
      risk: 'low',
      sheet: 'guardianship-hundred@2026.1',
      needs: ['hardship'],
      guardianKnown: true,
    })
    const kept = await house.look((tx) => rows(sql`select * from assessment.assessment where id = ${id}`, tx))
    expect(JSON.stringify(kept)).not.toContain('家里能照护')
  })

  test('by fewer than its sheet asks for, or without a title where one is asked for, does not begin', async () => {
    const childId = await flow.child()
    const one = [{ accountId: flow.worker.accountId }]
    expect(await code(flow.worker, 'assessment.start', { childId, purpose: 'intake', assessors: one })).toBe('ASSESSMENT.TOO_FEW')
    const three = [...one, { accountId: flow.helper.accountId }, { name: '王工', organisation: '某社工站' }]
    const form = { childId, purpose: 'before-return', assessors: three }
    expect(await code(flow.worker, 'assessment.start', form)).toBe('ASSESSMENT.NOT_TITLED')
    const stranger = [...one, { accountId: house.actor('clerk').accountId }]
    expect(await code(flow.worker, 'assessment.start', { childId, purpose: 'intake', assessors: stranger })).toBe(
      'ASSESSMENT.NO_ASSESSOR',
    )
  })

  test('of one purpose is under way once; the second is told since when', async () => {
    const childId = await flow.child()
    await flow.started(childId)
    const form = {
      childId,
      purpose: 'intake',
      assessors: [{ accountId: flow.worker.accountId }, { accountId: flow.helper.accountId }],
    }
    const second = (await house.act(flow.worker, 'assessment.start', form)) as unknown as { code: string; sentence: string }
    expect([second.code, second.sentence]).toEqual(['ASSESSMENT.UNDER_WAY', expect.stringContaining('2026-12-09')])
    const other = await flow.child()
    const again = { ...form, childId: other }
    const both = await Promise.all([1, 2].map(() => house.act(flow.worker, 'assessment.start', again)))
    expect(both.filter((each) => 'code' in each).map((each) => (each as { code: string }).code)).toEqual(['ASSESSMENT.UNDER_WAY'])
  })

  test('changed after a signature has to be signed again; two who write at once do not overwrite each other', async () => {
    const id = await flow.started(await flow.child())
    await flow.filled(id, WELL)
    await flow.signed(id, [flow.helper])
    expect(await code(flow.helper, 'assessment.sign', { assessmentId: id, seen: 1 })).toBe('ASSESSMENT.SIGNED')
    expect(await code(flow.expert, 'assessment.fill', { assessmentId: id, answers: {}, seen: 0 })).toBe('ASSESSMENT.CHANGED')
    await house.done(flow.expert, 'assessment.fill', { assessmentId: id, answers: { ...WELL, mood: 'fair' }, seen: 1 })
    expect(await code(flow.worker, 'assessment.sign', { assessmentId: id, seen: 1 })).toBe('ASSESSMENT.CHANGED')
    await flow.signed(id, [flow.worker, flow.helper, flow.expert], 2)
    await flow.concluded(id)
    expect(await code(flow.worker, 'assessment.fill', { assessmentId: id, answers: WELL, seen: 2 })).toBe('ASSESSMENT.NOT_NOW')
  })

  test('goes on with another when an assessor leaves, who reads nothing from then on; signatures of the others stand', async () => {
    const childId = await flow.child()
    const id = await flow.started(childId)
    await flow.filled(id, WELL)
    await flow.signed(id, [flow.worker, flow.expert])
    const assessors = [{ accountId: flow.worker.accountId }, { accountId: flow.helper.accountId }]
    await house.done(flow.worker, 'assessment.change-team', { assessmentId: id, assessors, reason: '回避' })
    expect(await code(flow.expert, 'minors.open-file', { childId, reason: '看看' })).toBe('KERNEL.NOT_FOUND')
    await flow.signed(id, [flow.helper])
    await flow.concluded(id)
    const form = { assessmentId: id, assessors, reason: '再换' }
    expect(await code(flow.worker, 'assessment.change-team', form)).toBe('ASSESSMENT.NOT_NOW')
  })

  test('takes no answer that its sheet does not know', async () => {
    const id = await flow.started(await flow.child())
    const form = { assessmentId: id, answers: { mood: 'splendid', weather: 'good' }, seen: 0 }
    const refused = (await house.act(flow.worker, 'assessment.fill', form)) as unknown as { code: string; sentence: string }
    expect([refused.code, refused.sentence]).toEqual(['ASSESSMENT.ANSWERS', expect.stringContaining('情绪')])
  })

  test('with too much unknown is told only with the reason, and then tells only what holds anyway', async () => {
    const childId = await flow.child()
    const id = await flow.started(childId)
    await flow.filled(id, {
      ...WELL,
      income: NOT_KNOWN,
      kin: NOT_KNOWN,
      refuge: NOT_KNOWN,
      manner: NOT_KNOWN,
      community: NOT_KNOWN,
    })
    await flow.signed(id)
    expect(await code(flow.worker, 'assessment.conclude', { assessmentId: id, conclusion: '再查' })).toBe('ASSESSMENT.SAY_OPEN')
    const reply = await flow.concluded(id, { whyOpen: '父母都不在家，没见到' })
    expect(reply.result).toContain('待定')
    const [fact] = await told(childId, 'child.assessed')
    expect(fact?.value.guardianship).toBeUndefined()
    expect(fact?.value.score).toMatch(/^\d+(\.\d)?–\d+/)
  })
})

describe('before a return', () => {
  test('the child is heard, three assess, and nothing that decides stays unknown', async () => {
    const childId = await flow.child()
    const id = await flow.started(childId, { purpose: 'before-return' })
    await flow.filled(id, { ...FIT, relations: NOT_KNOWN })
    await flow.signed(id)
    const conclude = { assessmentId: id, conclusion: '可以返家' }
    expect(await code(flow.worker, 'assessment.conclude', conclude)).toBe('ASSESSMENT.NOT_HEARD')
    await house.done(flow.expert, 'assessment.hear-child', {
      childId,
      manner: 'spoken',
      wish: 'home',
      words: '想奶奶',
      alone: true,
    })
    const open = (await house.act(flow.worker, 'assessment.conclude', conclude)) as unknown as { code: string; sentence: string }
    expect([open.code, open.sentence]).toEqual(['ASSESSMENT.OPEN_RESULT', expect.stringContaining('家庭关系')])
    await flow.filled(id, FIT, 1)
    await flow.signed(id, [flow.worker, flow.helper, flow.expert], 2)
    expect(await flow.concluded(id)).toMatchObject({ result: '可以履行监护职责' })
    const [fact] = await told(childId, 'child.assessed')
    expect(fact?.value).toMatchObject({ purpose: 'before-return', guardianship: 'normal', sheet: 'guardianship-levels@2026.1' })
    expect(fact?.value).not.toHaveProperty('score')
  })
})

describe('an objection', () => {
  async function disputed() {
    const childId = await flow.child()
    const id = await flow.started(childId, {
      assessors: [{ accountId: flow.worker.accountId }, { accountId: flow.expert.accountId }],
    })
    await flow.filled(id, WELL)
    await flow.signed(id, [flow.worker, flow.expert])
    await flow.concluded(id)
    await house.done(flow.worker, 'assessment.dispute', { assessmentId: id, from: 'guardian', reason: '没有到过家里' })
    return { childId, id }
  }
  const reader = async (childId: string) => {
    const { helper } = flow
    await house.look((tx) =>
      sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, account_id, valid_from)
        select k.subject_kind, k.subject_id, k.owner_path, k.organisation_path, 'sealed-reader', ${helper.accountId}, k.valid_from
        from kernel.part k where k.subject_id = ${childId} and k.part = 'case-worker'`.execute(tx),
    )
    return helper
  }

  test('is answered by who did not assess; set aside, the result counts no more and is made anew', async () => {
    const { childId, id } = await disputed()
    const answer = { assessmentId: id, outcome: 'again', reason: '确实没有入户' }
    expect(await code(flow.worker, 'assessment.answer-dispute', answer)).toBe('ASSESSMENT.SAME_PERSON')
    await house.done(await reader(childId), 'assessment.answer-dispute', answer)
    const [assessed] = await told(childId, 'child.assessed')
    const [withdrawn] = await told(childId, 'fact.withdrawn')
    expect(withdrawn?.replaces).toBe(assessed?.id)
    expect(await told(childId, 'child.assessment-set-aside')).toHaveLength(1)
    const due = (await house.ask(flow.worker, 'assessment.board', { list: 'due' })) as {
      items: { nextOn: string; childId: string; sheetTitle: string }[]
    }
    expect(due.items.find((each) => each.childId === childId)).toMatchObject({
      nextOn: '2026-12-19',
      sheetTitle: '监护状况评估表（百分制）',
    })
  })

  test('upheld, the result stands', async () => {
    const { childId, id } = await disputed()
    await house.done(await reader(childId), 'assessment.answer-dispute', {
      assessmentId: id,
      outcome: 'upheld',
      reason: '入户照片在',
    })
    expect(await told(childId, 'fact.withdrawn')).toEqual([])
    await open(flow.worker, childId)
    const page = (await house.ask(flow.worker, 'assessment.of-child', { childId })) as { assessments: { state: string }[] }
    expect(page.assessments.map((each) => each.state)).toEqual(['concluded'])
  })
})

describe('who may not', () => {
  test('an assessor reads and writes this part only, only when named, and only for as long as it takes', async () => {
    const childId = await flow.child()
    expect(await code(flow.expert, 'minors.open-file', { childId, reason: '看看' })).toBe('KERNEL.NOT_FOUND')
    const id = await flow.started(childId)
    await open(flow.expert, childId)
    expect(await house.ask(flow.expert, 'assessment.one', { assessmentId: id })).toMatchObject({ mayDecide: false })
    await flow.filled(id, WELL)
    await flow.signed(id)
    expect(await code(flow.expert, 'assessment.drop', { assessmentId: id, reason: 'other' })).toBe('KERNEL.NOT_FOUND')
    await flow.concluded(id)
    house.at('2027-01-15T09:00')
    expect(await code(flow.expert, 'minors.open-file', { childId, reason: '看看' })).toBe('KERNEL.NOT_FOUND')
    house.at('2026-12-09T09:00')
  })

  test('the town, which owns the file, a neighbour and a stranger learn nothing of it', async () => {
    const childId = await flow.child()
    const id = await flow.started(childId)
    await house.done(house.actor('child-supervisor', 'town'), 'minors.open-file', { childId, reason: '核对' })
    const others = [
      house.actor('child-supervisor', 'town'),
      house.actor('minors-officer', 'bureau'),
      house.actor('department-officer', 'women'),
      house.stranger(),
    ]
    for (const actor of others) {
      for (const [query, params] of [
        ['assessment.one', { assessmentId: id }],
        ['assessment.of-child', { childId }],
        ['assessment.paper-report', { assessmentId: id }],
      ] as const)
        expect([actor.name, query, await house.ask(actor, query, params)]).toMatchObject([
          actor.name,
          query,
          { code: 'KERNEL.NOT_FOUND' },
        ])
      for (const [door, form] of [
        ['assessment.fill', { assessmentId: id, answers: {}, seen: 0 }],
        ['assessment.hear-child', { childId, manner: 'spoken' }],
      ] as const)
        expect([actor.name, door, await code(actor, door, form)]).toEqual([actor.name, door, 'KERNEL.NOT_FOUND'])
    }
    const board = (await house.ask(house.actor('child-supervisor', 'town'), 'assessment.board')) as { total: number }
    expect(board.total).toBe(0)
  })
})
