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
