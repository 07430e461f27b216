import type { Context, Scored } from './context.ts'
import type { GuestReport } from './report.ts'
import type { Evidence, Strength } from './types.ts'
export const strengthOf = (bits: number): Strength =>
  bits >= 4 ? '++' : bits >= 0.7 ? '+' : bits > -0.7 ? '0' : bits > -4 ? '-' : '--'
export function explain(_context: Context, _guest: GuestReport, slot: number, scored: readonly Scored[]): Evidence[] {
  return scored.map(({ item, bits }) => ({
    item,
    level: 'x',
    bits: bits[slot] as number,
    strength: strengthOf(bits[slot] as number),
    words: item,
  }))
}
