/** Claims about a person, each with its source; never overwritten. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, sql } from '#kernel/db.ts'

export interface NewClaim {
  id: string
  person: { id: string; ownerPath: string }
  /** `names`, `birth`, `document`, `identity`, `details` … */
  kind: string
  /** Sealed: value claimed, words heard, evidence. */
  content: Record<string, unknown>
  source: string
  confidence?: string
}

/** Adds a claim as stated at the action's own time by its actor. */
export async function addClaim(context: LoadContext, claim: NewClaim): Promise<void> {
  const { tx, vault, actor, occurredAt } = context
  await sql`insert into people.claim (id, person_id, owner_path, kind, content, source, confidence, stated_at, stated_by)
    values (${claim.id}, ${claim.person.id}, ${claim.person.ownerPath}, ${claim.kind}, ${vault.sealJson(`claim.content:${claim.id}`, claim.content)},
      ${claim.source}, ${claim.confidence ?? null}, ${instant(occurredAt)}, ${actor.accountId})`.execute(tx)
}
