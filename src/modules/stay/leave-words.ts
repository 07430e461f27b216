/** A leave as lists and panels show it. */
import type { Vault } from '#kernel/crypto.ts'
import { daysLate } from './rules-leave.ts'
import { type LeaveRow, toldOf } from './store-leave.ts'

export const leaveStates = { out: '外出', 'not-back': '未归', back: '已返回', over: '已结束' } as const

export function leaveWords(vault: Vault, leave: LeaveRow, now: number) {
  const told = toldOf(vault, leave)
  return {
    until: leave.until,
    daysLate: Math.max(daysLate(leave.until, now), 0),
    notBack: leave.state === 'not-back',
    keepsBed: leave.keepsBed,
    where: told.where,
    companion: [told.companion, told.companionName].filter(Boolean).join(' '),
    phone: told.phone ?? null,
    approvedBy: told.approvedBy,
    begunAt: leave.begunAt,
  }
}

/** Who should be back already stands first, the longest late on top; the others as they were. */
export function inOrderOfReturn<G extends { fileId: string }>(
  guests: G[],
  leaves: ReadonlyMap<string, { daysLate: number }>,
): G[] {
  const late = (guest: G) => leaves.get(guest.fileId)?.daysLate ?? 0
  return guests.toSorted((a, b) => late(b) - late(a))
}
