/**
 * Policy cases: sentences of a policy made executable. Reads a YAML file strictly: whatever is unknown or of the wrong
 * type makes the whole file invalid, so that no case is ever skipped in silence.
 */

import { isAlias, isNode, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { SUBJECT_KINDS } from '#facts/fact.ts'
import type { Fact } from '#facts/fact.ts'
import { factDef, parseFactValue } from '#facts/index.ts'
import { dayOfDate, parseInstant, startOfDayNumber } from '#kernel/time.ts'
import { assumedParameters, checkParameterValue } from './compile.ts'
import type { Pack } from './pack.ts'
import { parsePeriod } from './periods.ts'
import type { Campaign, ParameterOverride, Subject } from './types.ts'

const Instant = z.string().refine((text) => parseInstant(text) !== null, 'an instant, YYYY-MM-DDThh:mm')
const DateText = z.string().refine((text) => dayOfDate(text) !== null, 'a date in quotes, "YYYY-MM-DD"')
const Count = z.number().int().min(0)
const Ids = z.array(z.string())

const State = z.enum(['not-applicable', 'cannot-tell', 'pending', 'met', 'met-late', 'overdue', 'waived'])

const Expected = z.strictObject({
  state: State.optional(),
  due: z.union([z.literal('none'), Instant]).optional(),
  'met-at': Instant.optional(),
  needs: Ids.optional(),
  /** Several who owe it together: a list, or joined by commas. */
  owner: z.union([z.string(), Ids.transform((ids) => ids.join(', '))]).optional(),
  met: Count.optional(),
  late: Count.optional(),
  by: z.string().optional(),
  basis: z.string().optional(),
})

const ExpectedFigure = z.strictObject({
  scope: z.string().optional(),
  period: z
    .string()
    .refine((text) => parsePeriod(text) !== null, 'a period such as "2021" or "2021-Q1"')
    .optional(),
  met: Count.optional(),
  late: Count.optional(),
  pending: Count.optional(),
  overdue: Count.optional(),
  waived: Count.optional(),
  'cannot-tell': Count.optional(),
  arisen: Count.optional(),
  target: z.enum(['reached', 'not-reached', 'cannot-tell', 'none']).optional(),
  of: z.partialRecord(z.enum(['met', 'late', 'pending', 'overdue', 'waived', 'cannot-tell', 'value']), Ids).optional(),
  value: z.number().optional(),
})

const ParameterText = z.union([
  z.string(),
  z.number(),
  z.array(z.strictObject({ from: DateText, value: z.union([z.string(), z.number()]) })).min(1),
])

const CaseText = z.strictObject({
  name: z.string().min(1),
  packs: z.array(z.string()).min(1).optional(),
  'as-of': Instant,
  subjects: z.array(z.object({ id: z.string().min(1), kind: z.enum(SUBJECT_KINDS) }).catchall(z.string())).min(1),
  parameters: z.record(z.string(), ParameterText).optional(),
  campaign: z
    .strictObject({
      opened: DateText,
      closed: DateText.optional(),
      'cut-off': DateText,
      'application-by': DateText,
      'plan-by': DateText,
      'done-by': DateText,
    })
    .optional(),
  facts: z
    .array(
      z.strictObject({
        subject: z.string(),
        at: Instant,
        name: z.string(),
        value: z.record(z.string(), z.unknown()).optional(),
        id: z.string().optional(),
        recorded: Instant.optional(),
        replaces: z.string().optional(),
      }),
    )
    .default([]),
  expect: z.record(z.string(), Expected).optional(),
  indicators: z.record(z.string(), ExpectedFigure).optional(),
})

type ExpectedObligation = z.infer<typeof Expected>
type ExpectedIndicator = z.infer<typeof ExpectedFigure>

export interface ExpectKey {
  text: string
  clause: string
  subject: string
  which: string | null
}

export interface PolicyCase {
  name: string
  packs: Pack[]
  asOf: number
  subjects: Subject[]
  parameters: Record<string, ParameterOverride>
  campaign: Campaign | null
  facts: Fact[]
  expect: { key: ExpectKey; wanted: ExpectedObligation }[]
  indicators: { key: string; wanted: ExpectedIndicator }[]
  /** First instant of interest for calendar duties: the earliest fact or period that the case speaks of. */
  since: number
}

export type ReadCases = { ok: true; cases: PolicyCase[] } | { ok: false; problems: string[] }

/** YAML 1.2 without anchors, aliases, tags or doubled keys. */
function readYaml(text: string): { data: unknown; problems: string[] } {
  const document = parseDocument(text, { version: '1.2', uniqueKeys: true })
  const problems = [...document.errors, ...document.warnings].map((e) => e.message.split('\n')[0] as string)
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) problems.push('aliases are not allowed')
      else if (isNode(node) && 'anchor' in node && node.anchor) problems.push(`anchors are not allowed: &${node.anchor}`)
      else if (isNode(node) && node.tag && !node.tag.startsWith('tag:yaml.org,2002:'))
        problems.push(`tags are not allowed: ${node.tag}`)
    },
  })
  return { data: problems.length > 0 ? null : document.toJS(), problems }
}

