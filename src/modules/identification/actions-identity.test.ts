import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf, detailsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { personById } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-03-02T08:00' })
  const bureau = test.actor('bureau-officer', 'bureau')
  await test.done(bureau, 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市开展专项行动' })
})
afterAll(() => test.close())

const officer = () => test.actor('tracing-officer')
const head = () => test.actor('station-head')
const bureau = () => test.actor('bureau-officer', 'bureau')
const looks = { heardNames: ['何桂香'], sex: 'female' as const, ageSeenMin: 55, ageSeenMax: 65, marks: ['右手食指缺一节'] }

/** Duties of a guest by clause: their state, as the desk shows it; of several instances the one that is most open. */
async function dutiesOf(guest: Pick<Guest, 'fileId'>): Promise<Record<string, string>> {
  const answer = (await test.ask(head(), 'supervision.file-duties', { subjectId: guest.fileId })) as {
    items: { clause: string; state: string }[]
  }
  // The open ones come first.
  return Object.fromEntries(answer.items.toReversed().map((each) => [each.clause, each.state]))
}
const factsAbout = (guest: Guest) => test.look((tx) => factsOf(tx, [guest.fileId, guest.personId]))
const last = async (guest: Guest, name: string) => (await factsAbout(guest)).filter((fact) => fact.name === name).at(-1)

