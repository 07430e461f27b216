/** Which duties one act would meet together. Pure. */
import type { ClauseText, FactPatternText } from '#policy/pack.ts'

/** The facts that would meet a clause, in the order of the pack; the first step of several. */
export function factsMeeting(clause: ClauseText): { fact: string; where?: Record<string, unknown> }[] {
  const metBy = clause['met-by']
  if (!metBy) return []
  const patterns: FactPatternText[] =
    'any' in metBy
      ? metBy.any
      : 'all' in metBy
        ? metBy.all
        : 'in-turn' in metBy
          ? metBy['in-turn'].map((step) => step.fact)
          : [metBy.sum.fact]
  return patterns.map((pattern) =>
    typeof pattern === 'string' ? { fact: pattern } : { fact: pattern.fact, ...(pattern.where ? { where: pattern.where } : {}) },
  )
}

const actsKnown = new WeakMap<ClauseText, readonly string[]>()

/** The acts of a clause as keys: fact name and the fields that must have a value. `tracing.*` is no act of its own. */
function actsOf(clause: ClauseText | undefined): readonly string[] {
  if (!clause) return []
  let acts = actsKnown.get(clause)
  if (!acts) {
    acts = factsMeeting(clause)
      .filter(({ fact }) => !fact.endsWith('.*'))
      .map(({ fact, where }) => `${fact} ${where ? JSON.stringify(where) : ''}`)
    actsKnown.set(clause, acts)
  }
  return acts
}

interface Group<D> {
  acts: Set<string>
  clauses: Set<string>
  duties: D[]
}

/**
 * Puts duties of the same subject together where one act would meet them; earliest due first, those without a term last.
 * Each group keeps that order, so its first is the one to show.
 */
export function byAct<D extends { subject: string; clause: string; instance: string; late: number | null }>(
  duties: readonly D[],
  clauseOf: (id: string) => ClauseText | undefined,
): D[][] {
  const ordered = [...duties].sort(
    (a, b) => (a.late ?? Infinity) - (b.late ?? Infinity) || (a.clause < b.clause ? -1 : a.clause > b.clause ? 1 : 0),
  )
  const groups: Group<D>[] = []
  const bySubject = new Map<string, Group<D>[]>()
  for (const duty of ordered) {
    const own = bySubject.get(duty.subject) ?? []
    bySubject.set(duty.subject, own)
    const acts = actsOf(clauseOf(duty.clause))
    // Two instances of one clause are two acts.
    const group = own.find((each) => !each.clauses.has(duty.clause) && acts.some((act) => each.acts.has(act)))
    if (group) {
      group.duties.push(duty)
      group.clauses.add(duty.clause)
      // Only acts that meet all of the group make further ones belong to it.
      group.acts = new Set([...group.acts].filter((act) => acts.includes(act)))
    } else {
      const made = { acts: new Set(acts), clauses: new Set([duty.clause]), duties: [duty] }
      own.push(made)
      groups.push(made)
    }
  }
  return groups.map((group) => group.duties)
}
