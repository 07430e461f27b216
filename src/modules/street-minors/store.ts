/** This room's SQL. Whatever names or describes somebody is sealed in `content`. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Step } from './rules.ts'
import { type StepKind, steps } from './steps.ts'

export interface StepContent {
  by: string
  organisation: string
  /** Recorded by the police themselves. */
  police: boolean
  /** Label → words, as the file shows them. */
  lines: [string, string][]
  files?: string[]
  fen?: number
  withdrawn?: { reason: string; by: string }
}

export interface StepRow extends Step {
  childId: string
  actionId: string
  content: StepContent
}

const columns = sql`id, child_id as "childId", kind, result, happened_at as at, action_id as "actionId", withdrawn_at as "withdrawnAt", content`
const place = (id: string) => `street_minors.step.content:${id}`
type Sealed = Omit<StepRow, 'content'> & { content: Buffer }
const opened = (vault: Vault, sealed: Sealed): StepRow => ({
  ...sealed,
  content: vault.openJson<StepContent>(place(sealed.id), sealed.content),
})

export async function stepsOf(tx: Tx, vault: Vault, childId: string): Promise<StepRow[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from street_minors.step where child_id = ${childId} order by happened_at desc, id limit 200`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

export async function stepById(tx: Tx, vault: Vault, id: string): Promise<StepRow | null> {
  const found = await row(sql<Sealed>`select ${columns} from street_minors.step where id = ${id}`, tx)
  return found ? opened(vault, found) : null
}

export interface NewStep {
  id: string
  childId: string
  kind: StepKind
  result: string | null
  content: StepContent
}

export async function insertStep({ tx, vault, actor, actionId, now, occurredAt }: LoadContext, step: NewStep): Promise<void> {
  await sql`insert into street_minors.step (id, child_id, compartment, kind, result, happened_at, recorded_at, recorded_by, action_id, content)
    values (${step.id}, ${step.childId}, ${steps[step.kind].compartment}, ${step.kind}, ${step.result}, ${instant(occurredAt)},
      ${instant(now)}, ${actor.accountId}, ${actionId}, ${vault.sealJson(place(step.id), step.content)})`.execute(tx)
}

export async function withdrawStep({ tx, vault, now }: LoadContext, step: StepRow): Promise<void> {
  await sql`update street_minors.step set withdrawn_at = ${instant(now)}, content = ${vault.sealJson(place(step.id), step.content)}
    where id = ${step.id} and withdrawn_at is null`.execute(tx)
}

export async function moveToChild(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update street_minors.step set child_id = ${to} where child_id = ${from}`.execute(tx)
}

export async function ownerWithSteps(
  tx: Tx,
  childId: string,
): Promise<{ id: string; path: string; kind: string; name: string } | undefined> {
  return row(
    sql<{ id: string; path: string; kind: string; name: string }>`select o.id, o.path, o.kind, o.name
      from people.child_file f join kernel.organisation o on o.path = f.owner_path
      where f.id = ${childId} and exists (select 1 from street_minors.step s where s.child_id = f.id)`,
    tx,
  )
}
