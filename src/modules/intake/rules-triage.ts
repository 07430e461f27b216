/** Where signs of a first look lead. Small and free of everything else: the screen reads it as well as the server. */
import type { triageDecisions, triageSigns } from './words.ts'

type Sign = keyof typeof triageSigns
type TriageDecision = keyof typeof triageDecisions

/** Temperature from which somebody counts as feverish, ℃. */
const FEVER = 37.3

/** The signs with fever added where the thermometer says so. */
export function signsWith(signs: readonly Sign[] | undefined, temperature: number | undefined): Sign[] {
  const all = new Set(signs ?? [])
  if (temperature !== undefined && temperature >= FEVER) all.add('fever')
  return [...all]
}

/**
 * Where the work rule sends somebody with these signs: suspected mental disorder, infection, grave illness or injury to
 * hospital; drunk or suspected of drugs together with danger to the police. Fever alone goes on, apart from others.
 */
export function treatFirst(signs: readonly Sign[]): TriageDecision {
  const has = (sign: Sign) => signs.includes(sign)
  if (has('unconscious') || has('infectious')) return 'hospital'
  if (has('drugs') || has('dangerous')) return 'police'
  if (has('abnormal') || has('drunk')) return 'hospital'
  return 'go-on'
}
