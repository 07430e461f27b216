/** Shapes of the answers as the screens of reception use them. */
import { useAsk } from '#web/ui/index.ts'

export type StepState = 'done' | 'open' | 'late' | 'not-needed' | 'trouble'

export interface Thing {
  id: string
  name: string
  kind: string
  quantity: number
  returned: number
  amount: number | null
  mark: string | null
  place: string | null
  keptAt: number
  returns: { quantity: number; how: string; returnedAt: number; receiver: string | null }[]
}

export interface ReceptionAnswer {
  fileId: string
  personId: string
  no: string
  state: string
  displayName: string
  sex: 'male' | 'female' | null
  identity: string
  arrival: string | null
  arrivedAt: number
  acceptedAt: number | null
  escortUnit: string | null
  escortPerson: string | null
  foundPlace: string | null
  steps: Record<string, StepState>
  lacking: string[]
  warnings: string[]
  safety: { state: string; at: number | null; why: string | null; secondStaff: string | null }
  triage: { decision: string; signs: string[]; temperature: number | null; at: number } | null
  handover: { fromUnit: string | null; officer: string | null; signedAt: number; late: boolean } | null
  registeredAt: number | null
  registrations: number
  values: Record<string, unknown>
  stated: Stated
  cause: string | null
  causeNote: string | null
  request: string | null
  assistance: string | null
  conditions: string[]
  capacity: string | null
  decision: { kind: string; at: number; ground: string | null; noticeNo: string | null; explanation: string | null } | null
  belongings: Thing[]
  belongingsLeft: number
  ability: { level: string; who: string }
  earlier: Earlier
  wayBack: 'same-file' | 'new-reception' | null
}

/** Known but shown masked: an empty field keeps it. */
export interface Stated {
  idNumber?: unknown
  phone?: unknown
  kin: { name: string; relation: string; phone?: string }[]
}

export interface Earlier {
  count: number
  lastLeftAt: number | null
  withinMonth: boolean
}

export interface CarriedOver {
  personId: string
  displayName: string
  identity: string
  values: Record<string, unknown>
  stated: Stated
  conditions: string[]
  capacity: string | null
  earlier: Earlier
  openFileId: string | null
  lastLeft: string | null
}

export interface OpenReceptions {
  total: number
  receptions: {
    fileId: string
    personId: string
    no: string
    displayName: string
    sex: 'male' | 'female' | null
    birthFrom: string | null
    birthTo: string | null
    arrival: string | null
    arrivedAt: number
    triage: string | null
    steps: Record<string, StepState>
    lacking: string[]
    warnings: string[]
  }[]
}

export interface Hit {
  personId: string
  inside: boolean
  sealed: boolean
  ways: string[]
  elsewhere: { station: string; month: string }[]
  displayName: string | null
  said: string | null
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identityWord: string | null
  stays: {
    fileId: string
    no: string
    station: string
    state: string
    arrivedAt: number
    leftAt: number | null
    leftNote: string | null
  }[]
}

/** One reception; asked once for all panels and buttons of a page. */
export function useReception(fileId: string | undefined) {
  return useAsk<ReceptionAnswer>('intake.reception', { fileId: fileId ?? '' }, { enabled: fileId !== undefined })
}

export const sexWord = (sex: 'male' | 'female' | null) => (sex === 'male' ? '男' : sex === 'female' ? '女' : '性别不详')

/** `1954 年生` · `约 1950—1960 年生` · `年龄不详`. */
export function bornWord(from: string | null, to: string | null): string {
  if (!from || !to) return '年龄不详'
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)]
  return first === last ? `${first} 年生` : `约 ${first}—${last} 年生`
}
