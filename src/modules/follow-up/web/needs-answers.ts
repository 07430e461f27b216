/** Shapes of the needs side's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'

export interface AgainAnswer {
  againId: string
  fileId: string | null
  personId: string
  no: string | null
  name: string
  foundAt: number
  source: 'intake' | 'hand'
  newFileId: string | null
  newNo: string | null
  causes: string[]
  place: string | null
  from: string | null
  note: string | null
  toldAt: number | null
  since: number | null
  times: number
  home: string | null
}

export interface PatternAnswer {
  times: number
  daysHome: number[]
  bySeason: Record<string, number>
  byWeekday: number[]
  byMonth: number[]
  places: { name: string; times: number }[]
  causes: Record<string, number>
  causeUntold: number
}

export interface AgainOfAnswer {
  personId: string
  returned: boolean
  items: AgainAnswer[]
  pattern: PatternAnswer
  sayings: string[]
}

export interface ReferralAnswer {
  referralId: string
  fileId: string | null
  personId: string
  no: string | null
  name: string
  need: string
  state: string
  department: string
  to: string | null
  inSystem: boolean
  madeAt: number
  answeredAt: number | null
  closedAt: number | null
  silentDays: number
  silent: boolean
  reminders: number
  result: string | null
  answer: string | null
  asks: string | null
  ways: string[]
}

export interface TellingAnswer {
  tellingId: string
  fileId: string | null
  no: string | null
  name: string
  kind: string
  police: string | null
  toldAt: number
  answeredAt: number | null
  filed: boolean | null
  grounds: string | null
  evidence: number
  who: string | null
  answer: string | null
  minor: 'yes' | 'no' | 'unknown'
}

export interface NeedsAnswer {
  personId: string
  minor: 'yes' | 'no' | 'unknown'
  mayWork: boolean
  hardshipAt: number | null
  referrals: ReferralAnswer[]
  tellings: TellingAnswer[]
}

export interface GroupAnswer {
  key: string | null
  name: string | null
  open: number
  silentDays: number
}

export interface ReferralsAnswer {
  items: ReferralAnswer[]
  total: number
  byDepartment: GroupAnswer[]
  byTown: GroupAnswer[]
  assumed: string
}

export interface HouseholdAnswer {
  householdId: string
  state: string
  head: string
  address: string | null
  situation: string | null
  people: number | null
  town: string | null
  division: string | null
  reasons: string[]
  members: {
    fileId: string | null
    personId: string
    name: string
    relation: string | null
    times: number
    lastFound: number | null
  }[]
  listedAt: number
  nextReview: string | null
  reviewDue: boolean
  reviewedAt: number | null
  finding: string | null
  unlistedAt: number | null
  unlistedReason: string | null
}

export interface HouseholdsAnswer {
  items: HouseholdAnswer[]
  total: number
  due: number
  shares: {
    shareId: string
    at: number
    by: string | null
    to: string | null
    purpose: string | null
    columns: string[]
    households: number
  }[]
}

export interface RateAnswer {
  met: number
  late: number
  pending: number
  missed: number
  waived: number
  cannotTell: number
  arisen: number
  share: number | null
  settledShare: number | null
  target: number
  reached: 'reached' | 'not-reached' | 'cannot-tell' | 'none'
}

export interface RatesAnswer {
  year: number
  all: RateAnswer
  minors: RateAnswer
  stations: { path: string; name: string; all: RateAnswer; minors: RateAnswer }[]
  cut: boolean
}

export const useNeeds = (fileId: string) => useAsk<NeedsAnswer>('follow-up.needs-of', { fileId })
export const useAgain = (fileId: string) => useAsk<AgainOfAnswer>('follow-up.again-of', { fileId })

/** Words of several keys of a list. */
export const wordsOf = (list: Readonly<Record<string, string>>, keys: readonly string[]): string =>
  keys.map((key) => list[key] ?? key).join('、')
