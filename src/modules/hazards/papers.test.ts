/** Photos, sheet and letter; and two who act at once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { toRaise } from './rules.ts'

let house: TestHouse
let town: Actor
let centre: Actor
let police: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  town = house.actor('child-supervisor', 'town')
  centre = house.actor('minors-officer', 'centre')
  police = house.actor('police-officer', 'minors-police')
})
afterAll(() => house?.close())

async function upload(by: Actor): Promise<string> {
  const id = crypto.randomUUID()
  const { db, vault } = house.house
  const body = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  await house.act(by, 'nothing', {})
  await withActor(db, by, (tx) => keepFile(tx, vault, by, { id, name: 'p.jpg', type: 'image/jpeg', body, now: house.now() }))
  return id
}
async function given(): Promise<{ hazardId: string; photo: string }> {
  const photo = await upload(town)
  const { reply } = await house.done(town, 'hazards.record-found', {
    place: 'school',
    kind: 'building',
    where: '西墙',
    what: '围墙开裂',
    placeId: house.organisations.school.id,
    photos: [photo],
  })
  const hazardId = reply.hazardId as string
  const organisationId = house.organisations['minors-police'].id
  await house.done(centre, 'hazards.assign', { hazardId, organisationId, dueOn: '2026-12-15', ask: '先围起来' })
  return { hazardId, photo }
}
const file = async (by: Actor, name: string, params: object) =>
  (await house.ask(by, name, params as never)) as { file?: { type: string; name: string }; code?: string }

test('photos of the finder and of the body are seen by both and by the school, and by nobody else', async () => {
  const { hazardId, photo } = await given()
  const done = await upload(police)
  await house.done(police, 'hazards.rectify', { hazardId, how: '已围挡', photos: [done] })
  for (const photoId of [photo, done])
    for (const by of [town, centre, police, house.actor('school-officer', 'school')])
      expect((await file(by, 'hazards.photo', { hazardId, photoId })).file?.type).toBe('image/jpeg')
  expect((await file(house.actor('school-officer', 'other-school'), 'hazards.photo', { hazardId, photoId: photo })).code).toBe(
    'KERNEL.NOT_FOUND',
  )
  // A photo that lies elsewhere is not opened by naming a hazard.
  expect((await file(town, 'hazards.photo', { hazardId, photoId: await upload(town) })).code).toBe('KERNEL.NOT_FOUND')
})

test('the ledger is saved as a sheet; the letter to the body is printed once it was given and not before', async () => {
  const { hazardId } = await given()
  expect((await file(centre, 'hazards.sheet', {})).file?.name).toBe('隐患台账 2026-12-09.xlsx')
  expect((await file(centre, 'hazards.paper-notice', { hazardId })).file?.type).toBe('application/pdf')
  const { reply } = await house.done(town, 'hazards.record-found', { place: 'road', kind: 'traffic', where: '路', what: '坑' })
  expect((await file(town, 'hazards.paper-notice', reply)).code).toBeDefined()
})

test('of two who verify at once one is told what the other did', async () => {
  const { hazardId } = await given()
  await house.done(police, 'hazards.rectify', { hazardId, how: '已修' })
  const both = await Promise.all([
    house.act(town, 'hazards.verify', { hazardId, passed: true, finding: '好了' }),
    house.act(centre, 'hazards.verify', { hazardId, passed: false, finding: '没好', dueOn: '2026-12-20' }),
  ])
  expect(both.filter((each) => 'code' in each)).toHaveLength(1)
  expect(both.find((each) => 'code' in each)).toMatchObject({ code: 'HAZARDS.NOT_NOW' })
})

test('nothing closed or withdrawn is told upwards, and nothing twice within a week', () => {
  const standing = { foundOn: '2026-11-01', dueOn: '2026-11-10', raisedOn: null } as const
  expect(toRaise({ ...standing, state: 'assigned' }, '2026-12-09')).toBe(true)
  expect(toRaise({ ...standing, state: 'rectified' }, '2026-12-09')).toBe(true)
  expect(toRaise({ ...standing, state: 'closed' }, '2026-12-09')).toBe(false)
  expect(toRaise({ ...standing, state: 'assigned', raisedOn: '2026-12-03' }, '2026-12-09')).toBe(false)
  expect(toRaise({ ...standing, state: 'assigned', raisedOn: '2026-12-02' }, '2026-12-09')).toBe(true)
  expect(toRaise({ ...standing, state: 'found', dueOn: null, foundOn: '2026-12-06' }, '2026-12-09')).toBe(false)
  expect(toRaise({ ...standing, state: 'found', dueOn: null, foundOn: '2026-12-05' }, '2026-12-09')).toBe(true)
})
