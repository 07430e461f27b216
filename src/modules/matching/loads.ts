/** What the doors of matching read and lock: the file first, then the pair, always in this order. */
import type { LoadContext } from '#kernel/action.ts'
import { lockFile, type LoadedFile } from '#modules/people-and-cases/index.ts'
import { lockPair, type Pair, pairById } from './store-pairs.ts'

export type LoadedPair = LoadedFile & { pair: Pair }

/** A pair with the guest's file; null for who may not see both. */
export async function loadPair({ tx, vault }: LoadContext, form: { pairId: string }): Promise<LoadedPair | null> {
  const known = await pairById(tx, vault, form.pairId)
  if (!known || known.kind !== 'inquiry') return null
  const loaded = await lockFile(tx, vault, known.fileId)
  const pair = loaded && (await lockPair(tx, vault, form.pairId))
  return loaded && pair ? { ...loaded, pair } : null
}
