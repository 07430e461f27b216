/** Hazards through their doors, on a real database: from found to closed by somebody else's eyes, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { sql, withActor } from '#kernel/db.ts'
import { jobContext } from '#kernel/jobs.ts'
import { parseInstant } from '#kernel/time.ts'
import { factsOf } from '#kernel/ledger.ts'

let house: TestHouse
let school: Actor
let town: Actor
let centre: Actor
let police: Actor
let bureau: Actor
beforeAll(async () => {
  house = await openTestHouse()
  school = house.actor('school-officer', 'school')
  town = house.actor('child-supervisor', 'town')
  centre = house.actor('minors-officer', 'centre')
  police = house.actor('police-officer', 'minors-police')
  bureau = house.actor('bureau-officer', 'bureau')
  await house.done(bureau, 'supervision.adopt-pack', { pack: 's4', from: '2026-01-01', reason: '本市开展专项行动' })
  await house.work()
})
afterAll(() => house?.close())

const at = (text: string) => parseInstant(text) as number
const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const found = async (by = town, more: object = {}) =>
  (
    await house.done(by, 'hazards.record-found', {
      place: 'school',
      kind: 'traffic',
      where: '校门东侧路口',
      what: '放学时车不停',
      placeId: house.organisations.school.id,
      ...more,
    })
  ).reply as { hazardId: string; no: string }
const hazard = async (id: string, by: Actor) =>
  (await house.ask(by, 'hazards.hazard', { hazardId: id })) as {
    state: string
    may: string[]
    course: { fact: string }[]
    code?: string
  }
const assigned = (hazardId: string, by = centre, more: object = {}) =>
  house.done(by, 'hazards.assign', {
    hazardId,
    organisationId: house.organisations['minors-police'].id,
    dueOn: '2026-12-15',
    ask: '设减速带，放学有人值守',
    ...more,
  })
const duties = async (id: string) =>
  ((await house.ask(bureau, 'supervision.file-duties', { subjectId: id })) as { items: { clause: string; state: string }[] })
    .items

describe('a hazard', () => {
  test('goes from found to closed, each step in its order, and everybody whose place it is sees it', async () => {
    const { hazardId, no } = await found()
    expect(no).toMatch(/^隐患2026-\d{4}$/)
    for (const each of [school, centre, bureau, house.actor('town-officer', 'town')])
      expect((await hazard(hazardId, each)).state).toBe('found')
    expect((await hazard(hazardId, police)).code).toBe('KERNEL.NOT_FOUND')
    house.at('2026-12-09T10:00')
    await assigned(hazardId)
    expect((await hazard(hazardId, police)).may).toEqual(['hazards.rectify'])
    expect(await code(centre, 'hazards.verify', { hazardId, passed: true, finding: '看过' })).toBe('HAZARDS.NOT_NOW')
    expect(await code(town, 'hazards.rectify', { hazardId, how: '装了' })).toBe('HAZARDS.NOT_YOURS')
    house.at('2026-12-09T11:00')
    await house.done(police, 'hazards.rectify', { hazardId, how: '装了减速带' })
    house.at('2026-12-09T12:00')
    expect(await code(police, 'hazards.verify', { hazardId, passed: true, finding: '看过' })).toBe('KERNEL.NOT_FOUND')
    await house.done(town, 'hazards.verify', { hazardId, passed: true, finding: '车停了' })
    const now = await hazard(hazardId, centre)
    expect(now).toMatchObject({ state: 'closed', may: ['hazards.reopen'] })
    expect(now.course.map((each) => each.fact)).toEqual([
      'hazard.found',
      'hazard.assigned',
      'hazard.rectified',
      'hazard.verified',
    ])
  })

  test('is not closed by who did the work, nor by who wrote it down for a body of none of ours', async () => {
    const { hazardId } = await found(town, { placeId: undefined, place: 'water' })
    await house.done(town, 'hazards.assign', { hazardId, bodyName: '市水务局', dueOn: '2026-12-12' })
    await house.done(town, 'hazards.rectify', { hazardId, how: '水务局来电：已装围栏' })
    expect(await code(town, 'hazards.verify', { hazardId, passed: true, finding: '看过' })).toBe('HAZARDS.OWN_WORK')
    await house.done(centre, 'hazards.verify', { hazardId, passed: true, finding: '围栏已装' })
    const own = await found(school)
    await house.done(school, 'hazards.assign', {
      hazardId: own.hazardId,
      organisationId: house.organisations.school.id,
      dueOn: '2026-12-12',
    })
    await house.done(school, 'hazards.rectify', { hazardId: own.hazardId, how: '修了' })
    expect(await code(school, 'hazards.verify', { hazardId: own.hazardId, passed: true, finding: '好了' })).toBe(
      'HAZARDS.OWN_WORK',
    )
  })

  test('not gone when looked at goes back with a new day; come back after closing it is owed anew', async () => {
    const { hazardId } = await found()
    await assigned(hazardId)
    await house.done(police, 'hazards.rectify', { hazardId, how: '劝离摊贩' })
    expect(await code(centre, 'hazards.verify', { hazardId, passed: false, finding: '又摆出来了' })).toBe('HAZARDS.DUE_AGAIN')
    await house.done(centre, 'hazards.verify', { hazardId, passed: false, finding: '又摆出来了', dueOn: '2026-12-20' })
    expect((await hazard(hazardId, police)).state).toBe('assigned')
    await house.done(police, 'hazards.rectify', { hazardId, how: '设了护栏' })
    await house.done(centre, 'hazards.verify', { hazardId, passed: true, finding: '没有了' })
    await house.done(town, 'hazards.reopen', { hazardId, what: '护栏被拆' })
    expect(await code(centre, 'hazards.reopen', { hazardId, what: '护栏被拆' })).toBe('HAZARDS.NOT_NOW')
    expect(await hazard(hazardId, centre)).toMatchObject({ state: 'found', again: 1 })
  })

  test('given to another body needs a reason, and the first no longer sees it', async () => {
    const { hazardId } = await found()
    await assigned(hazardId)
    const other = { organisationId: house.organisations.education.id }
    expect(await code(centre, 'hazards.assign', { hazardId, ...other, dueOn: '2026-12-15' })).toBe('HAZARDS.REASON')
    await assigned(hazardId, centre, { ...other, reason: '属校内管理' })
    expect((await hazard(hazardId, police)).code).toBe('KERNEL.NOT_FOUND')
    expect((await hazard(hazardId, house.actor('department-officer', 'education'))).state).toBe('assigned')
    expect(await code(centre, 'hazards.assign', { hazardId, dueOn: '2026-12-15' })).toBe('HAZARDS.WHICH_BODY')
    expect(await code(centre, 'hazards.assign', { hazardId, bodyName: '某局', dueOn: '2026-12-01' })).toBe('HAZARDS.DUE')
  })

  test('is nobody’s who has no share in it: not to read, not to change, not in a list', async () => {
    const { hazardId } = await found(town, { placeId: undefined })
    for (const [role, place] of [
      ['school-officer', 'other-school'],
      ['police-officer', 'minors-police'],
      ['department-officer', 'education'],
    ] as const) {
      const stranger = house.actor(role, place)
      expect((await hazard(hazardId, stranger)).code).toBe('KERNEL.NOT_FOUND')
      expect(await code(stranger, 'hazards.rectify', { hazardId, how: '改了' })).toBe('KERNEL.NOT_FOUND')
      const list = (await house.ask(stranger, 'hazards.board', {})) as { items: { hazardId: string }[] }
      expect(list.items.map((each) => each.hazardId)).not.toContain(hazardId)
    }
    const far = house.actor('child-supervisor', 'far-town')
    expect(
      await code(far, 'hazards.record-found', {
        place: 'road',
        kind: 'traffic',
        where: '路',
        what: '坑',
        placeId: house.organisations.town.id,
      }),
    ).toBe('HAZARDS.NO_SUCH_PLACE')
    await expect(
      withActor(house.house.db, far, async (tx) => {
        await sql`select hazards.share(${hazardId}::uuid, ${far.organisation.path}, 'watch', now())`.execute(tx)
      }),
    ).rejects.toThrow(/not theirs/)
  })

  test('is taken back when it was none, with its traces kept', async () => {
    const { hazardId } = await found()
    await house.done(centre, 'hazards.withdraw', { hazardId, reason: '和前一条重复' })
    const list = (await house.ask(centre, 'hazards.board', {})) as { items: { hazardId: string }[] }
    expect(list.items.map((each) => each.hazardId)).not.toContain(hazardId)
    expect((await hazard(hazardId, centre)).course.map((each) => each.fact)).toEqual(['hazard.found', 'fact.withdrawn'])
    expect(await duties(hazardId)).toEqual([])
  })

  test('of a school’s surroundings stands first in its list', async () => {
    const water = await found(school, { place: 'water', placeId: house.organisations.school.id })
    const list = (await house.ask(school, 'hazards.board', { states: ['found'] })) as {
      items: { hazardId: string; place: string }[]
    }
    const order = list.items.map((each) => each.place)
    expect(order.indexOf('water')).toBeGreaterThan(order.lastIndexOf('school') - 1)
    expect(list.items.map((each) => each.hazardId)).toContain(water.hazardId)
  })
})

describe('the clause of hazards', () => {
  test('is due in fifteen days, met by rectifying and then verifying, late otherwise, and arises anew when it comes back', async () => {
    house.at('2026-12-09T09:00')
    const { hazardId } = await found()
    const late = await found()
    expect(await duties(hazardId)).toMatchObject([{ clause: 's4.hazard', state: 'pending', due: at('2026-12-25T00:00') }])
    house.at('2026-12-10T09:00')
    await assigned(hazardId)
    house.at('2026-12-11T09:00')
    await house.done(police, 'hazards.rectify', { hazardId, how: '装了' })
    expect(await duties(hazardId)).toMatchObject([{ state: 'pending' }])
    house.at('2026-12-24T23:59')
    await house.done(centre, 'hazards.verify', { hazardId, passed: true, finding: '好了' })
    expect(await duties(hazardId)).toMatchObject([{ state: 'met' }])
    house.at('2026-12-25T00:00')
    expect(await duties(late.hazardId)).toMatchObject([{ state: 'overdue' }])
    house.at('2026-12-26T09:00')
    await house.done(town, 'hazards.reopen', { hazardId, what: '又拆了' })
    const again = await duties(hazardId)
    expect(again.map((each) => each.state).toSorted()).toEqual(['met', 'pending'])
    await assigned(late.hazardId, centre, { dueOn: '2026-12-30' })
    house.at('2026-12-27T09:00')
    await house.done(police, 'hazards.rectify', { hazardId: late.hazardId, how: '装了' })
    house.at('2026-12-28T09:00')
    await house.done(centre, 'hazards.verify', { hazardId: late.hazardId, passed: true, finding: '好了' })
    expect(await duties(late.hazardId)).toMatchObject([{ state: 'met-late' }])
    house.at('2026-12-09T09:00')
  })
})

test('the duty stands in the list of the body it was given to, before that in the list of whoever found it, and in no watcher’s', async () => {
  house.at('2026-12-09T09:00')
  const { hazardId } = await found()
  const listed = async (by: Actor) => {
    const { buckets } = (await house.ask(by, 'supervision.duties')) as {
      buckets: { items: { clause: string; subject: { id: string }; doors: { door: string }[] }[] }[]
    }
    return buckets.flatMap((each) => each.items).filter((each) => each.subject.id === hazardId)
  }
  const holders = async () => {
    const all = [town, police, school, house.actor('department-officer', 'education')]
    const lists = await Promise.all(all.map(async (by) => [by.organisation.name, (await listed(by)).length] as const))
    return lists.filter(([, count]) => count > 0).map(([name]) => name)
  }
  expect(await holders()).toEqual([town.organisation.name])
  await assigned(hazardId)
  expect(await holders()).toEqual([police.organisation.name])
  expect((await listed(police))[0]).toMatchObject({ clause: 's4.hazard' })
  expect((await listed(police))[0]?.doors.map((each) => each.door)).toContain('hazards.rectify')
  await assigned(hazardId, centre, { organisationId: house.organisations.education.id, reason: '属校内管理' })
  expect(await holders()).toEqual([house.organisations.education.name])
  house.at('2026-12-09T09:30')
  await house.done(house.actor('department-officer', 'education'), 'hazards.rectify', { hazardId, how: '装了' })
  house.at('2026-12-09T10:00')
  await house.done(centre, 'hazards.verify', { hazardId, passed: true, finding: '好了' })
  expect(await holders()).toEqual([])
  house.at('2026-12-10T09:00')
  await house.done(town, 'hazards.reopen', { hazardId, what: '又拆了' })
  expect(await holders()).toEqual([town.organisation.name])
  house.at('2026-12-09T09:00')
})

test('whatever is late, or lies about, is told upwards: the nearest first, then the next after a week', async () => {
  house.at('2026-12-09T09:00')
  const { hazardId } = await found()
  const raised = async () =>
    (await house.look((tx) => factsOf(tx, [hazardId])))
      .filter((fact) => fact.name === 'hazard.raised')
      .map((fact) => fact.value.organisation)
  const run = async () => house.house.handlers.get('hazards.raise-late')?.run(jobContext(house.house), {})
  await run()
  expect(await raised()).toEqual([])
  house.at('2026-12-13T08:10')
  await run()
  await run()
  expect(await raised()).toEqual([house.organisations.centre.id])
  house.at('2026-12-20T08:10')
  await run()
  expect(await raised()).toEqual([house.organisations.centre.id, house.organisations.bureau.id])
  house.at('2026-12-09T09:00')
})
