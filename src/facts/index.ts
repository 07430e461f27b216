/** The catalogue of facts: the only words that rooms and policies share. */

import { anyRoom } from './any-room.ts'
import { archives } from './archives.ts'
import { collaboration } from './collaboration.ts'
import type { FactDef } from './define.ts'
import { departure } from './departure.ts'
import { entrustedCare } from './entrusted-care.ts'
import { exchange } from './exchange.ts'
import { followUp } from './follow-up.ts'
import { identification } from './identification.ts'
import { incidents } from './incidents.ts'
import { intake } from './intake.ts'
import { medical } from './medical.ts'
import { assessment, clues, guardianshipFacts, helperFacts, helping, minors, watching } from './minors.ts'
import { streetMinors } from './street-minors.ts'
import { money } from './money.ts'
import { openness } from './openness.ts'
import { origin } from './origin.ts'
import { patrol } from './patrol.ts'
import { people } from './people.ts'
import { reports } from './reports.ts'
import { settlement } from './settlement.ts'
import { staff } from './staff.ts'
import { stay } from './stay.ts'
import { street } from './street.ts'
import { supervision } from './supervision.ts'
import { tracing } from './tracing.ts'
import { vision } from './vision.ts'

export type { FactDef, FieldMeta } from './define.ts'
export type { Fact, SubjectKind, SubjectRef } from './fact.ts'
export { SUBJECT_KINDS } from './fact.ts'

/** Rooms in the order of a guest's way through the system. */
export const factsByRoom = {
  reports,
  patrol,
  street,
  intake,
  stay,
  people,
  medical,
  tracing,
  identification,
  vision,
  departure,
  origin,
  'entrusted-care': entrustedCare,
  settlement,
  'follow-up': followUp,
  minors,
  watching,
  clues,
  assessment,
  streetMinors,
  guardianshipFacts,
  helping,
  helperFacts,
  collaboration,
  supervision,
  incidents,
  staff,
  archives,
  openness,
  exchange,
  money,
  'any-room': anyRoom,
} as const satisfies Record<string, readonly FactDef[]>

/** A name of the catalogue; checked when it is used, since the catalogue is data. */
export type FactName = string

const catalogue = new Map<string, FactDef>()
for (const defs of Object.values(factsByRoom)) {
  for (const def of defs) {
    if (catalogue.has(def.name)) throw new Error(`fact declared twice: ${def.name}`)
    catalogue.set(def.name, def)
  }
}

/** The declaration of a fact, or undefined where the catalogue has no such name. */
export function factDef(name: FactName): FactDef | undefined {
  return catalogue.get(name)
}

export function allFacts(): readonly FactDef[] {
  return [...catalogue.values()]
}

export type ParsedValue =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; problems: { field: string; message: string }[] }

/**
 * Checks a fact's value: a field of the wrong type or outside a closed list is refused by name; an absent field is allowed,
 * a further one kept. Refuses an unknown fact name.
 */
export function parseFactValue(name: FactName, value: unknown): ParsedValue {
  const def = catalogue.get(name)
  if (!def) return { ok: false, problems: [{ field: '', message: `没有名为 ${name} 的记录` }] }
  const parsed = def.schema.safeParse(value ?? {})
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, problems: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })) }
}
