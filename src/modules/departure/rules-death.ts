/** When a death may be written down, and from when on it may have happened. Pure. */
import type { FileState } from '#modules/people-and-cases/words.ts'
import type { LeavingRow } from './store.ts'

/** How much of a death is known: that it happened, or with the papers about it as well. */
export type DeathTold = 'bare' | 'whole' | undefined

export interface Fate {
  file: { state: FileState; arrivedAt: number }
  leaving: Pick<LeavingRow, 'kind' | 'leftAt' | 'sentHome' | 'handedOverAt'> | undefined
  death: DeathTold
}

/** On the way home, to another station or to hospital: still in the station's care until somebody has signed for him. */
const underWay = (leaving: NonNullable<Fate['leaving']>) =>
  leaving.handedOverAt === null && (leaving.sentHome || leaving.kind === 'other-station' || leaving.kind === 'hospital')

/** Here, on the way, or told by the way or the institution and its papers still to come. */
export function mayBeRecorded({ file, leaving, death }: Fate): boolean {
  if (file.state === 'asked' || file.state === 'in') return true
  if (file.state !== 'left' || !leaving) return false
  return leaving.kind === 'died' ? death === 'bare' : underWay(leaving)
}

/** Nobody dies before he came, nor on a way before it began. */
export const earliestDeath = ({ file, leaving }: Fate): number =>
  file.state === 'left' && leaving && leaving.kind !== 'died' ? leaving.leftAt : file.arrivedAt

/** The instant kept: after the leaving it follows, so that the last of a file is the death. */
export const deathAt = (told: number, { file, leaving }: Fate): number =>
  file.state === 'left' && leaving && leaving.kind !== 'died' ? Math.max(told, leaving.leftAt + 1) : told
