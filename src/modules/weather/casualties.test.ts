/** Deaths and injuries: a number that nobody lowers, through the doors and as the clause reads it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let bureau: Actor
let head: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  bureau = house.actor('bureau-officer', 'bureau')
  head = house.actor('station-head', 'north')
  await house.done(bureau, 'weather.open', {
    kind: 'cold',
    from: '2026-12-01',
    until: '2027-02-28',
    areas: [{ name: '城东片' }],
    ground: '寒潮预警',
  })
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const recorded = async (more: object = {}, by = head) =>
  (
    await house.done(by, 'weather.record-casualty', {
      kind: 'death',
      at: house.now() - 3_600_000,
      areaName: '城东片',
      place: { words: '东门桥下', source: 'words' },
      toldBy: '巡查组',
      before: '前晚劝过，没有进站',
      another: true,
      ...more,
    })
  ).reply['casualtyId'] as string
const later = (casualtyId: string, kind: string, cause: string) => ({
  casualtyId,
  kind,
  cause,
  basis: '医学证明',
  reason: '尸检结论',
})
interface Figures {
  deaths: number
  injuries: number
  unknown: number
  beside: number
}
const year = async (by = bureau) => ((await house.ask(by, 'weather.board')) as { year: Figures }).year
/** What the clause of the plan counts this year. */
const clause = async (id: string) => {
  const asked = { clause: id, state: 'value', from: '2026-01', to: '2026-12' }
  return ((await house.ask(bureau, 'supervision.clause-cases', asked)) as { items: object[] }).items.length
}

test('a death from cold counts from the moment that it is written down, for the bureau and for the clause', async () => {
  await recorded({ cause: 'cold' })
  expect(await year()).toMatchObject({ deaths: 1, injuries: 0, unknown: 0 })
  expect(await clause('s2.11.no-death')).toBe(1)
  expect(await clause('s2.11.no-injury')).toBe(0)
})

test('nobody takes it away: no door withdraws it, and a later finding stands beside it', async () => {
  const casualtyId = await recorded({ cause: 'cold' })
  const before = await year()
  house.at('2026-12-09T09:10')
  await house.done(bureau, 'weather.supplement-casualty', later(casualtyId, 'death', 'illness'))
  await house.done(bureau, 'weather.supplement-casualty', later(casualtyId, 'injury', 'cold'))
  expect(await year()).toMatchObject({ deaths: before.deaths, beside: before.beside + 1 })
  const facts = await house.look((tx) => factsOf(tx, [casualtyId]))
  expect(facts.map((fact) => fact.name)).toEqual(['incident.happened', 'incident.cause-noted', 'incident.cause-noted'])
  expect(
    await code(bureau, 'people.withdraw-fact', { subjectId: casualtyId, factId: facts[0]?.id, reason: '记错' }),
  ).toBeDefined()
  expect(await code(head, 'people.withdraw-fact', { subjectId: casualtyId, factId: facts[0]?.id, reason: '记错' })).toBeDefined()
  expect((await year()).deaths).toBe(before.deaths)
  expect(await clause('s2.11.no-death')).toBe(before.deaths)
})

test('a cause that nobody knows is not nought; found to be the cold it counts, and both tellings can be read', async () => {
  const before = await year()
  const casualtyId = await recorded({})
  expect(await year()).toMatchObject({ deaths: before.deaths, unknown: 1 })
  await house.done(head, 'weather.supplement-casualty', later(casualtyId, 'death', 'cold'))
  expect(await year()).toMatchObject({ deaths: before.deaths + 1, unknown: 0 })
  const facts = (await house.look((tx) => factsOf(tx, [casualtyId]))).filter((fact) => fact.name === 'incident.happened')
  expect(facts).toHaveLength(2)
  expect(facts[1]?.replaces).toBe(facts[0]?.id)
  const list = (await house.ask(head, 'weather.casualties')) as {
    items: { casualtyId: string; course: { title: string; lines: string[] }[] }[]
  }
  const line = list.items.find((each) => each.casualtyId === casualtyId)
  expect(line?.course).toHaveLength(2)
  expect(line?.course[1]?.lines.join()).toContain('死亡，原因未查清')
  expect(await code(head, 'weather.supplement-casualty', later(casualtyId, 'death', 'cold'))).toBe('WEATHER.SAME')
})

test('the injured who dies is counted with the dead', async () => {
  const before = await year()
  const casualtyId = await recorded({ kind: 'injury', cause: 'cold' })
  expect(await year()).toMatchObject({ injuries: before.injuries + 1 })
  await house.done(bureau, 'weather.supplement-casualty', later(casualtyId, 'death', 'cold'))
  expect(await year()).toMatchObject({ deaths: before.deaths + 1, injuries: before.injuries })
})

test('two who write down the same death are told of each other', async () => {
  expect(
    await code(head, 'weather.record-casualty', {
      kind: 'death',
      at: house.now() - 1000,
      areaName: '城东片',
      toldBy: '110',
      before: '没有见到过',
    }),
  ).toBe('WEATHER.MAYBE_SAME')
})

test('is read in full by the station and the bureau alone; the neighbour sees none of it, the police that it happened', async () => {
  const casualtyId = await recorded({ kind: 'injury', cause: 'hunger', areaName: '别处' })
  const of = async (by: Actor) =>
    ((await house.ask(by, 'weather.casualties')) as { items: { casualtyId: string; place: string | null }[] }).items.find(
      (each) => each.casualtyId === casualtyId,
    )
  expect((await of(bureau))?.place).toBe('东门桥下')
  expect(await of(house.actor('station-head', 'south'))).toBeUndefined()
  expect(
    await code(house.actor('station-head', 'south'), 'weather.supplement-casualty', later(casualtyId, 'death', 'cold')),
  ).toBe('KERNEL.NOT_FOUND')
  expect(await code(house.actor('street-officer', 'police'), 'weather.record-casualty', {})).toBe('KERNEL.NOT_FOUND')
})

test('the clauses of telling upwards are due, met and late through these doors', async () => {
  await house
    .done(bureau, 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市执行' })
    .catch(() => undefined)
  house.at('2026-12-09T10:00')
  const casualtyId = await recorded({ kind: 'injury', cause: 'cold', at: house.now() })
  const late = await recorded({ kind: 'injury', cause: 'cold', at: house.now() })
  const duties = async (id: string) =>
    ((await house.ask(bureau, 'supervision.file-duties', { subjectId: id })) as { items: { clause: string; state: string }[] })
      .items
  const state = async (id: string, of: string) => (await duties(id)).find((each) => each.clause === of)?.state
  expect(await state(casualtyId, 's2.06.bureau-told')).toBe('pending')
  house.at('2026-12-09T10:30')
  await house.done(head, 'weather.record-told', { casualtyId, whom: 'bureau', how: '电话' })
  expect(await state(casualtyId, 's2.06.bureau-told')).toBe('met')
  expect(await state(casualtyId, 's2.06.government-told')).toBe('pending')
  for (const whom of ['government', 'superior']) await house.done(bureau, 'weather.record-told', { casualtyId, whom })
  expect(await state(casualtyId, 's2.06.government-told')).toBe('met')
  expect(await code(bureau, 'weather.record-told', { casualtyId, whom: 'bureau' })).toBe('WEATHER.TOLD')
  house.at('2026-12-09T12:00')
  expect(await state(late, 's2.06.bureau-told')).toBe('overdue')
  await house.done(head, 'weather.record-told', { casualtyId: late, whom: 'bureau' })
  expect(await state(late, 's2.06.bureau-told')).toBe('met-late')
})
