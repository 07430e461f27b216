/** Deaths and goings to hospital of people placed outside, counted once, alarmed at once, answered by the bureau. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { jobContext } from '#kernel/jobs.ts'
import { type Guest } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { underContract } from './testing/institutions.ts'
import { housesSince } from './watching.ts'
import { later, placedAt, ready } from './testing/placements.ts'

let house: TestHouse
let bureau: Actor
let head: Actor
let home: string
const guests: Guest[] = []
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-02T09:00' })
  bureau = house.actor('bureau-officer', 'bureau')
  head = house.actor('station-head')
  home = await underContract(house, '西岭院')
  for (const name of ['甲一', '乙二', '丙三', '丁四', '戊五']) {
    const guest = await ready(house, name)
    await placedAt(house, guest.fileId, home)
    guests.push(guest)
  }
  later(house, 40)
})
afterAll(() => house.close())

interface Alarm {
  id: string
  kind: string
  words: string
  answeredAt: number | null
}
const alarms = async () => ((await house.ask(bureau, 'institution.page', { institutionId: home })) as { alarms: Alarm[] }).alarms
const code = async (by: Actor, door: string, told: object) =>
  ((await house.act(by, door, told as Record<string, unknown>)) as { code?: string }).code
const died = (guest: Guest | undefined) =>
  house.done(house.actor('clerk'), 'entrusted.report-incident', {
    fileId: guest?.fileId,
    kind: 'death',
    happenedAt: house.now(),
    told: '清晨发现没有呼吸',
  })
const night = () => house.house.handlers.get('institution.watch-nightly')?.run(jobContext(house.house), {})

describe('an excess of deaths', () => {
  test('one or two raise nothing, the third in a house of five does, with the figures in words', async () => {
    for (const guest of guests.slice(0, 2)) {
      await died(guest)
      later(house, 1)
      await house.work()
      expect(await alarms()).toEqual([])
    }
    await died(guests[2])
    await house.work()
    const [alarm] = await alarms()
    expect(alarm?.kind).toBe('deaths')
    expect(alarm?.words).toMatch(/在托 5 人中死亡 3 人/)
    expect(await house.look(async (tx) => (await factsOf(tx, [home])).map((fact) => fact.name))).toContain(
      'institution.alarm-raised',
    )
  })

  test('told again by the leaving it counts once, and an open alarm is not raised twice', async () => {
    await guests[0]?.tell({ name: 'departure.left', value: { kind: 'died' } })
    await night()
    await house.work()
    expect(await alarms()).toHaveLength(1)
    const seen = await house.look((tx) => housesSince(tx, '99.9901.', 0))
    expect(seen.find((each) => each.id === home)?.happened.deaths).toHaveLength(3)
  })

  test('is answered by the bureau with a conclusion, once; it rises again only when more happened', async () => {
    const [alarm] = await alarms()
    const form = { alarmId: alarm?.id, outcome: 'corrected', text: '两人肺部感染未送医，已责令整改' }
    expect(await code(head, 'institution.answer-alarm', form)).toBe('KERNEL.NOT_FOUND')
    await house.done(bureau, 'institution.answer-alarm', form)
    expect(await code(bureau, 'institution.answer-alarm', form)).toBe('INSTITUTION.ALARM_ANSWERED')
    later(house, 1)
    await night()
    expect((await alarms()).filter((each) => each.answeredAt === null)).toEqual([])
    await died(guests[3])
    await house.work()
    expect((await alarms()).filter((each) => each.answeredAt === null)).toHaveLength(1)
  })

  test('nobody watches by hand', async () => {
    expect(await code(bureau, 'institution.watch', { institutionId: home })).toBe('KERNEL.NOT_FOUND')
  })
})
