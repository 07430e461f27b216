/** What happened in one file, as far as its reader may know: the newest first. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { childById, notOpened } from '#modules/people-and-cases/index.ts'
import { ofChild } from './schema.ts'
import { accountsById } from './store-read.ts'
import { detailWords, factWords } from './told.ts'

/** In the log of who looked, or of no interest beside its cause. */
const LEFT_OUT = ['sensitive.viewed', 'child.view-refused']
const MOST = 300

export async function courseOf({ tx, vault }: ReadContext, childId: string, most = MOST) {
  const facts = (await factsOf(tx, [childId])).filter((fact) => !LEFT_OUT.includes(fact.name))
  const replaced = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  const shown = facts.toSorted((a, b) => b.occurredAt - a.occurredAt || b.recordedAt - a.recordedAt).slice(0, most)
  const details = await detailsOf(
    tx,
    vault,
    shown.map((fact) => fact.id),
  )
  const who = await accountsById(
    tx,
    shown.map((fact) => fact.recordedBy),
  )
  return {
    total: facts.length,
    items: shown.map((fact) => {
      const account = who.get(fact.recordedBy)
      return {
        id: fact.id,
        at: fact.occurredAt,
        title: factDef(fact.name)?.title ?? fact.name,
        words: [...factWords(fact.name, fact.value), ...detailWords(details.get(fact.id) ?? {})].slice(0, 20),
        by: account ? `${account.name}，${account.organisation}` : '系统',
        replaced: replaced.has(fact.id),
      }
    }),
  }
}

export const course = query({
  name: 'minors.course',
  title: '经过',
  params: ofChild,
  result: z.strictObject({
    total: z.int(),
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          at: field(z.number(), { label: '时间', widget: 'instant' }),
          title: z.string(),
          words: field(z.array(z.string()), { label: '内容', sensitivity: 'personal' }),
          by: field(z.string(), { label: '谁', sensitivity: 'personal' }),
          replaced: z.boolean(),
        }),
      )
      .max(MOST),
  }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const child = await childById(context.tx, childId)
    return child ? courseOf(context, childId) : null
  },
})
