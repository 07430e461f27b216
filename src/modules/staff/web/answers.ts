/** Shapes of this room's answers as its screens use them. */
import { useAsk, useMay } from '#web/ui/index.ts'
import type { Post, Standing } from '../words.ts'

export interface StaffLine {
  accountId: string
  name: string
  title: string | null
  stationId: string
  station: string
  standing: Standing
  post: Post | null
  joinedOn: string | null
  leftOn: string | null
  offJobDays: number
  trainedOn: string | null
  examinedOn: string | null
  healthCheckedOn: string | null
  qualifiedOn: string | null
}
export interface StaffBoard {
  year: string
  items: StaffLine[]
}
export interface StaffRecord {
  factId: string
  title: string
  on: string
  words: string
  by: string
  recordedOn: string
  withdrawable: boolean
  files: string[]
}
export interface StaffMember extends StaffLine {
  year: string
  records: StaffRecord[]
}
export interface Owed {
  subjectId: string
  clause: string
  period: string
  title: string
  state: string
  due: number | null
  dueKind: 'minute' | 'day' | 'none'
  door: string | null
}

export const useBoard = () => useAsk<StaffBoard>('staff.board')
export const useMember = (accountId: string) => useAsk<StaffMember>('staff.member', { accountId })

/** What policies ask of each of them now; nothing where no adopted policy asks anything. */
export function useOwed() {
  const enabled = useMay()('supervision.staff-duties')
  return useAsk<{ items: Owed[] }>('supervision.staff-duties', {}, { enabled })
}
