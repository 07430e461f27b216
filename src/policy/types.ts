/** The words of the policy engine. Instants are epoch milliseconds, dates `YYYY-MM-DD` in Asia/Shanghai. */

import type { Fact, SubjectKind } from '#facts/fact.ts'
import type { Pack } from './pack.ts'

/** One thing that duties sit on, with the links that policies follow. Further string links are allowed. */
export interface Subject {
  id: string
  kind: SubjectKind
  /** Person of a rescue file or child file; a file that names none has one of its own. */
  person?: string | undefined
  /** Station of a rescue file, a member of staff, an incident. */
  station?: string | undefined
  /** Town of a child file. */
  town?: string | undefined
  division?: string | undefined
  /** Of an organisation: station, bureau, town, village, police, school, protection-centre, protection-point … */
  type?: string | undefined
  /** Of an organisation: city, county, town, village. */
  level?: string | undefined
  [link: string]: string | undefined
}

/** Dates of a special action. A `…By` date ends at its 24:00; `opened` starts at 00:00; `closed` ends at 24:00. */
export interface Campaign {
  opened: string
  closed?: string | undefined
  /** Who entered before 00:00 of this day is meant. */
  cutOff: string
  applicationBy: string
  planBy: string
  doneBy: string
}

/** One value of an assumed parameter, or a dated list of them, oldest first; before the first `from` the pack's own holds. */
export type ParameterValue = string | number
export type ParameterOverride = ParameterValue | readonly { from: string; value: ParameterValue }[]

/** A pack as a bureau has adopted it. */
export interface AdoptedPack {
  pack: Pack
  /** First day on which the pack binds; null = as far back as there are facts. A term that ended before it is not judged. */
  from: string | null
  /** Parameter key (`s2.03.health`, `s1.joint.on-scene`) → the bureau's own value of an assumed term. */
  parameters?: Readonly<Record<string, ParameterOverride>> | undefined
  campaign?: Campaign | null | undefined
}

/** Days off and make-up days by year; a year that is absent makes a working-day term `cannot-tell`. */
export interface YearCalendar {
  year: number
  /** Days off by notice of the State Council (weekends that fall into them included). */
  off: readonly string[]
  /** Weekend days that are worked instead. */
  work: readonly string[]
  source: string
}
export type Calendars = ReadonlyMap<number, YearCalendar>

export type ObligationState = 'not-applicable' | 'cannot-tell' | 'pending' | 'met' | 'met-late' | 'overdue' | 'waived'

/** `minute`: due to the minute; `day`: at the end of a day (`due` is 00:00 of the next, printed `T24:00`); `none`: no term (yet). */
export type DueKind = 'minute' | 'day' | 'none'

export type Answer = 'yes' | 'no' | 'cannot-tell'

export interface ConditionAnswer {
  condition: string
  answer: Answer
  needs: string[]
  /** Ids of the facts that decided. */
  facts: string[]
}

export interface ParameterChosen {
  key: string
  value: ParameterValue
  /** The day from which this value holds, null where it has always held. */
  from: string | null
  assumed: boolean
  /** True where the bureau set it, false where it is the pack's own. */
  own: boolean
  citation: string
}

/** Why an obligation reads as it does: everything that was looked at, by id. */
export interface Because {
  clause: string
  citation: string
  /** The fact or moment the clock counts from. */
  countsFrom: { moment: string; at: number; facts: string[] }
  conditions: ConditionAnswer[]
  /** Facts that met it (or the steps of it so far). */
  metBy: string[]
  parameters: ParameterChosen[]
  /** Working days counted, first to last, where the term is in working days. */
  workingDays?: { first: string; last: string; days: number; off: number } | undefined
}

export interface Obligation {
  clause: string
  pack: string
  subject: string
  /** Stable across recomputation: `1`, `2` … in order of arising, or the period (`2021-H1`). */
  instance: string
  state: ObligationState
  arisenAt: number
  due: number | null
  dueKind: DueKind
  metAt: number | null
  /** Role word; several who owe it together are joined by `, `. */
  owner: string
  needs: string[]
  waived?: { by: string; basis: string; at: number } | undefined
  /** Decimal fraction as text (`0.3`, `1`), where the clause names a target. */
  target?: string | undefined
  /** For clauses that count others (a town's children): each of them with its own state. */
  members?: { id: string; state: ObligationState }[] | undefined
  because: Because
}

export interface ObligationInput {
  subject: Subject
  related: { subjects: readonly Subject[]; facts: readonly Fact[] }
  facts: readonly Fact[]
  packs: readonly AdoptedPack[]
  calendars: Calendars
  now: number
  /** First instant of interest for duties of organisations that no fact begins; default: the earliest fact given. */
  since?: number | undefined
}

export interface ObligationResult {
  obligations: Obligation[]
  /** The next instant at which the answer may change without a new fact; null = never. */
  changesAt: number | null
}

/** A figure: the rate of a clause, or a value that is no rate. */
export interface Figure {
  clause: string
  met: number
  late: number
  pending: number
  overdue: number
  waived: number
  cannotTell: number
  arisen: number
  target: 'reached' | 'not-reached' | 'cannot-tell' | 'none'
  value: number | null
  /** Drill-down: state (`met`, `late`, … or `value`) → ids of the subjects. */
  of: Record<string, string[]>
}
