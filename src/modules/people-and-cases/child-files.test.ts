/** A child's file is closed: only a part opens it, and only what the part opens. On a real database, through the hall's own functions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { rows, sql, type Tx, withActor } from '#kernel/db.ts'
import { dateOf } from '#kernel/time.ts'
import { append, toLedgerFacts } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import {
  childById,
  closeByParts,
  endChildPart,
  grantChildPart,
  kindsOf,
  lockChild,
  type NewChild,
  notOpened,
  openChild,
  openChildFiles,
  openingFacts,
  partsOfChild,
} from './index.ts'
import { searchChildren, searchPeople } from './search.ts'
import { readQuery } from './query-words.ts'

let house: TestHouse
let worker: Actor
let village: Actor
let school: Actor
let bureau: Actor
const child = derivedId('test', 'child')
const person = derivedId('test', 'child person')

async function as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withActor(house.house.db, actor, work, house.now())
}

/** Opens a file as an action would: rows, then facts. */
async function open(actor: Actor, given: NewChild) {
  const now = house.now()
  const actionId = crypto.randomUUID()
  const moment = { actor, now, occurredAt: now, actionId, newId: (label: string) => derivedId(actionId, label) }
  await as(actor, async (tx) => {
    const context = { ...moment, tx, vault: house.house.vault }
    await openChildFiles(context, [given])
    const told = openingFacts(given, moment)
    const facts = toLedgerFacts(told, { actor, actionId, now, occurredAt: now, version: () => 1 })
    await append(
      tx,
      house.house.vault,
      actor.organisation.id,
      facts,
      told.map((each) => each.details),
    )
  })
}

beforeAll(async () => {
  house = await openTestHouse()
  worker = house.actor('minors-officer', 'centre')
  village = house.actor('child-director', 'village')
  school = house.actor('school-officer', 'school')
  bureau = house.actor('bureau-officer', 'bureau')
  await house.ask(worker, 'supervision.duties')
  await open(village, {
    id: child,
    personId: person,
    description: { writtenName: '柳小禾', sex: 'female', birthDate: '2015-04-26' },
    kinds: ['left-behind', 'prisoner-child'],
    town: { id: house.organisations.town.id, path: house.organisations.town.path },
    villagePath: village.organisation.path,
    parts: [
      { part: 'village', path: village.organisation.path },
      { part: 'town', path: house.organisations.town.path },
      { part: 'case-worker', path: worker.organisation.path, accountId: worker.accountId },
    ],
  })
})
afterAll(() => house.close())

