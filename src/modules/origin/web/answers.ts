/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { reception } from '../lifecycle.ts'
import type { Group, LetterKind, Signer, Way } from '../words.ts'

export interface CaseLine {
  receptionId: string
  fileId: string
  no: string
  name: string | null
  sex: 'male' | 'female' | null
  place: string
  from: string
  letterNo: string | null
  state: keyof typeof reception.states
  groups: Group[]
  asks: boolean
  way: Way
  toldAt: number
  answeredAt: number | null
  fetchOn: string | null
  receivedAt: number | null
  receivedTo: string | null
  visitedAt: number | null
  hardshipAt: number | null
  reportedAt: number | null
  homelessAt: number | null
  placedAt: number | null
  cancelledAt: number | null
  restoredAt: number | null
  theirs: boolean
}

export interface LetterLine {
  id: string
  kind: LetterKind
  way: Way
  signer: Signer | null
  at: number
  from: string
  letterNo: string | null
  contact: string | null
  phone: string | null
  text: string | null
  arrivesOn: string | null
}

export interface CaseAnswer extends CaseLine {
  letters: LetterLine[]
  mine: boolean
  mayVisit: boolean
  mayRestore: boolean
  visitAsked: string | null
  policeAskedAt: number | null
  handedOverAt: number | null
  abandonment: boolean
}

export interface SendingLine {
  sendingId: string
  way: string
  sentAt: number
  to: string | null
  receipt: string | null
  answeredAt: number | null
  accepts: boolean | null
}

export interface StepLine {
  id: string
  name: string
  title: string
  at: number
  by: string
  line: string
}

export interface OfFile {
  own: boolean
  fileState: string
  stateWord: string
  letterFile: boolean
  hasLetter: boolean
  cases: CaseAnswer[]
  sendings: SendingLine[]
  steps: StepLine[]
}

export interface BoardAnswer {
  items: CaseLine[]
  doneTotal: number
  counts: { group: Group; count: number }[]
}

export interface ReadAnswer {
  signer: 'house' | 'known' | 'unknown' | 'tampered' | 'unreadable'
  keyName: string | null
  publicKey: string | null
  from: string | null
  to: string | null
  kind: LetterKind | null
  letterNo: string | null
  sentAt: string | null
  name: string | null
  sex: 'male' | 'female' | null
  birth: string | null
  household: string | null
  idNumber: string | null
  text: string | null
  arrivesOn: string | null
  known: { personId: string; name: string | null }[]
}

export const useBoard = () => useAsk<BoardAnswer>('origin.board')
export const useOfFile = (fileId: string) => useAsk<OfFile>('origin.of-file', { fileId })
