/** The clauses of the town's action about helpers: due, met, late, through the doors, asked by who has the part. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { jobContext } from '#kernel/jobs.ts'
import { parseInstant } from '#kernel/time.ts'
import { recomputeDue, recomputeJurisdiction } from '#modules/supervision/jobs.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let prison: Actor
let justice: Actor
let helper: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-08-31T09:00' })
  prison = house.actor('prison-officer', 'prison')
  justice = house.actor('justice-officer', 'justice')
  helper = house.actor('contact-helper', 'village')
  const bureau = house.actor('bureau-officer', 'bureau')
  const { reply } = await house.done(bureau, 'supervision.adopt-pack', { pack: 's4', from: '2026-01-01', reason: '专项行动' })
  await recomputeJurisdiction(jobContext(house.house), reply.runId as string)
})
afterAll(() => house?.close())

const at = (text: string) => parseInstant(`${text}T00:00`) as number
interface Duty {
  clause: string
  state: string
  due: number | null
}
const dutiesOf = async (childId: string, clause: string, by = justice) => {
  await recomputeDue(jobContext(house.house))
  if (by === justice || by === helper) await house.done(by, 'minors.open-file', { childId, reason: '看应办' })
  const found = (await house.ask(by, 'supervision.file-duties', { subjectId: childId })) as Record<string, unknown>
  const all = Object.values(found).flatMap((each) => (Array.isArray(each) ? (each as Duty[]) : []))
  return all.filter((each) => each.clause === clause)
}
const told = async (on: string, name: string) => {
  house.at(`${on}T09:00`)
  await house.done(prison, 'helpers.tell-detained', {
    kind: 'prisoner-child',
    relation: 'father',
    parentName: '周大河',
    townId: house.organisations.town.id,
    children: [{ name, birthDate: '2015-04-26' }],
  })
  await house.work('helpers')
  const { items } = (await house.ask(justice, 'helpers.board')) as { items: { childId: string; name: string }[] }
  return items.find((each) => each.name === name)?.childId as string
}

/** Of a series what is owed now. */
const owedOf = async (childId: string, clause: string, by = justice) =>
  (await dutiesOf(childId, clause, by)).filter((each) => !each.state.startsWith('met'))

describe('a helper named for a prisoner’s child', () => {
  test('is owed within fifteen days of the telling; met in time, and late', async () => {
    const [early, late] = [await told('2026-09-01', '安早'), await told('2026-09-01', '安晚')]
    expect(await dutiesOf(early, 's4.helper')).toMatchObject([{ state: 'pending', due: at('2026-09-17') }])
    house.at('2026-09-16T23:00')
    await house.done(justice, 'helpers.name-helper', { childId: early, helperId: helper.accountId })
    expect(await dutiesOf(early, 's4.helper')).toMatchObject([{ state: 'met' }])
    house.at('2026-09-17T00:00')
    expect(await dutiesOf(late, 's4.helper')).toMatchObject([{ state: 'overdue' }])
    await house.done(justice, 'helpers.name-helper', { childId: late, helperId: helper.accountId })
    expect(await dutiesOf(late, 's4.helper')).toMatchObject([{ state: 'met-late' }])
  })

  test('is in touch every month, counted again from each contact; what was missed stays late', async () => {
    const childId = await told('2026-09-20', '安月')
    await house.done(justice, 'helpers.name-helper', { childId, helperId: helper.accountId })
    expect(await owedOf(childId, 's4.contact')).toMatchObject([{ state: 'pending', due: at('2026-10-21') }])
    house.at('2026-10-05T10:00')
    await house.done(helper, 'helpers.record-contact', { childId, manner: 'in-person', condition: 'well' })
    expect(await owedOf(childId, 's4.contact', helper)).toMatchObject([{ state: 'pending', due: at('2026-11-06') }])
    house.at('2026-11-07T10:00')
    expect(await owedOf(childId, 's4.contact')).toMatchObject([{ state: 'overdue', due: at('2026-11-06') }])
    await house.done(helper, 'helpers.record-contact', { childId, manner: 'phone', condition: 'well' })
    expect(await owedOf(childId, 's4.contact')).toMatchObject([{ state: 'pending', due: at('2026-12-08') }])
    expect((await dutiesOf(childId, 's4.contact')).map((each) => each.state).sort()).toEqual(['met', 'met-late', 'pending'])
  })

  test('is no duty that anybody without the part learns of', async () => {
    const childId = await told('2026-11-08', '安静')
    const others = [house.actor('bureau-officer', 'bureau'), house.actor('minors-officer', 'centre'), prison]
    for (const by of others) expect(await dutiesOf(childId, 's4.helper', by)).toEqual([])
  })
})
