import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFile } from '#kernel/files.ts'
import { withActor } from '#kernel/db.ts'
import { type Guest, guestIn, uploadBy } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { carried, caseOf, receivedAt } from './testing/returns.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  for (const [role, place] of [
    ['bureau-officer', 'bureau'],
    ['bureau-officer', 'far-bureau'],
  ] as const)
    await house.done(house.actor(role, place), 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '专项行动' })
})
afterAll(() => house.close())

const far = (role = 'clerk') => house.actor(role, 'far-station')

interface Item {
  clause: string
  state: string
  due: number | null
  subject: { id: string }
  doors: { door: string }[]
}
const dutyOf = async (actor: ReturnType<typeof far>, fileId: string, clause: string) => {
  const { items } = (await house.ask(actor, 'supervision.file-duties', { subjectId: fileId })) as { items: Item[] }
  return items.find((each) => each.clause === clause)
}
const listOf = async (actor: ReturnType<typeof far>) => {
  const { buckets } = (await house.ask(actor, 'supervision.duties', { limit: 200 })) as { buckets: { items: Item[] }[] }
  return buckets.flatMap((each) => each.items)
}
const ofFile = async (actor: ReturnType<typeof far>, fileId: string) =>
  (await listOf(actor)).filter((each) => each.subject.id === fileId).map((each) => each.clause)
const visit = (receptionId: string, more: Record<string, unknown> = {}) => ({
  receptionId,
  how: 'went',
  visitedOn: '2026-12-10',
  people: '张、李',
  ...more,
})

