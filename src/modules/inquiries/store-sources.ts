/** SQL of what came from elsewhere: records known again, and the notes of leads. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, rows, sql } from '#kernel/db.ts'
import type { ReadContext } from '#kernel/query.ts'
import { type Inquiry, inquiryColumns, openInquiry, sourceKey } from './store.ts'

type Context = Pick<ReadContext, 'tx' | 'vault' | 'actor'>

/** Inquiries of these records that are here already, by record; locked when they are to be changed. */
export async function bySource(
  { tx, vault, actor }: Context,
  records: readonly string[],
  lock = false,
): Promise<Map<string, Inquiry>> {
  const keys = new Map(records.map((record) => [sourceKey(vault, record).toString('hex'), record]))
  if (keys.size === 0) return new Map()
  const wanted = [...keys.keys()].map((key) => Buffer.from(key, 'hex'))
  const found = await rows(
    sql<Parameters<typeof openInquiry>[1] & { key: string }>`select ${inquiryColumns}, encode(i.source_key, 'hex') as key
      from inquiries.inquiry i where i.owner_path = ${actor.organisation.path} and i.source_key = any(${wanted}::bytea[]) order by i.id
      ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return new Map(
    found.map(({ key, ...each }): [string, Inquiry] => [keys.get(key) as string, openInquiry(vault, each as typeof each)]),
  )
}

export interface LeadNote {
  status?: string | undefined
  text?: string | undefined
}

/** Keeps a note once; a later version of the same note takes its place. */
export async function putNote(
  { tx, vault, actor }: LoadContext,
  note: { id: string; inquiryId: string; record: string; at: number | null; content: LeadNote },
): Promise<void> {
  const key = sourceKey(vault, note.record)
  // The id of a note goes with the inquiry and the record: the place that its content is bound to stays the same.
  const sealed = vault.sealJson(`inquiries.lead_note.content:${note.inquiryId}:${key.toString('hex')}`, note.content)
  await sql`insert into inquiries.lead_note (id, inquiry_id, owner_path, source_key, at, content)
    values (${note.id}, ${note.inquiryId}, ${actor.organisation.path}, ${key}, ${instant(note.at)}, ${sealed})
    on conflict (inquiry_id, source_key) do update set content = excluded.content, at = excluded.at`.execute(tx)
}

export async function notesOf(
  { tx, vault }: Pick<ReadContext, 'tx' | 'vault'>,
  inquiryId: string,
): Promise<(LeadNote & { id: string; at: number | null })[]> {
  const found = await rows(
    sql<{ id: string; key: string; at: number | null; content: Buffer }>`select id, encode(source_key, 'hex') as key, at, content
      from inquiries.lead_note where inquiry_id = ${inquiryId} and content is not null order by at desc nulls last limit 100`,
    tx,
  )
  return found.map(({ key, content, ...note }) => ({
    ...note,
    ...vault.openJson<LeadNote>(`inquiries.lead_note.content:${inquiryId}:${key}`, content),
  }))
}
