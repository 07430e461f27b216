/**
 * What the desk needs to know of an obligation in order to show it. `state`, `due`, `dueKind`, `metAt` are the engine's;
 * the query that answers adds the words. All but `title` and `state` may be missing.
 */
export type DueKind = 'minute' | 'day' | 'none'
export type DutyState = 'pending' | 'overdue' | 'met' | 'met-late' | 'cannot-tell' | 'not-applicable' | 'waived'

/** A clause as it is cited: short name and the document's own numbering, e.g. `大提升 第7项`. */
export interface Citation {
  clause: string
  text: string
  /** Shown as `假定 24 小时`: the document names no number, the bureau set one. */
  assumed?: string
}

/** One counted day, drawn in the popover. */
export interface CountedDay {
  date: string
  counted: boolean
  today?: boolean
  last?: boolean
}

/** Why a duty exists: the engine's own account of it, put into words by the query that answers. */
export interface Because {
  /** The clause's words (Song type), or our one-sentence summary where the original was not imported. */
  words?: string
  imported?: boolean
  citations?: (Citation & { note?: string })[]
  /** 起因: the facts that made it. */
  cause?: string
  /** 怎么算: the count in words. */
  counting?: string
  days?: CountedDay[]
  /** 算办结: what meets it. */
  metBy?: string
  /** 会消失: what ends it without being met. */
  endsWhen?: string
  /** 责任 */
  owner?: string
  /** 规则: pack, version. */
  rule?: string
  /** How well the source is known, when there is doubt. */
  doubt?: string
  /** 条件: each condition and its answer. */
  conditions?: { title: string; answer: 'yes' | 'no' | 'cannot-tell'; needs?: string }[]
}

export interface Duty {
  id?: string
  title: string
  state: DutyState
  citations?: Citation[]
  /** Instant at which the term ends, as the engine gives it; null without a term. */
  due?: number | null
  /** The engine's own: due to the minute, at the end of a day, or no term. */
  dueKind?: DueKind
  metAt?: number | null
  /** What is missing, in words, when nobody can tell. */
  needs?: string[]
  /** Who waived it and on what basis. */
  waived?: string
  because?: Because
}
