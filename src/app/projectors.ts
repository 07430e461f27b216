/** What is derived from facts inside the action's own transaction. */
import type { Projector } from '#kernel/module.ts'
import { books } from '#modules/supervision/books.ts'
import { dutiesProjector } from '#modules/supervision/projector.ts'

export async function projectors(): Promise<Projector[]> {
  return [dutiesProjector(await books())]
}
