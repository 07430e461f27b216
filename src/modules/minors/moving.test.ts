/** A child moves: who may say so, and to whom the file goes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { type Actor, rangeOf, systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { insertOrganisation, type Organisation, type OrganisationKind, organisationById } from '#kernel/org.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

interface County {
  town: Organisation
  head: Actor
}

let house: TestHouse
let worker: Actor
let supervisor: Actor
let childId: string
let east: County
let north: County
const act = (actor: Actor, door: string, told: Record<string, unknown>) => house.act(actor, door, { childId, ...told })
const done = (actor: Actor, door: string, told: Record<string, unknown>) => house.done(actor, door, { childId, ...told })
const ask = (actor: Actor, query: string, told: Record<string, unknown> = { childId }) =>
  house.ask(actor, query, told) as Promise<Record<string, unknown>>
const listed = async (actor: Actor, filter: string) =>
  ((await ask(actor, 'minors.list', { filter })) as { items: { childId: string }[] }).items.map((each) => each.childId)

/** A county of the same city: its centre with whoever leads it, and a town. */
async function county(segment: string, name: string): Promise<County> {
  const like = house.actor(['centre-head', 'minors-officer'], 'centre')
  return withActor(house.house.db, systemActor, async (tx) => {
    const by = { accountId: systemActor.accountId, now: house.now() }
    const under = async (parent: Organisation, kind: OrganisationKind, own: string) => {
      const id = derivedId('county', `${segment}${kind}`)
      const made = { id, segment: `${segment}-${kind}`, parent, kind, level: 'county' as const, name: own, shortName: own }
      await insertOrganisation(tx, made, house.now())
      return (await organisationById(tx, id)) as Organisation
    }
    const city = (await organisationById(tx, house.organisations.town.parentId as string)) as Organisation
    const area = await under(city, 'area', name)
    const centre = await under(area, 'protection-centre', `${name}未成年人保护中心`)
    const accountId = derivedId('county', `${segment}head`)
    const account = { id: accountId, login: `head-${segment}`, name: '纪宁', organisationId: centre.id, post: '中心主任' }
    await insertAccount(tx, { ...account, passwordHash: '-', secondFactor: false, mustChange: false, sample: true }, by)
    for (const role of like.roles) await grantRole(tx, accountId, role, by)
    const organisation = { id: centre.id, path: centre.path, kind: centre.kind, name: centre.name }
    const head: Actor = { ...like, accountId, name: account.name, organisation, range: rangeOf(centre.path) }
    return { town: await under(area, 'town', `${name}石门镇`), head }
  })
}

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  worker = house.actor('minors-officer', 'centre')
  supervisor = house.actor('child-supervisor', 'town')
  east = await county('990177', '东川县')
  north = await county('990178', '北川县')
  const { town, village, school } = house.organisations
  childId = (
    await house.done(worker, 'minors.start-file', {
      from: 'desk',
      writtenName: '柳小禾',
      birthDate: '2015-04-26',
      townId: town.id,
      villageId: village.id,
      schoolId: school.id,
      reason: '走访',
    })
  ).reply.childId as string
  for (const actor of [supervisor, house.actor('school-officer', 'school'), house.actor('child-director', 'village')])
    await done(actor, 'minors.open-file', { reason: '核对' })
})
afterAll(() => house?.close())

describe('a child is moved', () => {
  test('not by a school or village, which only read the register', async () => {
    const there = { schoolId: house.organisations['other-school'].id, reason: '转学' }
    for (const actor of [house.actor('school-officer', 'school'), house.actor('child-director', 'village')]) {
      expect(await act(actor, 'minors.move-child', there)).toMatchObject({ code: 'MINORS.NOT_WORKER' })
      expect(await ask(actor, 'minors.file')).toMatchObject({ school: house.organisations.school.name, moves: 'nowhere' })
    }
  })

  test('by whoever holds no part not at all: the file is not there', async () => {
    const stranger = house.actor('child-supervisor', 'far-town')
    expect(await act(stranger, 'minors.move-child', { address: '别处', reason: '搬家' })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  test('within the town by the town that looks after the child, never out of it', async () => {
    expect(await ask(supervisor, 'minors.file')).toMatchObject({ moves: 'within-town' })
    expect(await act(supervisor, 'minors.move-child', { townId: north.town.id, reason: '搬家' })).toMatchObject({
      code: 'MINORS.MOVES_AWAY',
    })
    const { town } = house.organisations
    await done(supervisor, 'minors.move-child', { townId: town.id, address: '杨店街六号', reason: '租房搬到镇上' })
    expect(await ask(supervisor, 'minors.file')).toMatchObject({ address: '杨店街六号', town: town.name })
  })
})

test('a child who moves to another county: its centre knows at once, names who goes on, and the first centre knows it no more', async () => {
  const start = {
    from: 'desk',
    writtenName: '何小满',
    birthDate: '2013-05-21',
    townId: east.town.id,
    villageId: house.organisations.village.id,
    reason: '走访',
  }
  childId = (await house.done(east.head, 'minors.start-file', start)).reply.childId as string
  const director = house.actor('child-director', 'village')
  expect(await ask(director, 'minors.band')).toMatchObject({ openedUntil: null })
  expect(await ask(north.head, 'minors.band')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  await done(east.head, 'minors.move-child', { townId: north.town.id, address: '石门镇一组', reason: '随母亲搬家' })
  expect(await listed(north.head, 'moving')).toEqual([childId])
  expect(await listed(east.head, 'moving')).toEqual([childId])
  expect(await ask(director, 'minors.band')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  await done(north.head, 'minors.open-file', { reason: '接手' })
  expect(await ask(north.head, 'minors.file')).toMatchObject({ town: north.town.name, village: null, moves: 'anywhere' })
  await done(north.head, 'minors.name-worker', { accountId: north.head.accountId, reason: '接手' })
  expect(await listed(north.head, 'moving')).toEqual([])
  expect(await ask(east.head, 'minors.band')).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  await done(north.head, 'minors.close-file', { reason: 'returned', note: '稳定' })
})
