/** People sent outside, through the doors, on a real database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { row, sql } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { guestIn } from '../../../tests/guest.ts'
import { contracted, handover, later, placedAt, proposal, ready, runJobs } from './testing/placements.ts'

let house: TestHouse
let clerk: Actor
let leader: Actor
let bureau: Actor
let officer: Actor
let home: string
let other: string
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-02T09:00' })
  clerk = house.actor('clerk')
  leader = house.actor('duty-leader')
  bureau = house.actor('bureau-officer', 'bureau')
  officer = house.actor('institution-officer', 'institution')
  home = await contracted(house, '康宁养护院', { organisation: 'institution' })
  other = await contracted(house, '清河福利院')
  await house.done(bureau, 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市开展专项行动' })
})
afterAll(() => house.close())

const code = async (by: Actor, door: string, told: object) =>
  ((await house.act(by, door, told as Record<string, unknown>)) as { code?: string }).code
const names = (fileId: string) => house.look(async (tx) => (await factsOf(tx, [fileId])).map((fact) => fact.name))
interface Shown {
  against: string | null
  current: { state: string; institution: string; days: number; handover: string | null } | null
  pending: { state: string; id: string } | null
  earlier: { state: string; days: number; ending: string | null }[]
  reports: { line: string | null; by: string }[]
  incidents: { kind: string; late: boolean }[]
  daysOutside: number
}
const shown = async (fileId: string, by: Actor = clerk) => (await house.ask(by, 'entrusted.of-file', { fileId })) as Shown
const duty = async (subjectId: string, clause: string) => {
  const { items } = (await house.ask(leader, 'supervision.file-duties', { subjectId })) as {
    items: { clause: string; state: string }[]
  }
  return items.filter((each) => each.clause === clause).map((each) => each.state)
}

describe('care in the station is the rule', () => {
  test('somebody is proposed with a reason, approved by the bureau and placed with a handover', async () => {
    const guest = await ready(house, '钱有福')
    const { reply } = await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, home))
    const placementId = reply.placementId as string
    expect(await code(clerk, 'entrusted.place', { placementId, ...handover() })).toBe('ENTRUSTED.NOT_NOW')
    expect((await shown(guest.fileId)).pending).toMatchObject({ state: 'proposed' })
    await house.done(bureau, 'entrusted.approve', { placementId, note: '同意' })
    later(house, 0, 1)
    await house.done(clerk, 'entrusted.place', { placementId, ...handover() })
    const { current } = await shown(guest.fileId)
    expect(current).toMatchObject({ state: 'placed', institution: '康宁养护院' })
    expect(current?.handover).toContain('怕黑')
    expect(await names(guest.fileId)).toEqual(
      expect.arrayContaining(['entrusted.proposed', 'entrusted.approved', 'entrusted.placed']),
    )
    expect(await duty(guest.fileId, 's2.02.outside-approved')).toEqual(['met'])
  })

  test('an institution that holds another part of the file tells nothing of who lives elsewhere', async () => {
    const guest = await ready(house, '冯在外')
    await placedAt(house, guest.fileId, other)
    const asked = { fileId: guest.fileId, need: 'welfare', organisationId: house.organisations.institution.id }
    await house.done(clerk, 'follow-up.refer', asked)
    await house.work()
    expect(await house.ask(officer, 'people.file', { fileId: guest.fileId })).toHaveProperty('person')
    expect(await code(officer, 'entrusted.report-health', { fileId: guest.fileId, condition: 'stable' })).toBe('KERNEL.NOT_FOUND')
    expect(await shown(guest.fileId, officer)).toMatchObject({ current: null, reports: [] })
  })

  test('what was written of somebody lies sealed', async () => {
    const guest = await ready(house, '周来')
    await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, home))
    const open = await house.look(async (tx) => JSON.stringify(await factsOf(tx, [guest.fileId])))
    expect(open).not.toContain('压疮')
  })

  test('the station does not approve its own proposal, and the neighbour sees nothing', async () => {
    const guest = await ready(house, '郑平')
    const { reply } = await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, home))
    const form = { placementId: reply.placementId }
    for (const by of [clerk, leader, house.actor('station-head'), house.actor('clerk', 'south'), house.stranger()])
      expect(await code(by, 'entrusted.approve', form)).toBe('KERNEL.NOT_FOUND')
    expect(await house.ask(house.actor('clerk', 'south'), 'entrusted.of-file', { fileId: guest.fileId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await code(house.actor('clerk', 'south'), 'entrusted.withdraw', { ...form, reason: '不送了' })).toBe(
      'KERNEL.NOT_FOUND',
    )
  })

  test('a minor, somebody of unclear age, an infection not cleared and a patient in hospital are refused', async () => {
    const boy = await guestIn(house, { writtenName: '小石头', birthYear: 2012 })
    expect(await code(clerk, 'entrusted.propose', proposal(boy.fileId, home))).toBe('ENTRUSTED.MINOR')
    const unclear = await guestIn(house, { writtenName: '某' })
    expect(await code(clerk, 'entrusted.propose', proposal(unclear.fileId, home))).toBe('ENTRUSTED.MAYBE_MINOR')
    const said = proposal(unclear.fileId, home, { adultBecause: '两人目测五十岁以上，牙齿磨损' })
    expect(await code(clerk, 'entrusted.propose', said)).toBe('ENTRUSTED.NOT_SCREENED')
    await unclear.tell({ name: 'medical.screened', value: { infection: 'suspected' } })
    expect(await code(clerk, 'entrusted.propose', said)).toBe('ENTRUSTED.INFECTIOUS')
    const ill = await ready(house, '吴病')
    await ill.tell({ name: 'medical.hospitalised', value: { hospital: '某院' } })
    expect(await code(clerk, 'entrusted.propose', proposal(ill.fileId, home))).toBe('ENTRUSTED.IN_HOSPITAL')
  })

  test('an institution without contract, with an expired licence or stopped takes nobody, and the refusal says why', async () => {
    const guest = await ready(house, '王不留')
    const cases: [string, object, string][] = [
      ['协议到期院', { contractDays: -1 }, '协议'],
      ['证照过期院', { licenceDays: -1 }, '过期'],
      ['暂停院', { stopped: true }, '暂停'],
      ['不合格院', { fit: false }, '不符合'],
    ]
    for (const [name, made, why] of cases) {
      const id = await contracted(house, name, made)
      const refused = await house.act(clerk, 'entrusted.propose', proposal(guest.fileId, id))
      expect(refused).toMatchObject({ code: 'ENTRUSTED.INSTITUTION', sentence: expect.stringContaining(why) })
    }
    const far = await contracted(house, '邻站的院', { place: 'south' })
    expect(await code(clerk, 'entrusted.propose', proposal(guest.fileId, far))).toBe('ENTRUSTED.NO_INSTITUTION')
  })

  test('placed before the approval is refused by the door; an emergency is recorded as such and shows late', async () => {
    const guest = await ready(house, '洪水')
    const { reply } = await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, home))
    const before = house.now()
    later(house, 0, 2)
    await house.done(bureau, 'entrusted.approve', { placementId: reply.placementId })
    expect(await code(clerk, 'entrusted.place', { placementId: reply.placementId, at: before, ...handover() })).toBe(
      'ENTRUSTED.BEFORE_APPROVAL',
    )
    const second = await ready(house, '洪二')
    const emergency = {
      fileId: second.fileId,
      institutionId: home,
      ground: 'disaster',
      why: '站舍进水',
      legal: ['self-agrees'],
      ...handover(),
    }
    expect(await code(clerk, 'entrusted.place-in-emergency', emergency)).toBe('KERNEL.NOT_FOUND')
    await house.done(leader, 'entrusted.place-in-emergency', emergency)
    expect((await shown(second.fileId)).current?.state).toBe('placed-unapproved')
    expect(await duty(second.fileId, 's2.02.outside-approved')).toEqual(['pending'])
    later(house, 0, 3)
    expect(await duty(second.fileId, 's2.02.outside-approved')).toEqual(['overdue'])
    const { waiting } = (await house.ask(bureau, 'entrusted.approvals')) as { waiting: { fileId: string; id: string }[] }
    const own = waiting.find((each) => each.fileId === second.fileId) as { id: string }
    await house.done(bureau, 'entrusted.approve', { placementId: own.id })
    expect((await shown(second.fileId)).current?.state).toBe('placed')
    expect(await duty(second.fileId, 's2.02.outside-approved')).toEqual(['met-late'])
  })

  test('an emergency that is declined afterwards has to be brought back', async () => {
    const guest = await ready(house, '冯急')
    const emergency = {
      fileId: guest.fileId,
      institutionId: home,
      ground: 'danger',
      why: '伤人',
      legal: ['self-agrees'],
      ...handover(),
    }
    const { reply } = await house.done(leader, 'entrusted.place-in-emergency', emergency)
    await house.done(bureau, 'entrusted.decline', { placementId: reply.placementId, reason: '站内单间可以照料' })
    expect((await shown(guest.fileId)).current?.state).toBe('placed-declined')
    const board = (await house.ask(leader, 'entrusted.bring-back-board')) as { next: { fileId: string; why: string[] }[] }
    expect(board.next[0]).toMatchObject({ fileId: guest.fileId })
    expect(board.next[0]?.why).toContain('送托未获批准')
  })
})

describe('two at once', () => {
  test('the last place of the cap is given once', async () => {
    const small = await contracted(house, '小院', { heads: 1 })
    const made: string[] = []
    for (const name of ['甲一', '甲二']) {
      const guest = await ready(house, name)
      const { reply } = await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, small))
      await house.done(bureau, 'entrusted.approve', { placementId: reply.placementId })
      made.push(reply.placementId as string)
    }
    const [one, two] = await Promise.all(
      made.map((placementId, index) => code(index ? leader : clerk, 'entrusted.place', { placementId, ...handover() })),
    )
    expect([one, two].filter((each) => each === undefined)).toHaveLength(1)
    expect([one, two].find((each) => each !== undefined)).toMatch(/^ENTRUSTED\.(INSTITUTION|FULL)$/)
  })

  test('the database itself keeps the cap and the one place per person', async () => {
    const tiny = await contracted(house, '独间', { heads: 1 })
    const guest = await ready(house, '乙一')
    await placedAt(house, guest.fileId, tiny)
    const second = await ready(house, '乙二')
    const insert = (fileId: string, no: number) =>
      house.look((tx) =>
        sql`insert into entrusted_care.placement (id, file_id, owner_path, institution_id, state, level, proposed_at, proposed_by, placed_at, heads,
            place_no, proposed_fact)
          values (${crypto.randomUUID()}, ${fileId}, ${house.organisations.north.path}, ${tiny}, 'placed', 'full', now(), ${clerk.accountId}, now(), 1,
            ${no}, 't')`.execute(tx),
      )
    await expect(insert(second.fileId, 1)).rejects.toThrow(/placement_place/)
    await expect(insert(second.fileId, 2)).rejects.toThrow(/placement_heads/)
    await expect(insert(guest.fileId, 1)).rejects.toThrow(/placement_(outside|place)/)
  })

  test('two clerks who propose the same person: one of them is told', async () => {
    const guest = await ready(house, '丙一')
    const codes = await Promise.all([
      code(clerk, 'entrusted.propose', proposal(guest.fileId, home)),
      code(leader, 'entrusted.propose', proposal(guest.fileId, other)),
    ])
    expect(codes.filter((each) => each === undefined)).toHaveLength(1)
    expect(codes).toContain('ENTRUSTED.PENDING')
  })

  test('the same action sent again places nobody twice', async () => {
    const guest = await ready(house, '丙二')
    const { reply } = await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, other))
    await house.done(bureau, 'entrusted.approve', { placementId: reply.placementId })
    const actionId = crypto.randomUUID()
    const form = { placementId: reply.placementId, ...handover() }
    const first = await house.done(clerk, 'entrusted.place', form, { actionId })
    expect(await house.done(clerk, 'entrusted.place', form, { actionId })).toEqual(first)
    expect((await names(guest.fileId)).filter((name) => name === 'entrusted.placed')).toHaveLength(1)
  })
})

describe('life outside', () => {
  test('the institution sees whom it has, reports, and sees nobody after the return', async () => {
    const guest = await ready(house, '孙在外')
    await placedAt(house, guest.fileId, home)
    const people = async () => ((await house.ask(officer, 'entrusted.people')) as { items: { fileId: string }[] }).items
    expect((await people()).map((each) => each.fileId)).toContain(guest.fileId)
    later(house, 3)
    await house.done(officer, 'entrusted.report-health', {
      fileId: guest.fileId,
      weight: 52.5,
      condition: 'stable',
      mood: 'calm',
      said: '想回青禾',
    })
    const { reports } = await shown(guest.fileId)
    expect(reports[0]).toMatchObject({ by: '托养机构', line: expect.stringContaining('想回青禾') })
    await house.done(clerk, 'entrusted.bring-back', {
      fileId: guest.fileId,
      why: 'improved',
      condition: 'well',
      things: 'returned',
      stationSigner: '吴爱华',
      institutionSigner: '赵护士',
    })
    expect((await people()).map((each) => each.fileId)).not.toContain(guest.fileId)
    expect(await code(officer, 'entrusted.report-health', { fileId: guest.fileId, condition: 'well' })).toBe('KERNEL.NOT_FOUND')
  })

  test('an incident told after the hours of the contract is marked, and says what comes next', async () => {
    const guest = await ready(house, '李走')
    await placedAt(house, guest.fileId, home)
    later(house, 1)
    const happenedAt = house.now()
    later(house, 0, 2)
    const intime = await house.done(officer, 'entrusted.report-incident', {
      fileId: guest.fileId,
      kind: 'missing',
      happenedAt,
      told: '午饭后不见',
    })
    expect(intime.reply).toMatchObject({ late: false, next: expect.stringContaining('报警') })
    later(house, 0, 1)
    const late = await house.done(officer, 'entrusted.report-incident', {
      fileId: guest.fileId,
      kind: 'missing',
      happenedAt,
      told: '补报',
    })
    expect(late.reply.late).toBe(true)
    expect((await shown(guest.fileId)).incidents.map((each) => each.late).sort()).toEqual([false, true])
  })

  test('a death ends the placement, by the fact of leaving', async () => {
    const guest = await ready(house, '陈故')
    await placedAt(house, guest.fileId, other)
    later(house, 5)
    await house.done(leader, 'departure.record-death', {
      fileId: guest.fileId,
      diedAt: house.now() - 3_600_000,
      place: 'institution',
      circumstances: '夜间查房发现，120 到场',
      policeTold: '城关所',
      certificateBy: 'hospital',
      secondStaff: '吴爱华',
    })
    await runJobs(house, 'entrusted-care.end-placement')
    const after = await shown(guest.fileId)
    expect(after.current).toBeNull()
    expect(after.earlier[0]).toMatchObject({ state: 'died' })
  })

  test('tracing goes on: due each month, met by any step, late when it stands still', async () => {
    const guest = await ready(house, '无名')
    await placedAt(house, guest.fileId, home)
    expect(await duty(guest.fileId, 's2.02.trace-goes-on')).toEqual(['pending'])
    later(house, 10)
    await guest.tell({ name: 'tracing.interviewed', value: {} })
    later(house, 30)
    const list = (await house.ask(clerk, 'entrusted.people')) as {
      items: { fileId: string; traced: string; untracedDays: number; monthsLeft: number }[]
    }
    expect(list.items.find((each) => each.fileId === guest.fileId)).toMatchObject({ untracedDays: 30 })
    later(house, 40)
    expect(await duty(guest.fileId, 's2.02.trace-goes-on')).toContain('overdue')
    const { items } = (await house.ask(clerk, 'entrusted.people')) as typeof list
    expect(items.find((each) => each.fileId === guest.fileId)?.monthsLeft).toBeLessThan(20)
  })

  test('the sheet is a workbook of the people outside', async () => {
    expect(await house.ask(clerk, 'entrusted.people-sheet')).toMatchObject({ file: { name: expect.stringMatching(/\.xlsx$/) } })
  })
})

describe('another institution', () => {
  test('whoever is outside is proposed for another and moves without coming back', async () => {
    const guest = await ready(house, '转一')
    await placedAt(house, guest.fileId, home)
    expect(await code(clerk, 'entrusted.propose', proposal(guest.fileId, home))).toBe('ENTRUSTED.SAME_INSTITUTION')
    later(house, 4)
    await placedAt(house, guest.fileId, other)
    later(house, 0, 1)
    const after = await shown(guest.fileId)
    expect(after.current?.institution).toBe('清河福利院')
    expect(after.earlier[0]).toMatchObject({ state: 'moved', days: 4 })
    const parts = await house.look((tx) =>
      row(
        sql<{
          n: number
        }>`select count(*) as n from kernel.part where subject_id = ${guest.fileId} and part = 'care' and valid_until is null`,
        tx,
      ),
    )
    expect(parts?.n).toBe(0)
  })
})

describe('papers', () => {
  test('approval, handover, return and the month’s health are printed; before there is anything they say why not', async () => {
    const guest = await ready(house, '纸一')
    const { fileId } = guest
    expect(await house.ask(clerk, 'entrusted.paper-proposal', { fileId })).toMatchObject({ code: 'ENTRUSTED.NO_PAPER' })
    await placedAt(house, fileId, home)
    await house.done(clerk, 'entrusted.report-health', {
      fileId,
      weight: 50,
      condition: 'stable',
      medicines: [{ name: '氨氯地平' }],
    })
    expect(await house.ask(clerk, 'entrusted.paper-return', { fileId })).toMatchObject({ code: 'ENTRUSTED.NO_PAPER' })
    const ids = [((await house.ask(clerk, 'entrusted.people')) as { items: { fileId: string; placementId: string }[] }).items]
      .flat()
      .filter((each) => each.fileId === fileId)
      .map((each) => each.placementId)
    const form = { on: '2027-01-01', capacity: 3, placementIds: ids, words: '一辆车' }
    const { reply } = await house.done(leader, 'entrusted.plan-bring-back', form)
    const paper = async (name: string, params: object) =>
      ((await house.ask(leader, name, params as Record<string, unknown>)) as { file?: { body: Uint8Array } }).file?.body.slice(
        0,
        4,
      )
    const pdf = new TextEncoder().encode('%PDF')
    expect(await paper('entrusted.paper-bring-back-plan', { batchId: reply.batchId })).toEqual(pdf)
    await house.done(clerk, 'entrusted.bring-back', {
      fileId,
      why: 'plan',
      condition: 'well',
      things: 'missing',
      missingThings: ['蓝布包'],
      stationSigner: '吴爱华',
      institutionSigner: '赵护士',
    })
    for (const name of ['proposal', 'handover', 'return', 'health-sheet'])
      expect(await paper(`entrusted.paper-${name}`, { fileId }), name).toEqual(pdf)
  })
})
