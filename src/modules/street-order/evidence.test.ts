/** What was taken at an encounter stands in the case that arose from it, for whoever works on the case and for nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let station: Actor
let out: Actor
let police: Actor
let areaId: string
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T20:00' })
  station = house.actor('duty-leader')
  out = house.actor('patrol-officer', 'city-management')
  police = house.actor('police-officer', 'police')
  const { reply } = await house.done(house.actor('station-head'), 'patrol.set-area', {
    name: '站前片区',
    kinds: ['station'],
    stationId: house.organisations.north.id,
    memberIds: [house.organisations['city-management'].id],
  })
  areaId = reply.areaId as string
})
afterAll(() => house?.close())

const person = () => ({ encounterId: crypto.randomUUID(), personId: crypto.randomUUID() })
const meet = (who: { encounterId: string; personId: string }, more: object = {}) =>
  house.done(out, 'patrol.meet-person', {
    ...who,
    known: false,
    areaId,
    place: { words: '站前天桥', source: 'words' },
    groups: ['capable'],
    signs: [],
    look: '抱着婴儿的妇女',
    withMinor: true,
    coercionSuspected: false,
    infantUsed: true,
    guardianThere: true,
    ...more,
  })
async function picture(by: Actor): Promise<string> {
  const id = crypto.randomUUID()
  const body = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  const { db, vault } = house.house
  await withActor(db, by, (tx) => keepFile(tx, vault, by, { id, name: 'p.jpg', type: 'image/jpeg', body, now: house.now() }))
  return id
}
interface Evidence {
  kind: string
  what: string
  takenBy: string
  place: string | null
  files: string[]
}
interface Case {
  caseId: string
  no: string
  state: string
  foundAt: number
  code?: string
  evidence: Evidence[]
}
const cases = async (by: Actor) => ((await house.ask(by, 'street-order.board', {})) as { items: Case[] }).items
const one = async (by: Actor, caseId: string) => (await house.ask(by, 'street-order.case', { caseId })) as Case
const opens = async (by: Actor, caseId: string, fileId: string) =>
  (await house.ask(by, 'street-order.file', { caseId, fileId })) as { file?: { body: Buffer }; code?: string }

test('photos and words of an encounter come into its case, sent before the case is there and after', async () => {
  const who = person()
  await meet(who)
  await house.done(out, 'patrol.add-photos', { encounterId: who.encounterId, photos: [await picture(out)] })
  await house.work('street-order')
  const caseId = ((await cases(police))[0] as Case).caseId
  expect((await one(police, caseId)).evidence).toMatchObject([
    { kind: '照片', place: '站前天桥', takenBy: expect.stringContaining('云川市城管局') },
  ])
  house.at('2026-12-09T20:20')
  const photos = [await picture(out), await picture(out)]
  await house.done(out, 'patrol.take-step', { encounterId: who.encounterId, step: 'evidence-taken', note: '称孩子是租来的' })
  await house.done(out, 'patrol.add-photos', { encounterId: who.encounterId, photos })
  await house.work('street-order')
  const { evidence } = await one(police, caseId)
  expect(evidence.map((each) => [each.kind, each.files.length])).toEqual([
    ['照片', 1],
    ['现场记录', 0],
    ['照片', 2],
  ])
  expect(evidence[1]?.what).toBe('称孩子是租来的')

  const fileId = evidence[0]?.files[0] as string
  const colleague = house.actor(['police-officer', 'patrol-officer'], 'police')
  for (const by of [police, colleague, house.actor('centre-head', 'centre')])
    expect((await opens(by, caseId, fileId)).file?.body.length).toBe(7)
  for (const by of [station, out, house.actor('police-officer', 'minors-police'), house.actor('bureau-officer', 'bureau')]) {
    expect((await one(by, caseId)).code).toBe('KERNEL.NOT_FOUND')
    expect((await opens(by, caseId, fileId)).code).toBe('KERNEL.NOT_FOUND')
  }
})

test('what the police take of a case with a minor is read by the whole of their station and by whom it is given to', async () => {
  const { reply } = await house.done(police, 'street-order.find', {
    kind: 'forced-begging',
    victims: ['minor'],
    what: '带着孩子',
  })
  const caseId = reply.caseId as string
  await house.done(police, 'street-order.add-evidence', {
    caseId,
    kind: 'photo',
    files: [await picture(police)],
    takenBy: '石磊',
  })
  const other = house.actor('police-officer', 'minors-police')
  const fileId = (await one(police, caseId)).evidence[0]?.files[0] as string
  expect((await opens(other, caseId, fileId)).code).toBe('KERNEL.NOT_FOUND')
  await house.done(police, 'street-order.assign', { caseId, organisationId: house.organisations['minors-police'].id })
  const colleague = house.actor(['police-officer', 'patrol-officer'], 'police')
  for (const by of [police, colleague, other]) expect((await opens(by, caseId, fileId)).file).toBeDefined()
  expect((await opens(station, caseId, fileId)).code).toBe('KERNEL.NOT_FOUND')
})

test('an encounter without a case leaves its photos where they are; corrected into one, they follow', async () => {
  const who = person()
  const before = (await cases(police)).length
  await meet(who, { infantUsed: false, withMinor: false, look: '老人' })
  await house.done(out, 'patrol.add-photos', { encounterId: who.encounterId, photos: [await picture(out)] })
  await house.work('street-order')
  expect(await cases(police)).toHaveLength(before)
  await house.done(out, 'patrol.correct-encounter', {
    encounterId: who.encounterId,
    coercionSuspected: true,
    reason: '有人在旁边收钱',
  })
  await house.work('street-order')
  const all = await cases(police)
  expect(all).toHaveLength(before + 1)
  const found = await Promise.all(all.map((each) => one(police, each.caseId)))
  expect(
    found.filter((each) => each.evidence.some((item) => item.what === '街面发现时拍的照片' && item.files.length === 1)),
  ).not.toEqual([])
})
