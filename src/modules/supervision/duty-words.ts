/** Kept rows as the desk reads them: title, citations, time, reason in one line. Pure. */
import { factDef } from '#facts/index.ts'
import { printInstant } from '#kernel/time.ts'
import type { ClauseText, Pack } from '#policy/pack.ts'
import type { ObligationState } from '#policy/types.ts'
import { byAct } from './act-rules.ts'
import type { Books } from './books.ts'
import { type KeptRow, stateAt } from './keep-rules.ts'
import { instanceText, momentWords, ownerText, packNames, termText } from './words.ts'

export interface ShownCitation {
  clause: string
  text: string
  assumed?: string
}

/** One or more duties that one act would meet, under the earliest due. */
export interface ShownDuty {
  id: string
  subjectId: string
  clause: string
  instance: string
  title: string
  verb: string
  pack: string
  owner: string
  ownerText: string
  state: ObligationState
  citations: ShownCitation[]
  due: number | null
  dueKind: 'minute' | 'day' | 'none'
  metAt: number | null
  needs: string[]
  waived?: string
  because: { cause?: string }
  /** The other duties of the group. */
  also: { clause: string; instance: string; title: string }[]
}

/** `12-03 23:58` this year, `2025-12-03 23:58` any other. */
export function whenText(at: number, now: number): string {
  const text = printInstant(at).slice(0, 16).replace('T', ' ')
  return text.slice(0, 4) === printInstant(now).slice(0, 4) ? text.slice(5) : text
}

/** `12-03 23:58 受理`: what made it, and when. */
export function causeText(row: Pick<KeptRow, 'because' | 'instance'>, now: number): string | undefined {
  const { moment, at } = row.because
  const period = instanceText(row.instance)
  const word = momentWords[moment] ?? factDef(moment)?.title
  if (!word) return period
  if (at === null) return word
  return `${whenText(at, now)} ${word}`
}

/** `大提升 任务7`, `国家规则 民发〔2015〕158号`: short enough for a line, the whole of it stands in the reason. */
export function shortCitation(known: { clause: ClauseText; pack: Pack } | undefined, clause: string): string {
  if (!known) return clause
  const place = known.clause.citation.split('；')[0] as string
  return `${packNames[known.pack.id] ?? known.pack.title.slice(0, 8)} ${place}`
}

export function citationOf(
  known: { clause: ClauseText; pack: Pack } | undefined,
  row: Pick<KeptRow, 'clause' | 'because'>,
): ShownCitation {
  const assumed = row.because.params?.find((each) => each.assumed)
  return {
    clause: row.clause,
    text: shortCitation(known, row.clause),
    ...(assumed ? { assumed: `假定 ${termText(assumed.value)}` } : {}),
  }
}

const needWords = (need: string): string => {
  const year = /^calendar\.(\d{4})$/.exec(need)
  return year ? `${year[1]} 年工作日历` : (factDef(need)?.title ?? need)
}
export const needsText = (needs: readonly string[]): string[] => needs.map(needWords)

/** A group of rows as one line of a list; the first of the group speaks. */
export function shownGroup(shelf: Books, group: readonly KeptRow[], now: number): ShownDuty {
  const row = group[0] as KeptRow
  const known = shelf.clauses.get(row.clause)
  const cause = causeText(row, now)
  const times = instanceText(row.instance)
  const title = known?.clause.title ?? row.clause
  return {
    id: `${row.subject}/${row.clause}/${row.instance}`,
    subjectId: row.subject,
    clause: row.clause,
    instance: row.instance,
    title: times && !/^\d+$/.test(row.instance) ? `${title}（${times}）` : title,
    verb: known?.clause.verb ?? title,
    pack: known?.pack.id ?? '',
    owner: row.owner,
    ownerText: ownerText(row.owner),
    state: stateAt(row, now),
    citations: group.map((each) => citationOf(shelf.clauses.get(each.clause), each)),
    due: row.due,
    dueKind: row.dueKind,
    metAt: row.met,
    needs: needsText(row.needs),
    ...(row.because.waived ? { waived: `${row.because.waived.by}：${row.because.waived.basis}` } : {}),
    because: cause ? { cause } : {},
    also: group.slice(1).map((each) => ({
      clause: each.clause,
      instance: each.instance,
      title: shelf.clauses.get(each.clause)?.clause.title ?? each.clause,
    })),
  }
}

/** Rows as lines: open ones that one act would meet stand together; what is done or untold stands alone. */
export function shownDuties(shelf: Books, rows: readonly KeptRow[], now: number): ShownDuty[] {
  const open = rows.filter((row) => row.state === 'open')
  const rest = rows.filter((row) => row.state !== 'open')
  const groups = byAct(open, (id) => shelf.clauses.get(id)?.clause)
  return [...groups, ...rest.map((row) => [row])].map((group) => shownGroup(shelf, group, now))
}
