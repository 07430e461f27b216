/** Whether a placement may be: the routing, the siblings, the family or house. Pure. */
import type { Organisation } from '#kernel/org.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { closedFile } from './common.ts'
import { familyLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { infantOn, siblingsTold } from './rules.ts'
import { familyFault } from './rules-family.ts'
import { needsApproval, type RouteInput, routeFault } from './rules-route.ts'
import { partOfHouse } from './loads.ts'
import type { Care } from './store.ts'
import type { FamilyRow } from './store-family.ts'
import { familyKinds, type InstitutionType, type PlacementKind, type SiblingAnswer, type WelfareGround } from './words.ts'

export interface PlacementForm {
  childId: string
  kind: PlacementKind
  familyId?: string | undefined
  institutionId?: string | undefined
  institutionName?: string | undefined
  institutionType?: InstitutionType | undefined
  welfareGround?: WelfareGround | undefined
  specialCare?: 'yes' | 'no' | undefined
  who?: string | undefined
  siblings: SiblingAnswer
  siblingIds?: string[] | undefined
  apartReason?: string | undefined
}

export interface Placing {
  /** The child itself first, then the siblings placed with it. */
  children: Care[]
  family: (FamilyRow & { others: number; among: number }) | undefined
  house: Organisation | undefined
}

/** Where it goes, in words and as ids. */
export interface Target {
  who: string
  familyId: string | null
  institutionPath: string | null
  institutionType: InstitutionType | null
  /** The part that the house holds of the file while the child lives there. */
  part: string | null
}

export const routeInput = (care: Care, form: PlacementForm, on: string): RouteInput => ({
  hold: care.hold?.kind ?? 'none',
  ground: care.hold?.ground ?? null,
  kind: form.kind,
  institutionType: form.institutionType,
  welfareGround: form.welfareGround,
  specialCare: specialCare(care, form, on),
  on,
})

/** What the file knows speaks before the form: disabled by its kinds, an infant by its birth. */
function specialCare(care: Care, form: PlacementForm, on: string): boolean | undefined {
  if (care.kinds.some((each) => each.kind === 'disabled' && each.until === null)) return true
  const infant = infantOn(care.child.birthFrom, care.child.birthTo, on)
  if (infant === true) return true
  return form.specialCare === undefined ? infant : form.specialCare === 'yes'
}

export const approvalNeeded = (care: Care, form: PlacementForm, on: string): boolean => needsApproval(routeInput(care, form, on))

/** Where these children may go together, or why not. */
export function targetOf(placing: Placing, form: PlacementForm, on: string): Target | Refusal {
  const siblings = siblingRefusal(placing, form)
  if (siblings) return siblings
  for (const care of placing.children) {
    const closed = closedFile(care)
    if (closed) return closed
    const fault = routeFault(routeInput(care, form, on))
    if (fault) return refuse(fault)
  }
  if (form.kind === 'foster' || (form.kind === 'kin-care' && form.familyId)) return familyTarget(placing, form, on)
  if (form.kind === 'institution') return houseTarget(placing.house, form)
  if (!form.who) return refuse('WHO')
  return { who: form.who, familyId: null, institutionPath: null, institutionType: null, part: null }
}

function siblingRefusal({ children }: Placing, form: PlacementForm): Refusal | undefined {
  const [care, ...others] = children as [Care, ...Care[]]
  const told = siblingsTold(care.facts)
  if (form.siblings === 'none' && told.length > 0) return refuse('SIBLINGS_TOLD', { count: told.length })
  if (form.siblings === 'apart' && !form.apartReason) return refuse('APART_REASON')
  const wanted = form.siblings === 'together' ? (form.siblingIds ?? []) : []
  const known = others.filter((each) => told.includes(each.child.id) || siblingsTold(each.facts).includes(care.child.id))
  return known.length === new Set(wanted).size ? undefined : refuse('NOT_SIBLINGS')
}

function familyTarget({ children, family }: Placing, form: PlacementForm, on: string): Target | Refusal {
  if (!family) return refuse('WHICH_FAMILY')
  const taken = new Set(family.memberKeys.map((key) => key.toString('hex')))
  const isGuardian = children.some((care) => care.hold?.guardianKeys.some((key) => taken.has(key.toString('hex'))))
  const kind = form.kind as 'foster' | 'kin-care'
  // Whoever is there already and is placed there again comes to nothing new.
  const coming = children.filter((care) => care.placement?.familyId !== family.id).length
  const stay = children.length - coming
  const now = { ...family, siblingsThere: family.among }
  const fault = familyFault(now, { kind, on, coming: Math.max(coming, 0), isGuardian })
  if (fault)
    return refuse(fault, {
      state: familyLife.states[family.state].zh,
      until: family.until ?? '没有评估',
      kind: familyKinds[family.kind],
      taken: family.others + family.among - stay,
      coming,
    })
  const [first] = family.content.members
  return {
    who: `${first?.name ?? ''}家庭`,
    familyId: family.id,
    institutionPath: null,
    institutionType: null,
    part: null,
  }
}

function houseTarget(house: Organisation | undefined, form: PlacementForm): Target | Refusal {
  const institutionType = form.institutionType ?? null
  if (!form.institutionId) {
    if (!form.institutionName) return refuse('WHICH_INSTITUTION')
    return { who: form.institutionName, familyId: null, institutionPath: null, institutionType, part: null }
  }
  const part = house && partOfHouse[house.kind]
  if (!house || !part) return refuse('NOT_AN_INSTITUTION')
  return { who: house.name, familyId: null, institutionPath: house.path, institutionType, part }
}
