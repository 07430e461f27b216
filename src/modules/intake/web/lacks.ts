/** What the one-page reception still lacks, and where signs lead; the server decides again. */
import { treatFirst } from '../rules-triage.ts'
import type { triageSigns } from '../words.ts'

type Draft = Record<string, unknown>
type Sign = keyof typeof triageSigns

/** In words, what stands between this page and an acceptance; first of all, never a name. */
export function lacksOf(draft: Draft, checked: boolean): string[] {
  const lacks: string[] = []
  if (draft['decision'] !== 'accept') return lacks
  const safety = draft['safety']
  if (safety === undefined && !checked) lacks.push('安全检查')
  if ((safety === 'clear' || safety === 'found') && !draft['secondStaff']) lacks.push('第二名工作人员')
  if (safety === 'found' && !(Array.isArray(draft['found']) && draft['found'].length > 0)) lacks.push('查出什么')
  if (safety === 'deferred' && !draft['deferredWhy']) lacks.push('为什么暂缓')
  if (safety === 'refused') lacks.push('本人拒绝安检，不能受理')
  return lacks
}

const words: Record<string, string> = { accept: '受理并安排床位', hospital: '记下并先送医', later: '登记，稍后决定' }

/** What the main button says for the chosen decision. */
export const submitWord = (decision: unknown): string => words[String(decision)] ?? '受理并安排床位'

const advices = {
  hospital: '先送医：按 F9，登记以后再补。',
  police: '先请公安到场（110），再继续接待。',
  'go-on': null,
} as const

/** Where the work rule sends somebody with these signs, in a sentence; null when reception goes on. */
export const treatAdvice = (signs: Sign[]): string | null => advices[treatFirst(signs)]
