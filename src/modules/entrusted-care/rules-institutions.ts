/** Whether an institution may be selected, contracted and sent people to. Pure; dates are date strings. */
import { addDays } from '#kernel/time.ts'
import type { InstitutionState } from './lifecycle-institutions.ts'
import { CONTRACT_AHEAD, LICENCE_AHEAD, type LicenceKind, licenceKinds } from './words-institutions.ts'

export interface LicenceDates {
  kind: LicenceKind
  validUntil: string | null
}
export type LicenceState = 'valid' | 'soon' | 'pressing' | 'expired'

/** The last day still counts. */
export function licenceState(validUntil: string | null, today: string): LicenceState {
  if (validUntil === null) return 'valid'
  if (validUntil < today) return 'expired'
  const [far, near] = LICENCE_AHEAD
  if (validUntil <= addDays(today, near)) return 'pressing'
  return validUntil <= addDays(today, far) ? 'soon' : 'valid'
}

/** The worst of several. */
export function worstLicence(licences: readonly LicenceDates[], today: string): LicenceState | 'none' {
  const states = licences.map((each) => licenceState(each.validUntil, today))
  if (states.length === 0) return 'none'
  return (['expired', 'pressing', 'soon', 'valid'] as const).find((state) => states.includes(state)) as LicenceState
}

export interface ContractDates {
  from: string
  until: string
  endedOn: string | null
  heads: number
}
/** The contract of a day, both ends counting; of two the later. */
export function contractOn<C extends ContractDates>(contracts: readonly C[], date: string): C | undefined {
  return contracts.findLast((each) => each.from <= date && date <= each.until && (each.endedOn === null || date < each.endedOn))
}
/** The last day covered by contracts that follow one another from today on; null without one in force. */
export function coveredUntil(contracts: readonly ContractDates[], today: string): string | null {
  let last = contractOn(contracts, today)?.until ?? null
  for (let next = last && contractOn(contracts, addDays(last, 1)); next; next = contractOn(contracts, addDays(next.until, 1)))
    last = next.until
  return last
}
export type ContractState = 'none' | 'valid' | 'soon' | 'pressing' | 'over'
export function contractState(contracts: readonly ContractDates[], today: string): ContractState {
  const last = coveredUntil(contracts, today)
  if (last === null) return contracts.length === 0 ? 'none' : 'over'
  const [far, near] = CONTRACT_AHEAD
  if (last <= addDays(today, near)) return 'pressing'
  return last <= addDays(today, far) ? 'soon' : 'valid'
}

export interface Standing {
  state: InstitutionState
  fit: boolean | null
  stopped: boolean
  contracts: readonly ContractDates[]
  licences: readonly LicenceDates[]
  placed: number
}

/** What stands in the way of sending one more person there; empty: nothing does. */
export function againstAdmission(house: Standing, today: string): string[] {
  const why: string[] = []
  const contract = contractOn(house.contracts, today)
  if (house.state !== 'contracted' || !contract) why.push('没有在有效期内的协议')
  if (house.fit === null) why.push('还没有对照标准核查')
  else if (!house.fit) why.push('对照标准不符合')
  if (house.stopped) why.push('已暂停送托')
  const expired = house.licences.filter((each) => licenceState(each.validUntil, today) === 'expired')
  if (house.licences.length === 0) why.push('没有登记证照')
  if (expired.length > 0) why.push(`${expired.map((each) => licenceKinds[each.kind]).join('、')}已过期`)
  if (contract && house.placed >= contract.heads) why.push(`已满 ${contract.heads} 人`)
  return why
}

export interface Choice {
  governmentRun: boolean
  asked: number
  noneAround: boolean
  whyPrivate: boolean
}
/** Government-run first: a private one takes who was asked, why not, and the reason. */
export function mayChoose(choice: Choice): boolean {
  return choice.governmentRun || ((choice.asked > 0 || choice.noneAround) && choice.whyPrivate)
}

/** Whether a period runs into one of another contract that was not ended. */
export function overlaps(contracts: readonly ContractDates[], from: string, until: string): boolean {
  return contracts.some((each) => {
    const last = each.endedOn !== null && each.endedOn <= each.until ? addDays(each.endedOn, -1) : each.until
    return from <= last && each.from <= until
  })
}
