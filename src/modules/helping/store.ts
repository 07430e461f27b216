/** SQL of plans and their items. What is written about the child lies sealed in `content`. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { PlanState } from './lifecycle.ts'

export interface PlanContent {
  goals: string
  childSays?: string | undefined
  familySays?: string | undefined
  by: string
  outcome?: string | undefined
}
export interface PlanRow {
  id: string
  childId: string
  state: PlanState
  madeAt: number
  reviewOn: string | null
  changedAt: number
  endedAt: number | null
  endReason: string | null
  content: PlanContent
}
export interface ItemContent {
  goal?: string | undefined
  who?: string | undefined
  outcome?: string | undefined
  note?: string | undefined
}
export interface ItemRow {
  id: string
  planId: string
  childId: string
  compartment: string
  service: string
  state: 'open' | 'done' | 'dropped'
  dueOn: string | null
  times: number | null
  madeAt: number
  endedAt: number | null
  content: ItemContent
}

type Sealed<T> = Omit<T, 'content'> & { content: Buffer }
const planPlace = (id: string) => `helping.plan.content:${id}`
const itemPlace = (id: string) => `helping.item.content:${id}`
const planColumns = sql`p.id, p.child_id as "childId", p.state, p.made_at as "madeAt", p.review_on::text as "reviewOn",
  p.changed_at as "changedAt", p.ended_at as "endedAt", p.end_reason as "endReason", p.content`
const itemColumns = sql`i.id, i.plan_id as "planId", i.child_id as "childId", i.compartment, i.service, i.state, i.due_on::text as "dueOn", i.times,
  i.made_at as "madeAt", i.ended_at as "endedAt", i.content`
const openPlan = (vault: Vault, found: Sealed<PlanRow>): PlanRow => ({
  ...found,
  content: vault.openJson<PlanContent>(planPlace(found.id), found.content),
})
const openItem = (vault: Vault, found: Sealed<ItemRow>): ItemRow => ({
  ...found,
  content: vault.openJson<ItemContent>(itemPlace(found.id), found.content),
})

export async function planById(tx: Tx, vault: Vault, id: string): Promise<PlanRow | null> {
  const found = await row(sql<Sealed<PlanRow>>`select ${planColumns} from helping.plan p where p.id = ${id}`, tx)
  return found ? openPlan(vault, found) : null
}

/** Plans of a child, the present one first. */
export async function plansOf(tx: Tx, vault: Vault, childId: string): Promise<PlanRow[]> {
  const found = await rows(
    sql<Sealed<PlanRow>>`select ${planColumns} from helping.plan p where p.child_id = ${childId}
      order by p.state = 'active' desc, p.made_at desc limit 20`,
    tx,
  )
  return found.map((each) => openPlan(vault, each))
}

export async function insertPlan(
  { tx, vault, now, actor, occurredAt }: LoadContext,
  made: Pick<PlanRow, 'id' | 'childId' | 'reviewOn' | 'content'>,
): Promise<void> {
  await sql`insert into helping.plan (id, child_id, state, made_at, made_by, review_on, changed_at, content)
    values (${made.id}, ${made.childId}, 'active', ${instant(occurredAt)}, ${actor.accountId}, ${made.reviewOn}::date,
      ${instant(now)}, ${vault.sealJson(planPlace(made.id), made.content)})`.execute(tx)
}

/** Writes a plan as it stands after a change; its child was locked. */
export async function changePlan(
  { tx, vault, now }: LoadContext,
  before: PlanRow,
  change: Partial<Pick<PlanRow, 'state' | 'reviewOn' | 'endedAt' | 'endReason' | 'content'>>,
): Promise<void> {
  const after = { ...before, ...change }
  await sql`update helping.plan set state = ${after.state}, review_on = ${after.reviewOn}::date, ended_at = ${instant(after.endedAt)},
    end_reason = ${after.endReason}, changed_at = ${instant(now)}, content = ${vault.sealJson(planPlace(after.id), after.content)}
    where id = ${after.id}`.execute(tx)
}

export async function itemById(tx: Tx, vault: Vault, id: string): Promise<ItemRow | null> {
  const found = await row(sql<Sealed<ItemRow>>`select ${itemColumns} from helping.item i where i.id = ${id}`, tx)
  return found ? openItem(vault, found) : null
}

export async function itemsOf(tx: Tx, vault: Vault, planIds: readonly string[]): Promise<ItemRow[]> {
  if (planIds.length === 0) return []
  const found = await rows(
    sql<Sealed<ItemRow>>`select ${itemColumns} from helping.item i where i.plan_id = any(${[...planIds]}::uuid[])
      order by i.made_at, i.id limit 200`,
    tx,
  )
  return found.map((each) => openItem(vault, each))
}

export async function insertItems(
  { tx, vault, occurredAt }: LoadContext,
  items: readonly Pick<ItemRow, 'id' | 'planId' | 'childId' | 'compartment' | 'service' | 'dueOn' | 'times' | 'content'>[],
): Promise<void> {
  for (const each of items)
    await sql`insert into helping.item (id, plan_id, child_id, compartment, service, state, due_on, times, made_at, content)
      values (${each.id}, ${each.planId}, ${each.childId}, ${each.compartment}, ${each.service}, 'open', ${each.dueOn}::date, ${each.times},
        ${instant(occurredAt)}, ${vault.sealJson(itemPlace(each.id), each.content)})`.execute(tx)
}

export async function endItem(
  { tx, vault }: LoadContext,
  before: ItemRow,
  change: { state: 'done' | 'dropped'; at: number; content: ItemContent },
): Promise<void> {
  await sql`update helping.item set state = ${change.state}, ended_at = ${instant(change.at)},
    content = ${vault.sealJson(itemPlace(before.id), change.content)} where id = ${before.id} and state = 'open'`.execute(tx)
}

/** What is left of a plan that ends. */
export async function dropOpenItems({ tx }: LoadContext, planId: string, at: number): Promise<void> {
  await sql`update helping.item i set state = 'dropped', ended_at = ${instant(at)} where i.plan_id = ${planId} and i.state = 'open'
    and not exists (select 1 from helping.referral r where r.item_id = i.id and r.state = 'granted')`.execute(tx)
}

/** All of a child's rows of this room go to the other file of the same child. By the system. */
export async function moveToFile({ tx }: LoadContext, childId: string, into: string, ownerPath: string): Promise<void> {
  await sql`update helping.plan set child_id = ${into} where child_id = ${childId}`.execute(tx)
  await sql`update helping.item set child_id = ${into} where child_id = ${childId}`.execute(tx)
  await sql`update helping.referral set child_id = ${into}, file_path = ${ownerPath} where child_id = ${childId}`.execute(tx)
  await sql`update helping.given set child_id = ${into} where child_id = ${childId}`.execute(tx)
  await sql`update helping.need n set child_id = ${into} where child_id = ${childId}
    and not exists (select 1 from helping.need o where o.child_id = ${into})`.execute(tx)
}
