import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type Place, type TestHouse } from '../../../tests/house.ts'
import { carried, type CaseOf, caseOf, receivedAt, told } from './testing/returns.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
})
afterAll(() => house.close())

const far = (role = 'clerk') => house.actor(role, 'far-station')
const board = async (actor = far()) =>
  (await house.ask(actor, 'origin.board')) as { items: { receptionId: string; fileId: string; groups: string[]; name: string }[] }
const namesOf = async (guest: Guest) => (await house.look((tx) => factsOf(tx, [guest.fileId]))).map((fact) => fact.name)

describe('a letter inside the house', () => {
  it('brings the file to the place of origin, and nothing else of the sender', async () => {
    const guest = await guestIn(house, { writtenName: '苗小麦', sex: 'male', birthDate: '1970-03-01' })
    const other = await guestIn(house, { writtenName: '高大田' })
    expect(await house.ask(far(), 'people.file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await carried(house, guest, 'ask', 'far-station')
    expect((await board()).items.find((each) => each.fileId === guest.fileId)).toMatchObject({
      groups: ['answer'],
      name: '苗小麦',
    })
    expect(await house.ask(far(), 'people.file', { fileId: guest.fileId })).not.toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await house.ask(far(), 'people.file', { fileId: other.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect((await board(house.actor('clerk', 'south'))).items).toEqual([])
  })

  it('asked and then told is one reception, noted twice, and told twice is told once', async () => {
    const guest = await guestIn(house, { writtenName: '苗小禾' })
    await carried(house, guest, 'ask', 'far-station')
    await carried(house, guest, 'tell', 'far-station', await carried(house, guest, 'tell', 'far-station'))
    const { cases } = await caseOf(house, far(), guest)
    expect(cases).toHaveLength(1)
    expect(cases[0]?.letters.map((each) => each.kind)).toEqual(['ask', 'tell'])
    expect((await namesOf(guest)).filter((name) => name === 'origin.letter-received')).toHaveLength(2)
    expect(cases[0]?.groups).toEqual(['receive'])
  })

  it('goes to the station of the place, and to the bureau where the bureau is named', async () => {
    const guest = await guestIn(house, { writtenName: '苗小谷' })
    await carried(house, guest, 'tell', 'far-bureau')
    const held = await board(house.actor('bureau-officer', 'far-bureau'))
    expect(held.items.map((each) => each.fileId)).toContain(guest.fileId)
    expect((await board()).items.map((each) => each.fileId)).not.toContain(guest.fileId)
    const town = await guestIn(house, { writtenName: '苗小豆' })
    await carried(house, town, 'tell', 'far-town')
    expect((await board()).items.map((each) => each.fileId)).toContain(town.fileId)
  })

  it('is carried by the system alone, and never to the sender itself', async () => {
    const guest = await guestIn(house)
    const form = { fileId: guest.fileId, organisationId: house.organisations['far-station'].id, kind: 'ask', factId: 'x:0' }
    expect(await house.act(house.actor('station-head'), 'origin.deliver', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await carried(house, guest, 'tell', 'north')
    expect((await caseOf(house, house.actor('clerk'), guest)).cases).toEqual([])
  })
})

describe('the answer', () => {
  it('accepting says who comes to fetch and when, and the sender reads it', async () => {
    const { guest, receptionId } = await told(house, '贺迎春')
    await house.done(far(), 'origin.accept', { receptionId, fetch: 'us', fetchOn: '2026-12-12', fetchWho: '站里两人' })
    const seen = await caseOf(house, house.actor('clerk'), guest)
    expect(seen.cases[0]).toMatchObject({ state: 'answered', fetchOn: '2026-12-12', mine: false })
    expect(seen.steps.find((each) => each.name === 'origin.answered')?.line).toContain('站里两人')
  })

  it('declining wants a reason, ends the sight after a while, and a new letter begins again', async () => {
    const { guest, receptionId } = await told(house, '贺迎夏')
    expect(await house.act(far(), 'origin.decline', { receptionId, signer: '站长' })).toMatchObject({ code: 'KERNEL.FORM' })
    await house.done(far(), 'origin.decline', { receptionId, reason: '户籍不在本地', signer: '站长' })
    const facts = await house.look((tx) => factsOf(tx, [guest.fileId]))
    expect(facts.find((fact) => fact.name === 'origin.answered')).toMatchObject({
      value: { accepts: false, organisation: house.organisations['far-station'].id },
    })
    expect(
      await house.act(far('duty-leader'), 'origin.decline', { receptionId, reason: '再说一次', signer: '站长' }),
    ).toMatchObject({ code: 'ORIGIN.OTHER_STATE', sentence: expect.stringContaining('接待员') })
    house.at('2027-01-20T08:00')
    expect(await house.ask(far(), 'people.file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect((await board()).items.find((each) => each.receptionId === receptionId)).toMatchObject({ groups: ['done'] })
    await carried(house, guest, 'ask', 'far-station')
    expect((await caseOf(house, far(), guest)).cases).toMatchObject([{ receptionId, state: 'told' }])
    house.at('2026-12-09T08:00')
  })

  it('is the origin’s alone: not the sender’s, not a neighbour’s, not a stranger’s', async () => {
    const { receptionId } = await told(house, '贺迎秋')
    for (const actor of [house.actor('station-head'), house.actor('station-head', 'south'), house.stranger()])
      expect(await house.act(actor, 'origin.accept', { receptionId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

describe('receiving', () => {
  const receive = (receptionId: string) => ({ receptionId, to: 'family', receivedAt: house.now(), receiver: '贺老根' })

  it('is written once: the second clerk reads who was first', async () => {
    const { guest, receptionId } = await told(house, '贺迎冬')
    await house.done(far(), 'origin.receive', receive(receptionId))
    expect(await house.act(far('duty-leader'), 'origin.receive', receive(receptionId))).toMatchObject({
      code: 'ORIGIN.ALREADY_RECEIVED',
      sentence: expect.stringContaining('接待员'),
    })
    expect((await namesOf(guest)).filter((name) => name === 'origin.received')).toHaveLength(1)
  })

  it('stands beside the handover of the other side; each writes its own', async () => {
    const { guest, receptionId } = await told(house, '贺新春')
    await guest.tell({ name: 'departure.handed-over', value: {}, details: { receivedBy: '家属' } })
    await house.done(far(), 'origin.receive', receive(receptionId))
    const { cases, steps } = await caseOf(house, house.actor('clerk'), guest)
    expect(cases[0]?.handedOverAt).not.toBeNull()
    expect(steps.map((each) => each.name)).toEqual(expect.arrayContaining(['departure.handed-over', 'origin.received']))
  })

  it('does not lie in the future, nor long before the letter', async () => {
    const { receptionId } = await told(house, '贺新夏')
    const at = (receivedAt: number) => house.act(far(), 'origin.receive', { ...receive(receptionId), receivedAt })
    expect(await at(house.now() + 3_600_000)).toMatchObject({ code: 'ORIGIN.FUTURE' })
    expect(await at(house.now() - 400 * 86_400_000)).toMatchObject({ code: 'ORIGIN.BEFORE_LETTER' })
  })

  it('of whom nobody saw is noted as not arrived, and may still be received later', async () => {
    const { receptionId } = await told(house, '贺新秋')
    await house.done(far(), 'origin.record-not-arrived', { receptionId, reason: '车站没有接到' })
    expect((await board()).items.find((each) => each.receptionId === receptionId)).toMatchObject({ groups: ['done'] })
    await house.done(far(), 'origin.receive', receive(receptionId))
  })
})

describe('afterwards', () => {
  const visit = (receptionId: string, more: Record<string, unknown> = {}) => ({
    receptionId,
    how: 'went',
    visitedOn: '2026-12-09',
    people: '张、李',
    ...more,
  })
  const visited = async (name: string, more: Record<string, unknown> = {}): Promise<CaseOf> => {
    const received = await receivedAt(house, name)
    await house.done(far(), 'origin.record-visit', visit(received.receptionId, more))
    return received
  }
  const groupsAt = async (receptionId: string) => (await board()).items.find((each) => each.receptionId === receptionId)?.groups

  it('nothing is looked at before somebody arrived', async () => {
    const { receptionId } = await told(house, '邱一')
    expect(await house.act(far(), 'origin.record-visit', visit(receptionId))).toMatchObject({ code: 'ORIGIN.NOT_RECEIVED' })
    expect(await house.act(far(), 'origin.record-finding', { receptionId, homeless: 'yes' })).toMatchObject({
      code: 'ORIGIN.NOT_RECEIVED',
    })
  })

  it('a hardship found waits until it is reported, once, and a new one waits again', async () => {
    const { receptionId } = await visited('邱二', { hardship: ['living'] })
    expect(await groupsAt(receptionId)).toEqual(['hardship'])
    expect(await house.act(far(), 'origin.settle', { receptionId })).toMatchObject({ code: 'ORIGIN.NOT_YET' })
    const report = { receptionId, to: ['town', 'civil-affairs'], text: '请落实低保' }
    await house.done(far(), 'origin.report-hardship', report)
    expect(await house.act(far(), 'origin.report-hardship', report)).toMatchObject({ code: 'ORIGIN.REPORTED' })
    house.at('2026-12-10T08:00')
    await house.done(far(), 'origin.record-finding', { receptionId, hardship: ['illness'] })
    expect(await groupsAt(receptionId)).toEqual(['hardship'])
    await house.done(far(), 'origin.report-hardship', report)
    await house.done(far(), 'origin.settle', { receptionId, note: '低保已批' })
    expect(await groupsAt(receptionId)).toEqual(['done'])
    house.at('2026-12-09T08:00')
  })

  it('nothing is reported that was not found', async () => {
    const { receptionId } = await visited('邱三')
    expect(await house.act(far(), 'origin.report-hardship', { receptionId, to: ['town'] })).toMatchObject({
      code: 'ORIGIN.NO_HARDSHIP',
    })
    expect(await house.act(far(), 'origin.record-finding', { receptionId })).toMatchObject({ code: 'ORIGIN.NOTHING_FOUND' })
  })

  it('who has no home is placed by the government, not by the station alone', async () => {
    const { receptionId } = await visited('邱四', { homeless: 'yes' })
    expect(await groupsAt(receptionId)).toEqual(['homeless'])
    const place = { receptionId, kind: 'support', placedOn: '2026-12-09' }
    expect(await house.act(far(), 'origin.place', place)).toMatchObject({ code: 'ORIGIN.GOVERNMENT_FIRST' })
    await house.done(far(), 'origin.place', { ...place, government: '县政府专题会议' })
    expect(await house.act(far(), 'origin.place', place)).toMatchObject({ code: 'ORIGIN.PLACED' })
    await house.done(far(), 'origin.settle', { receptionId })
  })

  it('a cancelled register is asked for and restored, by the police who were asked', async () => {
    const { receptionId, guest } = await visited('邱五', { register: 'cancelled' })
    expect(await groupsAt(receptionId)).toEqual(['register'])
    const police = house.actor('police-officer', 'police')
    const restored = { receptionId, restoredOn: '2026-12-09' }
    expect(await house.act(police, 'origin.restore-register', restored)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const ask = { receptionId, police: '车站派出所', organisationId: house.organisations.police.id }
    await house.done(far(), 'origin.ask-register', ask)
    expect((await board(police)).items.map((each) => each.receptionId)).toContain(receptionId)
    await house.done(police, 'origin.restore-register', restored)
    expect(await house.act(far(), 'origin.restore-register', restored)).toMatchObject({ code: 'ORIGIN.RESTORED' })
    expect(await house.act(far(), 'origin.ask-register', ask)).toMatchObject({ code: 'ORIGIN.RESTORED' })
    expect(await namesOf(guest)).toContain('origin.register-restored')
  })

  it('police that hold another part of the file restore nothing', async () => {
    const { receptionId, guest } = await visited('邱五五', { register: 'cancelled' })
    await house.done(far(), 'origin.ask-register', { receptionId, police: '石桥派出所' })
    const telling = {
      fileId: guest.fileId,
      kind: 'abuse',
      policeId: house.organisations.police.id,
      who: '不清楚',
      grounds: '有伤',
    }
    await house.done(house.actor('clerk'), 'follow-up.tell-police', telling)
    await house.work()
    const police = house.actor('police-officer', 'police')
    expect(await house.ask(police, 'people.file', { fileId: guest.fileId })).toHaveProperty('person')
    const restored = { receptionId, restoredOn: '2026-12-09' }
    expect(await house.act(police, 'origin.restore-register', restored)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect((await caseOf(house, police, guest)).cases[0]).toMatchObject({ mayRestore: false })
  })

  it('nothing is restored that was not cancelled', async () => {
    const { receptionId } = await visited('邱六')
    expect(await house.act(far(), 'origin.restore-register', { receptionId, restoredOn: '2026-12-09' })).toMatchObject({
      code: 'ORIGIN.NOT_CANCELLED',
    })
  })

  it('the town looks when it was asked, and only then', async () => {
    const { receptionId } = await receivedAt(house, '邱七')
    const town = house.actor('town-officer', 'far-town')
    expect(await house.act(town, 'origin.record-visit', visit(receptionId))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(
      await house.act(far(), 'origin.ask-visit', { receptionId, organisationId: house.organisations.police.id }),
    ).toMatchObject({ code: 'ORIGIN.NO_TOWN' })
    await house.done(far(), 'origin.ask-visit', { receptionId, organisationId: house.organisations['far-town'].id })
    expect((await board(town)).items.map((each) => each.receptionId)).toEqual([receptionId])
    expect(await house.act(house.actor('town-officer', 'town'), 'origin.record-visit', visit(receptionId))).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    await house.done(town, 'origin.record-visit', visit(receptionId, { how: 'village' }))
    expect(await house.act(town, 'origin.settle', { receptionId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  it('who was asked to look sees the file until others are asked, or for a while after the end', async () => {
    const { receptionId, guest } = await visited('邱五六')
    const seen = async (place: Place) =>
      'person' in ((await house.ask(house.actor('town-officer', place), 'people.file', { fileId: guest.fileId })) as object)
    await house.done(far(), 'origin.ask-visit', { receptionId, organisationId: house.organisations.town.id })
    expect(await seen('town')).toBe(true)
    await house.done(far(), 'origin.ask-visit', { receptionId, organisationId: house.organisations['far-town'].id })
    expect([await seen('town'), await seen('far-town')]).toEqual([false, true])
    const from = house.now()
    await house.done(far(), 'origin.settle', { receptionId })
    expect(await seen('far-town')).toBe(true)
    house.at('2027-02-01T08:00')
    expect(await seen('far-town')).toBe(false)
    house.at(new Date(from + 8 * 3_600_000).toISOString().slice(0, 16))
  })

  it('signs of ill-treatment point to the door of abandonment, without deciding', async () => {
    const { guest } = await visited('邱八', { signs: ['driven-out'] })
    expect((await caseOf(house, far(), guest)).cases[0]).toMatchObject({ abandonment: true })
  })

  it('the same action sent twice is done once', async () => {
    const { receptionId, guest } = await receivedAt(house, '邱九')
    const actionId = crypto.randomUUID()
    const form = visit(receptionId, { hardship: ['work'] })
    const once = await house.done(far(), 'origin.record-visit', form, { actionId })
    expect(await house.done(far(), 'origin.record-visit', form, { actionId })).toEqual(once)
    expect((await namesOf(guest)).filter((name) => name === 'origin.family-visited')).toHaveLength(1)
    expect(isRefusal(once)).toBe(false)
  })
})

describe('lists of the place of origin', () => {
  it('no list of work there shows a guest of the sender but those of reception and duties', async () => {
    const { guest } = await told(house, '陆远行')
    await house.done(house.actor('clerk'), 'follow-up.refer', { fileId: guest.fileId, need: 'work', toName: '云川市人社局' })
    const meant = /^(origin|supervision|people\.search)/
    const shown: string[] = []
    for (const role of ['station-head', 'nurse'])
      for (const query of house.house.queries.values()) {
        if (meant.test(query.name) || !query.params.safeParse({}).success) continue
        const answer = await house.ask(house.actor(role, 'far-station' as Place), query.name, {})
        if (JSON.stringify(answer ?? null).includes(guest.fileId)) shown.push(query.name)
      }
    expect([...new Set(shown)]).toEqual([])
  }, 300_000)
})