describe('duties of a return', () => {
  it('s2.14.letter: sent home beyond the area, the place of origin is told', async () => {
    const guest: Guest = await guestIn(house, { writtenName: '宋回乡' })
    await guest.tell({ name: 'departure.sent-home', value: { local: false } })
    await house.done(house.actor('clerk'), 'people.add-note', {
      subjectKind: 'rescue-file',
      subjectId: guest.fileId,
      text: '已上车',
    })
    expect(await dutyOf(house.actor('clerk'), guest.fileId, 's2.14.letter')).toMatchObject({ state: 'pending' })
    await carried(house, guest, 'tell', 'far-station')
    expect(await dutyOf(house.actor('clerk'), guest.fileId, 's2.14.letter')).toMatchObject({ state: 'met' })
  })

  it('s2.14.family: due when received, late after its term, met by the visit; the origin’s work, not the sender’s', async () => {
    const { guest, receptionId } = await receivedAt(house, '宋家访')
    expect(await dutyOf(far(), guest.fileId, 's2.14.family')).toMatchObject({ state: 'pending' })
    expect(await ofFile(far(), guest.fileId)).toEqual(['s2.14.family'])
    expect(await ofFile(house.actor('bureau-officer', 'far-bureau'), guest.fileId)).toEqual(['s2.14.family'])
    expect(await ofFile(house.actor('clerk'), guest.fileId)).not.toContain('s2.14.family')
    const own = (await listOf(far())).find((each) => each.subject.id === guest.fileId)
    expect(own?.doors.map((each) => each.door)).toEqual(['origin.record-visit'])
    house.at('2027-01-20T08:00')
    expect(await dutyOf(far(), guest.fileId, 's2.14.family')).toMatchObject({ state: 'overdue' })
    await house.done(far(), 'origin.record-visit', visit(receptionId, { visitedOn: '2027-01-20' }))
    expect(await dutyOf(far(), guest.fileId, 's2.14.family')).toMatchObject({ state: 'met-late' })
    expect(await ofFile(far(), guest.fileId)).toEqual([])
    house.at('2026-12-10T08:00')
  })

  it('the sender’s own duties of that file are never shown as the origin’s', async () => {
    const guest = await guestIn(house, { writtenName: '宋各办' })
    await carried(house, guest, 'ask', 'far-station')
    expect((await ofFile(house.actor('clerk'), guest.fileId)).length).toBeGreaterThan(0)
    expect(await ofFile(far(), guest.fileId)).toEqual([])
    const { items } = (await house.ask(far(), 'supervision.file-duties', { subjectId: guest.fileId })) as { items: Item[] }
    expect(items.filter((each) => !/^s2\.14\.(family|hardship|register)$/.test(each.clause))).toEqual([])
    const own = (await house.ask(house.actor('clerk'), 'supervision.file-duties', { subjectId: guest.fileId })) as {
      items: (Item & { instance: string })[]
    }
    const sender = own.items.find((each) => !items.some((seen) => seen.clause === each.clause))
    const why = { subjectId: guest.fileId, clause: sender?.clause, instance: sender?.instance }
    expect(await house.ask(house.actor('clerk'), 'supervision.why', why)).toHaveProperty('duty')
    expect(await house.ask(far(), 'supervision.why', why)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  it('s2.14.hardship: due when found, met by reporting', async () => {
    const { guest, receptionId } = await receivedAt(house, '宋有难')
    await house.done(far(), 'origin.record-visit', visit(receptionId, { hardship: ['living'] }))
    expect(await ofFile(far(), guest.fileId)).toEqual(['s2.14.hardship'])
    house.at('2026-12-20T08:00')
    expect(await dutyOf(far(), guest.fileId, 's2.14.hardship')).toMatchObject({ state: 'overdue' })
    await house.done(far(), 'origin.report-hardship', { receptionId, to: ['town'] })
    expect(await dutyOf(far(), guest.fileId, 's2.14.hardship')).toMatchObject({ state: 'met-late' })
    house.at('2026-12-10T08:00')
  })

  it('s2.14.register: the police’s duty, seen by the police who were asked, met by restoring', async () => {
    const { guest, receptionId } = await receivedAt(house, '宋无户')
    await house.done(far(), 'origin.record-visit', visit(receptionId, { register: 'cancelled' }))
    const police = house.actor('police-officer', 'police')
    await house.done(far(), 'origin.ask-register', {
      receptionId,
      police: '车站派出所',
      organisationId: house.organisations.police.id,
    })
    expect(await ofFile(police, guest.fileId)).toEqual(['s2.14.register'])
    await house.done(police, 'origin.restore-register', { receptionId, restoredOn: '2026-12-10' })
    expect(await dutyOf(far(), guest.fileId, 's2.14.register')).toMatchObject({ state: 'met' })
  })

  it('opened here by a letter from outside, the duty is the station’s like any other', async () => {
    const { reply } = await house.done(far(), 'origin.register-letter', {
      kind: 'tell',
      from: '外省救助站',
      writtenName: '宋外来',
    })
    await house.done(far(), 'origin.receive', {
      receptionId: reply.receptionId,
      to: 'family',
      receivedAt: house.now(),
      receiver: '兄长',
    })
    expect(await ofFile(far(), reply.fileId as string)).toEqual(['s2.14.family'])
  })
})

describe('photos and papers of the other side', () => {
  const seen = (actor: ReturnType<typeof far>, id: string) =>
    withActor(house.house.db, actor, (tx) => openFile(tx, house.house.vault, id), house.now())

  it('what one part shows is not brought into another file by naming it', async () => {
    const [one, other] = [await receivedAt(house, '宋甲件'), await receivedAt(house, '宋乙件')]
    const photo = await uploadBy(house, house.actor('clerk'))
    const told = {
      fileId: one.guest.fileId,
      kind: 'abuse',
      policeName: '某派出所',
      who: '不清楚',
      grounds: '有伤',
      evidence: [photo],
    }
    await house.done(house.actor('clerk'), 'follow-up.tell-police', told)
    expect(await seen(far(), photo)).toMatchObject({ id: photo })
    const form = visit(other.receptionId, { photos: [photo] })
    expect(await house.act(far(), 'origin.record-visit', form)).toMatchObject({ code: 'KERNEL.FORM' })
    await house.done(far(), 'origin.record-visit', visit(one.receptionId, { photos: [photo] }))
  })

  it('an upload is its subject’s owner’s from then on; who uploaded it sees it by the part held', async () => {
    const { guest, receptionId } = await receivedAt(house, '宋照片')
    const photo = await uploadBy(house, far())
    expect(await seen(house.actor('clerk'), photo)).toBeUndefined()
    await house.done(far(), 'origin.record-visit', visit(receptionId, { photos: [photo] }))
    expect(await seen(house.actor('clerk'), photo)).toMatchObject({ id: photo })
    expect(await seen(far(), photo)).toMatchObject({ id: photo })
    for (const actor of [house.actor('clerk', 'south'), house.actor('town-officer', 'far-town'), house.stranger()])
      expect(await seen(actor, photo)).toBeUndefined()
    await house.done(far(), 'origin.ask-visit', { receptionId, organisationId: house.organisations['far-town'].id })
    expect(await seen(house.actor('town-officer', 'far-town'), photo)).toMatchObject({ id: photo })
    expect((await caseOf(house, house.actor('clerk'), guest)).steps.map((each) => each.name)).toContain('origin.family-visited')
  })

  it('nobody attaches another’s upload, nor moves one that is attached', async () => {
    const [one, two] = [await receivedAt(house, '宋甲'), await receivedAt(house, '宋乙')]
    const photo = await uploadBy(house, house.actor('clerk', 'south'))
    expect(await house.act(far(), 'origin.record-visit', visit(one.receptionId, { photos: [photo] }))).toMatchObject({
      code: 'KERNEL.FORM',
    })
    const own = await uploadBy(house, far())
    await house.done(far(), 'origin.record-visit', visit(one.receptionId, { photos: [own] }))
    await house.done(far(), 'origin.record-visit', visit(two.receptionId, { photos: [own] }))
    const bound = await withActor(house.house.db, far(), (tx) => openFile(tx, house.house.vault, own), house.now())
    expect(bound).toMatchObject({ id: own })
  })
})
