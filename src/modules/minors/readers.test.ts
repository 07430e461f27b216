/** Who is responsible, who else may read by leave of another, who looked, and what leaves the house by two. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { endChildPart, grantChildPart } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let worker: Actor
let colleague: Actor
let head: Actor
let childId: string
const ask = (actor: Actor, query: string) => house.ask(actor, query, { childId }) as Promise<Record<string, unknown>>
const open = (actor: Actor, reason = '核对') => house.done(actor, 'minors.open-file', { childId, reason })

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  worker = house.actor('minors-officer', 'centre')
  colleague = house.actor(['minors-officer', 'nobody'], 'centre')
  head = house.actor('centre-head', 'centre')
  const { reply } = await house.done(worker, 'minors.start-file', {
    from: 'report',
    writtenName: '柳小禾',
    birthDate: '2015-04-26',
    kinds: ['victim'],
    reason: '班主任报告',
  })
  childId = reply.childId as string
})
afterAll(() => house?.close())

describe('a named reader', () => {
  let requestId: string
  test('of the same centre reads the register alone, until another person has given leave', async () => {
    await open(colleague)
    expect((await ask(colleague, 'minors.file')).kinds).toEqual([])
    expect(await house.act(colleague, 'minors.ask-reader', { childId, part: 'sealed-reader', reason: '值班' })).toMatchObject({
      reply: { requestId: expect.any(String) },
    })
    expect(await house.act(colleague, 'minors.ask-reader', { childId, part: 'sealed-reader', reason: '再申请' })).toMatchObject({
      code: 'MINORS.READER_ALREADY',
    })
    const { items } = (await house.ask(head, 'minors.approvals')) as { items: { requestId: string; mayDecide: boolean }[] }
    expect(items).toMatchObject([{ mayDecide: true, kind: 'reader' }])
    requestId = items[0]?.requestId as string
  })

  test('does not give leave to herself, nor does a stranger', async () => {
    const refused = await house.act(colleague, 'minors.approve-reader', { requestId })
    expect(refused).toMatchObject({ code: 'MINORS.SAME_PERSON' })
    const far = house.actor('bureau-leader', 'far-bureau')
    expect(await house.act(far, 'minors.approve-reader', { requestId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  test('reads everything once leave is given; given twice is refused with how it stands', async () => {
    await house.done(head, 'minors.approve-reader', { requestId, note: '同意' })
    expect(await house.act(worker, 'minors.approve-reader', { requestId })).toMatchObject({
      code: 'MINORS.CHANGED',
      sentence: expect.stringContaining('已批准'),
    })
    expect(((await ask(colleague, 'minors.file')).kinds as object[]).length).toBe(1)
  })

  test('reads it no more when the leave is taken back', async () => {
    await house.done(worker, 'minors.end-reader', { requestId, reason: '不再值班' })
    expect((await ask(colleague, 'minors.file')).kinds).toEqual([])
    expect(await house.act(worker, 'minors.end-reader', { requestId, reason: '再取消' })).toMatchObject({
      code: 'MINORS.CHANGED',
    })
  })
})

describe('the case worker', () => {
  test('is named by the head; the one before sees no more than her centre does', async () => {
    expect(
      await house.act(colleague, 'minors.name-worker', { childId, accountId: colleague.accountId, reason: '我来' }),
    ).toMatchObject({
      code: 'MINORS.NOT_WORKER',
    })
    await house.done(head, 'minors.name-worker', { childId, accountId: colleague.accountId, reason: '分工' })
    expect(await ask(colleague, 'minors.file')).toMatchObject({ worker: { mine: true } })
    expect((await ask(worker, 'minors.file')).kinds).toEqual([])
    house.at('2026-12-09T09:05')
    await house.done(head, 'minors.name-worker', { childId, accountId: worker.accountId, reason: '调回' })
    expect(await house.act(head, 'minors.name-worker', { childId, accountId: worker.accountId, reason: '再来' })).toMatchObject({
      code: 'MINORS.WORKER_ALREADY',
    })
    const stranger = house.stranger()
    await house.ask(stranger, 'minors.list')
    expect(await house.act(head, 'minors.name-worker', { childId, accountId: stranger.accountId, reason: '误选' })).toMatchObject(
      {
        code: 'MINORS.NO_SUCH_ACCOUNT',
      },
    )
  })
})

describe('a head whose house only approves, or was sent to the child', () => {
  test('names nobody, closes nothing and changes no kinds', async () => {
    const leader = house.actor('bureau-leader', 'bureau')
    const { path } = leader.organisation
    await house.ask(leader, 'supervision.duties')
    const part = { childId, part: 'approver', path }
    await withActor(house.house.db, worker, (tx) => grantChildPart(tx, { ...part, from: house.now() }), house.now())
    expect(await house.act(leader, 'minors.name-worker', { childId, accountId: leader.accountId, reason: '我来' })).toMatchObject(
      { code: 'MINORS.NOT_WORKER' },
    )
    await withActor(house.house.db, worker, (tx) => endChildPart(tx, { ...part, at: house.now() }), house.now())
  })
})

describe('who looked', () => {
  test('stands in a log with the reason, shown to who reads the whole file', async () => {
    await open(worker, '制定寒假帮扶')
    const log = (await ask(worker, 'minors.view-log')) as { items: { reason: string; refused: boolean }[]; recent: number }
    expect(log.items.map((each) => each.reason)).toContain('制定寒假帮扶')
    await open(head)
    expect(await house.ask(head, 'minors.view-log', { childId })).toMatchObject({ code: 'MINORS.NOT_WORKER' })
  })

  test('tells of who tried and has nothing to do with the child, once, and tells the one who tried nothing', async () => {
    const far = house.actor('police-officer', 'police')
    for (const query of ['minors.band', 'minors.file', 'minors.file'])
      expect(await ask(far, query)).toEqual(await house.ask(far, query, { childId: crypto.randomUUID() }))
    const log = (await ask(worker, 'minors.view-log')) as { items: { refused: boolean; who: string; organisation: string }[] }
    expect(log.items.filter((each) => each.refused)).toMatchObject([{ who: '公安民警', organisation: '车站派出所', times: 3 }])
  })
})

describe('a paper of the file', () => {
  test('takes two persons, and is taken once by who asked, within a day', async () => {
    const asked = await house.done(worker, 'minors.ask-dossier', {
      childId,
      parts: ['register', 'kinds', 'family', 'school', 'health', 'course', 'views'],
      purpose: '交法院',
    })
    const { requestId } = asked.reply
    expect(await house.act(worker, 'minors.approve-dossier', { requestId })).toMatchObject({ code: 'MINORS.SAME_PERSON' })
    expect(await house.act(worker, 'minors.take-dossier', { requestId })).toMatchObject({ code: 'MINORS.NOT_TAKABLE' })
    await house.done(head, 'minors.approve-dossier', { requestId })
    expect(await house.act(head, 'minors.take-dossier', { requestId })).toMatchObject({ code: 'MINORS.NO_REQUEST' })
    await house.done(worker, 'minors.take-dossier', { requestId })
    const paper = (await house.ask(worker, 'minors.dossier', { requestId })) as { file: { name: string; body: Uint8Array } }
    expect([paper.file.name.includes('柳小禾'), Buffer.from(paper.file.body.slice(0, 4)).toString()]).toEqual([false, '%PDF'])
    expect(await house.ask(head, 'minors.dossier', { requestId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    house.at('2026-12-09T09:21')
    expect(await house.ask(worker, 'minors.dossier', { requestId })).toMatchObject({ code: 'MINORS.NOT_TAKABLE' })
    expect(await house.act(worker, 'minors.take-dossier', { requestId })).toMatchObject({ code: 'MINORS.NOT_TAKABLE' })
    const names = (await house.look((tx) => factsOf(tx, [childId]))).map((fact) => fact.name)
    expect(names.filter((name) => /dossier/.test(name))).toEqual([
      'child.dossier-asked',
      'child.dossier-approved',
      'dossier.exported',
    ])
  })

  test('that was declined, or waits longer than a day, is not taken', async () => {
    const form = { childId, parts: ['register'], purpose: '备查' }
    const one = (await house.done(worker, 'minors.ask-dossier', form)).reply.requestId
    await house.done(head, 'minors.decline-dossier', { requestId: one, reason: '不需要' })
    expect(await house.act(head, 'minors.approve-dossier', { requestId: one })).toMatchObject({ code: 'MINORS.CHANGED' })
    const other = (await house.done(worker, 'minors.ask-dossier', form)).reply.requestId
    await house.done(head, 'minors.approve-dossier', { requestId: other })
    house.at('2026-12-10T09:22')
    expect(await house.act(worker, 'minors.take-dossier', { requestId: other })).toMatchObject({ code: 'MINORS.NOT_TAKABLE' })
    house.at('2026-12-09T09:00')
  })
})
