/** Invented guests for the tests of this room, put straight into the hall: reception has doors and tests of its own. */
import { systemActorFor } from '#kernel/actor.ts'
import type { LoadContext } from '#kernel/action.ts'
import { withActor } from '#kernel/db.ts'
import { append, toLedgerFacts } from '#kernel/ledger.ts'
import { insertFile, insertPerson, moveFile, type PersonDescription } from '#modules/people-and-cases/index.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

export interface Invented {
  sex?: 'male' | 'female'
  age?: number
  /** Ages it may be, where nobody knows. */
  between?: [number, number]
  infection?: 'suspected' | 'ruled-out'
  kinds?: string[]
  capacity?: 'full' | 'limited' | 'none'
  name?: string
  /** Days since acceptance. */
  days?: number
  at?: Place
}

const DAY = 86_400_000
let serial = 0

/** Tells a fact about a guest's file as the station would. */
export async function tell(
  test: TestHouse,
  fileId: string,
  name: string,
  value: Record<string, unknown>,
  at: Place = 'north',
): Promise<void> {
  const station = test.organisations[at]
  const actor = systemActorFor(station)
  await withActor(test.house.db, actor, async (tx) => {
    const actionId = crypto.randomUUID()
    const subject = { kind: 'rescue-file', id: fileId, ownerPath: station.path }
    const facts = toLedgerFacts([{ subject, name, value }], {
      actor,
      actionId,
      now: test.now(),
      occurredAt: test.now(),
      version: () => 1,
    })
    await append(tx, test.house.vault, station.id, facts, [undefined])
  })
}

/** A guest who was accepted and has no bed yet; gives the file's id. */
export async function guest(test: TestHouse, who: Invented = {}): Promise<string> {
  const station = test.organisations[who.at ?? 'north']
  const actor = systemActorFor(station)
  const [personId, fileId] = [crypto.randomUUID(), crypto.randomUUID()]
  const acceptedAt = test.now() - (who.days ?? 0) * DAY
  const age = who.between ?? [who.age ?? 40, who.age ?? 40]
  const description: PersonDescription = {
    writtenName: who.name ?? `测${serial++}`,
    ...(who.sex ? { sex: who.sex } : {}),
    ageSeenMin: age[0],
    ageSeenMax: age[1],
    ageSeenAt: test.now(),
  }
  await withActor(test.house.db, actor, async (tx) => {
    const context: LoadContext = {
      tx,
      vault: test.house.vault,
      now: test.now(),
      occurredAt: test.now(),
      actor,
      actionId: crypto.randomUUID(),
      newId: () => crypto.randomUUID(),
    }
    await insertPerson(context, {
      id: personId,
      ownerPath: station.path,
      stationId: station.id,
      description,
      identity: 'claimed',
    })
    await insertFile(context, {
      id: fileId,
      personId,
      no: `测 ${fileId}`,
      stationId: station.id,
      ownerPath: station.path,
      arrival: 'self',
      arrivedAt: acceptedAt,
    })
    await moveFile(tx, fileId, { state: 'in', acceptedAt })
  })
  if (who.kinds || who.capacity)
    await tell(
      test,
      fileId,
      'person.condition-noted',
      { kinds: who.kinds ?? [], ...(who.capacity ? { capacity: who.capacity } : {}) },
      who.at,
    )
  if (who.infection) await tell(test, fileId, 'medical.screened', { infection: who.infection, fit: true }, who.at)
  return fileId
}

/** Marks a file as left, as the departure room does. */
export async function leaves(test: TestHouse, fileId: string): Promise<void> {
  await withActor(test.house.db, systemActorFor(test.organisations.north), (tx) =>
    moveFile(tx, fileId, { state: 'left', leftAt: test.now(), leftKind: 'own' }),
  )
}
