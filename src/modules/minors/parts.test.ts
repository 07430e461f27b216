/** Kinds, family, school, health, siblings; who reads which part, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let worker: Actor
let supervisor: Actor
let school: Actor
let childId: string
const ask = (actor: Actor, query: string, of = childId) =>
  house.ask(actor, query, { childId: of }) as Promise<Record<string, unknown>>
const act = (actor: Actor, door: string, told: Record<string, unknown> = {}) => house.act(actor, door, { childId, ...told })
const done = (actor: Actor, door: string, told: Record<string, unknown> = {}) => house.done(actor, door, { childId, ...told })
const start = async (told: Record<string, unknown>) =>
  (await house.done(worker, 'minors.start-file', { from: 'desk', reason: '群众反映', ...told })).reply.childId as string
const told = async (name: string, of = childId) =>
  (await house.look((tx) => factsOf(tx, [of]))).filter((fact) => fact.name === name)
const open = (actor: Actor, of = childId) => house.done(actor, 'minors.open-file', { childId: of, reason: '核对' })

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  worker = house.actor('minors-officer', 'centre')
  supervisor = house.actor('child-supervisor', 'town')
  school = house.actor('school-officer', 'school')
  const { town, village, school: learns } = house.organisations
  childId = await start({
    writtenName: '柳小禾',
    birthDate: '2015-04-26',
    kinds: ['left-behind'],
    townId: town.id,
    villageId: village.id,
    schoolId: learns.id,
  })
  for (const actor of [supervisor, school, house.actor('child-director', 'village')]) await open(actor)
})
afterAll(() => house?.close())

describe('kinds', () => {
  const now = async () =>
    ((await ask(worker, 'minors.file')).kinds as { kind: string; until: number | null; withdrawn: boolean }[]).map((each) =>
      each.withdrawn ? `-${each.kind}` : each.until === null ? each.kind : `~${each.kind}`,
    )

  test('several hold at once, each with its time; the whole list is told to policies', async () => {
    await done(worker, 'minors.change-kinds', { add: ['hardship', 'prisoner-child'], reason: '父亲服刑' })
    expect(await now()).toEqual(expect.arrayContaining(['left-behind', 'hardship', 'prisoner-child']))
    expect((await told('child.kinds-changed')).at(-1)?.value).toEqual({ kinds: ['hardship', 'left-behind', 'prisoner-child'] })
  })

  test('a wrong one is withdrawn and its trace is kept; one that is over keeps its time', async () => {
    await done(worker, 'minors.change-kinds', { withdraw: ['hardship'], end: ['left-behind'], reason: '登错；母亲回来了' })
    expect((await now()).sort()).toEqual(['-hardship', 'prisoner-child', '~left-behind'].sort())
    expect(await act(worker, 'minors.change-kinds', { withdraw: ['hardship'], reason: '再撤' })).toMatchObject({
      code: 'MINORS.KIND_NOT_THERE',
    })
    expect(await act(worker, 'minors.change-kinds', { add: ['prisoner-child'], reason: '再登' })).toMatchObject({
      code: 'MINORS.KIND_THERE',
    })
    expect(await act(worker, 'minors.change-kinds', { reason: '没选' })).toMatchObject({ code: 'MINORS.NO_KIND_CHANGE' })
  })

  test('are changed by who knows the whole file; the town does not, and does not see the prison', async () => {
    expect(await act(supervisor, 'minors.change-kinds', { add: ['orphan'], reason: '某事' })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    const seen = (await ask(supervisor, 'minors.file')).kinds as { kind: string }[]
    expect(seen.map((each) => each.kind)).not.toContain('prisoner-child')
  })
})

describe('the family', () => {
  test('says who has care, who decides and who is a danger, apart', async () => {
    const grandmother = { name: '柳奶奶', relation: 'grandmother', care: true, phone: '13900001234' }
    await done(supervisor, 'minors.note-family', grandmother)
    expect(await act(worker, 'minors.note-family', { relation: 'stepfather', danger: true })).toMatchObject({
      code: 'MINORS.DANGER_WHY',
    })
    const { reply } = await done(worker, 'minors.note-family', { relation: 'stepfather', danger: true, dangerWhy: '酒后打人' })
    await done(worker, 'minors.note-family', { name: { unknown: 'not-asked' }, relation: 'mother', decides: true, state: 'away' })
    const { members } = (await ask(worker, 'minors.family')) as { members: Record<string, unknown>[] }
    expect(members).toMatchObject([
      { name: '柳奶奶', care: true, decides: false, danger: false, phone: '139****1234' },
      { danger: true, dangerWhy: '酒后打人', care: false },
      { name: null, decides: true, stateWord: '外出务工、居住' },
    ])
    expect((await told('child.family-noted')).at(-1)?.value).toEqual({ danger: true })
    await done(worker, 'minors.remove-member', { memberId: reply.memberId, reason: '已离婚搬走' })
    expect((await told('child.family-noted')).at(-1)?.value).toEqual({ danger: false })
    expect(await act(worker, 'minors.remove-member', { memberId: reply.memberId, reason: '再移' })).toMatchObject({
      code: 'MINORS.NO_MEMBER',
    })
  })

  test('is not the school’s or the village’s to read', async () => {
    const director = house.actor('child-director', 'village')
    for (const panel of ['minors.family', 'minors.school', 'minors.health'])
      expect(await ask(director, panel)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await ask(school, 'minors.family')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  test('entrusts care to one at a time, and tells whether school and village know in writing', async () => {
    await done(supervisor, 'minors.entrust-care', { name: '姑姑', from: '2026-09-01', until: '2026-12-01', toldSchool: true })
    expect((await told('child.guardian-entrusted'))[0]?.value).toEqual({ toldSchool: true })
    expect(await act(worker, 'minors.entrust-care', { name: '叔叔', from: '2026-10-01' })).toMatchObject({
      code: 'MINORS.ENTRUSTED_ALREADY',
    })
    expect((await ask(worker, 'minors.family')).entrusted).toMatchObject([{ late: true, endedOn: null }])
    expect(await act(worker, 'minors.end-entrusting', { on: '2026-08-01', reason: '早于' })).toMatchObject({
      code: 'MINORS.UNTIL_EARLIER',
    })
    await done(worker, 'minors.end-entrusting', { reason: '母亲回来了' })
    expect(await act(worker, 'minors.end-entrusting', { reason: '再结束' })).toMatchObject({ code: 'MINORS.NO_ENTRUSTING' })
  })
})

describe('school and health', () => {
  test('a school says where the child learns; another school then holds the part, and the old one sees it no more', async () => {
    await done(school, 'minors.note-schooling', { state: 'enrolled', grade: '五年级', boarding: false })
    expect((await ask(school, 'minors.school')).items).toMatchObject([{ stateWord: '在校', grade: '五年级' }])
    const other = house.actor('school-officer', 'other-school')
    expect(await ask(other, 'minors.band')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await done(worker, 'minors.note-schooling', { state: 'enrolled', schoolId: house.organisations['other-school'].id })
    expect(await ask(other, 'minors.band')).toMatchObject({ openedUntil: null })
    expect(await ask(school, 'minors.band')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect((await told('child.schooling-noted')).at(-1)?.value).toEqual({ state: 'enrolled' })
  })

  test('health is the case worker’s and the hospital’s, not the town’s', async () => {
    await done(worker, 'minors.note-health', { body: ['disabled'], disabilities: [{ kind: 'hearing', level: '2' }] })
    expect((await ask(worker, 'minors.health')).items).toMatchObject([{ lines: [{ text: '残疾' }, { text: '听力 二级' }] }])
    expect(await ask(supervisor, 'minors.health')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await ask(supervisor, 'reports.clues-of-child')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await ask(supervisor, 'reports.of-child')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await act(worker, 'minors.note-health')).toMatchObject({ code: 'MINORS.NOTHING_TOLD' })
  })
})

describe('register', () => {
  test('is put right: the birth goes to policies, the name is found anew', async () => {
    await done(supervisor, 'minors.correct-register', { writtenName: '柳晓禾', birthDate: '2014-04-26', source: '户口簿' })
    expect(await ask(supervisor, 'minors.file')).toMatchObject({ name: '柳晓禾', age: '12 岁' })
    const { items } = (await house.ask(worker, 'minors.search', { text: '柳晓禾' })) as { items: { childId: string }[] }
    expect(items.map((each) => each.childId)).toEqual([childId])
    expect(await act(supervisor, 'minors.correct-register', { source: '没填' })).toMatchObject({ code: 'MINORS.NOTHING_TOLD' })
  })

  test('a child that moves is seen by the new town and village, and by the old ones no more', async () => {
    const { village } = house.organisations
    const director = house.actor('child-director', 'village')
    expect(await ask(director, 'minors.band')).toMatchObject({ no: expect.any(String) })
    const away = { townId: house.organisations['far-town'].id, reason: '搬家' }
    expect(await act(worker, 'minors.move-child', away)).toMatchObject({ code: 'MINORS.NO_SUCH_PLACE' })
    const other = await start({ writtenName: '何小满', birthDate: '2013-05-21' })
    await house.done(worker, 'minors.move-child', {
      childId: other,
      villageId: village.id,
      address: '柳沟村二组',
      reason: '回村',
    })
    expect(await ask(director, 'minors.band', other)).toMatchObject({ openedUntil: null })
    expect(await ask(worker, 'minors.file', other)).toMatchObject({ village: village.name, address: '柳沟村二组' })
  })
})

describe('siblings', () => {
  test('each has a file of its own, and both show the other, to who knows both', async () => {
    const brother = await start({ writtenName: '柳大禾', birthDate: '2012-02-03' })
    await done(worker, 'minors.link-sibling', { otherId: brother, kind: 'full', together: true })
    await open(worker, brother)
    expect((await ask(worker, 'minors.siblings', brother)).siblings).toMatchObject([{ name: '柳晓禾', kind: '同父同母' }])
    expect((await ask(supervisor, 'minors.siblings')).siblings).toEqual([])
    expect(await act(worker, 'minors.link-sibling', { otherId: brother, kind: 'full' })).toMatchObject({
      code: 'MINORS.SIBLING_THERE',
    })
    expect(await act(supervisor, 'minors.link-sibling', { otherId: brother, kind: 'full' })).toMatchObject({
      code: 'MINORS.NOT_ALSO_OPEN',
    })
    await done(worker, 'minors.unlink-sibling', { otherId: brother, reason: '登错' })
    expect((await ask(worker, 'minors.siblings')).siblings).toEqual([])
  })
})
