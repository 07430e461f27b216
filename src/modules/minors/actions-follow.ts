/** What follows by itself: the rows and readers of a second file move to the one that is kept. By the system alone. */
import { action } from '#kernel/action.ts'
import { childRef, grantChildPart, lockChild } from '#modules/people-and-cases/index.ts'
import { isSystem } from './access.ts'
import { refuse } from './refusals.ts'
import { joinedForm } from './schema.ts'
import { moveRows } from './store-twice.ts'
import { readersNow } from './store-readers.ts'

export const followJoined = action({
  name: 'minors.follow-joined',
  title: '并案后转过来',
  form: joinedForm,
  async load({ tx, vault, now }, form) {
    const from = await lockChild(tx, vault, form.childId)
    const into = await lockChild(tx, vault, form.intoId)
    return from && into ? { from, into, holders: await readersNow(tx, form.childId, now) } : null
  },
  may: (actor) => isSystem(actor),
  decide({ from, into }) {
    if (from.child.closedHow !== 'merged') return refuse('NO_PAIR')
    return {
      facts: [{ subject: childRef(into.child), name: 'child.register-corrected', value: { what: ['same-child'] } }],
      changes: null,
      reply: {},
    }
  },
  async save({ tx, vault, now }, _none, { from, into, holders }) {
    await moveRows(tx, vault, from.child.id, into.child.id)
    for (const { part, path, accountId } of holders)
      await grantChildPart(tx, { childId: into.child.id, part, path, accountId: accountId ?? undefined, from: now })
  },
})
