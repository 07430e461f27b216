/** Shapes of what supervision answers; names of people are marked, so that masking and exports know them. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'

export const states = z.enum(['pending', 'overdue', 'met', 'met-late', 'cannot-tell', 'not-applicable', 'waived'])

export const subjectAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  no: z.string().nullable(),
  owner: z.string(),
})

const citation = z.object({ clause: z.string(), text: z.string(), assumed: z.string().optional(), note: z.string().optional() })

export const dutyAnswer = z.object({
  id: z.string(),
  subject: subjectAnswer,
  clause: z.string(),
  instance: z.string(),
  pack: z.string(),
  title: z.string(),
  verb: z.string(),
  owner: z.string(),
  ownerText: z.string(),
  state: states,
  citations: z.array(citation).max(20),
  due: z.number().nullable(),
  dueKind: z.enum(['minute', 'day', 'none']),
  metAt: z.number().nullable(),
  needs: z.array(z.string()).max(20),
  waived: z.string().optional(),
  because: z.object({ cause: z.string().optional() }),
  also: z.array(z.object({ clause: z.string(), instance: z.string(), title: z.string() })).max(20),
  /** Doors that would meet it, the usual first. */
  doors: z.array(z.object({ fact: z.string(), door: z.string() })).max(20),
})

export const explainedAnswer = z.object({
  words: z.string().optional(),
  imported: z.boolean(),
  citations: z.array(citation).max(20),
  cause: z.string().optional(),
  counting: z.string().optional(),
  days: z
    .array(z.object({ date: z.string(), counted: z.boolean(), today: z.boolean().optional(), last: z.boolean().optional() }))
    .max(40)
    .optional(),
  metBy: z.string().optional(),
  endsWhen: z.string().optional(),
  owner: z.string(),
  rule: z.string(),
  doubt: z.string().optional(),
  conditions: z
    .array(z.object({ title: z.string(), answer: z.enum(['yes', 'no', 'cannot-tell']), needs: z.string().optional() }))
    .max(20),
})
