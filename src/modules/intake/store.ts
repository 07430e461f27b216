/** The SQL of reception: belongings, and the lists of the desk. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { nextNumber } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import type { KeepForm, ReturnForm } from './schema-belongings.ts'
import type { ReturnedLine } from './rules-belongings.ts'

export interface Belonging {
  id: string
  listId: string
  kind: string
  quantity: number
  returned: number
  name: string
  mark: string | null
  amount: number | null
  place: string | null
  keptAt: number
}

interface BelongingContent {
  name: string
  mark?: string | undefined
  amount?: number | undefined
  place?: string | undefined
}

const contentPlace = (id: string) => `intake.belonging.content:${id}`

/** What is or was kept for a file, in the order of keeping; at most 300. */
export async function belongingsOf(tx: Tx, vault: Vault, fileId: string): Promise<Belonging[]> {
  const found = await rows(
    sql<{ id: string; listId: string; kind: string; quantity: number; returned: number; content: Buffer; keptAt: number }>`
      select id, list_id as "listId", kind, quantity, returned, content, kept_at as "keptAt" from intake.belonging
      where file_id = ${fileId} order by kept_at, id limit 300`,
    tx,
  )
  return found.map(({ content, ...rest }) => {
    const opened = vault.openJson<BelongingContent>(contentPlace(rest.id), content)
    return { ...rest, name: opened.name, mark: opened.mark ?? null, amount: opened.amount ?? null, place: opened.place ?? null }
  })
}

/** Puts a signed list of things into keeping; `ids` run parallel to `items`. */
export async function insertBelongings(
  context: LoadContext,
  list: { id: string; fileId: string; ownerPath: string; items: KeepForm['items']; ids: string[] },
): Promise<void> {
  const { tx, vault, occurredAt } = context
  for (const [index, { kind, quantity, ...content }] of list.items.entries()) {
    const id = list.ids[index] as string
    await sql`insert into intake.belonging (id, file_id, owner_path, list_id, kind, quantity, content, kept_at)
      values (${id}, ${list.fileId}, ${list.ownerPath}, ${list.id}, ${kind}, ${quantity}, ${vault.sealJson(contentPlace(id), content)},
        ${instant(occurredAt)})`.execute(tx)
  }
}

/** Writes down what went out. The table's own check stops giving back more than there is. */
export async function insertReturns(
  context: LoadContext,
  out: { fileId: string; ownerPath: string; lines: (ReturnedLine & { id: string })[]; form: ReturnForm },
): Promise<void> {
  const { tx, vault, occurredAt, actor } = context
  const { receiver, signing, secondStaff, note, how } = out.form
  for (const line of out.lines) {
    const content = vault.sealJson(`intake.belonging_return.content:${line.id}`, {
      receiver,
      signing,
      secondStaff,
      note,
      firstStaff: actor.name,
    })
    await sql`insert into intake.belonging_return (id, file_id, owner_path, belonging_id, quantity, how, content, returned_at)
      values (${line.id}, ${out.fileId}, ${out.ownerPath}, ${line.itemId}, ${line.quantity}, ${how}, ${content}, ${instant(occurredAt)})`.execute(
      tx,
    )
    await sql`update intake.belonging set returned = returned + ${line.quantity} where id = ${line.itemId}`.execute(tx)
  }
}

export interface ReturnRow {
  belongingId: string
  quantity: number
  how: string
  returnedAt: number
  receiver: string | null
  signing: string
}

export async function returnsOf(tx: Tx, vault: Vault, fileId: string): Promise<ReturnRow[]> {
  const found = await rows(
    sql<{ id: string; belongingId: string; quantity: number; how: string; returnedAt: number; content: Buffer }>`
      select id, belonging_id as "belongingId", quantity, how, returned_at as "returnedAt", content from intake.belonging_return
      where file_id = ${fileId} order by returned_at, id limit 600`,
    tx,
  )
  return found.map(({ content, id, ...rest }) => {
    const opened = vault.openJson<{ receiver?: string; signing: string }>(`intake.belonging_return.content:${id}`, content)
    return { ...rest, receiver: opened.receiver ?? null, signing: opened.signing }
  })
}

/** Number of a written notice of the station, `云救不〔2026〕3 号`, counted per station and year without gaps. */
export async function noticeNumber(tx: Tx, stationId: string, prefix: string, at: number): Promise<string> {
  const year = dateOf(at).slice(0, 4)
  return `${prefix}不〔${year}〕${await nextNumber(tx, `intake.notice:${stationId}:${year}`)} 号`
}

/** How somebody came, corrected; the fact that replaces the first one is told in the same transaction. */
export async function setArrival(tx: Tx, fileId: string, arrival: string): Promise<void> {
  await sql`update people.rescue_file set arrival = ${arrival} where id = ${fileId}`.execute(tx)
}

export interface OpenReception {
  fileId: string
  personId: string
  no: string
  displayName: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  arrival: string | null
  arrivedAt: number
  stationId: string
}

/** Files still in reception in the actor's range, the longest waiting first. */
export function openReceptions(tx: Tx, limit: number): Promise<OpenReception[]> {
  return rows(
    sql<OpenReception>`select f.id as "fileId", f.person_id as "personId", f.no, p.display_name as "displayName", p.sex, p.birth_from as "birthFrom",
      p.birth_to as "birthTo", f.arrival, f.arrived_at as "arrivedAt", f.station_id as "stationId"
      from people.rescue_file f join people.person p on p.id = f.person_id
      where f.state = 'asked' and kernel.in_range(f.owner_path) order by f.arrived_at limit ${limit}`,
    tx,
  )
}

export async function countOpenReceptions(tx: Tx): Promise<number> {
  const counted = await row(
    sql<{
      count: number
    }>`select count(*) as count from people.rescue_file f where f.state = 'asked' and kernel.in_range(f.owner_path)`,
    tx,
  )
  return counted?.count ?? 0
}

/** Belongings whose returned quantity differs from what the returns add up to; for `guitu doctor`. */
export async function differingReturned(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: number; told: number }>`select b.id, b.returned as kept, coalesce(sum(r.quantity), 0)::int as told
      from intake.belonging b left join intake.belonging_return r on r.belonging_id = b.id
      group by b.id, b.returned having b.returned <> coalesce(sum(r.quantity), 0) limit ${limit}`,
    tx,
  )
}

/** Things kept whose being still here is told differently by facts and rows; for `guitu doctor`. */
export async function differingKept(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: boolean; told: boolean }>`select b.id, b.returned < b.quantity as kept, not exists (
        select 1 from kernel.ledger l where l.subject_id = b.file_id and l.name = 'intake.belongings-returned' and l.value->'items' ? b.id::text) as told
      from intake.belonging b
      where (b.returned < b.quantity) <> not exists (
        select 1 from kernel.ledger l where l.subject_id = b.file_id and l.name = 'intake.belongings-returned' and l.value->'items' ? b.id::text)
      limit ${limit}`,
    tx,
  )
}
