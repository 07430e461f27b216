/** The chain 监测预防 → 发现报告 → 评估转介 → 干预帮扶 as it stands in one file, from the facts that the reader may know. Pure. */
import type { LedgerFact } from '#kernel/ledger.ts'

export const links = { watch: '监测预防', find: '发现报告', assess: '评估转介', help: '干预帮扶' } as const
export type Link = keyof typeof links
export const linkKeys = Object.keys(links) as Link[]

const WATCH = ['child.screened', 'child.census-registered', 'child.not-found-at-home', 'child.moved-place']
const FIND = [
  'child.file-opened',
  'child.kinds-changed',
  'clue.found',
  'clue.police-told',
  'clue.police-answered',
  'clue.disposed',
]
const ASSESS = [
  'child.assessed',
  'child.opinion-heard',
  'child.assessment-disputed',
  'child.emergency-protected',
  'child.temporary-guardianship-taken',
  'child.temporary-guardianship-ended',
  'child.long-term-guardianship-taken',
  'child.placed',
  'child.placement-ended',
  'child.blood-sampled',
  'child.dna-compared',
  'child.trafficking-confirmed',
  'child.referred',
]
/** Written in a file, but no step of the chain. */
const NONE = [
  'child.file-closed',
  'child.file-reopened',
  'child.same-child',
  'child.register-corrected',
  'child.worker-named',
  'child.reader-approved',
  'child.reader-ended',
  'child.view-refused',
  'child.family-noted',
  'child.guardian-entrusted',
  'child.sibling-linked',
  'child.schooling-noted',
  'child.health-noted',
  'child.dossier-asked',
  'child.dossier-approved',
]

/** The link to which a fact belongs; null for what is none of them. */
export function linkOf(name: string): Link | null {
  if (WATCH.includes(name)) return 'watch'
  if (FIND.includes(name) || name.startsWith('report.')) return 'find'
  if (ASSESS.includes(name)) return 'assess'
  if (NONE.includes(name)) return null
  return name.startsWith('child.') ? 'help' : null
}

export type ChainFact = Pick<LedgerFact, 'id' | 'name' | 'value' | 'occurredAt' | 'recordedAt' | 'replaces'>

export interface LinkState {
  link: Link
  /** The one in which the child is now. */
  present: boolean
  /** A word for the corner, and its colour. */
  tag: string | null
  tone: 'grn' | 'amb' | 'red' | 'gry'
  /** The latest, the newest last. */
  steps: { id: string; name: string; occurredAt: number; value: Record<string, unknown> }[]
}

const GUARDIANSHIP: Record<string, string> = {
  normal: '监护正常',
  insufficient: '监护不足',
  improper: '监护不当',
  missing: '监护缺失',
}
const RISK: Record<string, string> = { low: '低风险', middle: '中风险', high: '高风险' }
const STEPS = 3

function tagOf(link: Link, own: readonly ChainFact[], closed: boolean): Pick<LinkState, 'tag' | 'tone'> {
  const last = (name: string) => own.findLast((fact) => fact.name === name)
  if (own.length === 0) return { tag: null, tone: 'gry' }
  if (link === 'watch') {
    const risk = last('child.screened')?.value.risk as string | undefined
    return risk && risk in RISK
      ? { tag: RISK[risk] as string, tone: risk === 'high' ? 'red' : risk === 'middle' ? 'amb' : 'grn' }
      : { tag: '已登记', tone: 'grn' }
  }
  if (link === 'find') {
    const clue = last('clue.found')
    const ended = last('clue.disposed')
    if (clue && (!ended || ended.occurredAt < clue.occurredAt)) return { tag: '线索处置中', tone: 'red' }
    return { tag: '已登记', tone: 'grn' }
  }
  if (link === 'assess') {
    const found = last('child.assessed')?.value.guardianship as string | undefined
    if (found && found in GUARDIANSHIP)
      return { tag: GUARDIANSHIP[found] as string, tone: found === 'normal' ? 'grn' : found === 'missing' ? 'red' : 'amb' }
    return { tag: '办理中', tone: 'amb' }
  }
  const made = last('child.plan-made')
  const over = last('child.plan-ended')
  if (closed || (over && (!made || over.occurredAt >= made.occurredAt))) return { tag: '已办结', tone: 'grn' }
  return { tag: '进行中', tone: 'amb' }
}

/** The four links side by side, the present one told. A fact that another replaced, or that was withdrawn, does not count. */
export function chainOf(facts: readonly ChainFact[], closed: boolean): LinkState[] {
  const replaced = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  const held = facts
    .filter((fact) => !replaced.has(fact.id) && fact.name !== 'fact.withdrawn')
    .toSorted((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
  const of = (link: Link) => held.filter((fact) => linkOf(fact.name) === link)
  const reached = linkKeys.findLast((link) => of(link).length > 0)
  return linkKeys.map((link) => {
    const own = of(link)
    return {
      link,
      present: !closed && link === (reached ?? 'watch'),
      ...tagOf(link, own, closed),
      steps: own.slice(-STEPS).map(({ id, name, occurredAt, value }) => ({ id, name, occurredAt, value })),
    }
  })
}
