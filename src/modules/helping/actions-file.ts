/** The file ends, or turns out to be a second one of the same child: what is open here follows. By the system alone. */
import { action, type NewFact } from '#kernel/action.ts'
import { childRef, type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { isSystem } from './access.ts'
import { letOut, stepOf, withStep } from './letters.ts'
import { moved } from './loads.ts'
import { refuse } from './refusals.ts'
import { isOpen } from './rules.ts'
import { followForm } from './schema.ts'
import { changePlan, dropOpenItems, moveToFile, type PlanRow, plansOf } from './store.ts'
import { changeReferral, type ReferralRow, referralsOf } from './store-referral.ts'
import { fileEnds } from './words.ts'

interface Following extends LoadedChild {
  plan: PlanRow | null
  open: ReferralRow[]
  into: { loaded: LoadedChild; plan: PlanRow | null; services: string[] } | null
}

export const followFile = action({
  name: 'helping.follow-file',
  title: '个案结案、并案后收尾帮扶',
  form: followForm,
  async load({ tx, vault }, form): Promise<Following | null> {
    const loaded = await lockChild(tx, vault, form.childId)
    const other = form.into ? await lockChild(tx, vault, form.into) : null
    if (!loaded) return null
    const active = async (id: string) => (await plansOf(tx, vault, id)).find((each) => each.state === 'active') ?? null
    const openOf = async (id: string) => (await referralsOf(tx, vault, id)).filter((each) => isOpen(each.state))
    return {
      ...loaded,
      plan: await active(form.childId),
      open: await openOf(form.childId),
      into: other && {
        loaded: other,
        plan: await active(other.child.id),
        services: (await openOf(other.child.id)).map((each) => each.service),
      },
    }
  },
  may: (actor) => isSystem(actor),
  decide({ child, plan, open, into }, form, moment) {
    const joins = form.reason === 'same-child'
    if (joins && !into) return refuse('NO_CHILDREN')
    // Joined files keep one plan and one referral of a kind: those of the file that stays.
    const ends = plan && (!joins || into?.plan) ? plan : null
    const closing = joins ? open.filter((each) => into?.services.includes(each.service)) : open
    const ref = childRef(child)
    const facts: NewFact[] = [
      ...(ends ? [moved(ref, 'child.plan-ended', { reason: form.reason })] : []),
      ...closing.map(() => moved(ref, 'child.referral-closed', { reason: form.reason })),
    ]
    return {
      facts,
      changes: { ends, closing, into: joins ? (into?.loaded.child ?? null) : null, step: stepOf(moment, fileEnds[form.reason]) },
      reply: {},
    }
  },
  async save(context, { ends, closing, into, step }, { child }) {
    if (ends) {
      await changePlan(context, ends, { state: 'ended', endedAt: context.now, endReason: into ? 'same-child' : 'file-closed' })
      await dropOpenItems(context, ends.id, context.now)
    }
    for (const each of closing) {
      await changeReferral(context, each, { state: 'closed', closedAt: context.now, content: withStep(each.content, step) })
      await letOut(context, each)
    }
    if (into) await moveToFile(context, child.id, into.id, into.ownerPath)
  },
})
