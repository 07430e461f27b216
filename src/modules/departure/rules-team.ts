/** Who goes along: two at least, a woman for a woman, somebody medical where the guest needs it. Pure. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { lastOf } from './guest.ts'

export interface Escort {
  name: string
  sex: 'male' | 'female'
  role?: string | undefined
  phone?: string | undefined
}

/** Conditions in which nobody goes without somebody medical. */
const MEDICAL: Readonly<Record<string, string>> = {
  critical: '危重',
  mental: '精神障碍',
  infectious: '传染病',
  pregnant: '怀孕',
}

/** Why somebody medical has to go along, in words; none where nothing speaks for it. */
export function medicalNeed(facts: readonly LedgerFact[]): string[] {
  const kinds = (lastOf(facts, 'person.condition-noted')?.value.kinds ?? []) as string[]
  const found = kinds.flatMap((kind) => (MEDICAL[kind] ? [MEDICAL[kind]] : []))
  const screened = lastOf(facts, 'medical.screened')
  if (screened?.value.fit === false) found.push('健康检视认为暂不宜出行')
  if (screened?.value.infection === 'suspected' && !found.includes('传染病')) found.push('疑似传染病')
  return found
}

export type TeamFault = 'TWO_ESCORTS' | 'WOMAN_ESCORT' | 'MEDICAL_ESCORT'

export function teamFault(
  escorts: readonly Escort[],
  guest: { sex: 'male' | 'female' | null },
  medical: { need: readonly string[]; without?: string | undefined },
): TeamFault | undefined {
  if (new Set(escorts.map((each) => each.name.trim())).size < 2) return 'TWO_ESCORTS'
  if (guest.sex === 'female' && !escorts.some((each) => each.sex === 'female')) return 'WOMAN_ESCORT'
  if (medical.need.length > 0 && !medical.without && !escorts.some((each) => each.role === 'medical')) return 'MEDICAL_ESCORT'
  return undefined
}

export function teamValue(escorts: readonly Escort[]): { count: number; women: number; medical: boolean } {
  return {
    count: escorts.length,
    women: escorts.filter((each) => each.sex === 'female').length,
    medical: escorts.some((each) => each.role === 'medical'),
  }
}

/** `甲（带队，女，139…）`, for papers. */
export function teamLine(escorts: readonly Escort[], roles: Readonly<Record<string, string>>): string {
  return escorts
    .map((each) => {
      const more = [each.role && roles[each.role], each.sex === 'female' ? '女' : undefined].filter(Boolean).join('，')
      return more ? `${each.name}（${more}）` : each.name
    })
    .join('、')
}