describe('identity', () => {
  const decision = (guest: Guest, more = {}) => ({
    fileId: guest.fileId,
    evidence: ['police'],
    source: '城区分局回函 2026-77 号',
    way: 'police-records',
    writtenName: '何桂香',
    idNumber: '999901195403071715',
    division: '999902',
    ...more,
  })
  const personOf = (guest: Guest) => test.look((tx) => personById(tx, test.house.vault, guest.personId))

  it('a letter of the police verifies: the index, the register and the birth follow', async () => {
    const guest = await guestIn(test, looks)
    const { reply } = await test.done(officer(), 'identification.decide', decision(guest))
    expect(reply).toMatchObject({ second: false })
    expect(await personOf(guest)).toMatchObject({
      identity: 'verified',
      displayName: '何桂香',
      description: { birthDate: '1954-03-07' },
    })
    expect((await last(guest, 'person.identity-stated'))?.value).toEqual({ status: 'verified', by: 'police' })
    expect((await last(guest, 'tracing.identified'))?.value).toEqual({ way: 'police-records' })
    expect((await last(guest, 'person.register-known'))?.value).toEqual({ division: '999902', local: true })
    expect((await last(guest, 'person.birth-known'))?.value).toEqual({ date: '1954-03-07' })
    expect(await test.act(officer(), 'identification.decide', decision(guest))).toMatchObject({ code: 'IDENTIFICATION.VERIFIED' })
    const ways = (await test.ask(head(), 'identification.ways-of-year', { year: 2026 })) as {
      ways: { way: string; count: number }[]
    }
    expect(ways.ways).toContainEqual({ way: 'police-records', count: 1 })
  })

  it('own words or a machine alone never verify', async () => {
    const guest = await guestIn(test, looks)
    for (const evidence of [['own-words'], ['machine'], ['machine', 'own-words']])
      expect(await test.act(officer(), 'identification.decide', decision(guest, { evidence, way: 'own-words' }))).toMatchObject({
        code: 'IDENTIFICATION.EVIDENCE',
      })
    expect((await personOf(guest))?.identity).toBe('unknown')
  })

  it('a likeness or a matched inquiry takes two different persons', async () => {
    const guest = await guestIn(test, looks)
    const form = decision(guest, { evidence: ['face', 'relatives'], way: 'inquiry' })
    const { reply } = await test.done(officer(), 'identification.decide', form)
    expect(reply).toMatchObject({ second: true })
    expect((await personOf(guest))?.identity).toBe('unknown')
    expect(await last(guest, 'tracing.identified')).toBeUndefined()
    const { decisionId } = reply
    const confirm = { decisionId, seen: '照片、手指旧伤、父名都核对过' }
    expect(await test.act(officer(), 'identification.confirm-decision', confirm)).toMatchObject({
      code: 'IDENTIFICATION.SECOND_PERSON',
    })
    expect(await test.act(officer(), 'identification.decide', form)).toMatchObject({ code: 'IDENTIFICATION.PROPOSED' })
    const waiting = (await test.ask(bureau(), 'identification.waiting')) as { decisions: { decisionId: string; byMe: boolean }[] }
    expect(waiting.decisions).toMatchObject([{ decisionId, byMe: false }])
    await test.done(bureau(), 'identification.confirm-decision', confirm)
    expect((await personOf(guest))?.identity).toBe('verified')
    expect((await last(guest, 'tracing.identified'))?.value).toEqual({ way: 'inquiry' })
    expect(await test.act(head(), 'identification.confirm-decision', confirm)).toMatchObject({
      code: 'IDENTIFICATION.NOT_DECISION',
    })
  })

  it('a proposal that does not hold is given back, and another may follow', async () => {
    const guest = await guestIn(test, looks)
    const form = decision(guest, { evidence: ['face'], way: 'face' })
    const { reply } = await test.done(officer(), 'identification.decide', form)
    await test.done(head(), 'identification.reject-decision', { decisionId: reply.decisionId, reason: '耳形不同' })
    expect((await personOf(guest))?.identity).toBe('unknown')
    await test.done(officer(), 'identification.decide', form)
  })

  it('undone by two, it gives back what was there and lists what hung on it, until each is ticked', async () => {
    const guest = await guestIn(test, { ...looks, accent: '湘南' })
    const { decisionId } = (await test.done(officer(), 'identification.decide', decision(guest))).reply
    test.at('2026-03-11T09:00')
    await guest.tell({ name: 'tracing.notice-withdrawn', value: {} }, { name: 'departure.return-planned', value: {} })
    test.at('2026-03-12T09:00')
    const undo = { decisionId, status: 'unknown', reason: '家属来认，不是本人' }
    await test.done(officer(), 'identification.undo', undo)
    const seen = { decisionId, seen: '与家属当面核对' }
    for (const same of [officer()]) expect(isRefusal(await test.act(same, 'identification.confirm-undo', seen))).toBe(true)
    expect((await personOf(guest))?.identity).toBe('verified')
    const { reply } = await test.done(bureau(), 'identification.confirm-undo', seen)
    expect(reply.hanging).toBe(2)
    const person = await personOf(guest)
    expect(person).toMatchObject({ identity: 'unknown', displayName: '何桂香（音）', description: { accent: '湘南' } })
    expect(person?.description.idNumber).toBeUndefined()
    expect(await last(guest, 'tracing.identification-undone')).toMatchObject({
      replaces: (await last(guest, 'tracing.identified'))?.id,
    })
    const ways = (await test.ask(head(), 'identification.ways-of-year', { year: 2026 })) as {
      ways: { way: string; count: number }[]
    }
    expect(ways.ways.find((each) => each.way === 'police-records')?.count).toBe(1)
    // Being unidentified again, the steps are owed again.
    expect(await dutiesOf(guest)).toMatchObject({ 's2.07.pushed': 'pending' })

    const list = async () =>
      (await test.ask(officer(), 'identification.undone', { fileId: guest.fileId, decisionId })) as {
        items: { factId: string; name: string; settledAt: number | null; how: string | null }[]
      }
    expect((await list()).items.map((each) => [each.name, each.settledAt])).toEqual([
      ['tracing.notice-withdrawn', null],
      ['departure.return-planned', null],
    ])
    const [notice] = (await list()).items
    const tick = { decisionId, factId: notice?.factId, how: '已重新发布' }
    await test.done(officer(), 'identification.settle-consequence', tick)
    expect((await list()).items[0]).toMatchObject({ settledAt: expect.any(Number), how: '已重新发布' })
    expect(await test.act(officer(), 'identification.settle-consequence', tick)).toMatchObject({ code: 'IDENTIFICATION.SETTLED' })
    expect(await test.act(officer(), 'identification.settle-consequence', { ...tick, factId: 'x:0' })).toMatchObject({
      code: 'IDENTIFICATION.NO_SUCH_CONSEQUENCE',
    })
  })

  it('the head who asks for an undoing does not sign it too; kept, it stands', async () => {
    const guest = await guestIn(test, looks)
    const { decisionId } = (await test.done(officer(), 'identification.decide', decision(guest))).reply
    await test.done(head(), 'identification.undo', { decisionId, status: 'claimed', reason: '有人举报' })
    expect(await test.act(head(), 'identification.confirm-undo', { decisionId, seen: '看过' })).toMatchObject({
      code: 'IDENTIFICATION.SECOND_PERSON',
    })
    await test.done(bureau(), 'identification.keep-decision', { decisionId, reason: '举报不实' })
    expect((await personOf(guest))?.identity).toBe('verified')
  })

  it('what was written down lies sealed, and is opened for whoever may read the file', async () => {
    const guest = await guestIn(test, looks)
    await test.done(officer(), 'identification.decide', decision(guest))
    const facts = await factsAbout(guest)
    expect(JSON.stringify(facts)).not.toContain('回函 2026-77')
    const details = await test.look((tx) =>
      detailsOf(
        tx,
        test.house.vault,
        facts.map((fact) => fact.id),
      ),
    )
    expect(JSON.stringify([...details.values()])).toContain('回函 2026-77')
    const panel = JSON.stringify(await test.ask(officer(), 'identification.file', { fileId: guest.fileId }))
    expect(panel).toContain('9999**********1715')
    expect(panel).not.toContain('999901195403071715')
  })
})
