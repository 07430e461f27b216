/** An infant used for begging: met on the street → evidence → police → case → outcome; and the handover of whoever is brought away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let station: Actor
let out: Actor
let police: Actor
let areaId: string
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T20:00' })
  station = house.actor('duty-leader')
  out = house.actor('patrol-officer', 'police')
  police = house.actor('police-officer', 'police')
  await house.done(house.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
    pack: 's2',
    from: '2026-01-01',
    reason: '本市开展专项行动',
  })
  await house.work()
  const { reply } = await house.done(house.actor('station-head'), 'patrol.set-area', {
    name: '站前片区',
    kinds: ['station'],
    stationId: house.organisations.north.id,
    memberIds: [house.organisations.police.id],
  })
  areaId = reply.areaId as string
})
afterAll(() => house?.close())

async function meet(more: object = {}, again?: string) {
  const form = { encounterId: crypto.randomUUID(), personId: again ?? crypto.randomUUID() }
  await house.done(out, 'patrol.meet-person', {
    ...form,
    known: again !== undefined,
    areaId,
    place: {
      words: '站前天桥',
      source: 'words',
    },
    groups: ['capable'],
    signs: [],
    look: '抱着婴儿的妇女',
    withMinor: true,
    coercionSuspected: false,
    infantUsed: true,
    guardianThere: true,
    ...more,
  })
  await house.work('street-order')
  return form
}
interface Case {
  caseId: string
  state: string
  again: number
  people: { victimId: string; group: string; personId: string | null }[]
}
const cases = async () => ((await house.ask(police, 'street-order.board', {})) as { items: Case[] }).items
const one = async (by: Actor, caseId: string) =>
  (await house.ask(by, 'street-order.case', { caseId })) as Case & { code?: string }

describe('an infant used for begging', () => {
  test('becomes a case of the police, is investigated, and nobody is left behind', async () => {
    const { encounterId, personId } = await meet()
    const [found] = await cases()
    const caseId = (found as Case).caseId
    const opened = await one(police, caseId)
    expect(opened).toMatchObject({ state: 'found', kind: 'forced-begging', minor: true, urgent: true, place: '站前天桥' })
    expect(opened.people).toMatchObject([{ group: 'minor', personId: null }])
    expect((await one(station, caseId)).code).toBe('KERNEL.NOT_FOUND')
    house.at('2026-12-09T20:20')
    await house.done(out, 'patrol.take-step', { encounterId, step: 'evidence-taken', note: '拍了照' })
    await house.done(out, 'patrol.take-step', { encounterId, step: 'police-told', to: '车站派出所' })
    const duties = (await house.ask(station, 'supervision.file-duties', { subjectId: personId })) as {
      items: { clause: string; state: string }[]
    }
    expect(duties.items.filter((each) => each.clause === 's2.12.police').map((each) => each.state)).toEqual(['met'])
    await house.done(police, 'street-order.add-evidence', { caseId, kind: 'statement', what: '称租来的孩子', takenBy: '石磊' })
    await house.done(police, 'street-order.handle', { caseId, outcome: 'rescued', rescued: 1, how: '解救婴儿一名' })
    const victimId = opened.people[0]?.victimId
    expect(await house.act(police, 'street-order.close', { caseId })).toMatchObject({ code: 'STREET_ORDER.VICTIMS_LEFT' })
    await house.done(police, 'street-order.settle-victim', { victimId, help: 'child-file', where: '未成年人救助保护中心' })
    await house.done(police, 'street-order.close', { caseId })
    expect((await one(police, caseId)).state).toBe('closed')
  })

  test('of somebody met again while a case is open joins it; nobody coerced opens none', async () => {
    const before = (await cases()).length
    const { personId } = await meet()
    await meet({}, personId)
    const after = await cases()
    expect(after).toHaveLength(before + 1)
    expect(after.find((each) => each.again === 1)).toBeDefined()
    await meet({ infantUsed: false, withMinor: false })
    expect(await cases()).toHaveLength(before + 1)
  })
})

test('the police hand over on their phone whom they met, to the station of the area, which confirms it', async () => {
  const { encounterId, personId } = await meet({ infantUsed: false, withMinor: false, look: '老人' })
  const handoverId = crypto.randomUUID()
  const signature = { ink: 'M10 10L40 60L80 20' }
  await house.done(out, 'handovers.sign-both', {
    handoverId,
    about: 'person',
    subjectId: personId,
    encounterId,
    toId: house.organisations.north.id,
    reason: 'help',
    conscious: 'clear',
    officer: '石磊',
    fromSignature: signature,
    receiver: '宋敏',
    toSignature: signature,
  })
  const mine = (await house.ask(station, 'handovers.mine', {})) as { items: { handoverId: string; waits: boolean }[] }
  expect(mine.items.find((each) => each.handoverId === handoverId)?.waits).toBe(true)
  await house.done(station, 'handovers.confirm', { handoverId })
  const panel = (await house.ask(station, 'handovers.of-subject', { subjectId: personId })) as { items: { handoverId: string }[] }
  expect(panel.items.map((each) => each.handoverId)).toEqual([handoverId])
})
