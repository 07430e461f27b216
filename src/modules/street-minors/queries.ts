/** The door for reading: what was done for a child of the street. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { factsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { childById, compartmentsOf, kindsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { feeLeft, standing } from './rules.ts'
import { ofChild } from './schema.ts'
import { stepsOf } from './store.ts'
import { type StepKind, steps } from './steps.ts'

const ofChildQuery = query({
  name: 'street-minors.of-child',
  title: '街面与寻亲',
  params: ofChild,
  result: z.strictObject({
    /** A child of the street, used in crime, or with a step recorded: the card is shown. */
    concerns: z.boolean(),
    closed: z.boolean(),
    sampled: z.boolean(),
    dna: z.string().nullable(),
    trafficked: z.boolean(),
    told: z.boolean(),
    /** Whether the actor may read and write what concerns a guardian's offence. */
    offence: z.boolean(),
    feeLeft: z.int(),
    steps: z
      .array(
        z.strictObject({
          stepId: z.uuid(),
          kind: z.enum(Object.keys(steps) as [StepKind]),
          title: z.string(),
          at: field(z.number(), { label: '时间', widget: 'instant' }),
          by: z.string(),
          organisation: z.string(),
          lines: field(z.array(z.array(z.string()).max(2)).max(12), { label: '内容', sensitivity: 'personal' }),
          withdrawn: field(z.string().nullable(), { label: '撤回原因', sensitivity: 'personal' }),
        }),
      )
      .max(200),
  }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const { tx, vault } = context
    const child = await childById(tx, childId)
    const opens = await compartmentsOf(tx, childId)
    if (!child || !opens.has('street')) return null
    const all = await stepsOf(tx, vault, childId)
    const now = standing(all)
    const kinds = await kindsOf(tx, childId)
    const opened = (await factsOf(tx, [childId])).filter((fact) => fact.name === 'child.file-opened')
    const has = (kind: StepKind) => now.some((step) => step.kind === kind)
    return {
      concerns:
        all.length > 0 ||
        kinds.some(({ kind, until }) => kind === 'vagrant' && until === null) ||
        opened.some((fact) => fact.value.usedInCrime === true || fact.value.usedByGuardian === true),
      closed: child.closedAt !== null,
      sampled: has('sample'),
      dna: now.findLast((step) => step.kind === 'dna')?.result ?? null,
      trafficked: has('trafficked'),
      told: has('told'),
      offence: opens.has('offence'),
      feeLeft: feeLeft(now.map((step) => ({ ...step, fen: step.content.fen ?? 0 }))),
      steps: all.map((step) => ({
        stepId: step.id,
        kind: step.kind,
        title: steps[step.kind].zh,
        at: step.at,
        by: step.content.by,
        organisation: step.content.organisation,
        lines: step.content.lines,
        withdrawn: step.content.withdrawn?.reason ?? null,
      })),
    }
  },
})

export const queries: AnyQuery[] = [ofChildQuery]
