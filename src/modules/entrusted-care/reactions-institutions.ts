/** What the side of the institutions does by itself. */
import type { JobHandler, Reaction } from '#kernel/module.ts'

export const institutionReactions: Reaction[] = []
export const institutionJobs: JobHandler[] = []
