/** A pack made ready to run: patterns, steps and terms read once, names checked. */

import { factDef } from '#facts/index.ts'
import { parseTerm } from './clock.ts'
import type { Term } from './clock.ts'
import { lastingConditions, momentConditions } from './conditions/index.ts'
import { momentNames } from './moments.ts'
import type { ClauseText, Pack, ParameterText } from './pack.ts'
import { parameterKey } from './parameters.ts'
import { stepsOf } from './patterns.ts'
import type { Steps } from './patterns.ts'

export interface CompiledClause {
  text: ClauseText
  pack: Pack
  steps: Steps
  /** `of` is a fact name (cheap to look up), not a named moment. */
  ofFact: boolean
}

/** Which organisations or kinds owe a calendar or counted duty. */
export function owes(on: string, subject: { kind: string; type?: string | undefined }): boolean {
  const [kind, type] = on.split(':')
  return subject.kind === kind && (type === undefined || subject.type === type)
}

const compiledPacks = new WeakMap<Pack, CompiledClause[]>()

export function compilePack(pack: Pack): CompiledClause[] {
  let clauses = compiledPacks.get(pack)
  if (!clauses) {
    clauses = pack.clauses.map((text) => ({
      text,
      pack,
      steps: stepsOf(text),
      ofFact: text.of !== undefined && !momentNames.includes(text.of),
    }))
    compiledPacks.set(pack, clauses)
  }
  return clauses
}

const terms = new Map<string, Term>()

/** A term that the schema has checked; a defect where it is none. */
export function termOf(text: string | number): Term {
  const known = terms.get(String(text))
  if (known) return known
  const term = parseTerm(String(text))
  if (!term) throw new Error(`not a term: ${text}`)
  terms.set(String(text), term)
  return term
}

const PERIOD_TERMS: Readonly<Record<string, string>> = { P1M: 'month', P3M: 'quarter', P6M: 'half-year', P1Y: 'year' }

/** The calendar period that a term stands for, where a bureau sets the rhythm of a calendar duty. */
export const periodOfTerm = (text: string | number): string | null => PERIOD_TERMS[String(text)] ?? null

const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Whether a value suits a parameter; the reason where it does not. */
export function checkParameterValue(parameter: ParameterText, value: unknown): string | null {
  switch (parameter.kind) {
    case 'term':
      return typeof value === 'string' && parseTerm(value) ? null : 'expected a term such as PT24H, P10D, P7WD, P1M'
    case 'month-day':
      return typeof value === 'string' && MONTH_DAY.test(value) ? null : 'expected month-day, MM-DD'
    case 'month-days':
      return typeof value === 'string' && value.split(' ').every((d) => MONTH_DAY.test(d))
        ? null
        : 'expected month-days, MM-DD MM-DD'
    // The months after a half-year, July and January, both have 31 days.
    case 'day-of-month':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 31 ? null : 'expected a day 1–31'
    case 'period':
      return typeof value === 'string' && (periodOfTerm(value) ?? (value === 'school-term' ? value : null))
        ? null
        : 'expected P1M, P3M, P6M or P1Y'
  }
}

/** Every assumed parameter of some packs, by the key an override uses. */
export function assumedParameters(packs: readonly Pack[]): Map<string, ParameterText> {
  const out = new Map<string, ParameterText>()
  for (const pack of packs) {
    for (const clause of pack.clauses) {
      for (const [name, parameter] of Object.entries(clause.parameters)) {
        if (parameter.assumed) out.set(parameterKey(clause.id, name), parameter)
      }
    }
  }
  return out
}

const factNames = (clause: ClauseText): string[] => {
  const names = stepsOf(clause).names.slice()
  const metBy = clause['met-by']
  if (metBy && 'sum' in metBy) names.push(metBy.sum.fact)
  if ('before' in clause.clock) names.push(clause.clock.before)
  if (clause.of && !momentNames.includes(clause.of)) names.push(clause.of)
  return names
}

/** What a pack names that does not exist: conditions, facts, moments, parameters. Empty = complete. */
export function problemsOf(pack: Pack): string[] {
  const out: string[] = []
  const seen = new Set<string>()
  for (const clause of pack.clauses) {
    const say = (what: string) => out.push(`${pack.id} ${clause.id}: ${what}`)
    if (seen.has(clause.id)) say('declared twice')
    seen.add(clause.id)
    for (const name of clause.when) if (!momentConditions[name]) say(`no condition of a moment named ${name}`)
    for (const name of clause.while) if (!lastingConditions[name]) say(`no lasting condition named ${name}`)
    if (typeof clause.owner !== 'string' && clause.owner.when !== 'station-known' && !lastingConditions[clause.owner.when]) {
      say(`no condition named ${clause.owner.when}`)
    }
    for (const name of factNames(clause)) if (!name.endsWith('.*') && !factDef(name)) say(`no fact named ${name}`)
    const clock = clause.clock
    const wanted = [
      'within' in clock ? clock.within : undefined,
      'every-term' in clock ? clock['every-term'] : undefined,
      'every-term' in clock ? clock.for : undefined,
      'every' in clock && 'by' in clock ? clock.by : undefined,
      'every' in clock && 'day-after' in clock ? clock['day-after'] : undefined,
      'period-parameter' in clock ? clock['period-parameter'] : undefined,
      'campaign-dates' in clock ? clock['campaign-dates'] : undefined,
      ...stepsOf(clause).terms,
    ]
    for (const name of wanted) if (name !== undefined && !clause.parameters[name]) say(`no parameter named ${name}`)
    for (const [name, parameter] of Object.entries(clause.parameters)) {
      if (!wanted.includes(name)) say(`parameter ${name} is not used`)
      for (const value of parameter.values) {
        const wrong = checkParameterValue(parameter, value.value)
        if (wrong) say(`parameter ${name}: ${wrong}`)
      }
    }
    const calendar = 'every' in clock || 'campaign-dates' in clock || 'counts' in clock
    if (calendar && !clause.on) say('a calendar duty needs `on`')
    if (!calendar && !clause.of) say('needs `of`, what its clock counts from')
    if (!clause['met-by'] && !('counts' in clock)) say('needs `met-by`')
  }
  return out
}
