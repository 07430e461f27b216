/** Closing and coming back, eighteen on the day, and one child with two files. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let worker: Actor
let head: Actor
const start = async (told: Record<string, unknown>, actor = worker) =>
  (await house.done(actor, 'minors.start-file', { from: 'desk', reason: '群众反映', ...told })).reply.childId as string
const file = async (childId: string, actor = worker) => {
  await house.done(actor, 'minors.open-file', { childId, reason: '核对' })
  return (await house.ask(actor, 'minors.file', { childId })) as Record<string, unknown>
}
const names = async (childId: string) => (await house.look((tx) => factsOf(tx, [childId]))).map((fact) => fact.name)
const birthdays = () => house.house.handlers.get('minors.turn-adults')?.run(jobContext(house.house), {})

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  worker = house.actor('minors-officer', 'centre')
  head = house.actor('centre-head', 'centre')
})
afterAll(() => house?.close())

describe('closing', () => {
  test('says why; what is closed is not worked on until it is reopened', async () => {
    const childId = await start({ writtenName: '田小壮', birthDate: '2014-01-02' })
    await house.done(worker, 'minors.close-file', { childId, reason: 'returned', note: '随母亲生活' })
    expect(await file(childId)).toMatchObject({ state: 'closed', closedHow: '返家稳定' })
    expect(await house.act(worker, 'minors.close-file', { childId, reason: 'moved' })).toMatchObject({ code: 'MINORS.CLOSED' })
    expect(await house.act(worker, 'minors.note-family', { childId, relation: 'mother' })).toMatchObject({
      code: 'MINORS.CLOSED',
    })
    await house.done(worker, 'minors.reopen-file', { childId, reason: '又离家' })
    expect(await house.act(worker, 'minors.reopen-file', { childId, reason: '再恢复' })).toMatchObject({
      code: 'MINORS.NOT_CLOSED',
    })
    expect(await names(childId)).toEqual(expect.arrayContaining(['child.file-closed', 'child.file-reopened']))
  })

  test('is not for the head who does not know the whole file, and not for the town', async () => {
    const childId = await start({ birthYear: 2014, townId: house.organisations.town.id })
    expect(await house.act(head, 'minors.close-file', { childId, reason: 'moved' })).toMatchObject({ code: 'MINORS.NOT_WORKER' })
    expect(
      await house.act(house.actor('child-supervisor', 'town'), 'minors.close-file', { childId, reason: 'moved' }),
    ).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })
})

describe('eighteen', () => {
  test('ends the file on the very day, by itself, once; a birth only roughly known waits', async () => {
    const on = await start({ writtenName: '何成年', birthDate: '2008-12-10' })
    const rough = await start({ writtenName: '某约', birthYear: 2008 })
    house.at('2026-12-10T00:05')
    await birthdays()
    expect(await file(on)).toMatchObject({ state: 'open' })
    house.at('2026-12-11T00:05')
    await birthdays()
    await birthdays()
    expect(await file(on)).toMatchObject({ state: 'adult', closedHow: '年满十八周岁' })
    expect((await names(on)).filter((name) => name === 'child.file-closed')).toHaveLength(1)
    expect(await file(rough)).toMatchObject({ state: 'open' })
    expect(await house.act(worker, 'minors.reopen-file', { childId: on, reason: '再办' })).toMatchObject({
      code: 'MINORS.CLOSED',
    })
    expect(await house.act(worker, 'minors.turn-adult', { childId: rough })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    house.at('2026-12-09T09:00')
  })
})

describe('one child, two schools', () => {
  const number = '999901201504261022'
  test('is asked about where the number is the same, joined by one who knows both, and then read by both schools', async () => {
    const { school, 'other-school': second } = house.organisations
    const one = await start({ writtenName: '柳小禾', idNumber: number, schoolId: school.id })
    const other = await start({ writtenName: '柳晓禾', idNumber: number, schoolId: second.id })
    await house.done(worker, 'minors.note-family', { childId: other, relation: 'grandmother', care: true })
    await house.work('minors.')
    await file(one)
    const { alike } = (await house.ask(worker, 'minors.siblings', { childId: one })) as { alike: { childId: string }[] }
    expect(alike).toMatchObject([{ childId: other, likeness: 'number' }])
    expect(await house.act(worker, 'minors.join-files', { childId: one, otherId: one, reason: '同一份' })).toMatchObject({
      code: 'MINORS.SAME_FILE',
    })
    await house.done(worker, 'minors.join-files', { childId: one, otherId: other, reason: '证件号相同，人已核对' })
    await house.work('minors.')
    expect(await file(other)).toMatchObject({ state: 'merged' })
    expect((await house.ask(worker, 'minors.family', { childId: one })) as object).toMatchObject({ members: [{ care: true }] })
    const teacher = house.actor('school-officer', 'other-school')
    expect(await house.ask(teacher, 'minors.band', { childId: one })).toMatchObject({ no: expect.any(String) })
    expect(await house.act(worker, 'minors.join-files', { childId: one, otherId: other, reason: '再并' })).toMatchObject({
      code: 'MINORS.CLOSED',
    })
    expect(await house.ask(worker, 'minors.siblings', { childId: one })).toMatchObject({ alike: [] })
  })

  test('twins are two: they are not asked about, not joined, and a question may be answered once and for all', async () => {
    const one = await start({ writtenName: '双大宝', idNumber: '999901201504261049' })
    const other = await start({ writtenName: '双小宝', idNumber: '999901201504261057' })
    const third = await start({ writtenName: '双小宝', birthDate: '2015-04-26' })
    await house.work('minors.')
    await file(one)
    expect(await house.ask(worker, 'minors.siblings', { childId: one })).toMatchObject({ alike: [] })
    expect(await house.act(worker, 'minors.join-files', { childId: one, otherId: other, reason: '像' })).toMatchObject({
      code: 'MINORS.TWINS',
    })
    await file(third)
    expect(await house.ask(worker, 'minors.siblings', { childId: third })).toMatchObject({
      alike: [{ childId: other, likeness: 'name' }],
    })
    await house.done(worker, 'minors.mark-two', { childId: third, otherId: other, reason: '两所学校各有其人' })
    expect(await house.ask(worker, 'minors.siblings', { childId: third })).toMatchObject({ alike: [] })
  })

  test('is not joined with a file that one does not know, and nothing tells that it is there', async () => {
    const mine = await start({ writtenName: '甲' })
    const police = house.actor('police-officer', 'minors-police')
    const theirs = await start({ writtenName: '乙' }, police)
    for (const otherId of [theirs, crypto.randomUUID()])
      expect(
        await house.act(house.actor('minors-officer', 'bureau'), 'minors.join-files', { childId: mine, otherId, reason: '某' }),
      ).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
  })
})
