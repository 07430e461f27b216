/** What supervision's queries answer, as far as the screens use it. */
import type { Because, DutyState } from '#web/ui/duty.ts'

export interface SubjectShown {
  id: string
  kind: string
  name: string
  no: string | null
  owner: string
}

export interface DutyShown {
  id: string
  subject: SubjectShown
  clause: string
  instance: string
  title: string
  verb: string
  owner: string
  ownerText: string
  state: DutyState
  citations: { clause: string; text: string; assumed?: string }[]
  due: number | null
  dueKind: 'minute' | 'day' | 'none'
  metAt: number | null
  needs: string[]
  waived?: string
  because: Because
  also: { clause: string; instance: string; title: string }[]
  doors: { fact: string; door: string }[]
}

export interface Bucket {
  key: 'overdue' | 'today' | 'week' | 'later' | 'no-term' | 'cannot-tell'
  title: string
  count: number
  exact: boolean
  items: DutyShown[]
}

export interface Progress {
  done: number
  total: number
}

export interface DutyList {
  now: number
  buckets: Bucket[]
  total: number
  owners: string[]
  underWay: Progress | null
}

export interface FileDuties {
  now: number
  items: DutyShown[]
  counts: { open: number; done: number; notApplicable: number; cannotTell: number }
}

export interface Adoption {
  id: string
  from: string
  until: string | null
  reason: string
  own: boolean
}

export interface PolicyLine {
  id: string
  title: string
  issuer: string | null
  number: string | null
  date: string | null
  national: boolean
  inForce: boolean
  adoptions: Adoption[]
  coverage: Coverage
  clauses: number
}

export interface Coverage {
  computed: number
  manual: number
  declaratory: number
}

export interface Policies {
  packs: PolicyLine[]
  mayDecide: boolean
  goLive: string | null
  underWay: Progress | null
}

export interface FigureShown {
  clause: string
  title: string
  met: number
  late: number
  pending: number
  overdue: number
  waived: number
  cannotTell: number
  arisen: number
  target: 'reached' | 'not-reached' | 'cannot-tell' | 'none'
  targetPercent: number | null
  value: number | null
  assumed: string | null
  trend: { month: string; met: number; arisen: number }[]
}

export interface Entry {
  id: string
  number: string
  path: string[]
  title: string
  summary: string
  kind: 'computed' | 'manual' | 'declaratory'
  evidence: string | null
  note: string | null
  duties: { clause: string; title: string; clock: string; assumed: boolean; owner: string; metBy: string | null }[]
  figures: FigureShown[]
}

export interface Original {
  own: boolean
  source: string
  importedAt: number
  importedBy: string | null
  paragraphs: { text: string; heading: boolean }[]
  places: { entry: string; state: 'found' | 'twice' | 'missing'; paragraph?: number; from?: number; to?: number }[]
}

export interface PolicyPage {
  pack: {
    id: string
    title: string
    issuer: string | null
    number: string | null
    date: string | null
    words: string | null
    inForce: boolean
    adoptions: Adoption[]
  }
  original: Original | null
  coverage: Coverage
  period: { from: string; to: string }
  scope: string
  scopes: { path: string; name: string }[]
  entries: Entry[]
  mayDecide: boolean
  now: number
  underWay: Progress | null
}

export interface ClauseCases {
  items: {
    subject: SubjectShown
    clause: string
    instance: string
    state: DutyState
    due: number | null
    dueKind: 'minute' | 'day' | 'none'
    metAt: number | null
    cause: string | null
    note: string | null
  }[]
  more: boolean
  hidden: number
}

export interface ParameterShown {
  key: string
  clause: string
  title: string
  citation: string
  pack: string
  packTitle: string
  kind: 'term' | 'month-day' | 'month-days' | 'day-of-month' | 'period'
  value: string
  valueText: string
  own: boolean
  from: string | null
  assumedText: string
  assumedBecause: string
  history: { from: string; value: string; reason: string; citation: string | null; own: boolean }[]
}

export interface Parameters {
  items: ParameterShown[]
  mayDecide: boolean
  today: string
}

export interface PreviewAnswer {
  finished: boolean
  done: number
  total: number
  subjects: number
  clauses: {
    clause: string
    title: string
    appear: number
    disappear: number
    moved: number
    changed: { from: string; to: string; count: number }[]
    sample: SubjectShown[]
  }[]
}
