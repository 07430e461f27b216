/**
 * The schema of `pack.yaml`: one policy document as computed clauses, and of `outline.yaml` beside it: every numbered
 * clause of the document. No expressions: conditions, moments and counters are named here and live in code with tests.
 */

import { z } from 'zod'

const Id = z.string().regex(/^[a-z0-9]+(\.[a-z0-9-]+)+$/, 'a clause id such as s2.07.pushed')
const DateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date, YYYY-MM-DD')
const MonthDay = z.string().regex(/^\d{2}-\d{2}$/, 'month and day, MM-DD')

/** Which kind of value a parameter takes, and so what an override of it may be. */
const ParameterKind = z.enum(['term', 'month-day', 'month-days', 'day-of-month', 'period'])

const DatedValue = z.strictObject({
  /** First day on which the value holds; absent = it has always held. */
  from: DateText.optional(),
  value: z.union([z.string(), z.number()]),
  /** Where the value is written, or why it was assumed. */
  citation: z.string().min(1),
})

const Parameter = z.strictObject({
  kind: ParameterKind.default('term'),
  /** The document names no number: a bureau may set its own. */
  assumed: z.boolean().default(false),
  values: z.array(DatedValue).min(1),
})

const FieldValue = z.union([z.string(), z.number(), z.boolean()])

/** A fact by name (`tracing.*` = any of the room), with fields that must have a value (a list field must contain it). */
const FactPattern = z.union([
  z.string(),
  z.strictObject({ fact: z.string(), where: z.record(z.string(), z.union([FieldValue, z.array(FieldValue)])).optional() }),
])

const Step = z.strictObject({ fact: FactPattern, term: z.string().optional() })

const MetBy = z.union([
  z.strictObject({ any: z.array(FactPattern).min(1) }),
  /** All of them, in any order; met at the later. */
  z.strictObject({ all: z.array(FactPattern).min(2) }),
  /** Each after the one before; a later step that comes first is no step. */
  z.strictObject({ 'in-turn': z.array(Step).min(2) }),
  /** A field added up over the period reaches an amount. */
  z.strictObject({ sum: z.strictObject({ fact: z.string(), field: z.string(), 'at-least': z.number() }) }),
])

const Owner = z.union([z.string(), z.strictObject({ when: z.string(), 'if-so': z.string(), 'if-not': z.string() })])

const Period = z.enum(['year', 'half-year', 'quarter', 'month', 'school-term'])

const ClockText = z.union([
  /** Within a term (by parameter name) of the moment in `of`. */
  z.strictObject({ within: z.string() }),
  /** At the latest in the minute of that fact. */
  z.strictObject({ before: z.string() }),
  z.strictObject({ 'no-term': z.literal(true) }),
  /** Rolling: first a term after the moment, then after each met-by; `for` = how long from the moment. */
  z.strictObject({ 'every-term': z.string(), for: z.string().optional() }),
  /**
   * One instance a calendar period. `on`/`during`: only that day or month meets it; `by`: a date of the period (parameter);
   * `day-after`: a day of the month after the period (parameter).
   */
  z.strictObject({
    every: Period,
    'period-parameter': z.string().optional(),
    on: MonthDay.optional(),
    during: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
    by: z.string().optional(),
    'day-after': z.string().optional(),
    /** Who is out of the condition at the end of the period owes nothing of it, whatever was done. */
    'owed-at-end': z.boolean().optional(),
  }),
  /** A date of the bureau's campaign. */
  z.strictObject({ 'by-campaign': z.enum(['applicationBy', 'planBy', 'doneBy']) }),
  /** The dates of every year (a parameter) that the campaign covers. */
  z.strictObject({ 'campaign-dates': z.string() }),
  /** A counter over other subjects, see counting.ts. */
  z.strictObject({
    counts: z.enum(['officer', 'screening', 'network']),
    duty: z.string().optional(),
    every: Period.optional(),
    'period-parameter': z.string().optional(),
  }),
])

