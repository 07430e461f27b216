/** The network through its doors, on a real database: rosters, posts, points, meetings, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { publicActorFor } from '#kernel/actor.ts'
import { ask } from '#kernel/ask.ts'
import { parseInstant } from '#kernel/time.ts'
import { onDuty } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let town: Actor
let centre: Actor
let bureau: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  town = house.actor('child-supervisor', 'town')
  centre = house.actor('minors-officer', 'centre')
  bureau = house.actor('bureau-officer', 'bureau')
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const townId = () => house.organisations.town.id
const people = [
  { name: '何青', phone: '0999-5550101' },
  { name: '马兰', phone: '0999-5550102' },
]
const week = (more: object = {}) => ({
  organisationId: townId(),
  from: '2026-12-09',
  until: '2026-12-15',
  startsAt: '08:00',
  turn: 'daily',
  people,
  backup: true,
  ...more,
})
const roster = async (by: Actor, organisationId = townId()) =>
  (await house.ask(by, 'network.roster', { organisationId })) as {
    code?: string
    shifts: { dutyId: string; name: string; turn: number; startsAt: number }[]
  }
const answers = (when: string) =>
  house.look((tx) => onDuty(tx, house.organisations.village.path, parseInstant(when) as number, house.house.vault))

describe('a roster', () => {
  test('is made for some days by turns, and whoever sends a report finds who answers', async () => {
    expect((await house.done(town, 'network.set-duty', week())).reply).toEqual({ shifts: 14 })
    expect(await answers('2026-12-09T10:00')).toMatchObject({ organisationName: '杨店镇', name: '何青' })
    expect(await answers('2026-12-10T10:00')).toMatchObject({ name: '马兰', phone: '0999-5550102' })
    const here = (await house.ask(house.actor('child-director', 'village'), 'network.here', {})) as {
      items: { name: string; turn: number }[]
    }
    expect(here.items.slice(0, 2)).toMatchObject([
      { name: '何青', turn: 1 },
      { name: '马兰', turn: 2 },
    ])
    // Somebody of another place is told the office, and not who sits there.
    const other = await house.ask(house.actor('school-officer', 'school'), 'network.here', { organisationId: townId() })
    expect(JSON.stringify(other)).toContain('杨店镇')
    expect(JSON.stringify(other)).not.toContain('何青')
  })

  test('made anew takes the place of the old one, day by day; the same action twice is one roster', async () => {
    const actionId = crypto.randomUUID()
    const form = week({
      from: '2026-12-12',
      until: '2026-12-13',
      people: [{ name: '田宽', phone: '0999-5550103' }],
      backup: false,
    })
    await house.act(town, 'network.set-duty', form, { actionId })
    await house.act(town, 'network.set-duty', form, { actionId })
    const { shifts } = await roster(town)
    expect(shifts.filter((each) => each.name === '田宽')).toHaveLength(2)
    expect(shifts).toHaveLength(12)
    expect(await answers('2026-12-12T10:00')).toMatchObject({ name: '田宽' })
    expect(await answers('2026-12-14T10:00')).toMatchObject({ name: '马兰' })
  })

  test('has one shift given to another; of two who change it at once the second is told', async () => {
    const first = (await roster(town)).shifts.find((each) => each.turn === 1) as { dutyId: string }
    const form = { dutyId: first.dutyId, name: '江月', phone: '0999-5550104', reason: '请假' }
    const both = await Promise.all([
      house.act(town, 'network.change-shift', form),
      house.act(centre, 'network.change-shift', { ...form, name: '云舒' }),
    ])
    expect(both.map((each) => (each as { code?: string }).code ?? 'done').toSorted()).toEqual(['NETWORK.SHIFT_GONE', 'done'])
  })

  test('is kept by the place itself, its centre and bureau, and by nobody else', async () => {
    await house.done(centre, 'network.set-duty', week({ from: '2026-12-20', until: '2026-12-21' }))
    await house.done(bureau, 'network.set-duty', week({ from: '2026-12-22', until: '2026-12-22' }))
    for (const stranger of [
      house.actor('child-supervisor', 'far-town'),
      house.actor('school-officer', 'school'),
      house.actor('child-director', 'village'),
    ]) {
      expect(await code(stranger, 'network.set-duty', week())).toBe('KERNEL.NOT_FOUND')
      expect((await roster(stranger)).code).toBe('KERNEL.NOT_FOUND')
    }
    expect(await code(town, 'network.set-duty', week({ from: '2026-12-01' }))).toBe('NETWORK.DAYS')
    expect(await code(bureau, 'network.set-duty', week({ organisationId: house.organisations.hospital.id }))).toBe(
      'NETWORK.NO_ROSTER_HERE',
    )
  })

  test('is printed', async () => {
    const paper = (await house.ask(town, 'network.paper-roster', {})) as { file: { type: string } }
    expect(paper.file.type).toBe('application/pdf')
  })
})

interface Board {
  levels: { level: string; count: number }[]
  lines: {
    organisationId: string
    name: string
    person: string | null
    postId: string | null
    directors: number
    villages: number
    covered: number
  }[]
}
const board = (by: Actor) => house.ask(by, 'network.board', {}) as Promise<Board>
const line = async (by: Actor, id: string) => (await board(by)).lines.find((each) => each.organisationId === id)

describe('posts', () => {
  test('a town has a supervisor and a village a director; who comes takes the place of who was', async () => {
    const village = house.organisations.village.id
    const named = (organisationId: string, name: string, since = '2026-12-01') =>
      house.act(centre, 'network.name-post', { organisationId, name, phone: '0999-5550105', since })
    await named(townId(), '何青')
    await named(village, '柳叶')
    await named(village, '柳青', '2026-12-05')
    expect(await line(centre, village)).toMatchObject({ person: '柳青' })
    expect(await line(bureau, townId())).toMatchObject({ person: '何青', villages: 1, directors: 1, covered: 7 })
    expect(await line(house.actor('child-supervisor', 'far-town'), village)).toBeUndefined()
    expect(await named(house.organisations.school.id, '某人')).toMatchObject({ code: 'NETWORK.NO_POST_HERE' })
    expect(await named(village, '某人', '2026-12-04')).toMatchObject({ code: 'NETWORK.SINCE' })
    const postId = (await line(town, village))?.postId
    await house.done(town, 'network.end-post', { postId, until: '2026-12-09', reason: '调走' })
    expect(await code(centre, 'network.end-post', { postId, until: '2026-12-09' })).toBe('NETWORK.POST_ENDED')
    expect(await line(town, village)).toMatchObject({ person: null })
  })
})

describe('the four levels', () => {
  const point = (level: string, parentId: string, more: object = {}) => ({
    parentId,
    level,
    name: '杨店镇未成年人救助保护点',
    phone: '0999-5550120',
    address: '杨店镇学前路 2 号',
    hours: '早上 8 点到晚上 6 点',
    ...more,
  })
  const figure = async () => {
    await house.work()
    const asked = (await house.ask(bureau, 'supervision.file-duties', { subjectId: house.organisations.bureau.id })) as {
      items: { clause: string; state: string }[]
    }
    return asked.items.find((each) => each.clause === 's1.network')?.state
  }

  test('count each centre and point that stands; the clause is met when all four have one', async () => {
    await house.done(bureau, 'supervision.adopt-pack', { pack: 's1', from: '2026-01-01', reason: '本市执行' })
    expect(await figure()).toBe('pending')
    const opened = (await house.done(town, 'network.open-point', point('town', townId()))).reply as { organisationId: string }
    const city = house.organisations.town.parentId as string
    await house.done(bureau, 'network.open-point', point('city', city, { name: '市未成年人救助保护中心' }))
    expect(await figure()).toBe('pending')
    await house.done(centre, 'network.open-point', point('village', townId(), { name: '柳沟村儿童之家' }))
    expect((await board(bureau)).levels.every((each) => each.count > 0)).toBe(true)
    expect(await figure()).toBe('met')
    await house.done(town, 'network.close-point', { organisationId: opened.organisationId, reason: '并入镇文化站' })
    expect(await figure()).toBe('pending')
    await house.done(town, 'network.open-point', point('town', townId(), { name: '镇文化站保护点' }))
    expect(await code(town, 'network.open-point', point('county', townId()))).toBe('NETWORK.WHERE')
    expect(await code(house.actor('child-supervisor', 'far-town'), 'network.open-point', point('town', townId()))).toBe(
      'KERNEL.NOT_FOUND',
    )
  })

  test('the public reads where to go, and nothing of who is on duty', async () => {
    const actor = publicActorFor(house.organisations.north)
    const asked = (await ask(house.house, actor, 'network.public-places', {})) as {
      answer: { items: { name: string; hours: string | null }[] }
    }
    expect(asked.answer.items).toContainEqual(
      expect.objectContaining({ name: '镇文化站保护点', phone: '0999-5550120', hours: '早上 8 点到晚上 6 点' }),
    )
    expect(JSON.stringify(asked.answer)).not.toContain('何青')
    expect(await ask(house.house, actor, 'network.roster', { organisationId: townId() })).toMatchObject({ refused: true })
  })
})

describe('the clause of meetings', () => {
  test('is due each half-year, met by a meeting on the action and by no other, late when the half-year is over', async () => {
    await house.done(bureau, 'supervision.adopt-pack', { pack: 's4', from: '2026-01-01', reason: '本市开展专项行动' })
    await house.work()
    const state = async (instance: string) => {
      const asked = (await house.ask(bureau, 'supervision.file-duties', { subjectId: townId() })) as {
        items: { clause: string; instance: string; state: string }[]
      }
      return asked.items.find((each) => each.clause === 's4.supervision' && each.instance === instance)?.state
    }
    expect(await state('2026-H2')).toBe('pending')
    await house.done(town, 'network.record-meeting', { heldOn: '2026-12-08', about: ['other'] })
    expect(await state('2026-H2')).toBe('pending')
    await house.done(town, 'network.record-meeting', {
      heldOn: '2026-12-09',
      about: ['s4', 'hazards'],
      decided: '校门口设护栏，派出所，月底前',
    })
    expect(await state('2026-H2')).toBe('met')
    house.at('2027-07-01T00:00')
    await house.work()
    await house.house.handlers.get('supervision.count-others')?.run((await import('#kernel/jobs.ts')).jobContext(house.house), {})
    expect(await state('2027-H1')).toBe('overdue')
    expect(await code(town, 'network.record-meeting', { heldOn: '2027-07-02', about: ['s4'] })).toBe('NETWORK.DATE_LATER')
  })
})
