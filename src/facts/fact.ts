/**
 * A fact: something that happened, about one subject, at a time, told by somebody. Never changed; a mistake is answered
 * by a new fact that replaces it. Instants are epoch milliseconds; policies read them in Asia/Shanghai.
 */

/** What a fact can be about, in the order of the glossary. */
export const SUBJECT_KINDS = [
  'person',
  'rescue-file',
  'child-file',
  'inquiry',
  'report',
  'shift',
  'bed',
  'institution',
  'staff',
  'organisation',
  'campaign',
  'task',
  'conference',
  'incident',
  'request',
  'hazard',
  'street-case',
  'complaint',
] as const

export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export interface SubjectRef {
  kind: SubjectKind
  id: string
}

export interface Fact {
  id: string
  subject: SubjectRef
  /** `room.past-participle`, one of the catalogue. */
  name: string
  /** Version of the value's schema. */
  v: number
  /** Only what policies read; anything that identifies a person lies encrypted elsewhere. */
  value: Record<string, unknown>
  /** When it happened. */
  occurredAt: number
  /** When it was written down; what is known at an instant are the facts recorded up to it. */
  recordedAt: number
  recordedBy: string
  /** Id of the action that left it. */
  action: string
  /** Id of the fact whose place it takes wholly, from its own `recordedAt` on. */
  replaces?: string | undefined
}
