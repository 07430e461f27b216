/** On facts of departure, origin and the hall: the ledger of returnees follows. */
import type { JobHandler, Reaction } from '#kernel/module.ts'

export const reactions: Reaction[] = []
export const jobs: JobHandler[] = []
