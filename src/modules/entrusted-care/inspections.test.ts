/** Inspections by name, findings to their re-check, through the doors, on a real database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { rows, sql } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { factsOf } from '#kernel/ledger.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { underContract } from './testing/institutions.ts'
import { later, placedAt, ready } from './testing/placements.ts'

let house: TestHouse
let head: Actor
let nurse: Actor
let bureau: Actor
let officer: Actor
let home: string
let paper: string
const files: string[] = []
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-02T09:00' })
  head = house.actor('station-head')
  nurse = house.actor('nurse')
  bureau = house.actor('bureau-officer', 'bureau')
  officer = house.actor('institution-officer', 'institution')
  await house.done(bureau, 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市开展专项行动' })
  home = await underContract(house, '康宁养护院', { organisation: 'institution' })
  for (const name of ['钱有福', '周来']) {
    const guest = await ready(house, name)
    await placedAt(house, guest.fileId, home)
    files.push(guest.fileId)
  }
  paper = crypto.randomUUID()
  await withActor(house.house.db, head, (tx) =>
    keepFile(tx, house.house.vault, head, {
      id: paper,
      name: 'a.jpg',
      type: 'image/jpeg',
      body: Buffer.from('x'),
      now: house.now(),
    }),
  )
})
afterAll(() => house.close())

const code = async (by: Actor, door: string, told: object) =>
  ((await house.act(by, door, told as Record<string, unknown>)) as { code?: string }).code
interface Shown {
  inspectionId: string | null
  closedAt: number | null
  people: { fileId: string; name: string; done: boolean; lastKg: number | null; concerns: string[]; said: string | null }[]
}
const shown = async (by: Actor, inspectionId?: string) =>
  (await house.ask(by, 'institution.inspection', { institutionId: home, ...(inspectionId ? { inspectionId } : {}) })) as Shown
const begun = async (by: Actor, visitors = ['吴爱华', '林护士']) =>
  (await house.done(by, 'institution.start-inspection', { institutionId: home, visitors })).reply.inspectionId as string
const seen = (inspectionId: string, fileId: string, more: object = {}) => ({ inspectionId, fileId, seen: 'seen', ...more })
interface Finding {
  id: string
  no: string
  state: string
  overdue: boolean
  institutionId: string
}
const findings = async (by: Actor = head) =>
  ((await house.ask(by, 'institution.page', { institutionId: home })) as { findings: Finding[] }).findings
const monthly = () =>
  house.look((tx) =>
    rows(
      sql<{
        instance: string
        met: number | null
        due: number | null
      }>`select instance, met_at as met, due_at as due from supervision.obligation
        where subject_id = ${home} and clause = 's2.02.inspected' order by instance`,
      tx,
    ),
  )

describe('an inspection', () => {
  test('takes two visitors, and one at a time of the same person', async () => {
    for (const visitors of [['吴爱华'], ['吴爱华', ' 吴爱华 ']])
      expect(await code(head, 'institution.start-inspection', { institutionId: home, visitors })).toBe('INSTITUTION.TWO_VISITORS')
    for (const by of [officer, house.actor('clerk'), house.actor('station-head', 'south'), house.stranger()])
      expect(await code(by, 'institution.start-inspection', { institutionId: home, visitors: ['甲', '乙'] })).toBe(
        'KERNEL.NOT_FOUND',
      )
    const inspectionId = await begun(head)
    expect(await code(head, 'institution.start-inspection', { institutionId: home, visitors: ['甲', '乙'] })).toBe(
      'INSTITUTION.INSPECTING_ALREADY',
    )
    expect((await shown(head)).inspectionId).toBe(inspectionId)
    expect((await shown(head)).people.map((each) => each.name).sort()).toEqual(['周来', '钱有福'])
  })

  test('sees everybody placed there by name, or says why not, and counts for the month when the station did it', async () => {
    const { inspectionId } = await shown(head)
    const id = inspectionId as string
    await house.done(
      head,
      'institution.record-seen',
      seen(id, files[0] as string, { weight: 60, skin: 'none', said: '饭吃得饱' }),
    )
    expect(await code(head, 'institution.close-inspection', { inspectionId: id })).toBe('INSTITUTION.NOT_ALL_SEEN')
    const stray = await ready(house, '路人')
    expect(await code(head, 'institution.record-seen', seen(id, stray.fileId))).toBe('INSTITUTION.NOT_PLACED_HERE')
    expect(
      await code(head, 'institution.record-seen', { inspectionId: id, fileId: files[1], seen: 'hospital', weight: 50 }),
    ).toBe('INSTITUTION.WEIGHT_UNSEEN')
    await house.done(head, 'institution.record-seen', { inspectionId: id, fileId: files[1], seen: 'hospital' })
    // Said once more, the later takes the place of the earlier.
    await house.done(
      head,
      'institution.record-seen',
      seen(id, files[1] as string, { weight: { unknown: 'refused' }, mood: 'afraid' }),
    )
    expect((await shown(head)).people.find((each) => each.fileId === files[1])?.concerns).toEqual(['害怕、回避'])
    expect((await monthly()).filter((each) => each.met !== null)).toHaveLength(0)
    await house.done(head, 'institution.close-inspection', {
      inspectionId: id,
      food: 'good',
      sample: 'yes',
      staffDay: 6,
      staffNight: 2,
    })
    expect((await monthly()).filter((each) => each.met !== null)).toHaveLength(1)
    expect(await code(head, 'institution.record-seen', seen(id, files[0] as string))).toBe('INSTITUTION.INSPECTION_CLOSED')
    expect(await code(head, 'institution.close-inspection', { inspectionId: id })).toBe('INSTITUTION.INSPECTION_CLOSED')
    const facts = await house.look((tx) => factsOf(tx, [files[1] as string]))
    const told = facts.filter((fact) => fact.name === 'entrusted.seen')
    expect(told.map((fact) => fact.value.seen)).toEqual([false, true])
    expect(told[1]?.replaces).toBe(told[0]?.id)
  })

  test('what somebody said lies sealed and is not the institution’s to read', async () => {
    const open = await house.look(async (tx) => JSON.stringify(await factsOf(tx, [...files, home])))
    expect(open).not.toContain('饭吃得饱')
    expect(await house.ask(officer, 'institution.inspection', { institutionId: home })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    const page = JSON.stringify(await house.ask(officer, 'institution.page', { institutionId: home }))
    expect(page).not.toContain('吴爱华')
  })

  test('a loss of five percent in a month is flagged', async () => {
    later(house, 30)
    const inspectionId = await begun(nurse)
    const { people } = await shown(nurse)
    expect(people.find((each) => each.fileId === files[0])?.lastKg).toBe(60)
    await house.done(nurse, 'institution.record-seen', seen(inspectionId, files[0] as string, { weight: 57 }))
    expect((await shown(nurse)).people.find((each) => each.fileId === files[0])?.concerns).toEqual(['30 天体重下降 5.0%'])
    await house.done(nurse, 'institution.close-inspection', { inspectionId, unseen: '另一人外出就诊', summary: '总体平稳' })
  })

  test('the bureau’s own does not count as the station’s', async () => {
    const before = (await monthly()).filter((each) => each.met !== null).length
    later(house, 40)
    const inspectionId = await begun(bureau, ['孙科长', '何干部'])
    await house.done(bureau, 'institution.close-inspection', { inspectionId, unseen: '只看机构' })
    expect((await monthly()).filter((each) => each.met !== null)).toHaveLength(before)
    const facts = await house.look((tx) => factsOf(tx, [home]))
    expect(facts.findLast((fact) => fact.name === 'institution.inspected')?.value.by).toBe('bureau')
  })
})

describe('a finding', () => {
  test('comes out of the inspection with its due date', async () => {
    const inspectionId = await begun(head)
    const today = dateOf(house.now())
    const problem = { area: 'fire', text: '二楼出口上锁', grave: true, dueOn: addDays(today, 7) }
    const form = { inspectionId, unseen: '夜间抽查' }
    expect(
      await code(head, 'institution.close-inspection', { ...form, problems: [{ ...problem, dueOn: addDays(today, -1) }] }),
    ).toBe('INSTITUTION.DUE_PAST')
    await house.done(head, 'institution.close-inspection', { ...form, problems: [problem, { ...problem, area: 'food' }] })
    // Seventy days after the station's last: done, and late.
    expect((await monthly()).some((each) => each.met !== null && each.due !== null && each.met > each.due)).toBe(true)
    expect((await findings()).map((each) => each.no)).toEqual(expect.arrayContaining(['2026-1', '2026-2']))
  })

  test('is corrected with proof by the institution and closed only by the re-check of somebody else', async () => {
    const [finding] = await findings(officer)
    const findingId = finding?.id as string
    expect(await code(head, 'institution.recheck-finding', { findingId, passed: true, text: '看过' })).toBe(
      'INSTITUTION.FINDING_NOT_NOW',
    )
    expect(await code(officer, 'institution.correct-finding', { findingId, text: '已拆锁', proof: [] })).toBe('KERNEL.FORM')
    await house.done(head, 'institution.correct-finding', { findingId, text: '已拆锁', proof: [paper] })
    expect(await code(head, 'institution.recheck-finding', { findingId, passed: true, text: '看过' })).toBe(
      'INSTITUTION.SAME_PERSON',
    )
    const leader = house.actor('duty-leader')
    expect(await code(leader, 'institution.recheck-finding', { findingId, passed: false, text: '又锁上了' })).toBe(
      'INSTITUTION.NEXT_DUE',
    )
    const dueOn = addDays(dateOf(house.now()), 3)
    await house.done(leader, 'institution.recheck-finding', { findingId, passed: false, text: '又锁上了', dueOn })
    expect((await findings()).find((each) => each.id === findingId)?.state).toBe('open')
    await house.done(officer, 'institution.correct-finding', { findingId, text: '换成推杆锁', proof: [paper] })
    expect(await code(officer, 'institution.recheck-finding', { findingId, passed: true, text: '好' })).toBe('KERNEL.NOT_FOUND')
    await house.done(leader, 'institution.recheck-finding', { findingId, passed: true, text: '推杆锁已装' })
    expect((await findings()).find((each) => each.id === findingId)?.state).toBe('closed')
    expect(await code(officer, 'institution.correct-finding', { findingId, text: '再', proof: [paper] })).toBe(
      'INSTITUTION.FINDING_NOT_NOW',
    )
  })

  test('overdue it stands on top, a second notice goes out, and new placements are stopped', async () => {
    const open = (await findings()).find((each) => each.state === 'open')
    const findingId = open?.id as string
    const notice = { findingId, dueOn: addDays(dateOf(house.now()), 20) }
    expect(await code(head, 'institution.urge-finding', notice)).toBe('INSTITUTION.NOT_OVERDUE')
    later(house, 9)
    const board = (await house.ask(head, 'institution.board')) as {
      findings: Finding[]
      items: { id: string; overdue: number }[]
    }
    expect(board.findings[0]).toMatchObject({ id: findingId, overdue: true })
    expect(board.items.find((each) => each.id === home)?.overdue).toBe(1)
    await house.done(head, 'institution.urge-finding', { ...notice, dueOn: addDays(dateOf(house.now()), 5) })
    expect((await findings()).find((each) => each.id === findingId)?.overdue).toBe(false)
    await house.done(head, 'institution.stop-admission', { institutionId: home, reason: '消防不合格' })
    const guest = await ready(house, '冯三')
    const refused = await code(house.actor('clerk'), 'entrusted.propose', { fileId: guest.fileId, institutionId: home })
    expect(refused).toBeDefined()
    expect(((await house.ask(head, 'institution.page', { institutionId: home })) as { against: string[] }).against).toContain(
      '已暂停送托',
    )
    expect(await code(bureau, 'institution.reopen-admission', { institutionId: home, reason: '已整改' })).toBe(
      'INSTITUTION.GRAVE_OPEN',
    )
    await house.done(officer, 'institution.correct-finding', { findingId, text: '已换', proof: [paper] })
    await house.done(head, 'institution.recheck-finding', { findingId, passed: true, text: '已换' })
    await house.done(bureau, 'institution.reopen-admission', { institutionId: home, reason: '已整改' })
    expect(await code(bureau, 'institution.reopen-admission', { institutionId: home, reason: '已整改' })).toBe(
      'INSTITUTION.NOT_STOPPED',
    )
  })
})
