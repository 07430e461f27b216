/** What is derived from facts inside the action's own transaction. */
import type { Projector } from '#kernel/module.ts'

export async function projectors(): Promise<Projector[]> {
  return []
}
