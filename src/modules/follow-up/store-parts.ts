/** What an organisation sees of somebody because a need was handed to it, or abandonment told: as long as that is open. */
import { instant, row, sql, type Tx } from '#kernel/db.ts'
import { fileById, grantPart, personRef } from '#modules/people-and-cases/index.ts'

export interface PartAsked {
  fileId: string | null
  personId: string
  organisationId: string
  part: 'referral' | 'abandonment'
}

/** Grants or ends the part so that it agrees with what is open now. Repeating it changes nothing. */
export async function keepPart(tx: Tx, { fileId, personId, organisationId, part }: PartAsked, now: number): Promise<void> {
  const organisation = await row(sql<{ path: string }>`select path from kernel.organisation where id = ${organisationId}`, tx)
  const person = await row(
    sql<{ id: string; ownerPath: string }>`select id, owner_path as "ownerPath" from people.person where id = ${personId}`,
    tx,
  )
  if (!organisation || !person) return
  const open = await row(
    part === 'referral'
      ? sql`select 1 from follow_up.referral where organisation_id = ${organisationId} and person_id = ${personId} and closed_at is null limit 1`
      : sql`select 1 from follow_up.abandonment where police_id = ${organisationId} and person_id = ${personId}
          and (answered_at is null or filed) limit 1`,
    tx,
  )
  const file = fileId ? await fileById(tx, fileId) : undefined
  const subjects = [personRef(person), ...(file ? [{ kind: 'rescue-file', id: file.id, ownerPath: file.ownerPath }] : [])]
  for (const { kind, id: subjectId, ownerPath } of subjects) {
    if (open) await grantPart(tx, { kind, subjectId, ownerPath, path: organisation.path, part, from: now })
    else
      await sql`update kernel.part set valid_until = ${instant(now)}
        where subject_id = ${subjectId} and organisation_path = ${organisation.path} and part = ${part} and valid_until is null`.execute(
        tx,
      )
  }
}

/** The job that follows. */
export const partJob = (asked: PartAsked) => ({ name: 'follow-up.keep-part', data: { ...asked } })
