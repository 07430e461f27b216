/** Children of the street: sample, answer, trafficking, guardian; the clauses met by them; and who may not. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { rows, sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { searchedRichly } from './testing/life.ts'

let house: TestHouse
let worker: Actor
let police: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  worker = house.actor('minors-officer', 'centre')
  police = house.actor('police-officer', 'minors-police')
  const bureau = house.actor('bureau-officer', 'bureau')
  for (const pack of ['s0', 's4'])
    await house.done(bureau, 'supervision.adopt-pack', { pack, from: '2026-01-01', reason: '本市执行' })
})
afterAll(() => house?.close())
beforeEach(() => house.at('2026-12-09T09:00'))

/** A child met by the police, whose file the police begin; the centre's officer is its case worker. */
async function met(more: Record<string, unknown> = {}) {
  const form = { from: 'desk', writtenName: '小石头', birthDate: '2015-03-02', kinds: ['vagrant'], reason: '街头发现', ...more }
  const childId = (await house.done(worker, 'minors.start-file', form)).reply.childId as string
  await house.look((tx) =>
    sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
      select k.subject_kind, k.subject_id, k.owner_path, ${police.organisation.path}, 'police', k.valid_from
      from kernel.part k where k.subject_id in (select unnest(array[f.id, f.person_id]) from people.child_file f where f.id = ${childId})
        and k.part = 'case-worker'`.execute(tx),
  )
  return childId
}
const code = async (actor: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(actor, `street-minors.${door}`, form)) as { code?: string }).code
const done = (door: string, form: Record<string, unknown>, actor = police) => house.done(actor, `street-minors.${door}`, form)
const told = async (childId: string, name: string) =>
  (await house.look((tx) => factsOf(tx, [childId]))).filter((fact) => fact.name === name)
async function state(childId: string, clause: string) {
  const { items } = (await house.ask(worker, 'supervision.file-duties', { subjectId: childId })) as {
    items: { clause: string; state: string }[]
  }
  return items.filter((each) => each.clause === clause).map((each) => each.state)
}

describe('blood and its answer', () => {
  test('are due at once for a vagrant child, met by sample and answer in turn, late when late', async () => {
    const childId = await met()
    expect(await state(childId, 's0.minor-dna')).toEqual(['pending'])
    expect(await code(police, 'record-dna', { childId, result: 'not-found' })).toBe('STREET_MINORS.NO_SAMPLE')
    await done('sample-blood', { childId, sampleNo: 'X-17', where: '车站派出所' })
    expect(await state(childId, 's0.minor-dna')).toEqual(['pending'])
    house.at('2026-12-11T09:00')
    await done('record-dna', { childId, result: 'not-found', base: '打拐 DNA 库' })
    expect(await state(childId, 's0.minor-dna')).toEqual(['met'])
    const late = await met()
    house.at('2027-01-20T09:00')
    expect(await state(late, 's0.minor-dna')).toEqual(['overdue'])
    await done('sample-blood', { childId: late })
    house.at('2027-01-21T09:00')
    await done('record-dna', { childId: late, result: 'not-found' })
    expect(await state(late, 's0.minor-dna')).toEqual(['met-late'])
  })

  test('a second sample says why; somebody who is not the police names the police’s paper', async () => {
    const childId = await met()
    await done('sample-blood', { childId })
    expect(await code(police, 'sample-blood', { childId })).toBe('STREET_MINORS.SAMPLED')
    await done('sample-blood', { childId, again: '样本污染' })
    expect(await code(worker, 'record-dna', { childId, result: 'found' })).toBe('STREET_MINORS.POLICE_PAPER')
    await done('record-dna', { childId, result: 'found', matched: '石某', paper: '云公鉴〔2026〕8号' }, worker)
    expect((await told(childId, 'child.dna-compared')).map((fact) => fact.value)).toEqual([{ result: 'found' }])
    const kept = await house.look((tx) => rows(sql`select * from street_minors.step where child_id = ${childId}`, tx))
    expect(JSON.stringify(kept)).not.toContain('石某')
  })

  test('cost nothing: a fee that was taken shows in the figure until it is paid back', async () => {
    const childId = await met()
    await done('record-charge', { childId, amountYuan: 300, chargedTo: 'family', by: '某所' })
    expect(await code(police, 'record-refund', { childId, amountYuan: 301, chargedTo: 'family' })).toBe('STREET_MINORS.TOO_MUCH')
    await done('record-refund', { childId, amountYuan: 300, chargedTo: 'family' })
    expect((await told(childId, 'cost.recorded')).map((fact) => [fact.value.amount, fact.value.chargedTo])).toEqual([
      [30_000, 'family'],
      [-30_000, 'family'],
    ])
    expect(await code(police, 'record-refund', { childId, amountYuan: 1, chargedTo: 'family' })).toBe('STREET_MINORS.NO_FEE')
  })
})

describe('a trafficked child', () => {
  test('goes home or to a station within days; confirmed wrongly, the duty is gone with it', async () => {
    const childId = await met()
    const { stepId } = (await done('confirm-trafficking', { childId, basis: 'DNA 比中失踪儿童' })).reply
    expect(await state(childId, 's0.trafficked')).toEqual(['pending'])
    expect(await code(police, 'confirm-trafficking', { childId, basis: '又一次' })).toBe('STREET_MINORS.CONFIRMED')
    expect(await code(worker, 'withdraw-step', { stepId, reason: '弄错' })).toBe('STREET_MINORS.NOT_THEIRS')
    await done('withdraw-step', { stepId, reason: '比对串了样本' })
    expect(await state(childId, 's0.trafficked')).toEqual([])
    expect(await code(police, 'withdraw-step', { stepId, reason: '再撤' })).toBe('STREET_MINORS.WITHDRAWN')
    await done('confirm-trafficking', { childId, basis: '重新比对比中' })
    house.at('2026-12-20T09:00')
    expect(await state(childId, 's0.trafficked')).toEqual(['overdue'])
  })
})

describe('the guardian', () => {
  test('is sought every month until found; every search counts', async () => {
    const childId = await met()
    expect(await state(childId, 's4.guardian-search')).toContain('pending')
    await done('search-guardian', { childId, manner: 'records', result: 'nothing' })
    expect(await state(childId, 's4.guardian-search')).toContain('met')
    house.at('2027-01-20T09:00')
    expect(await state(childId, 's4.guardian-search')).toEqual(expect.arrayContaining(['met', 'overdue']))
    await done('search-guardian', { childId, manner: 'village', result: 'found', words: '爷爷在柳沟' })
    await done('tell-guardian', { childId, who: '爷爷', manner: 'phone', answer: '后天来' })
    expect(await state(childId, 's4.guardian-search')).not.toContain('pending')
  })

  test('of a trafficked or used child is told only once the police have cleared him', async () => {
    const childId = await met({ usedByGuardian: true })
    const form = { childId, who: '父亲', manner: 'phone' }
    expect(await code(worker, 'tell-guardian', form)).toBe('STREET_MINORS.GUARDIAN_UNCLEAR')
    await done('confirm-trafficking', { childId, basis: '供述' })
    expect(await code(police, 'tell-guardian', form)).toBe('STREET_MINORS.GUARDIAN_UNCLEAR')
    await done('tell-guardian', { ...form, cleared: true })
  })

  test('who uses the child is dealt with in a week, and that lies in a part of its own', async () => {
    const childId = await met({ usedByGuardian: true })
    expect(await state(childId, 's0.guardian')).toEqual(['pending'])
    await done('discipline-guardian', { childId, manner: 'admonition', who: '父亲' })
    expect(await state(childId, 's0.guardian')).toEqual(['met'])
    const late = await met({ usedByGuardian: true })
    house.at('2026-12-20T09:00')
    expect(await state(late, 's0.guardian')).toEqual(['overdue'])
    house.at('2026-12-09T09:00')
    await house.done(police, 'minors.open-file', { childId, reason: '办案' })
    const page = (await house.ask(police, 'street-minors.of-child', { childId })) as {
      steps: { kind: string }[]
      concerns: boolean
    }
    expect([page.concerns, page.steps.map((step) => step.kind)]).toEqual([true, ['disciplined']])
  })
})

test('no value of a fact and no row names anybody', async () => {
  const childId = await met()
  await searchedRichly(house, { childId, canary: '金丝雀' })
  const facts = await house.look((tx) => factsOf(tx, [childId]))
  const kept = await house.look((tx) => rows(sql`select * from street_minors.step where child_id = ${childId}`, tx))
  expect(facts.filter((fact) => fact.name === 'fact.withdrawn')).toHaveLength(1)
  expect(JSON.stringify([facts, kept])).not.toContain('金丝雀')
})

describe('who may not', () => {
  test('a town, another police station and a stranger learn nothing of it', async () => {
    const childId = await met({ townId: house.organisations.town.id })
    const { stepId } = (await done('sample-blood', { childId })).reply
    await house.done(house.actor('child-supervisor', 'town'), 'minors.open-file', { childId, reason: '核对' })
    for (const actor of [house.actor('child-supervisor', 'town'), house.actor('police-officer', 'police'), house.stranger()]) {
      expect(await house.ask(actor, 'street-minors.of-child', { childId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
      for (const [door, form] of [
        ['sample-blood', { childId }],
        ['search-guardian', { childId, manner: 'child', result: 'nothing' }],
        ['withdraw-step', { stepId, reason: '看看' }],
      ] as const)
        expect([actor.name, door, await code(actor, door, form)]).toEqual([actor.name, door, 'KERNEL.NOT_FOUND'])
    }
  })
})
