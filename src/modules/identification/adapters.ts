/**
 * The ways out of the house and back: a folder that another program empties, or HTTP. Opened by the job from the
 * configuration; never inside a transaction.
 */
import { readFileSync } from 'node:fs'
import type { Config } from '#kernel/config.ts'
import { insideTransaction } from '#kernel/db.ts'
import type { Adapter } from './adapter.ts'
import { folderAdapter } from './adapter-folder.ts'
import { httpAdapter } from './adapter-http.ts'
import type { MessageFault } from './words.ts'

/** Shorter secrets are guessed. */
const SHORTEST_KEY = 32

export interface Opened {
  adapter: Adapter
  key: string
}

/** Opens what the configuration names. */
export function openAdapter(config: Pick<Config, 'exchange' | 'exchangeKey'>): Opened | MessageFault {
  if (insideTransaction()) throw new Error('nobody speaks to the outside within a transaction')
  const { exchange } = config
  if (!exchange) return 'no-exchange'
  const key = keyIn(config.exchangeKey)
  if (!key) return 'no-key'
  const adapter = exchange.kind === 'folder' ? folderAdapter(exchange.dir, key) : httpAdapter(exchange.url, key)
  return { adapter, key }
}

function keyIn(file: string): string | undefined {
  try {
    const key = readFileSync(file, 'utf8').trim()
    return key.length >= SHORTEST_KEY ? key : undefined
  } catch {
    return undefined
  }
}
