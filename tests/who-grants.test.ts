/** Who may let somebody read the whole of a child's file: the database itself says no to all but those in charge. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { sql, withActor } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
})
afterAll(() => house?.close())

test('the whole of a child’s file is opened to nobody by a school, village, town or police that holds a part, by no statement; by a centre it is', async () => {
  const worker = house.actor('minors-officer', 'centre')
  const { town, village, school, 'minors-police': police } = house.organisations
  const { reply } = await house.done(worker, 'minors.start-file', {
    from: 'desk',
    writtenName: '权某',
    birthDate: '2015-04-26',
    reason: '走访',
    townId: town.id,
    villageId: village.id,
    schoolId: school.id,
  })
  const childId = reply.childId as string
  const granting = (who: Actor, part: string, how: 'function' | 'statement') =>
    withActor(
      house.house.db,
      who,
      (tx) =>
        (how === 'function'
          ? sql`select kernel.grant_part(${childId}, 'child-file', ${house.organisations.centre.path}, ${who.organisation.path}, ${part},
                ${who.accountId}, now() - interval '1 hour', null)`
          : sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, account_id, valid_from)
                values ('child-file', ${childId}, ${house.organisations.centre.path}, ${who.organisation.path}, ${part}, ${who.accountId}, now())`
        ).execute(tx),
      house.now(),
    )
  await house.done(worker, 'reports.find-clue', {
    childId,
    kind: 'abuse',
    what: '背上有伤',
    policeId: police.id,
  })
  for (const who of [
    house.actor('school-officer', 'school'),
    house.actor('child-director', 'village'),
    house.actor('child-supervisor', 'town'),
    house.actor('police-officer', 'minors-police'),
  ])
    for (const part of ['case-worker', 'sealed-reader'])
      for (const how of ['function', 'statement'] as const)
        await expect(granting(who, part, how)).rejects.toThrow(/not theirs|row-level security/)
  const head = house.actor('centre-head', 'centre')
  await granting(head, 'case-worker', 'function')
  await house.done(head, 'minors.open-file', { childId, reason: '核对' })
  expect(await house.ask(head, 'minors.file', { childId })).toMatchObject({ opens: expect.arrayContaining(['whole']) })
})
