/** Who is meant in a complaint is meant in all that are looked into with it, and loses it where it was given to him. */
import type { LoadContext } from '#kernel/action.ts'
import { changeComplaint, type ComplaintRow } from './store.ts'
import { accuseIn } from './store-parts.ts'

export async function accuseAll(
  context: LoadContext,
  complaints: readonly ComplaintRow[],
  accused: readonly string[],
): Promise<void> {
  for (const each of complaints) {
    const all = [...new Set([...each.accused, ...accused])]
    const gone = each.delegateAccount !== null && all.includes(each.delegateAccount)
    const nobody = { delegateId: null, delegatePath: null, delegateAccount: null }
    await changeComplaint(context, each, { accused: all, ...(gone ? nobody : {}) })
    await accuseIn(context, each.id, all)
  }
}
