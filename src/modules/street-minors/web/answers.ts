/** The answer of this room, as its screens read it. */
import { useAsk } from '#web/ui/index.ts'
import type { StepKind } from '../steps.ts'

export interface StreetAnswer {
  concerns: boolean
  closed: boolean
  sampled: boolean
  dna: string | null
  trafficked: boolean
  told: boolean
  offence: boolean
  feeLeft: number
  steps: {
    stepId: string
    kind: StepKind
    title: string
    at: number
    by: string
    organisation: string
    lines: string[][]
    withdrawn: string | null
  }[]
}

export const useStreet = (childId: string) => useAsk<StreetAnswer>('street-minors.of-child', { childId })
