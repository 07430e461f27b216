/** Helpers through their doors, on a real database: a prison tells, somebody is named, months go by, the parent is seen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { setAccountOpen } from '#kernel/account.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let prison: Actor
let justice: Actor
let helper: Actor
let other: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-10-12T09:00' })
  prison = house.actor('prison-officer', 'prison')
  justice = house.actor('justice-officer', 'justice')
  helper = house.actor('contact-helper', 'justice')
  other = house.actor('contact-helper', 'village')
})
afterAll(() => house?.close())

let serial = 0
const parent = { kind: 'prisoner-child', relation: 'father', parentName: '周大河', until: '2028-05-01' }
const tell = async (more: Record<string, unknown> = {}, told: Record<string, unknown> = {}) => {
  serial += 1
  const child = {
    name: `周${'一二三四五六七八九十'[serial % 10]}${'天地人和'[Math.floor(serial / 10)]}`,
    sex: 'female',
    birthDate: '2015-04-26',
    ...told,
  }
  const form = { ...parent, townId: house.organisations.town.id, children: [child], ...more }
  const { reply } = await house.done(prison, 'helpers.tell-detained', form)
  await house.work('helpers')
  return { toldId: reply.toldId as string, reply, childId: (await fileOf(reply.toldId as string)) as string }
}
const fileOf = async (toldId: string) =>
  (
    await house.look((tx) => rows(sql<{ id: string }>`select child_id as id from helpers.parent where told_id = ${toldId}`, tx))
  )[0]?.id
const names = (childId: string) => house.look(async (tx) => (await factsOf(tx, [childId])).map((fact) => fact.name))
const code = async (by: Actor, door: string, form: Record<string, unknown>) => {
  const outcome = await house.act(by, `helpers.${door}`, form)
  return isRefusal(outcome) ? outcome.code : 'done'
}
const named = async (childId: string, who = helper) =>
  house.done(justice, 'helpers.name-helper', { childId, helperId: who.accountId })
interface Listed {
  childId: string
  state: string
  helper: string | null
  nextDue: string | null
  months: { month: string; state: string }[]
}
const board = async (by = justice) =>
  (await house.ask(by, 'helpers.board')) as { items: Listed[]; waiting: number; total: number }
const row = async (childId: string, by = justice) => (await board(by)).items.find((each) => each.childId === childId)
const open = (by: Actor, childId: string) => house.done(by, 'minors.open-file', { childId, reason: '帮教联系' })

describe('a prison tells', () => {
  test('and the justice office of the place has a child that waits, whatever was not known of it', async () => {
    const { childId } = await tell({}, { name: { unknown: 'refused' }, birthDate: undefined, sex: undefined })
    expect(await row(childId)).toMatchObject({ state: 'waiting', helper: null })
    expect(await names(childId)).toEqual(expect.arrayContaining(['child.file-opened', 'child.parent-detained']))
  })

  test('and sees its own row only: never the file, nor whether there was one', async () => {
    const first = await tell({}, { name: '柳早早' })
    await named(first.childId)
    const again = await tell({ relation: 'mother', parentName: '柳二姐' }, { name: '柳早早' })
    expect(again.childId).toBe(first.childId)
    expect({ ...again.reply, toldId: 0 }).toEqual({ ...first.reply, toldId: 0 })
    const { items } = (await house.ask(prison, 'helpers.told')) as { items: Record<string, unknown>[] }
    const [one, two] = [first, again].map(({ toldId }) => items.find((each) => each.toldId === toldId))
    expect(Object.keys(one as object).sort()).toEqual(Object.keys(two as object).sort())
    expect([one?.state, two?.state]).toEqual(['told', 'told'])
    expect(JSON.stringify(items)).not.toContain(first.childId)
    for (const query of ['helpers.of-child', 'helpers.board', 'helpers.mine'])
      expect(await house.ask(prison, query, query.endsWith('child') ? { childId: first.childId } : {})).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
    const seen = await withActor(
      house.house.db,
      prison,
      (tx) =>
        rows(
          sql`select 1 from people.child_file union all select 1 from helpers.care union all select 1 from helpers.contact
            union all select 1 from kernel.ledger where subject_kind = 'child-file'`,
          tx,
        ),
      house.now(),
    )
    expect(seen).toEqual([])
  })

  test('twins, and one of the same name, are not taken for one child', async () => {
    const twin = { birthDate: '2016-04-26', idNumber: undefined }
    const [one, two] = [await tell({}, { ...twin, name: '江双' }), await tell({}, { ...twin, name: '江对' })]
    const later = await tell({}, { ...twin, name: '江双', birthDate: '2016-04-27' })
    expect(new Set([one, two, later].map((each) => each.childId)).size).toBe(3)
  })

  test('several children of one parent at once, each with a file of its own', async () => {
    const children = ['陈一', '陈二'].map((name, at) => ({ name, birthDate: `201${at}-01-02` }))
    const { reply } = await house.done(prison, 'helpers.tell-detained', {
      ...parent,
      townId: house.organisations.town.id,
      children,
    })
    await house.work('helpers')
    const files = await house.look((tx) =>
      rows(sql<{ id: string }>`select child_id as id from helpers.parent where told_id = ${reply.toldId as string}`, tx),
    )
    expect(new Set(files.map((each) => each.id)).size).toBe(2)
  })

  test('somebody grown up is no minor, and a term that is over is none', async () => {
    const form = { ...parent, children: [{ name: '周成', birthDate: '2001-01-01' }] }
    expect(await code(prison, 'tell-detained', form)).toBe('HELPERS.NOT_A_MINOR')
    expect(await code(prison, 'tell-detained', { ...form, children: [{}], until: '2026-01-01' })).toBe('HELPERS.UNTIL')
    expect(await code(prison, 'tell-detained', { ...form, children: [{}], townId: house.organisations.school.id })).toBe(
      'HELPERS.WHICH_TOWN',
    )
  })

  test('nobody else tells, and nobody without a part finds the child', async () => {
    const { childId } = await tell()
    expect(await code(justice, 'tell-detained', { ...parent, children: [{}] })).toBe('KERNEL.NOT_FOUND')
    for (const stranger of [
      house.actor('school-officer', 'school'),
      house.actor('bureau-officer', 'bureau'),
      house.actor('child-supervisor', 'far-town'),
      other,
    ]) {
      expect(await code(stranger, 'name-helper', { childId, helperId: helper.accountId })).toBe('KERNEL.NOT_FOUND')
      expect(await house.ask(stranger, 'helpers.of-child', { childId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    }
  })
})

describe('a helper', () => {
  test('is a person: only that account sees the child, and only from then on', async () => {
    const { childId } = await tell()
    expect(
      ((await house.ask(helper, 'helpers.mine')) as { items: Listed[] }).items.some((each) => each.childId === childId),
    ).toBe(false)
    await named(childId)
    const mine = async (by: Actor) =>
      ((await house.ask(by, 'helpers.mine')) as { items: Listed[] }).items.some((each) => each.childId === childId)
    expect([await mine(helper), await mine(other)]).toEqual([true, false])
    expect(await code(other, 'record-contact', { childId, manner: 'phone', condition: 'well' })).toBe('KERNEL.NOT_FOUND')
    expect(await code(justice, 'name-helper', { childId, helperId: helper.accountId })).toBe('HELPERS.SAME_HELPER')
    expect(await code(justice, 'name-helper', { childId, helperId: prison.accountId })).toBe('HELPERS.NOT_A_HELPER')
  })

  test('opens the file with a reason and finds the months, the rule and the parent there', async () => {
    const { childId } = await tell()
    await named(childId)
    expect(await house.ask(helper, 'helpers.of-child', { childId })).toMatchObject({ code: 'PEOPLE.OPEN_FIRST' })
    await open(helper, childId)
    const told = (await house.ask(helper, 'helpers.of-child', { childId })) as Record<string, unknown> & {
      months: { state: string }[]
    }
    expect(told).toMatchObject({ mine: true, mayManage: false, mayHelp: true })
    expect(told).toMatchObject({ parents: [{ name: '周大河', state: 'held', inHouse: true }] })
    expect(told.months.map((each) => each.state)).toEqual(['named', 'due', 'ahead', 'ahead', 'ahead', 'ahead'])
  })

  test('moves away: another is named, the first sees nothing any more, and the months go on', async () => {
    house.at('2026-10-12T09:00')
    const { childId } = await tell()
    await named(childId, other)
    house.at('2026-10-20T09:00')
    await house.done(other, 'helpers.end-helper', { childId, reason: 'moved-away', note: '孩子怕狗' })
    expect(JSON.stringify(await house.ask(other, 'helpers.mine'))).not.toContain(childId)
    expect(await row(childId)).toMatchObject({ state: 'waiting', nextDue: '2026-11-12' })
    expect(await code(other, 'record-contact', { childId, manner: 'phone', condition: 'well' })).toBe('KERNEL.NOT_FOUND')
    await named(childId)
    expect(await row(childId)).toMatchObject({ state: 'named', nextDue: '2026-11-12' })
    expect((await names(childId)).filter((name) => name.startsWith('child.helper')).sort()).toEqual([
      'child.helper-ended',
      'child.helper-named',
      'child.helper-named',
    ])
  })

  test('whose account is closed is found by the night, and the child waits again', async () => {
    const { childId } = await tell()
    const leaver = house.actor('contact-helper', 'school')
    await house.ask(leaver, 'helpers.mine')
    await named(childId, leaver)
    await house.look((tx) => setAccountOpen(tx, leaver.accountId, false, house.now()))
    await house.house.handlers.get('helpers.look-at-accounts')?.run(jobContext(house.house), {})
    expect(await row(childId)).toMatchObject({ state: 'waiting', helper: null })
  })

  test('is named once when two name at the same time; the second is told what the first did', async () => {
    const { childId } = await tell()
    const both = await Promise.all(
      [helper, helper].map(() => code(justice, 'name-helper', { childId, helperId: helper.accountId })),
    )
    expect(both.sort()).toEqual(['HELPERS.SAME_HELPER', 'done'])
  })

  test('records a contact in the month, at the time when it was, once a day; a slip is taken back', async () => {
    house.at('2026-10-12T09:00')
    const { childId } = await tell()
    await named(childId)
    const contact = { childId, manner: 'phone', condition: 'low', needs: ['hardship'], note: '奶奶住院' }
    expect(await code(helper, 'record-contact', { ...contact, at: house.now() + 3_600_000 })).toBe('HELPERS.IN_FUTURE')
    expect(await code(helper, 'record-contact', { ...contact, at: house.now() - 86_400_000 })).toBe('HELPERS.BEFORE_NAMED')
    house.at('2026-10-25T18:00')
    const { reply } = await house.done(helper, 'helpers.record-contact', { ...contact, at: house.now() - 3_600_000 })
    expect(reply).toMatchObject({ nextDue: '2026-11-25', danger: false })
    expect(await code(justice, 'record-contact', contact)).toBe('HELPERS.CONTACTED_TODAY')
    await house.done(helper, 'helpers.miss-contact', { childId, reason: 'away' })
    await open(helper, childId)
    const told = (await house.ask(helper, 'helpers.of-child', { childId })) as { contacts: { id: string; kind: string }[] }
    const contactId = told.contacts.find((each) => each.kind === 'contacted')?.id
    await house.done(helper, 'helpers.withdraw-contact', { childId, contactId, reason: '记到别人身上了' })
    expect(await row(childId)).toMatchObject({ nextDue: '2026-11-12' })
    expect(await code(helper, 'withdraw-contact', { childId, contactId, reason: '再撤' })).toBe('HELPERS.WITHDRAWN')
    await house.done(helper, 'helpers.record-contact', contact)
  })

  test('the same action id again is the same contact', async () => {
    const { childId } = await tell()
    await named(childId)
    const actionId = crypto.randomUUID()
    const form = { childId, manner: 'in-person', condition: 'well' }
    const first = await house.done(helper, 'helpers.record-contact', form, { actionId })
    expect(await house.act(helper, 'helpers.record-contact', form, { actionId })).toEqual(first)
    expect((await names(childId)).filter((name) => name === 'child.contacted')).toHaveLength(1)
  })

  test('a child that moves is handed to the other office by the one that has it', async () => {
    const { childId } = await tell()
    const office = house.organisations.justice.id
    expect(await code(justice, 'hand-over', { childId, officeId: office, reason: '搬家' })).toBe('HELPERS.SAME_OFFICE')
    expect(await code(justice, 'hand-over', { childId, officeId: house.organisations.school.id, reason: '搬家' })).toBe(
      'HELPERS.WHICH_OFFICE',
    )
  })
})

describe('the parent', () => {
  const askVisit = async (childId: string) => {
    const { items } = (await house.ask(helper, 'helpers.parents-of-mine', { childId })) as { items: { id: string }[] }
    const form = { childId, parentId: items[0]?.id, wish: 'wants', way: 'in-person', companion: '奶奶', ...dates() }
    return { form, visitId: (await house.done(helper, 'helpers.ask-visit', form)).reply.visitId as string }
  }
  const dates = () => ({ from: '2026-12-10', to: '2026-12-30' })
  const asked = async (visitId: string) =>
    ((await house.ask(prison, 'helpers.told')) as { visits: { id: string; state: string }[] }).visits.find(
      (each) => each.id === visitId,
    )

  test('is visited where the child wants it: asked, answered by the prison, done', async () => {
    house.at('2026-11-12T09:00')
    const { childId } = await tell()
    await named(childId)
    const { form, visitId } = await askVisit(childId)
    expect(await code(helper, 'ask-visit', form)).toBe('HELPERS.VISIT_OPEN')
    expect(await asked(visitId)).toMatchObject({ state: 'asked' })
    expect(await code(prison, 'answer-visit', { visitId, agreed: true })).toBe('HELPERS.ANSWER_DATE')
    expect(await code(prison, 'answer-visit', { visitId, agreed: false })).toBe('HELPERS.ANSWER_REASON')
    await house.done(prison, 'helpers.answer-visit', { visitId, agreed: true, on: '2026-12-20', text: '家属会见室' })
    expect(await code(prison, 'answer-visit', { visitId, agreed: false, text: '改口' })).toBe('HELPERS.VISIT_NOT_NOW')
    await house.work('helpers')
    house.at('2026-12-21T09:00')
    await house.done(helper, 'helpers.record-visit', { visitId, on: '2026-12-20', text: '抱着不放' })
    expect(await code(helper, 'withdraw-visit', { visitId, reason: '不去' })).toBe('HELPERS.VISIT_NOT_NOW')
    expect((await names(childId)).filter((name) => /visit/.test(name)).sort()).toEqual([
      'child.parent-visit-answered',
      'child.parent-visit-asked',
      'child.parent-visited',
    ])
  })

  test('is not visited by a child who does not want to', async () => {
    house.at('2026-11-12T09:00')
    const { childId } = await tell()
    await named(childId)
    const { form, visitId } = await askVisit(childId)
    await house.done(helper, 'helpers.withdraw-visit', { visitId, reason: '孩子改主意了' })
    expect(await code(helper, 'ask-visit', { ...form, wish: 'unwilling' })).toBe('HELPERS.UNWILLING')
    expect(await code(other, 'ask-visit', form)).toBe('KERNEL.NOT_FOUND')
  })

  test('who is released early is told of once, and the office ends the helping when it is time', async () => {
    const { childId, toldId } = await tell()
    await named(childId)
    await house.done(prison, 'helpers.tell-release', { toldId, on: '2026-11-10', early: true })
    expect(await code(prison, 'tell-release', { toldId, on: '2026-11-10', early: true })).toBe('HELPERS.PARENT_RELEASED')
    await house.work('helpers')
    const released = await house.look(async (tx) =>
      (await factsOf(tx, [childId])).find((each) => each.name === 'child.parent-released'),
    )
    expect(released?.value).toEqual({ early: true })
    expect(await row(childId)).toMatchObject({ state: 'named' })
    await house.done(justice, 'helpers.end-care', { childId, reason: 'released', note: '父亲在家，找到活干' })
    await house.work('helpers')
    expect(await row(childId)).toBeUndefined()
    const kinds = await house.look((tx) =>
      rows(sql<{ kind: string }>`select kind from people.child_kind where child_id = ${childId} and until is null`, tx),
    )
    expect(kinds).toEqual([])
    expect(await code(helper, 'record-contact', { childId, manner: 'phone', condition: 'well' })).toBe('KERNEL.NOT_FOUND')
  })

  test('of another prison is nobody’s to speak of here', async () => {
    const { toldId } = await tell()
    expect(await code(justice, 'tell-release', { toldId, on: '2026-11-10', early: false })).toBe('KERNEL.NOT_FOUND')
  })

  test('who was told of by nobody is written down by the office', async () => {
    const { childId } = await tell()
    const form = { childId, kind: 'detox-child', relation: 'mother', parentName: '孙氏', prison: '省戒毒所' }
    const { reply } = await house.done(justice, 'helpers.record-parent', form)
    expect(await code(justice, 'record-parent', form)).toBe('HELPERS.TOLD_HERE')
    const release = { childId, parentId: reply.parentId, on: '2026-11-01', early: false }
    expect(await code(justice, 'record-release', { ...release, on: '2027-01-01' })).toBe('HELPERS.RELEASE_DATE')
    await house.done(justice, 'helpers.record-release', release)
    expect(await code(justice, 'record-release', release)).toBe('HELPERS.PARENT_RELEASED')
  })
})
