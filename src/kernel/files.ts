/** Uploads: typed by content, bounded, encrypted, never executed and never served with a type of their own choosing. */
import type { Actor } from './actor.ts'
import type { Vault } from './crypto.ts'
import { instant, row, sql, type Tx } from './db.ts'

export { LARGEST_UPLOAD } from './upload-words.ts'

const signatures: { type: string; at: number; bytes: number[] }[] = [
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { type: 'application/pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'audio/mpeg', at: 0, bytes: [0x49, 0x44, 0x33] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xfb] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xfa] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xf3] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xf2] },
  { type: 'audio/aac', at: 0, bytes: [0xff, 0xf1] },
  { type: 'audio/aac', at: 0, bytes: [0xff, 0xf9] },
  { type: 'audio/amr', at: 0, bytes: [0x23, 0x21, 0x41, 0x4d, 0x52] },
  { type: 'audio/ogg', at: 0, bytes: [0x4f, 0x67, 0x67, 0x53] },
  { type: 'audio/flac', at: 0, bytes: [0x66, 0x4c, 0x61, 0x43] },
  { type: 'audio/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'audio/wav', at: 8, bytes: [0x57, 0x41, 0x56, 0x45] },
  { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
]

/** First words of containers in which telephones put what they record; photos and films of other makers use others. */
const RECORDED = /^(M4A |M4B |mp4[12]|isom|iso[2-6]|3gp[4-9p]|3g2a|dash)$/

/** A map file begins like this, whatever it is called. */
const MAP_FILE =
  /^\uFEFF?\s*\{[\s\S]*"type"\s*:\s*"(FeatureCollection|Feature|GeometryCollection|MultiPolygon|Polygon|LineString|MultiLineString)"/

/** The type that the content shows, or undefined for anything the house does not take. */
export function typeOfContent(body: Uint8Array): string | undefined {
  if (MAP_FILE.test(Buffer.from(body.subarray(0, 2000)).toString('utf8'))) return 'application/geo+json'
  const brand = Buffer.from(body.subarray(4, 12)).toString('latin1')
  if (brand.startsWith('ftyp')) return RECORDED.test(brand.slice(4)) ? 'audio/mp4' : undefined
  return signatures.find(({ at, bytes }) => bytes.every((byte, index) => body[at + index] === byte))?.type
}

export interface StoredFile {
  id: string
  name: string
  type: string
  size: number
}

/** Keeps an upload under an id made by the caller. */
export async function keepFile(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  file: { id: string; name: string; type: string; body: Uint8Array; now: number },
): Promise<StoredFile> {
  const body = vault.seal(`file.body:${file.id}`, Buffer.from(file.body).toString('base64'))
  await sql`insert into kernel.file (id, owner_path, name, type, size, body, uploaded_at, uploaded_by)
    values (${file.id}, ${actor.organisation.path}, ${vault.seal(`file.name:${file.id}`, file.name.slice(0, 200))}, ${file.type},
      ${file.body.byteLength}, ${body}, ${instant(file.now)}, ${actor.accountId})`.execute(tx)
  return { id: file.id, name: file.name.slice(0, 200), type: file.type, size: file.body.byteLength }
}

/** Opens a file that lies in the actor's range; undefined otherwise. */
export async function openFile(tx: Tx, vault: Vault, id: string): Promise<(StoredFile & { body: Buffer }) | undefined> {
  const found = await row(
    sql<{
      name: Buffer
      type: string
      size: number
      body: Buffer
    }>`select name, type, size, body from kernel.file where id = ${id}`,
    tx,
  )
  return found ? unsealFile(vault, id, found) : undefined
}

/** Of a row that a room's own function has let through. */
export const unsealFile = (
  vault: Vault,
  id: string,
  found: { name: Buffer; type: string; size: number; body: Buffer },
): StoredFile & { body: Buffer } => ({
  id,
  name: vault.open(`file.name:${id}`, found.name),
  type: found.type,
  size: found.size,
  body: Buffer.from(vault.open(`file.body:${id}`, found.body), 'base64'),
})

/**
 * Ties uploads to the subject that they were attached to, once: from then on they are its owner's, seen by whoever sees it
 * (also by who uploaded them, through the part they hold), and closed with it; of a closed subject they lie in the compartment
 * of `fact`. A subject that the actor reaches neither by range nor by part leaves the owner as it was. Answers how many of them
 * there are for this actor: one's own range's, one's own, and those of this very subject. What a part of another subject shows is
 * not found here, so that no door opens it by naming it.
 */
export async function bindFiles(
  tx: Tx,
  ids: readonly string[],
  subject: { id: string; ownerPath: string; fact: string } | null,
): Promise<number> {
  // Counted first: with the part that let them be attached, the sight of them may end.
  const found = await row(
    sql<{ count: number }>`select count(*) as count from kernel.file where id = any(${[...ids]}::uuid[])
      and (kernel.in_range(owner_path) or subject_id = ${subject?.id ?? null}::uuid
        or uploaded_by::text = current_setting('guitu.account', true))`,
    tx,
  )
  if (subject)
    await sql`update kernel.file set subject_id = ${subject.id},
      compartment = (select c.compartment from kernel.fact_compartment c where c.name = ${subject.fact}),
      owner_path = case when kernel.in_range(${subject.ownerPath}) or kernel.has_part(${subject.id}::uuid) then ${subject.ownerPath} else owner_path end
      where id = any(${[...ids]}::uuid[]) and subject_id is null and kernel.in_range(owner_path)`.execute(tx)
  return found?.count ?? 0
}
