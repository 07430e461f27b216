/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'

export interface BandAnswer {
  no: string
  alias: string | null
  readers: number
  bodies: number
  openedUntil: number | null
  state: string
  whole: boolean
}

export interface LinkAnswer {
  link: string
  title: string
  present: boolean
  tag: string | null
  tone: 'grn' | 'amb' | 'red' | 'gry'
  steps: { id: string; at: number; title: string; words: string[] }[]
}

export interface FileAnswer {
  childId: string
  personId: string
  no: string
  name: string
  alias: string | null
  sex: 'male' | 'female' | null
  age: string
  birth: string | null
  adultOn: string | null
  schoolAge: 'yes' | 'no' | 'maybe'
  idNumber: string | null
  identity: string
  household: string | null
  ethnicity: string | null
  heardNames: string[]
  marks: string[]
  address: string | null
  found: string | null
  from: string | null
  kinds: { kind: string; title: string; since: number; until: number | null; withdrawn: boolean }[]
  state: 'open' | 'closed' | 'adult' | 'merged'
  stateWord: string
  openedAt: number
  closedAt: number | null
  closedHow: string | null
  town: string | null
  village: string | null
  school: string | null
  worker: { name: string; organisation: string; mine: boolean } | null
  opens: string[]
  moves: 'anywhere' | 'within-town' | 'nowhere'
  rescueFiles: { fileId: string; no: string; state: string; arrivedAt: number; leftAt: number | null }[]
  chain: LinkAnswer[]
}

export interface LineAnswer {
  childId: string
  no: string
  name: string
  alias: string | null
  sex: 'male' | 'female' | null
  age: string
  kinds: string[]
  town: string | null
  school: string | null
  worker: string | null
  state: string
  stateWord: string
  openedAt: number
  adultOn: string | null
  ways?: string[]
  said?: string | null
}

export interface RequestAnswer {
  requestId: string
  kind: 'reader' | 'dossier'
  childId: string
  no: string
  alias: string | null
  who: string
  organisation: string
  what: string
  reason: string
  answer: string | null
  state: string
  stateWord: string
  askedBy: string
  askedAt: number
  until: number | null
  mine: boolean
  mayDecide: boolean
}

export const useBand = (childId: string) => useAsk<BandAnswer>('minors.band', { childId })
export const useFile = (childId: string) => useAsk<FileAnswer>('minors.file', { childId })
export const sexWord = (sex: 'male' | 'female' | null) => (sex === 'male' ? '男' : sex === 'female' ? '女' : '性别不详')
