/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'

export interface MessageAnswer {
  messageId: string
  kind: string
  state: 'waiting' | 'sent' | 'failed' | 'stopped'
  tries: number
  fault: string | null
  receipt: string | null
  madeAt: number
  sentAt: number | null
}

export interface RequestAnswer {
  requestId: string
  fileId: string
  kind: 'records' | 'face' | 'dna'
  level: string
  state: 'asked' | 'sampled' | 'found' | 'not-found' | 'cannot' | 'raised' | 'withdrawn'
  letterNo: string
  police: string | null
  basis: string | null
  told: { label: string; value: string }[]
  askedAt: number
  sampledAt: number | null
  answeredAt: number | null
  raisedAt: number | null
  askedBy: string | null
  answer: { result: string | null; words: string | null; letterNo: string | null; by: string | null } | null
  raisings: { at: number; from: string; police: string | null; reason: string | null }[]
  mine: boolean
  messages: MessageAnswer[]
}

export interface DecisionAnswer {
  decisionId: string
  state: 'proposed' | 'decided' | 'rejected' | 'undoing' | 'undone'
  way: string
  evidence: string[]
  source: string | null
  writtenName: string | null
  idNumber: string | null
  birthDate: string | null
  division: string | null
  proposedAt: number
  proposedBy: string | null
  proposedByMe: boolean
  decidedAt: number | null
  decidedBy: string | null
  seen: string | null
  rejected: string | null
  undoReason: string | null
  undoBy: string | null
  undoByMe: boolean
  undoneAt: number | null
}

interface StepAnswer {
  at: number | null
  exception: string | null
}
export interface StepsAnswer {
  pushed: StepAnswer
  dna: StepAnswer
  face: StepAnswer
}

export interface FileAnswer {
  state: string
  personId: string
  identity: string
  steps: StepsAnswer
  receipt: string | null
  faces: {
    at: number
    result: string | null
    system: string | null
    purpose: string | null
    by: string | null
    candidates: string | null
  }[]
  requests: RequestAnswer[]
  decisions: DecisionAnswer[]
  officers: string[]
  officer: boolean
  exchange: boolean
}

export interface GuestRow {
  fileId: string
  no: string
  name: string | null
  sex: string | null
}

export interface WaitingAnswer {
  items: (GuestRow & {
    requestId: string
    kind: RequestAnswer['kind']
    level: string
    state: RequestAnswer['state']
    letterNo: string
    since: number
    mine: boolean
  })[]
  failed: (GuestRow & {
    messageId: string
    requestId: string
    kind: RequestAnswer['kind']
    letterNo: string
    tries: number
    fault: string | null
    madeAt: number
    nextAt: number
  })[]
  decisions: (GuestRow & {
    decisionId: string
    state: string
    way: string
    since: number
    byName: string | null
    byMe: boolean
  })[]
  undone: (GuestRow & { decisionId: string; undoneAt: number })[]
}

export const useFile = (fileId: string) => useAsk<FileAnswer>('identification.file', { fileId })
export const useWaiting = () => useAsk<WaitingAnswer>('identification.waiting', {}, { every: 120_000 })

/** Somebody of the station who may be asked about: here, and not verified. */
export const traceable = (file: FileAnswer) => (file.state === 'in' || file.state === 'asked') && file.identity !== 'verified'