/** Reads the cases of one file against the packs there are. */
export function readCases(text: string, packs: readonly Pack[]): ReadCases {
  const { data, problems } = readYaml(text)
  if (problems.length > 0) return { ok: false, problems }
  if (!Array.isArray(data)) return { ok: false, problems: ['a file is a list of cases'] }
  const cases: PolicyCase[] = []
  const names = new Set<string>()
  data.forEach((item, i) => {
    const parsed = CaseText.safeParse(item)
    const label = typeof item?.name === 'string' ? item.name : `case ${i + 1}`
    const say = (what: string) => problems.push(`${label}: ${what}`)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) say(`${issue.path.join('.')}: ${issue.message}`)
      return
    }
    if (names.has(parsed.data.name)) say('a case of that name is there already')
    names.add(parsed.data.name)
    const read = readCase(parsed.data, packs, say)
    if (read) cases.push(read)
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, cases }
}

function readCase(text: z.infer<typeof CaseText>, all: readonly Pack[], say: (what: string) => void): PolicyCase | null {
  let sound = true
  const wrong = (what: string) => {
    sound = false
    say(what)
  }
  if (!text.expect && !text.indicators) wrong('needs expect or indicators')
  const ids = new Set(text.subjects.map((s) => s.id))
  // A station or town that subjects name as theirs can be a scope without being a subject of the case itself.
  const scopes = new Set([...ids, ...text.subjects.flatMap((s) => [s.station, s.town] as (string | undefined)[])])
  if (ids.size < text.subjects.length) wrong('two subjects have the same id')
  for (const name of text.packs ?? []) if (!all.some((pack) => pack.id === name)) wrong(`no pack named ${name}`)
  const packs = text.packs ? all.filter((pack) => text.packs?.includes(pack.id)) : [...all]
  const clauses = new Map(packs.flatMap((pack) => pack.clauses.map((c) => [c.id, c] as const)))
  const figures = new Set(packs.flatMap((pack) => pack.figures.map((f) => f.id)))
  const everyClause = new Set(all.flatMap((pack) => pack.clauses.map((c) => c.id)))

  const facts = readFacts(text, ids, everyClause, wrong)
  const assumed = assumedParameters(all)
  for (const [key, value] of Object.entries(text.parameters ?? {})) {
    const parameter = assumed.get(key)
    if (!parameter) {
      wrong(`parameters.${key}: no assumed term of that name`)
      continue
    }
    for (const one of Array.isArray(value) ? value.map((v) => v.value) : [value]) {
      const reason = checkParameterValue(parameter, one)
      if (reason) wrong(`parameters.${key}: ${reason}`)
    }
  }

  const expect: PolicyCase['expect'] = []
  const periods: number[] = []
  for (const [key, wanted] of Object.entries(text.expect ?? {})) {
    const m = /^([^@#]+)(?:@([^@#]+))?(?:#([^@#]+))?$/.exec(key)
    const clause = m?.[1] ?? ''
    if (!m || (!clauses.has(clause) && !figures.has(clause))) wrong(`expect: no clause ${key}`)
    const subject = m?.[2] ?? (text.subjects[0] as { id: string }).id
    if (!ids.has(subject)) wrong(`expect.${key}: no subject ${subject}`)
    const which = m?.[3] ?? null
    if (which !== null && !/^[1-9]\d{0,2}$/.test(which)) {
      const period = parsePeriod(which)
      if (period) periods.push(startOfDayNumber(period.first))
      else wrong(`expect.${key}: neither a number nor a period: ${which}`)
    }
    expect.push({ key: { text: key, clause, subject, which }, wanted })
  }
  const indicators: PolicyCase['indicators'] = []
  for (const [key, wanted] of Object.entries(text.indicators ?? {})) {
    if (!clauses.has(key) && !figures.has(key)) wrong(`indicators: no clause ${key}`)
    if (wanted.scope !== undefined && !scopes.has(wanted.scope)) wrong(`indicators.${key}: no subject ${wanted.scope}`)
    const period = wanted.period === undefined ? null : parsePeriod(wanted.period)
    if (period && /^\d{4}/.test(wanted.period ?? '')) periods.push(startOfDayNumber(period.first))
    indicators.push({ key, wanted })
  }
  if (!sound) return null
  const asOf = parseInstant(text['as-of']) as number
  return {
    name: text.name,
    packs,
    asOf,
    subjects: text.subjects as Subject[],
    parameters: text.parameters ?? {},
    campaign: readCampaign(text.campaign),
    facts,
    expect,
    indicators,
    since: Math.min(asOf, ...facts.map((f) => f.occurredAt), ...periods),
  }
}

function readCampaign(text: z.infer<typeof CaseText>['campaign']): Campaign | null {
  if (!text) return null
  return {
    opened: text.opened,
    closed: text.closed,
    cutOff: text['cut-off'],
    applicationBy: text['application-by'],
    planBy: text['plan-by'],
    doneBy: text['done-by'],
  }
}

function readFacts(
  text: z.infer<typeof CaseText>,
  ids: ReadonlySet<string>,
  clauses: ReadonlySet<string>,
  wrong: (what: string) => void,
): Fact[] {
  const kinds = new Map(text.subjects.map((s) => [s.id, s.kind]))
  const named = text.facts.flatMap((f) => (f.id === undefined ? [] : [f.id]))
  const known = new Set(named)
  if (known.size < named.length) wrong('two facts have the same id')
  return text.facts.map((fact, i): Fact => {
    const where = `facts.${i} ${fact.name}`
    if (!ids.has(fact.subject)) wrong(`${where}: no subject ${fact.subject}`)
    if (!factDef(fact.name)) wrong(`${where}: no fact of that name`)
    const parsed = parseFactValue(fact.name, fact.value)
    if (!parsed.ok && factDef(fact.name)) for (const p of parsed.problems) wrong(`${where}: ${p.field}: ${p.message}`)
    if (fact.replaces !== undefined && !known.has(fact.replaces)) wrong(`${where}: no fact ${fact.replaces} to replace`)
    if (fact.name === 'fact.withdrawn' && fact.replaces === undefined) wrong(`${where}: says nothing without replaces`)
    const waived = fact.name === 'obligation.waived' ? fact.value?.clause : undefined
    if (typeof waived === 'string' && !clauses.has(waived)) wrong(`${where}: no clause ${waived}`)
    const occurredAt = parseInstant(fact.at) as number
    const recordedAt = fact.recorded === undefined ? occurredAt : (parseInstant(fact.recorded) as number)
    if (recordedAt < occurredAt) wrong(`${where}: recorded before it happened`)
    return {
      // Ids of facts that nobody names keep clear of those that are named.
      id: fact.id ?? ` ${String(i).padStart(5, '0')}`,
      subject: { kind: kinds.get(fact.subject) ?? 'person', id: fact.subject },
      name: fact.name,
      v: 1,
      value: parsed.ok ? parsed.value : {},
      occurredAt,
      recordedAt,
      recordedBy: 'case',
      action: `case ${i}`,
      replaces: fact.replaces,
    }
  })
}
