/** A file started, opened with a reason, found again; and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let worker: Actor
let supervisor: Actor
const others = () => [
  house.actor('centre-head', 'centre'),
  house.actor('child-supervisor', 'far-town'),
  house.actor('school-officer', 'other-school'),
  house.actor('child-director', 'village'),
]
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  worker = house.actor('minors-officer', 'centre')
  supervisor = house.actor('child-supervisor', 'town')
})
afterAll(() => house?.close())

const start = async (actor: Actor, told: Record<string, unknown> = {}) =>
  (await house.done(actor, 'minors.start-file', { from: 'desk', reason: '群众送来', ...told })).reply.childId as string
const file = (actor: Actor, childId: string) => house.ask(actor, 'minors.file', { childId }) as Promise<Record<string, unknown>>

describe('a file', () => {
  test('is started for a child of whom nothing is known, and has a number and a name all the same', async () => {
    const childId = await start(worker)
    expect(await file(worker, childId)).toMatchObject({
      no: expect.stringMatching(/^未保 2026-\d{4}$/),
      name: expect.stringContaining('无名儿童'),
      age: '年龄不详',
      schoolAge: 'maybe',
      kinds: [],
      state: 'open',
      worker: { mine: true },
    })
  })

  test('tells age and school age at the date at which one looks', async () => {
    const childId = await start(worker, { writtenName: '柳小禾', sex: 'female', birthDate: '2015-04-26' })
    expect(await file(worker, childId)).toMatchObject({ age: '11 岁', schoolAge: 'yes', adultOn: '2033-04-27' })
  })

  test('is not started for somebody who is grown up, nor with a birthday that is yet to come', async () => {
    const form = { from: 'desk', reason: '某事' }
    expect(await house.act(worker, 'minors.start-file', { ...form, birthDate: '2008-12-08' })).toMatchObject({
      code: 'MINORS.ADULT_ALREADY',
    })
    expect(await house.act(worker, 'minors.start-file', { ...form, birthDate: '2027-01-01' })).toMatchObject({
      code: 'MINORS.BIRTH_LATER',
    })
    expect((await house.act(worker, 'minors.start-file', { ...form, birthDate: '2008-12-09' })) as object).toHaveProperty('reply')
    const elsewhere = { ...form, schoolId: house.organisations['far-town'].id }
    expect(await house.act(worker, 'minors.start-file', elsewhere)).toMatchObject({ code: 'MINORS.NO_SUCH_PLACE' })
  })

  test('of a town is the town’s, and known to town, village, school and the centre', async () => {
    const { town, village, school } = house.organisations
    const childId = await start(supervisor, {
      writtenName: '田大壮',
      birthDate: '2014-01-02',
      kinds: ['left-behind', 'prisoner-child'],
      townId: town.id,
      villageId: village.id,
      schoolId: school.id,
    })
    const opened = (await house.look((tx) => factsOf(tx, [childId])))[0]
    expect(opened).toMatchObject({
      name: 'child.file-opened',
      subject: { ownerPath: town.path },
      value: { kinds: ['left-behind', 'prisoner-child'], town: town.id },
    })
    for (const actor of [
      house.actor('child-director', 'village'),
      house.actor('school-officer', 'school'),
      house.actor('centre-head', 'centre'),
      supervisor,
    ]) {
      await house.done(actor, 'minors.open-file', { childId, reason: '核对登记' })
      const seen = (await file(actor, childId)) as { name: string; kinds: { kind: string }[] }
      // That the father is in prison is not for them to know.
      expect([seen.name, seen.kinds.map((each) => each.kind)]).toEqual(['田大壮', ['left-behind']])
    }
  })
})

describe('opening', () => {
  let childId: string
  beforeAll(async () => {
    childId = await start(worker, { writtenName: '何小满', birthDate: '2013-05-21', alias: '小满' })
  })

  test('takes a reason, lasts an hour, and stands in the ledger', async () => {
    house.at('2026-12-09T10:01')
    expect(await file(worker, childId)).toMatchObject({ code: 'PEOPLE.OPEN_FIRST' })
    expect(await house.ask(worker, 'minors.band', { childId })).toMatchObject({ alias: '小满', openedUntil: null, readers: 1 })
    expect(await house.act(worker, 'minors.open-file', { childId, reason: '' })).toMatchObject({ code: 'KERNEL.FORM' })
    await house.done(worker, 'minors.open-file', { childId, reason: '制定寒假帮扶' })
    expect(await file(worker, childId)).toMatchObject({ name: '何小满' })
    house.at('2026-12-09T11:00')
    expect(await file(worker, childId)).toMatchObject({ name: '何小满' })
    house.at('2026-12-09T11:01')
    expect(await file(worker, childId)).toMatchObject({ code: 'PEOPLE.OPEN_FIRST' })
    const viewed = (await house.look((tx) => factsOf(tx, [childId]))).filter((fact) => fact.name === 'sensitive.viewed')
    expect(viewed).toMatchObject([{ value: { what: 'child-file' }, recordedBy: worker.accountId }])
    expect(JSON.stringify(viewed)).not.toContain('寒假')
  })

  test('is for nobody without a part: a file that is there and one that is not look alike', async () => {
    for (const actor of others().slice(1)) {
      for (const id of [childId, crypto.randomUUID()]) {
        expect(await house.act(actor, 'minors.open-file', { childId: id, reason: '想看看' })).toMatchObject({
          code: 'KERNEL.NOT_FOUND',
        })
        expect(await file(actor, id)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
        expect(await house.ask(actor, 'minors.band', { childId: id })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
      }
    }
  })
})

describe('lists and search', () => {
  test('hold the children of whom one has a part, and count nobody else', async () => {
    const mine = (await house.ask(worker, 'minors.list', { filter: 'mine' })) as { total: number; items: { name: string }[] }
    expect(mine.items.map((each) => each.name)).toContain('何小满')
    for (const actor of others().slice(1, 3))
      expect(await house.ask(actor, 'minors.list', {})).toMatchObject({ total: 0, items: [] })
    const names = async (actor: Actor, text: string) =>
      ((await house.ask(actor, 'minors.search', { text })) as { items: { name: string }[] }).items.map((each) => each.name)
    expect(await names(worker, '何小满')).toEqual(['何小满'])
    expect(await names(supervisor, '何小满')).toEqual([])
    expect(await names(supervisor, '田大壮')).toEqual(['田大壮'])
  })
})
