/** What was seen at an encounter: for policies, for the row, for the person. */
import type { PersonDescription } from '#modules/people-and-cases/words.ts'
import { strongest } from './rules.ts'
import type { MeetPersonForm } from './schema.ts'

export type Seen = Omit<MeetPersonForm, 'encounterId' | 'shiftId' | 'stopId' | 'areaId' | 'personId' | 'known' | 'reportIds'>

/** What policies read of an encounter; what nobody looked at is left out and never read as no. */
export const valueOf = (seen: Seen) => ({
  group: strongest(seen.groups),
  signs: seen.signs,
  withMinor: seen.withMinor,
  coercionSuspected: seen.coercionSuspected,
  infantUsed: seen.infantUsed,
  guardianThere: seen.guardianThere,
})

/** The columns of an encounter that say what was seen. */
export const seenColumns = (seen: Seen) => ({
  group: strongest(seen.groups) ?? null,
  signs: seen.signs ?? null,
  withMinor: seen.withMinor ?? null,
  coercion: seen.coercionSuspected ?? null,
  infant: seen.infantUsed ?? null,
  guardianThere: seen.guardianThere ?? null,
})

export const contentOf = ({ place, groups, look, heardName, sexSeen, ageSeenMin, ageSeenMax }: Seen) => ({
  place,
  groups,
  look,
  heardName,
  sexSeen,
  ageSeenMin,
  ageSeenMax,
})

/** “Sixty or more” ends here, “under fourteen” begins at nought: an open side is never the other side said twice. */
const OLDEST = 100

export function describedBy(seen: Seen, at: number): PersonDescription {
  const age = seen.ageSeenMin !== undefined || seen.ageSeenMax !== undefined
  return {
    ...(seen.heardName ? { heardNames: [seen.heardName] } : {}),
    ...(seen.sexSeen ? { sex: seen.sexSeen } : {}),
    ...(age ? { ageSeenMin: seen.ageSeenMin ?? 0, ageSeenMax: seen.ageSeenMax ?? OLDEST, ageSeenAt: at } : {}),
  }
}
