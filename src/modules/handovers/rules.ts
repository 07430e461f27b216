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

/** What has become of a paper: signed at that time and its state now, or printed before both had signed. */
export function codeLine(version: number, state: HandoverState | null): string {
  if (state === null) return `第 ${version} 版双方签齐以前打印的，不作凭据。签齐以后另打一份，才有核对码。`
  const now: Partial<Record<HandoverState, string>> = {
    replaced: '当时双方签过；后来已更正，以新的一版为准。',
    withdrawn: '当时双方签过；后来已撤回，不再作数。',
    contested: '和系统里一致，双方签过；接收方后来有异议，看上面的经过。',
  }
  return `是第 ${version} 版：${now[state] ?? '和系统里一致，双方签过。'}`
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
