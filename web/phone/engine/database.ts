/**
 * The tables on the phone. In the clear lie ids, states and times of recording, and who the vaults belong to; all else is
 * sealed. A later version adds to the list of versions and never changes a line of it: a phone may come from any of them.
 */
import { Dexie, type Table } from 'dexie'
import type { Parts } from './parts.ts'
import type { Sealed, VaultRow } from './vault.ts'

/** An action that the server has not received. */
export interface ActionRow extends Sealed {
  /** Order of recording. */
  seq?: number
  id: string
  vault: string
  state: 'waiting' | 'sending' | 'refused'
  /** Epoch ms by the phone's clock. */
  at: number
  tries: number
  /** Sendings that ended in a defect of the server at this very action. */
  defects: number
  refusal: Sealed | null
}

/** A photo whose action the server has not received; its bytes lie in `bodies`. */
export interface PhotoRow extends Sealed {
  seq?: number
  id: string
  vault: string
  /** `kept`: no action carries it yet. */
  state: 'kept' | 'waiting' | 'arrived' | 'refused'
  at: number
  tries: number
  /** Bytes the server said that it has. */
  sent: number
  refusal: Sealed | null
}

export interface BodyRow extends Sealed {
  id: string
  vault: string
}

/** Drafts, answers, what was received, the phone's clock, the vault's own notes. */
export interface NoteRow extends Sealed {
  vault: string
  kind: NoteKind
  id: string
  at: number
}

export type NoteKind = 'draft' | 'answer' | 'received' | 'frame' | 'own'

/** Who flushes now, where the browser has no locks. */
export interface LeaseRow {
  name: string
  holder: string
  until: number
}

export interface Tables {
  vaults: Table<VaultRow, string>
  queue: Table<ActionRow, number>
  photos: Table<PhotoRow, number>
  bodies: Table<BodyRow, string>
  notes: Table<NoteRow, [string, string, string]>
  leases: Table<LeaseRow, string>
}

export type PhoneDatabase = Dexie & Tables

export interface DatabaseVersion {
  version: number
  stores: Record<string, string | null>
}

export const versions: readonly DatabaseVersion[] = [
  {
    version: 1,
    stores: {
      vaults: 'id, accountId, login',
      queue: '++seq, &id, vault',
      photos: '++seq, &id, vault',
      bodies: 'id, vault',
      notes: '[vault+kind+id], [vault+kind]',
      leases: 'name',
    },
  },
]

/** Opens the tables; a newer version of the app in another tab closes them, and then nothing is written any more. */
export function openDatabase(parts: Pick<Parts, 'databaseName' | 'indexedDB' | 'keyRange'>, list = versions): PhoneDatabase {
  const database = new Dexie(parts.databaseName, {
    indexedDB: parts.indexedDB,
    IDBKeyRange: parts.keyRange,
    // Kept means on the disk, also when the battery falls out next.
    chromeTransactionDurability: 'strict',
  })
  for (const { version, stores } of list) database.version(version).stores(stores)
  return database as PhoneDatabase
}
