/** Pure decisions about handovers. */
import { digestOf } from '#kernel/crypto.ts'
import { isSigned } from '#kernel/signature.ts'
import { type HandoverState, mayMove } from './lifecycle.ts'
import type { Signing } from './schema.ts'
import type { Box } from './words.ts'

/** Drawn with or without network, or a name with what it stands for and why. */
export const hasSigned = (signature: Signing | undefined): boolean =>
  signature !== undefined && (signature.ink !== undefined || isSigned(signature))

/** Eight signs that stand on the paper and on the page: the same words, the same signs; another word, others. */
export function checkCode(said: object): string {
  const code = digestOf(said).toString('hex').slice(0, 8).toUpperCase()
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** A number as people read it; later versions carry theirs. */
export const shownNumber = (no: string, version: number): string => (version === 1 ? no : `${no}（第 ${version} 版）`)

export interface Standing {
  state: HandoverState
  fromPath: string
  toPath: string | null
  /** Signed by both on the giver's phone, and the receiver has not looked at it yet. */
  unseen: boolean
}

/** What an organisation may do with a handover now. */
export function doorsNow(handover: Standing, path: string): string[] {
  const giver = handover.fromPath === path
  const receiver = handover.toPath === path
  const open = (door: string) => mayMove(handover.state, door)
  const doors: string[] = []
  if (receiver) doors.push(...['handovers.sign', 'handovers.decline', 'handovers.contest'].filter(open))
  if (receiver && open('handovers.confirm') && (handover.unseen || handover.state === 'contested'))
    doors.push('handovers.confirm')
  if (giver) doors.push(...['handovers.sign-both', 'handovers.withdraw', 'handovers.correct'].filter(open))
  return doors
}

/** In which lists of an organisation it lies. */
export function boxesOf(handover: Standing, path: string): Box[] {
  const waits = handover.toPath === path && (handover.state === 'prepared' || (handover.state === 'signed' && handover.unseen))
  return [
    ...(waits ? (['to-sign'] as const) : []),
    ...(handover.fromPath === path ? (['given'] as const) : []),
    ...(handover.toPath === path && !waits ? (['taken'] as const) : []),
    'all',
  ]
}
