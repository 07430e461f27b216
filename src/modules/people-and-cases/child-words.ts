/** Words of child files that schemas, rules and screens share. Fit for a browser. */
import { childKinds } from '#facts/minors.ts'

export { childKinds }
export type ChildKind = keyof typeof childKinds

/** Kinds that must not be known to everybody who knows the child: each lies in a compartment of its own. */
const SECRET: Partial<Record<ChildKind, string>> = {
  'prisoner-child': 'helper',
  'detox-child': 'helper',
  victim: 'abuse',
  misconduct: 'offence',
}

/** The compartment in which it is written that a child is of this kind. */
export function compartmentOfKind(kind: ChildKind): string {
  return SECRET[kind] ?? 'register'
}

/** How long a file stays open to whoever said why: milliseconds. */
export const OPENED_MS = 60 * 60_000

/** Years; full from the day after the birthday, as `underAge` reads it. */
export const ADULT_AT = 18

/** Whether a fact only says who a child is whose file the same action opens: nothing that is done for guests follows it. */
export function ofNewChild(
  fact: { subject: { id: string } },
  told: readonly { name: string; value: Record<string, unknown> }[],
): boolean {
  return told.some((each) => each.name === 'child.file-opened' && each.value.person === fact.subject.id)
}
