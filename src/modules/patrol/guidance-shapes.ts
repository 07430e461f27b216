/** What a prescription is: its sentence, its steps, and what each step records. */
import type { Group, HelpAnswer, Sign } from './words.ts'

export type Told = HelpAnswer

/** What was seen so far; what nobody looked at is left out and never read as no. */
export interface Seen {
  groups?: readonly Group[]
  signs?: readonly Sign[]
  withMinor?: boolean
  coercionSuspected?: boolean
  infantUsed?: boolean
  guardianThere?: boolean | null
}

/** The same step of two prescriptions is one step: taken once, ticked in both. */
export type StepKey =
  | 'call-emergency'
  | 'hospital'
  | 'tell-station'
  | 'take-evidence'
  | 'tell-police'
  | 'ask'
  | 'escort'
  | 'handover'
  | 'persuade'
  | 'give-goods'

/** When each step was taken, epoch ms. */
export type Taken = Readonly<Partial<Record<StepKey, number>>>

/** Whom a step calls: numbers of everywhere, and the station's own which the shift's answer names. */
export type Tel = 'emergency' | 'police' | 'station'

/** Every door that a step may open on the phone; `schema.ts` has their forms. */
export const stepDoors = [
  'patrol.take-step',
  'patrol.offer-help',
  'patrol.persuade',
  'patrol.give-goods',
  'patrol.start-escort',
  'handovers.prepare',
] as const
export type StepDoor = (typeof stepDoors)[number]

export interface Step {
  key: StepKey
  words: string
  hint?: string
  door: StepDoor
  /** What the tap already says; the screen adds encounter and person. */
  form: Readonly<Record<string, unknown>>
  tel?: Tel
  /** Done in its own time by whom it concerns: not waited for. */
  optional?: boolean
  /** When it was taken. */
  done: number | null
}

export interface Citation {
  /** Clause whose clock runs, where one does. */
  clause: string | null
  document: string
  item: string
  term: string | null
  /** The document says no figure; ours is a parameter of the policy pack. */
  assumed: boolean
}

export type Tone = 'danger' | 'child' | 'help'

export interface Guidance {
  key: string
  tone: Tone
  words: string
  why?: string
  citation: Citation
  steps: Step[]
}
