/** The engine's account of a duty, in words for whoever asks why. Pure. */
import { factDef } from '#facts/index.ts'
import { addDays, dateOf, dayOf } from '#kernel/time.ts'
import { isWorkingDay } from '#policy/clock.ts'
import { lastingConditions, momentConditions } from '#policy/conditions/index.ts'
import type { ClauseText, FactPatternText, Pack } from '#policy/pack.ts'
import { parameterKey } from '#policy/parameters.ts'
import type { Calendars, Obligation } from '#policy/types.ts'
import { needsText, whenText } from './duty-words.ts'
import { instanceText, momentWords, ownerText, termText } from './words.ts'

export interface Explained {
  words?: string
  imported: boolean
  citations: { clause: string; text: string; assumed?: string; note?: string }[]
  cause?: string
  counting?: string
  days?: { date: string; counted: boolean; today?: boolean; last?: boolean }[]
  metBy?: string
  endsWhen?: string
  owner: string
  rule: string
  doubt?: string
  conditions: { title: string; answer: 'yes' | 'no' | 'cannot-tell'; needs?: string }[]
}

const conditionTitle = (name: string) => lastingConditions[name]?.title ?? momentConditions[name]?.title ?? name
const factTitle = (name: string) => (name.endsWith('.*') ? '任何一条寻亲记录' : (factDef(name)?.title ?? name))

function patternText(pattern: FactPatternText): string {
  if (typeof pattern === 'string') return factTitle(pattern)
  const def = factDef(pattern.fact)
  const fields = Object.entries(pattern.where ?? {}).map(([key, wanted]) => {
    const meta = (def?.schema.shape[key] as { meta?(): { options?: Record<string, string> } | undefined } | undefined)?.meta?.()
    return [wanted]
      .flat()
      .map((value) => meta?.options?.[String(value)] ?? String(value))
      .join('或')
  })
  return `${factTitle(pattern.fact)}${fields.length > 0 ? `（${fields.join('，')}）` : ''}`
}

/** What would meet the clause, in words. */
export function metByText(clause: ClauseText): string | undefined {
  const metBy = clause['met-by']
  if (!metBy) return undefined
  if ('any' in metBy) return `记下${metBy.any.map((each) => `“${patternText(each)}”`).join('或')}`
  if ('all' in metBy) return `记下${metBy.all.map((each) => `“${patternText(each)}”`).join('和')}`
  if ('in-turn' in metBy) return `先后记下${metBy['in-turn'].map((step) => `“${patternText(step.fact)}”`).join('、')}`
  return `“${factTitle(metBy.sum.fact)}”累计达到 ${metBy.sum['at-least']}`
}

const momentText = (name: string) => momentWords[name] ?? factDef(name)?.title ?? name

/** How the clock runs, in words, with the terms in force. */
export function clockText(clause: ClauseText, terms: readonly { key: string; value: string | number }[]): string {
  const { clock } = clause
  const value = (name: string): string => {
    const key = parameterKey(clause.id, name)
    const chosen = terms.find((each) => each.key === key)?.value ?? clause.parameters[name]?.values.at(-1)?.value
    return chosen === undefined ? '' : termText(chosen)
  }
  const from = clause.of ? momentText(clause.of) : ''
  if ('within' in clock) {
    const term = value(clock.within)
    if (term === '当天') return `${from}当天`
    return /小时|分钟/.test(term) ? `${from}起 ${term}，算到分钟` : `${from}次日起 ${term}，到最后一天 24:00`
  }
  if ('before' in clock) return `在“${factTitle(clock.before)}”以前`
  if ('no-term' in clock) return '不限期，办结为止'
  if ('every-term' in clock)
    return `每 ${value(clock['every-term'])}一次，从上一次办的那天重算${clock.for ? `，共 ${value(clock.for)}` : ''}`
  if ('by-campaign' in clock) return '到专项行动规定的日期'
  if ('campaign-dates' in clock) return `专项行动期间每年 ${value(clock['campaign-dates'])}以前`
  if ('counts' in clock) return '由本机构的记录逐一数出，不限期或按期间'
  const every = { year: '每年', 'half-year': '每半年', quarter: '每季度', month: '每月', 'school-term': '每学期' }[clock.every]
  if (clock.on) return `${every} ${termText(clock.on)}当天`
  if (clock.during) return `${every} ${Number(clock.during)} 月内`
  if (clock.by) return `${every} ${value(clock.by)}以前`
  if (clock['day-after']) return `${every}一次，期满后${value(clock['day-after'])}以前`
  return `${every}一次`
}