const Clause = z.strictObject({
  id: Id,
  /** The duty in a few words, on every list: 发布寻亲公告. */
  title: z.string().min(1),
  /** The button that does it: 发布公告. */
  verb: z.string().min(1),
  /** Where the sentence stands: document and number. */
  citation: z.string().min(1),
  /** What the clock counts from: a fact name or a named moment (moments.ts). Absent for calendar duties. */
  of: z.string().optional(),
  /** Subjects that owe a calendar duty: a kind, or `organisation:station`. */
  on: z.string().optional(),
  /** Conditions asked once, of the fact the clock counts from. */
  when: z.array(z.string()).default([]),
  /** Conditions that must last; where one ends before the term does, so does the duty. */
  while: z.array(z.string()).default([]),
  clock: ClockText,
  'met-by': MetBy.optional(),
  /** A met-by before the moment does not count (nobody is fetched before being there). */
  'only-after': z.boolean().default(false),
  /** Field that must be the same in the met-by and in the fact counted from. */
  'same-field': z.string().optional(),
  /** A met-by for a calendar duty names the period it is for, and may be late; `if-told`: where it names one, that holds. */
  'names-period': z.enum(['always', 'if-told']).optional(),
  /** Where the condition ends, the duty ends here even if it was overdue: it has gone over to another subject. */
  'goes-over': z.boolean().default(false),
  /** Met-bys are looked for on every file of the person. */
  'any-file-of-person': z.array(z.string()).default([]),
  /** Met-bys may have been told of the person before there was a file: on the way here, within a day before the moment. */
  'on-the-road': z.array(z.string()).default([]),
  owner: Owner,
  /** Decimal fraction as text. */
  target: z
    .string()
    .regex(/^(0\.\d+|1)$/)
    .optional(),
  parameters: z.record(z.string(), Parameter).default({}),
  /** On a closed subject (a minor's file): the compartment whose readers see this duty; without, only who reads the whole file. */
  compartment: z.string().optional(),
  note: z.string().optional(),
})

/** A figure that is no rate. */
const ValueFigure = z.strictObject({
  id: Id,
  title: z.string().min(1),
  citation: z.string().min(1),
  value: z.string(),
  owner: z.string(),
})

export const Pack = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  clauses: z.array(Clause).min(1),
  figures: z.array(ValueFigure).default([]),
})

const OutlineClause = z.strictObject({
  id: z.string().min(1),
  number: z.string().nullish(),
  path: z.array(z.string()),
  title: z.string().min(1),
  /** In our own words; the document's text is not kept here. */
  summary: z.string().min(1),
  /** Found in the document, so that an imported original can be lined up with these. */
  anchor: z.string().max(16).nullish(),
  kind: z.enum(['computed', 'manual', 'declaratory']),
  /** Computed clauses (and figures) that belong here. */
  computes: z.array(z.string()).optional(),
  /** Computed clauses that belong elsewhere and bear on this one too. */
  see: z.array(z.string()).optional(),
  owner: z.string().nullish(),
  evidence: z.union([z.string(), z.array(z.string())]).nullish(),
  note: z.string().nullish(),
})

export const Outline = z.strictObject({
  pack: z.string().optional(),
  document: z.strictObject({
    title: z.string().min(1),
    number: z.string().nullish(),
    issuer: z.string().nullish(),
    date: z.string().nullish(),
    place: z.string().nullish(),
    source_words: z.union([z.string(), z.number()]).nullish(),
    note: z.string().nullish(),
  }),
  clauses: z.array(OutlineClause).min(1),
})

export type ClauseText = z.infer<typeof Clause>
export type ParameterText = z.infer<typeof Parameter>
export type FactPatternText = z.infer<typeof FactPattern>
export type PackText = z.infer<typeof Pack>
export type OutlineText = z.infer<typeof Outline>
export type ValueFigureText = z.infer<typeof ValueFigure>

/** A pack as loaded: its text, and the outline of its document where there is one. */
export interface Pack extends PackText {
  /** Folder below `policies/`. */
  folder: string
  outline: OutlineText | null
}
