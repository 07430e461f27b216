/** Whether a file may take a step now, and the refusal that says where it stands. Pure. */
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { childFileLife, stateOf } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { closedHow } from './words.ts'

interface FileNow {
  closedAt: number | null
  closedHow: string | null
}

/** The refusal for a closed file, or undefined. */
export function closedRefusal(child: FileNow, what: string): Refusal | undefined {
  if (child.closedAt === null) return undefined
  const how = child.closedHow ? closedHow[child.closedHow as keyof typeof closedHow] : undefined
  const { zh } = childFileLife.states[stateOf(child)]
  return refuse('CLOSED', { state: how ?? zh, on: dateOf(child.closedAt), what })
}
