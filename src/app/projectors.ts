/** What is recomputed in an action's own transaction. */
import type { Projector } from '#kernel/module.ts'

export async function projectors(): Promise<Projector[]> {
  return []
}