describe('a child’s file', () => {
  test('is seen by those who hold a part of it, and by nobody above, beside or in the same house', async () => {
    for (const actor of [village, worker, house.actor('child-supervisor', 'town')])
      expect((await as(actor, (tx) => childById(tx, child)))?.name).toBe('柳小禾')
    const others = [
      bureau,
      house.actor('bureau-leader', 'bureau'),
      house.actor('centre-head', 'centre'),
      house.actor('clerk', 'north'),
      school,
      house.actor('police-officer', 'police'),
      house.actor('child-supervisor', 'far-town'),
      house.stranger(),
    ]
    for (const actor of others) expect(await as(actor, (tx) => childById(tx, child))).toBeNull()
  })

  test('leaves no trace in any table of the house for who holds no part', async () => {
    const traces = await as(bureau, async (tx) =>
      rows(
        sql<{ what: string }>`select 'file' as what from people.child_file where id = ${child}
          union all select 'person' from people.person where id = ${person}
          union all select 'ledger' from kernel.ledger where subject_id in (${child}, ${person})
          union all select 'part' from kernel.part where subject_id in (${child}, ${person})
          union all select 'seal' from kernel.seal where subject_id in (${child}, ${person})
          union all select 'kind' from people.child_kind where child_id = ${child}
          union all select 'name' from people.name_index where person_id = ${person}`,
        tx,
      ),
    )
    expect(traces).toEqual([])
  })

  test('tells each part its kinds: a father in prison is not the village’s to know', async () => {
    const known = async (actor: Actor) => (await as(actor, (tx) => kindsOf(tx, child))).map((each) => each.kind)
    expect(await known(village)).toEqual(['left-behind'])
    expect(await known(worker)).toEqual(['left-behind', 'prisoner-child'])
    const facts = async (actor: Actor) =>
      (await as(actor, (tx) => lockChild(tx, house.house.vault, child)))?.facts.map((each) => each.name)
    expect(await facts(village)).toEqual(['person.birth-known'])
    expect(await facts(worker)).toEqual(['child.file-opened', 'person.birth-known'])
  })

  test('is found by its own search by who holds a part, and by no other search', async () => {
    const read = (words: string) => {
      const reading = readQuery(words, dateOf(house.now()))
      if (!('asked' in reading)) throw new Error(words)
      return reading.asked
    }
    const asked = read('柳小禾')
    expect((await as(village, (tx) => searchChildren(tx, house.house.vault, asked))).map((each) => each.id)).toEqual([child])
    expect(await as(bureau, (tx) => searchChildren(tx, house.house.vault, asked))).toEqual([])
    expect(await as(school, (tx) => searchChildren(tx, house.house.vault, asked))).toEqual([])
    for (const actor of [village, worker, bureau, house.actor('clerk', 'north')])
      expect((await as(actor, (tx) => searchPeople(tx, house.house.vault, asked))).hits).toEqual([])
    const born = read('2015-04-26')
    expect((await as(house.actor('clerk', 'north'), (tx) => searchPeople(tx, house.house.vault, born))).hits).toEqual([])
  })

  test('is opened with a reason for an hour; without, nothing of it is shown', async () => {
    const ask = (actor: Actor) => as(actor, (tx) => notOpened({ tx, actor, now: house.now(), vault: house.house.vault }, child))
    expect(await ask(village)).toMatchObject({ code: 'PEOPLE.OPEN_FIRST' })
    expect(await ask(bureau)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await as(village, (tx) => openChild(tx, child, village.accountId, house.now() + 1))
    expect(await ask(village)).toBeUndefined()
    expect(await ask(worker)).toMatchObject({ code: 'PEOPLE.OPEN_FIRST' })
    await expect(as(bureau, (tx) => openChild(tx, child, bureau.accountId, house.now() + 1))).rejects.toThrow(
      /row-level security/,
    )
  })

  test('a part is granted by who holds one, ends, and then nothing is seen any more', async () => {
    const path = school.organisation.path
    await expect(
      as(bureau, (tx) =>
        sql`select kernel.grant_part(${child}, 'child-file', '', ${path}, 'school', null, now(), null)`.execute(tx),
      ),
    ).rejects.toThrow(/not theirs/)
    await expect(
      as(school, (tx) =>
        sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
          values ('child-file', ${child}, ${path}, ${path}, 'school', now())`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
    await as(worker, (tx) => grantChildPart(tx, { childId: child, part: 'school', path, from: house.now() }))
    expect((await as(school, (tx) => childById(tx, child)))?.name).toBe('柳小禾')
    expect((await as(worker, (tx) => partsOfChild(tx, child))).map((each) => each.part).sort()).toEqual([
      'case-worker',
      'school',
      'town',
      'village',
    ])
    expect(await as(worker, (tx) => endChildPart(tx, { childId: child, part: 'school', path, at: house.now() }))).toBe(true)
    expect(await as(school, (tx) => childById(tx, child))).toBeNull()
  })

  test('who else holds a part is not the owner’s to know, nor a colleague’s: a justice office tells of a prison', async () => {
    const town = house.actor('child-supervisor', 'town')
    const path = house.organisations.justice.path
    await as(worker, (tx) => grantChildPart(tx, { childId: child, part: 'justice', path, from: house.now() }))
    const parts = async (actor: Actor) => [
      ...new Set((await as(actor, (tx) => partsOfChild(tx, child))).map((each) => each.part)),
    ]
    expect(await parts(town)).toEqual(['town'])
    expect(await parts(village)).toEqual(['village'])
    expect(await parts(house.actor('centre-head', 'centre'))).toEqual([])
    expect(await parts(worker)).toContain('justice')
    await as(worker, (tx) => endChildPart(tx, { childId: child, part: 'justice', path, at: house.now() }))
  })

  test('stays closed when somebody with a part takes a seal away', async () => {
    for (const actor of [village, worker, house.actor('child-supervisor', 'town')])
      await as(actor, (tx) => sql`delete from kernel.seal where subject_id in (${child}, ${person})`.execute(tx)).catch(
        () => null,
      )
    expect(
      (await as(worker, (tx) => rows(sql`select 1 from kernel.seal where subject_id in (${child}, ${person})`, tx))).length,
    ).toBe(2)
    expect(await as(bureau, (tx) => childById(tx, child))).toBeNull()
  })

  test('a report is closed in the same way, for the parts it is made with', async () => {
    const report = derivedId('test', 'report')
    const police = house.actor('police-officer', 'minors-police')
    await as(village, (tx) =>
      closeByParts(tx, {
        kind: 'report',
        subjectId: report,
        ownerPath: village.organisation.path,
        at: house.now(),
        parts: [
          { part: 'police', path: police.organisation.path },
          { part: 'joint', path: village.organisation.path },
        ],
      }),
    )
    const opens = (actor: Actor) =>
      as(actor, async (tx) => (await rows(sql<{ yes: boolean }>`select kernel.opens(${report}, 'abuse') as yes`, tx))[0]?.yes)
    expect(await opens(police)).toBe(true)
    expect(await opens(village)).toBe(true)
    expect(await opens(bureau)).toBe(false)
  })
})
