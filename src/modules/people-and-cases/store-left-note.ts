/** One line for the next reception: how the last stay ended, tickets given, where to. Sealed, for it tells of a journey. */
import type { Vault } from '#kernel/crypto.ts'
import { rows, sql, type Tx } from '#kernel/db.ts'

const notePlace = (fileId: string) => `rescue_file.left_note:${fileId}`

/** The line for the next reception (tickets given, where to), sealed for \`moveFile\`. */
export function sealLeftNote(vault: Vault, fileId: string, note: string): Buffer {
  return vault.seal(notePlace(fileId), note)
}

/** The line as it was sealed. */
export function openLeftNote(vault: Vault, fileId: string, sealed: Buffer | null): string | null {
  return sealed ? vault.open(notePlace(fileId), sealed) : null
}

/** What the next reception is told of how these files ended, by file. */
export async function leftNotes(tx: Tx, vault: Vault, fileIds: readonly string[]): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; note: Buffer }>`select id, left_note as note from people.rescue_file
      where id = any(${[...fileIds]}::uuid[]) and left_note is not null`,
    tx,
  )
  return new Map(found.map(({ id, note }) => [id, vault.open(notePlace(id), note)]))
}
