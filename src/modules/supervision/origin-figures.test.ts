/** A return between two cities: what it opens there counts for the city that owes it, in lists, figures and the files behind. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { jobContext } from '#kernel/jobs.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { receivedAt } from '../origin/testing/returns.ts'
import { recomputeDue } from './jobs.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  for (const place of ['bureau', 'far-bureau'] as const)
    await house.done(house.actor('bureau-officer', place), 'supervision.adopt-pack', {
      pack: 's2',
      from: '2026-01-01',
      reason: '专项行动',
    })
})
afterAll(() => house?.close())

const sender = () => house.actor('bureau-officer', 'bureau')
const origin = () => house.actor('bureau-officer', 'far-bureau')

const NONE = { met: 0, late: 0, pending: 0, overdue: 0, arisen: 0 }
async function figure(actor: Actor, clause: string) {
  const page = (await house.ask(actor, 'supervision.policy-page', { pack: 's2', from: '2026-12', to: '2026-12' })) as {
    entries: { figures: { clause: string }[] }[]
  }
  return page.entries.flatMap((entry) => entry.figures).find((each) => each.clause === clause)
}
const casesBehind = async (actor: Actor, clause: string, state: string) =>
  (
    (await house.ask(actor, 'supervision.clause-cases', { clause, state, from: '2026-12', to: '2026-12' })) as {
      items: { subject: { id: string } }[]
    }
  ).items.map((each) => each.subject.id)
const listed = async (actor: Actor, clause: string) => {
  const { buckets, total } = (await house.ask(actor, 'supervision.duties', { limit: 200 })) as {
    buckets: { count: number; items: { clause: string; subject: { id: string } }[] }[]
    total: number
  }
  const items = buckets.flatMap((bucket) => bucket.items)
  return { ids: items.filter((item) => item.clause === clause).map((item) => item.subject.id), total }
}

describe('a duty that a return opens', () => {
  test('counts for the city that owes it and not for the sender, until it is met, late', async () => {
    const { guest, receptionId } = await receivedAt(house, '宋归城')
    expect(await figure(origin(), 's2.14.family')).toMatchObject({ ...NONE, pending: 1, arisen: 1 })
    expect(await figure(sender(), 's2.14.family')).toMatchObject(NONE)
    expect(await listed(origin(), 's2.14.family')).toEqual({ ids: [guest.fileId], total: 1 })
    expect((await listed(sender(), 's2.14.family')).ids).toEqual([])
    expect(await casesBehind(origin(), 's2.14.family', 'pending')).toEqual([guest.fileId])
    expect(await casesBehind(sender(), 's2.14.family', 'pending')).toEqual([])

    house.at('2027-01-20T08:00')
    await recomputeDue(jobContext(house.house))
    expect(await figure(origin(), 's2.14.family')).toMatchObject({ ...NONE, overdue: 1, arisen: 1 })
    await house.done(house.actor('clerk', 'far-station'), 'origin.record-visit', {
      receptionId,
      how: 'went',
      visitedOn: '2027-01-20',
      people: '张、李',
    })
    expect(await figure(origin(), 's2.14.family')).toMatchObject({ ...NONE, late: 1, arisen: 1 })
    expect(await figure(sender(), 's2.14.family')).toMatchObject(NONE)
    house.at('2026-12-10T08:00')
  })

  test('stays where it is owed when the sender writes in the file, or all is computed anew', async () => {
    const { guest } = await receivedAt(house, '宋两头')
    const before = await figure(origin(), 's2.14.family')
    const note = { subjectKind: 'rescue-file', subjectId: guest.fileId, text: '补记' }
    await house.done(house.actor('clerk'), 'people.add-note', note)
    await recomputeDue(jobContext(house.house))
    expect(await figure(origin(), 's2.14.family')).toEqual(before)
    expect(await figure(sender(), 's2.14.family')).toMatchObject(NONE)
  })

  test('what the sender owes in the same file counts for the sender alone', async () => {
    const { guest } = await receivedAt(house, '宋送出')
    await guest.tell({ name: 'departure.sent-home', value: { local: false } })
    const note = { subjectKind: 'rescue-file', subjectId: guest.fileId, text: '已上车' }
    await house.done(house.actor('clerk'), 'people.add-note', note)
    expect(await figure(sender(), 's2.14.letter')).toMatchObject({ arisen: 1 })
    expect(await figure(origin(), 's2.14.letter')).toMatchObject(NONE)
  })

  test('the sender still reads in its own file what was done there', async () => {
    const { guest } = await receivedAt(house, '宋可读')
    const { items } = (await house.ask(house.actor('clerk'), 'supervision.file-duties', { subjectId: guest.fileId })) as {
      items: { clause: string; state: string }[]
    }
    expect(items.find((each) => each.clause === 's2.14.family')).toMatchObject({ state: 'pending' })
  })
})
