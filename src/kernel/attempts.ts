/** Refused attempts: told to the ledger with who, which door and when; never what was asked for. */
import type { NewFact } from './action.ts'
import type { Actor } from './actor.ts'
import { rows, sql, type Tx, withActor } from './db.ts'
import type { House } from './house.ts'
import { append, toLedgerFacts } from './ledger.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** A form names a few subjects; whoever sends hundreds of ids is not told more of them. */
const MOST = 8

/** Ids that a form names, at its first level. */
export function idsIn(form: unknown): string[] {
  if (typeof form !== 'object' || form === null) return []
  return Object.values(form)
    .filter((each): each is string => typeof each === 'string' && UUID.test(each))
    .slice(0, MOST)
}

/**
 * A closed subject learns who tried to see it: its readers find it among those who looked. Whoever tried is answered as if
 * nothing were there, and learns nothing from this either.
 */
async function tellSubjects(tx: Tx, house: House, actor: Actor, door: string, form: unknown): Promise<NewFact[]> {
  const ids = idsIn(form)
  if (ids.length === 0) return []
  const closed = await rows(
    sql<{
      id: string
      kind: string
      ownerPath: string
    }>`select id, kind, owner_path as "ownerPath" from kernel.closed_of(${ids}::uuid[])`,
    tx,
  )
  return closed.flatMap(({ id, kind, ownerPath }) => {
    const name = house.parts.closed[kind]?.refused
    const title = (house.actions.get(door) ?? house.queries.get(door))?.title ?? ''
    return name
      ? [
          {
            subject: { kind, id, ownerPath },
            name,
            details: { by: actor.name, organisation: actor.organisation.name, what: title },
          },
        ]
      : []
  })
}

async function note(house: House, actor: Actor, tell: (tx: Tx) => Promise<NewFact[]>): Promise<void> {
  const now = house.clock.now()
  await withActor(
    house.db,
    actor,
    async (tx) => {
      const told = await tell(tx)
      if (told.length === 0) return
      const facts = toLedgerFacts(told, {
        actor,
        actionId: crypto.randomUUID(),
        now,
        occurredAt: now,
        version: house.facts.version,
      })
      await append(
        tx,
        house.vault,
        actor.organisation.id,
        facts,
        told.map((each) => each.details),
      )
    },
    now,
  )
}

/** A refused attempt at a door or a subject. */
export function noteRefusal(house: House, actor: Actor, door: string, form?: unknown): Promise<void> {
  return note(house, actor, async (tx) => [
    {
      subject: { kind: 'account', id: actor.accountId, ownerPath: actor.organisation.path },
      name: 'attempt.refused',
      value: { door: house.actions.has(door) || house.queries.has(door) ? door : 'unknown' },
    },
    ...(await tellSubjects(tx, house, actor, door, form)),
  ])
}

/** A question that found nothing: told only where what it named is there, and closed to the asker. */
export async function noteUnanswered(house: House, actor: Actor, door: string, params: unknown): Promise<void> {
  if (actor.kind === 'system' || idsIn(params).length === 0) return
  await note(house, actor, (tx) => tellSubjects(tx, house, actor, door, params))
}
