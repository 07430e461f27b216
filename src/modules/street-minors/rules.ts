/** What may follow what. Pure. */
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { refuse } from './refusals.ts'
import type { StepKind } from './steps.ts'

export interface Step {
  id: string
  kind: StepKind
  result: string | null
  at: number
  withdrawnAt: number | null
}

/** Steps that still count, by time. */
export const standing = <S extends Step>(all: readonly S[]): S[] =>
  all.filter((step) => step.withdrawnAt === null).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

const last = (all: readonly Step[], kind: StepKind): Step | undefined => standing(all).findLast((step) => step.kind === kind)

export function sampleFault(all: readonly Step[], again: string | undefined): Refusal | undefined {
  const before = last(all, 'sample')
  return before && !again ? refuse('SAMPLED', { on: dateOf(before.at) }) : undefined
}

/** An answer belongs to a sample taken before it. */
export function dnaFault(all: readonly Step[], at: number): Refusal | undefined {
  return standing(all).some((step) => step.kind === 'sample' && step.at <= at) ? undefined : refuse('NO_SAMPLE')
}

export function traffickedFault(all: readonly Step[]): Refusal | undefined {
  const before = last(all, 'trafficked')
  return before ? refuse('CONFIRMED', { on: dateOf(before.at) }) : undefined
}

/** Nobody who may have sold or used the child is told where it is. */
export function tellFault(all: readonly Step[], used: boolean, cleared: boolean | undefined): Refusal | undefined {
  return (last(all, 'trafficked') || used) && cleared !== true ? refuse('GUARDIAN_UNCLEAR') : undefined
}

/** Whoever is not the police says on which paper the police said so. */
export function paperFault(organisationKind: string, paper: string | undefined): Refusal | undefined {
  return organisationKind === 'police' || paper ? undefined : refuse('POLICE_PAPER')
}

export const fenOf = (yuan: number): number => Math.round(yuan * 100)

/** Fen that were taken from child or family and not paid back. */
export function feeLeft(charges: readonly { kind: StepKind; fen: number; withdrawnAt: number | null }[]): number {
  return charges
    .filter((each) => each.withdrawnAt === null)
    .reduce((sum, each) => sum + (each.kind === 'fee' ? each.fen : each.kind === 'refund' ? -each.fen : 0), 0)
}
