/** A guest for a room's tests: a person and a file put into the hall, with facts as other rooms would have told them. */
import { type Actor, systemActorFor } from '#kernel/actor.ts'
import type { LoadContext, NewFact } from '#kernel/action.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { append, toLedgerFacts } from '#kernel/ledger.ts'
import {
  birthFact,
  fileNumber,
  type FileState,
  insertFile,
  insertPerson,
  moveFile,
  type PersonDescription,
} from '#modules/people-and-cases/index.ts'
import type { Place, TestHouse } from './house.ts'

export interface Guest {
  fileId: string
  personId: string
  /** Tells facts as another room would: about the file, or about the person for `person.*`. */
  tell(...facts: Omit<NewFact, 'subject'>[]): Promise<void>
}

/** An upload of somebody's, to be attached to a form. */
export async function uploadBy(test: TestHouse, actor: Actor): Promise<string> {
  const id = crypto.randomUUID()
  const file = { id, name: 'copy.jpg', type: 'image/jpeg', body: Buffer.from('jpeg'), now: test.now() }
  await withActor(test.house.db, actor, (tx) => keepFile(tx, test.house.vault, actor, file))
  return id
}

/** Puts a guest into a station, accepted unless `state` says otherwise. */
export async function guestIn(
  test: TestHouse,
  told: PersonDescription = {},
  more: { place?: Place; state?: FileState } = {},
): Promise<Guest> {
  const station = test.organisations[more.place ?? 'north']
  const { id: stationId, path: ownerPath } = station
  const ids = { personId: crypto.randomUUID(), fileId: crypto.randomUUID() }
  const actor = systemActorFor(station)
  const moment = () => ({ now: test.now(), occurredAt: test.now(), actor, actionId: crypto.randomUUID() })
  const run = (work: (context: LoadContext) => Promise<void>) =>
    withActor(test.house.db, actor, (tx) => {
      const at = moment()
      return work({ ...at, newId: (label) => derivedId(at.actionId, label), tx, vault: test.house.vault })
    })
  const tell = (...facts: Omit<NewFact, 'subject'>[]) =>
    run(async ({ tx, actionId, now, occurredAt }) => {
      const subjects = facts.map((fact) => ({
        ...fact,
        subject: fact.name.startsWith('person.')
          ? { kind: 'person', id: ids.personId, ownerPath }
          : { kind: 'rescue-file', id: ids.fileId, ownerPath },
      }))
      const ledger = toLedgerFacts(subjects, { actor, actionId, now, occurredAt, version: () => 1 })
      await append(
        tx,
        test.house.vault,
        stationId,
        ledger,
        subjects.map((fact) => fact.details),
      )
    })
  const description = { ...told, ...(told.ageSeenMin === undefined ? {} : { ageSeenAt: test.now() }) }
  await run(async (context) => {
    await insertPerson(context, { id: ids.personId, ownerPath, stationId, description, identity: 'unknown' })
    const no = await fileNumber(context.tx, stationId, station.shortName, context.now)
    await insertFile(context, {
      id: ids.fileId,
      personId: ids.personId,
      no,
      stationId,
      ownerPath,
      arrival: 'self',
      arrivedAt: context.now,
    })
    const state = more.state ?? 'in'
    if (state !== 'asked') await moveFile(context.tx, ids.fileId, { state, acceptedAt: context.now })
  })
  const birth = birthFact(description)
  if (birth) await tell({ name: 'person.birth-known', value: birth })
  if ((more.state ?? 'in') !== 'asked') await tell({ name: 'intake.accepted', value: {} })
  return { ...ids, tell }
}
