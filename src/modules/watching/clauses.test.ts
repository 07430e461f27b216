import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  for (const pack of ['s1', 's4'])
    await house.done(house.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
      pack,
      from: '2026-01-01',
      reason: '本市施行',
    })
})
afterAll(() => house.close())

const school = () => house.actor('school-officer', 'school')
const town = () => house.actor('child-supervisor', 'town')

interface Item {
  clause: string
  instance: string
  state: string
  doors: { door: string }[]
}
const dutiesOf = async (actor: ReturnType<typeof town>, subjectId: string, clause: string) => {
  await house.work('supervision')
  const answer = (await house.ask(actor, 'supervision.file-duties', { subjectId })) as { items?: Item[] }
  return (answer.items ?? []).filter((each) => each.clause === clause && each.state !== 'not-applicable')
}
async function registered(name: string): Promise<string> {
  const { reply } = await house.done(school(), 'watching.register-child', {
    register: 'left-behind',
    name,
    birthDate: '2016-03-03',
    townId: house.organisations.town.id,
    villageId: house.organisations.village.id,
  })
  await house.work('watching')
  return String(reply.childId)
}

describe('duties of the watch', () => {
  test('s4.census: due each term, met by the school’s census, overdue when the term ends without it', async () => {
    const childId = await registered('何普查')
    expect(await dutiesOf(school(), childId, 's4.census')).toMatchObject([{ state: 'pending' }])
    expect((await dutiesOf(school(), childId, 's4.census'))[0]?.doors.map((each) => each.door)).toContain(
      'watching.register-census',
    )
    await house.done(school(), 'watching.register-census', { childIds: [childId] })
    expect(await dutiesOf(school(), childId, 's4.census')).toMatchObject([{ state: 'met' }])
    house.at('2027-09-02T08:00')
    const states = (await dutiesOf(school(), childId, 's4.census')).map((each) => each.state).toSorted()
    expect(states).toEqual(['met', 'overdue', 'pending'])
    house.at('2026-12-09T08:00')
  })

  test('s1.screening: owed by the town each quarter for every child, met when all are seen, overdue when one is not', async () => {
    const other = await registered('何甲')
    const quarter = (at: string) => {
      house.at(at)
      return dutiesOf(town(), house.organisations.town.id, 's1.screening')
    }
    expect(await quarter('2026-12-10T08:00')).toMatchObject([{ state: 'pending' }])
    const listed = (await house.ask(town(), 'watching.children')) as { items: { childId: string }[] }
    expect(listed.items.map((each) => each.childId)).toContain(other)
    for (const { childId } of listed.items)
      await house.done(town(), 'watching.record-screening', { childId, manner: 'home', risk: 'low' })
    expect(await quarter('2026-12-11T08:00')).toMatchObject([{ state: 'met' }])
    const later = await quarter('2027-04-01T08:00')
    expect(later.map((each) => each.state).toSorted()).toEqual(['met', 'overdue', 'pending'])
  })
})
