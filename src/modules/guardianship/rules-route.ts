/** Where the law lets a child be placed: article 93 to 95 and the two institution measures of 2026. Pure. */
import { ROUTED_FROM } from './parameters.ts'
import type { HoldKind, InstitutionType, PlacementKind, WelfareGround } from './words.ts'

export interface RouteInput {
  /** What civil affairs holds over the child now. */
  hold: HoldKind | 'none'
  /** Ground on which it holds it. */
  ground: string | null
  kind: PlacementKind
  institutionType?: InstitutionType | undefined
  welfareGround?: WelfareGround | undefined
  /** An infant or a child with a disability; undefined where nobody knows. */
  specialCare: boolean | undefined
  /** The day of the placement. */
  on: string
}

/** Each a refusal of this room's catalogue. */
export type RouteFault =
  | 'FOSTER_NEEDS_HOLD'
  | 'ADOPTION_NEEDS_LONG'
  | 'GUARDIANS_CANNOT_ENTRUST'
  | 'NO_GUARDIANS_TO_ENTRUST'
  | 'WHICH_TYPE'
  | 'NO_SUCH_TYPE'
  | 'LONG_TO_WELFARE'
  | 'WELFARE_NEEDS_HOLD'
  | 'WELFARE_GROUND'
  | 'NOT_SPECIAL_CARE'

/** Grounds on which the guardians are the danger: they entrust the child to nobody. */
const DANGEROUS = ['instigates', 'harms', 'revoked']

/** Why a child may not be placed so; null where it may. */
export function routeFault(input: RouteInput): RouteFault | null {
  const { hold, kind, ground } = input
  if (kind === 'foster' && hold !== 'temporary' && hold !== 'long-term') return 'FOSTER_NEEDS_HOLD'
  if (kind === 'adopted' && hold !== 'long-term') return 'ADOPTION_NEEDS_LONG'
  if (kind === 'kin-care') {
    if (ground !== null && DANGEROUS.includes(ground)) return 'GUARDIANS_CANNOT_ENTRUST'
    if (hold === 'long-term' || ground === 'missing' || ground === 'unidentified') return 'NO_GUARDIANS_TO_ENTRUST'
  }
  return kind === 'institution' ? institutionFault(input) : null
}

function institutionFault({ hold, institutionType, welfareGround, specialCare, on }: RouteInput): RouteFault | null {
  if (institutionType === undefined) return 'WHICH_TYPE'
  if (institutionType === 'other') return 'NO_SUCH_TYPE'
  if (on < ROUTED_FROM.on) return null
  if (institutionType === 'minors') return hold === 'long-term' ? 'LONG_TO_WELFARE' : null
  if (hold === 'long-term') return null
  if (hold !== 'temporary') return 'WELFARE_NEEDS_HOLD'
  if (welfareGround === undefined) return 'WELFARE_GROUND'
  return welfareGround === 'cannot-care' && specialCare !== true ? 'NOT_SPECIAL_CARE' : null
}

/** Placements that the bureau approves before they are carried out: another family for long, and what leaves the usual way. */
export function needsApproval({ kind, institutionType, hold }: Pick<RouteInput, 'kind' | 'institutionType' | 'hold'>): boolean {
  if (kind === 'foster' || kind === 'adopted') return true
  return kind === 'institution' && institutionType === 'welfare' && hold === 'temporary'
}

/** Where a child may go now, as the form offers it, and why elsewhere is closed. */
export function routes(input: Omit<RouteInput, 'kind' | 'institutionType'>): {
  kind: PlacementKind
  type: InstitutionType | null
  fault: RouteFault | null
}[] {
  const one = (kind: PlacementKind, type?: InstitutionType) => ({
    kind,
    type: type ?? null,
    fault: routeFault({ ...input, kind, institutionType: type }),
  })
  return [
    one('kin'),
    one('foster'),
    one('institution', 'minors'),
    one('institution', 'welfare'),
    one('kin-care'),
    one('sponsored'),
    one('adopted'),
  ]
}
