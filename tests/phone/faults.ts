/** What a shift left in the database. */
import { systemActor } from '#kernel/actor.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import type { Kept } from './luck.ts'

/** What is wrong in the database: kept deeds that are not there once, deeds that nobody kept, photos that are not there. */
export function faultsOf(house: House, accountId: string, kept: readonly Kept[]): Promise<string[]> {
  return withActor(house.db, systemActor, async (tx) => {
    const actions = await rows(
      sql<{ id: string; told: boolean }>`select a.id, exists (select from kernel.ledger l where l.fact_id = a.id || ':0') as told
        from kernel.action a where a.account_id = ${accountId} and a.name <> 'devices.register'`,
      tx,
    )
    const met = await rows(sql<{ id: string }>`select id from patrol.encounter where account_id = ${accountId}`, tx)
    const files = await rows(sql<{ id: string }>`select id from kernel.file where uploaded_by = ${accountId}`, tx)
    const there = new Map(actions.map((each) => [each.id, each.told]))
    const stored = new Set(files.map((each) => each.id))
    const wanted = new Set(kept.map((each) => each.actionId))
    const meetings = kept.filter((each) => each.door === 'patrol.meet-person').length
    return [
      ...(met.length === meetings ? [] : [`${met.length} encounters of ${meetings}`]),
      ...kept.filter((each) => !there.get(each.actionId)).map((each) => `${each.door} ${each.actionId} is not there`),
      ...actions.filter((each) => !wanted.has(each.id)).map((each) => `${each.id} was never kept`),
      ...kept.flatMap((each) => each.photos.filter((id) => !stored.has(id)).map((id) => `photo ${id} is not there`)),
    ]
  })
}
