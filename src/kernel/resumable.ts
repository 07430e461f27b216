/**
 * Uploads that go on where they were cut off. The file's id is made by the phone; a piece is kept once, at the place where
 * the last one ended; when all are there and the digest agrees, they become a file like any other.
 */
import { createHash } from 'node:crypto'
import type { Actor } from './actor.ts'
import type { Vault } from './crypto.ts'
import { instant, row, rows, sql, type Tx } from './db.ts'
import { keepFile, LARGEST_UPLOAD, typeOfContent } from './files.ts'
import { kernelRefusal, type Refusal } from './refusal.ts'

/** Largest piece, in bytes. */
export const LARGEST_PIECE = 512 * 1024
/** Pieces of an upload that was never finished are removed after so long. */
const KEPT_MS = 14 * 86_400_000

interface Context {
  tx: Tx
  vault: Vault
  actor: Actor
  now: number
}

interface UploadRow {
  size: number
  digest: Buffer
  name: Buffer
  received: number
  finished_at: number | null
}

const find = (tx: Tx, id: string) =>
  row(sql<UploadRow>`select size, digest, name, received, finished_at from kernel.upload where id = ${id} for update`, tx)

/**
 * Begins an upload or tells how much of it has arrived. `digest` is the SHA-256 of the whole, in hex. The same id with
 * another size or digest, or somebody else's, is refused.
 */
export async function beginUpload(
  { tx, vault, actor, now }: Context,
  upload: { id: string; size: number; digest: string; name: string },
): Promise<{ received: number; done: boolean } | Refusal> {
  if (upload.size > LARGEST_UPLOAD) return kernelRefusal('UPLOAD_LARGE')
  await sql`delete from kernel.upload where finished_at is null and begun_at < ${instant(now - KEPT_MS)}`.execute(tx)
  const digest = Buffer.from(upload.digest, 'hex')
  await sql`insert into kernel.upload (id, account_id, size, digest, name, begun_at)
    values (${upload.id}, ${actor.accountId}, ${upload.size}, ${digest},
      ${vault.seal(`upload.name:${upload.id}`, upload.name.slice(0, 200))}, ${instant(now)}) on conflict (id) do nothing`.execute(
    tx,
  )
  const found = await find(tx, upload.id)
  if (!found || found.size !== upload.size || !found.digest.equals(digest)) return kernelRefusal('ID_REUSED')
  return { received: found.received, done: found.finished_at !== null }
}

/**
 * Keeps a piece that begins at byte `at`. One that is there already is answered like a new one; one that leaves a gap is
 * refused, and the answer of `beginUpload` says where to go on. With the last piece the file is kept.
 */
export async function keepPiece(
  context: Context,
  piece: { id: string; at: number; body: Buffer },
): Promise<{ received: number; done: boolean } | Refusal> {
  const { tx, vault, actor, now } = context
  const { id, at, body } = piece
  const found = await find(tx, id)
  if (!found) return kernelRefusal('NOT_FOUND')
  if (found.finished_at !== null) return { received: found.size, done: true }
  if (at > found.received || at + body.byteLength > found.size) return kernelRefusal('UPLOAD_PIECE')
  if (at < found.received) return { received: found.received, done: false }
  await sql`insert into kernel.upload_piece (upload_id, at, size, body)
    values (${id}, ${at}, ${body.byteLength}, ${vault.seal(`upload.body:${id}:${at}`, body.toString('base64'))})`.execute(tx)
  const received = at + body.byteLength
  await sql`update kernel.upload set received = ${received} where id = ${id}`.execute(tx)
  if (received < found.size) return { received, done: false }

  const pieces = await rows(
    sql<{ at: number; body: Buffer }>`select at, body from kernel.upload_piece where upload_id = ${id} order by at`,
    tx,
  )
  const whole = Buffer.concat(pieces.map((each) => Buffer.from(vault.open(`upload.body:${id}:${each.at}`, each.body), 'base64')))
  await sql`delete from kernel.upload_piece where upload_id = ${id}`.execute(tx)
  const type = typeOfContent(whole)
  if (!createHash('sha256').update(whole).digest().equals(found.digest) || !type) {
    // From the beginning again: which piece was damaged nobody knows. What is no photo stays refused however often it comes.
    await sql`update kernel.upload set received = 0 where id = ${id}`.execute(tx)
    return kernelRefusal(type ? 'UPLOAD_DAMAGED' : 'UPLOAD_TYPE')
  }
  await keepFile(tx, vault, actor, { id, name: vault.open(`upload.name:${id}`, found.name), type, body: whole, now })
  await sql`update kernel.upload set finished_at = ${instant(now)} where id = ${id}`.execute(tx)
  return { received, done: true }
}
