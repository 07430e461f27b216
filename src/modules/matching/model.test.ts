/** Whatever people and servers do, in whatever order: what must always hold of pairs. On a real database. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, sql } from '#kernel/db.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { confirmedUnlikeFacts } from './store-weights.ts'
import { admit, guixiangHeard, heGuixiang, interview, receive } from './testing/city.ts'

let house: TestHouse
const guests: string[] = []
beforeAll(async () => {
  house = await openTestHouse()
  // One woman, two families that look for her likeness, two guests who are alike.
  await admit(house, heGuixiang, 'north', 'Q-0001')
  await admit(house, { ...heGuixiang, birthYear: 1966 }, 'south', 'Q-0002')
  for (const age of [58, 60])
    guests.push((await receive(house, { ...guixiangHeard, ageSeenMin: age - 3, ageSeenMax: age + 3 })).fileId)
  await house.work()
}, 300_000)
afterAll(() => house?.close())

const people = ['tracing-officer', 'duty-leader', 'station-head'] as const
const reason = '核对过两遍，写在这里'
const forms: Record<string, Record<string, unknown>> = {
  follow: {},
  exclude: { ground: 'other', reason },
  readmit: { reason },
  agree: { reason },
  decline: { reason },
  confirm: { reason },
  undo: { reason },
}
const step = fc.oneof(
  fc.record({
    door: fc.constantFrom(...Object.keys(forms), 'agree', 'confirm'),
    who: fc.constantFrom(...people),
    pair: fc.nat(3),
  }),
  fc.record({ door: fc.constant('work'), who: fc.constantFrom(...people), pair: fc.nat(3) }),
)

interface Row {
  id: string
  fileId: string
  personId: string
  rootId: string
  otherId: string
  state: string
  agreedBy: string | null
  decidedBy: string | null
}
const pairs = () =>
  house.look((tx) =>
    rows(
      sql<Row>`select id, file_id as "fileId", person_id as "personId", root_id as "rootId", other_id as "otherId", state,
        agreed_by as "agreedBy", decided_by as "decidedBy" from matching.pair where kind = 'inquiry' order by id`,
      tx,
    ),
  )

test('one inquiry is never confirmed twice, nobody signs twice, and what is excluded is never suggested', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      for (const { door, who, pair } of steps) {
        const before = await pairs()
        const chosen = before[pair % before.length]
        if (door === 'work') {
          await interview(house, guests[pair % 2] as string, { phrases: [`屋前有条河${crypto.randomUUID().slice(0, 4)}`] })
          await house.work()
        } else {
          const outcome = await house.act(house.actor(who), `matching.${door}`, { pairId: chosen?.id, ...forms[door] })
          if (isRefusal(outcome)) expect(outcome.code).toMatch(/^MATCHING\./)
        }
        const after = await pairs()
        expect(await house.look((tx) => confirmedUnlikeFacts(tx, 10))).toEqual([])
        const confirmed = after.filter((each) => each.state === 'confirmed')
        expect(new Set(confirmed.map((each) => each.rootId)).size).toBe(confirmed.length)
        expect(new Set(confirmed.map((each) => each.personId)).size).toBe(confirmed.length)
        for (const each of confirmed) expect(each.agreedBy).not.toBe(each.decidedBy)
        for (const each of before.filter((one) => one.state === 'excluded' || one.state === 'undone'))
          if (!(door === 'readmit' && each.id === chosen?.id))
            expect(after.find((one) => one.id === each.id)?.state).toBe(each.state)
        for (const fileId of guests) {
          const shown = (await house.ask(house.actor('tracing-officer'), 'matching.candidates', { fileId })) as {
            candidates: { pairId: string }[]
          }
          const gone = new Set(after.filter((each) => ['excluded', 'undone'].includes(each.state)).map((each) => each.id))
          expect(shown.candidates.filter((each) => gone.has(each.pairId))).toEqual([])
        }
      }
    }),
    { numRuns: 6 },
  )
}, 180_000)
