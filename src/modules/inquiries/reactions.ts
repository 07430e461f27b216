/** What other rooms' facts mean for a family's inquiry, and what comes round by itself. */
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { forgetPublicAttempts } from '#kernel/public-limit.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dueLeads, organisationOf } from './store-pairs.ts'

const follow = 'inquiries.follow-fact'

/** The inquiry and the guest's file of a pair, whichever of the two the fact sits on. */
function pairOf(fact: LedgerFact): { inquiryId: string; fileId: string } | null {
  const { inquiry, file } = fact.value as { inquiry?: unknown; file?: unknown }
  const inquiryId = fact.subject.kind === 'inquiry' ? fact.subject.id : inquiry
  const fileId = fact.subject.kind === 'rescue-file' ? fact.subject.id : file
  return typeof inquiryId === 'string' && typeof fileId === 'string' ? { inquiryId, fileId } : null
}

const reaction = (fact: string, door: string, more: (fact: LedgerFact) => object = () => ({})): Reaction => ({
  fact,
  job(told) {
    const pair = pairOf(told)
    return pair && { name: follow, data: { door, form: { ...pair, ...more(told) }, from: told.id } }
  },
})

export const reactions: Reaction[] = [
  reaction('tracing.match-confirmed', 'inquiries.note-match'),
  reaction('tracing.match-undone', 'inquiries.note-match-undone'),
  reaction('inquiry.guest-asked', 'inquiries.note-guest-wish', (fact) => ({ wish: fact.value['wish'] })),
]

async function performFor(
  { db, perform }: JobContext,
  inquiryId: string,
  door: string,
  form: object,
  seed: string,
): Promise<void> {
  const organisation = await withActor(db, systemActor, async (tx) => {
    const owner = await organisationOf(tx, inquiryId)
    return owner && owner.state !== 'erased' ? organisationById(tx, owner.organisationId) : undefined
  })
  if (!organisation) return
  const envelope = { actionId: derivedId(seed, door), form: form as Record<string, unknown> }
  const outcome = await perform(systemActorFor(organisation), door, envelope)
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [
  {
    name: follow,
    title: '比对结果告知寻亲登记',
    async run(context, data) {
      const { door, form, from } = data as { door: string; form: { inquiryId: string }; from: string }
      await performFor(context, form.inquiryId, door, form, from)
    },
  },
  {
    name: 'inquiries.expire-leads',
    title: '删除到期的寻人线索和登记次数',
    every: '17 3 * * *',
    async run(context) {
      const { db, clock } = context
      const now = clock.now()
      const due = await withActor(
        db,
        systemActor,
        async (tx) => {
          await forgetPublicAttempts(tx)
          return dueLeads(tx)
        },
        now,
      )
      for (const { id } of due) await performFor(context, id, 'inquiries.expire-lead', { inquiryId: id }, `${id}:${now}`)
    },
  },
]