/** More than this is no help to the eye, unless days are left out of the count. */
const MOST_DAYS = 14
const MOST_WITH_GAPS = 31

/** The days between start and end as they are counted, where they are few enough to draw. */
export function countedDays(obligation: Obligation, calendars: Calendars, now: number): Explained['days'] {
  if (obligation.dueKind !== 'day' || obligation.due === null) return undefined
  const first = addDays(dateOf(obligation.because.countsFrom.at), 1)
  const last = dateOf(obligation.due - 1)
  const length = dayOf(last) - dayOf(first) + 1
  if (length < 1 || length > (obligation.because.workingDays ? MOST_WITH_GAPS : MOST_DAYS)) return undefined
  const today = dateOf(now)
  return Array.from({ length }, (_, index) => {
    const date = addDays(first, index)
    const counted = obligation.because.workingDays ? isWorkingDay(dayOf(date), calendars) === true : true
    return { date, counted, ...(date === today ? { today: true } : {}), ...(date === last ? { last: true } : {}) }
  })
}

export interface Told {
  /** Fact id → title and time, of facts that the asker may see. */
  facts: ReadonlyMap<string, { title: string; at: number | null }>
}

/** One obligation explained. `since` is the day of adoption, null for the rules of the state. */
export function explainObligation(
  obligation: Obligation,
  of: { clause: ClauseText; pack: Pack; since: string | null; calendars: Calendars; now: number; told: Told },
): Explained {
  const { clause, pack, calendars, now } = of
  const { because } = obligation
  const entry = pack.outline?.clauses.find((each) => each.computes?.includes(clause.id))
  const assumed = because.parameters.find((each) => each.assumed)
  const causes = [...because.countsFrom.facts, ...because.conditions.flatMap((each) => (each.answer === 'yes' ? each.facts : []))]
  const cause = [...new Set(causes)]
    .map((id) => of.told.facts.get(id))
    .filter((each) => each !== undefined)
    .map(({ title, at }) => (at === null ? title : `${whenText(at, now)} ${title}`))
    .slice(0, 6)
    .join('；')
  const lasting = clause.while.map(conditionTitle).filter((title) => title !== '任何时候')
  const working = because.workingDays
  const days = countedDays(obligation, calendars, now)
  const metBy = metByText(clause)
  const period = instanceText(obligation.instance)
  return {
    ...(entry ? { words: entry.summary } : {}),
    imported: false,
    citations: [
      {
        clause: clause.id,
        text: clause.citation,
        ...(assumed ? { assumed: `假定 ${termText(assumed.value)}` } : {}),
        note: because.parameters.map((each) => each.citation).join('；'),
      },
    ],
    ...(cause || period ? { cause: cause || period } : {}),
    counting: `${clockText(clause, because.parameters)}${working ? `；周末和法定节假日不计，共跳过 ${working.off} 天` : ''}`,
    ...(days ? { days } : {}),
    ...(metBy ? { metBy } : {}),
    ...(lasting.length > 0 ? { endsWhen: `到期前“${lasting.join('”“')}”不再成立，就改为“不适用”；已经超期的仍要办` } : {}),
    owner: ownerText(obligation.owner),
    rule: `${pack.title}${of.since ? `，${of.since} 起采用` : '，全国有效'}`,
    ...(clause.note ? { doubt: clause.note } : {}),
    conditions: because.conditions.map((each) => ({
      title: conditionTitle(each.condition),
      answer: each.answer,
      ...(each.needs.length > 0 ? { needs: needsText(each.needs).join('、') } : {}),
    })),
  }
}
