/** Whoever was named to assess reads the file only as long as that takes. */
import type { LoadContext } from '#kernel/action.ts'
import { row, sql } from '#kernel/db.ts'
import { DAY } from '#kernel/time.ts'
import { endChildPart, grantChildPart } from '#modules/people-and-cases/index.ts'
import type { AssessorRow } from './store.ts'

/** Ends the assessors' part after some days, but for those who assess the child otherwise still. */
export async function endSight(
  { tx, now }: LoadContext,
  of: { id: string; childId: string },
  assessors: readonly AssessorRow[],
  days: number,
): Promise<void> {
  for (const { accountId, path } of assessors) {
    if (!accountId || !path) continue
    const other = await row(
      sql`select 1 as there from assessment.assessor s join assessment.assessment a on a.id = s.assessment_id
        where a.child_id = ${of.childId} and a.id <> ${of.id} and a.state = 'under-way' and s.account_id = ${accountId}`,
      tx,
    )
    if (!other) await endChildPart(tx, { childId: of.childId, part: 'assessor', path, accountId, at: now + days * DAY })
  }
}

/** Whoever is named reads the register, the family and this part, in person. */
export async function giveSight(
  { tx, now, actor }: LoadContext,
  childId: string,
  assessors: readonly Pick<AssessorRow, 'accountId' | 'path'>[],
): Promise<void> {
  for (const { accountId, path } of assessors)
    if (accountId && path && accountId !== actor.accountId)
      await grantChildPart(tx, { childId, part: 'assessor', path, accountId, from: now })
}
