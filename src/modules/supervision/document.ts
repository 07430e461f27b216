/** A policy document's entries, and the spans and scopes that its figures are asked for. */
import { z } from 'zod'
import { type Range, rangeOf } from '#kernel/actor.ts'
import { dateOf } from '#kernel/time.ts'
import type { OutlineText, Pack } from '#policy/pack.ts'
import { monthsUpTo } from './figure-rules.ts'

export const label = (text: string) => ({ label: text })
export const month = () => z.string().regex(/^\d{4}-\d{2}$/, '请按 2026-12 填写月份')
export const coverage = z.object({ computed: z.number(), manual: z.number(), declaratory: z.number() })
export const adoption = z.object({
  id: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  reason: z.string(),
  /** Whether it is the asker's own bureau's decision. */
  own: z.boolean(),
})

type OutlineEntry = OutlineText['clauses'][number]

/** The document's entries; rules without a document of their own are listed clause by clause. */
export function entriesOf(pack: Pack): OutlineEntry[] {
  if (pack.outline) return pack.outline.clauses
  return pack.clauses.map((clause, index) => ({
    id: clause.id,
    number: String(index + 1),
    path: [pack.title],
    title: clause.title,
    summary: clause.citation,
    kind: 'computed',
    computes: [clause.id],
  }))
}

export function coverageOf(pack: Pack) {
  const count = (kind: OutlineEntry['kind']) => entriesOf(pack).filter((entry) => entry.kind === kind).length
  return { computed: count('computed'), manual: count('manual'), declaratory: count('declaratory') }
}

/** From the first to the last month asked for: by default from the adoption, at most two years back. */
export function periodOf(params: { from?: string | undefined; to?: string | undefined }, adopted: string | null, now: number) {
  const to = `${params.to ?? dateOf(now).slice(0, 7)}-01`
  const yearBack = monthsUpTo(to, 12)[0] as string
  const start = adopted === null ? yearBack : `${adopted.slice(0, 7)}-01`
  const from = params.from ? `${params.from}-01` : start > to ? yearBack : start
  return { from, to }
}

export function scopeOf(range: Range, scope: string | undefined): Range {
  return scope === undefined ? range : rangeOf(scope)
}
