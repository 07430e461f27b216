/** Pieces of the sample city's lives: what a step is, and the steps that many lives share. */
import { DAY, HOUR, MINUTE } from '#kernel/time.ts'
import type { Chance } from './chance.ts'
import type { Invented } from './invented.ts'

export type StationKey = 'yunchuan' | 'qinghe-station' | 'liutang-station'

/** One action of a life. `$name` in the form stands for what an earlier step of the same life kept from its reply. */
export interface Step {
  at: number
  who: 'clerk' | 'leader' | 'nurse' | 'tracing' | 'head'
  /** Login of somebody in another house, in place of `who`. */
  by?: string
  /** Name of an action; with `asks` of a query, whose answer is kept like a reply. */
  action: string
  asks?: true
  form: Record<string, unknown>
  /** Name → path in the reply, `cases.0.receptionId`. */
  keep?: Record<string, string>
  /** A refusal is part of life here (a bed already taken): the life goes on. */
  optional?: true
}

export interface Life {
  station: StationKey
  person: Invented
  steps: Step[]
  /** Wants a bed from acceptance until this instant; null: is still here. */
  leavesAt: number | null
}

export interface Frame {
  chance: Chance
  station: StationKey
  /** Arrival, epoch ms. */
  at: number
  /** The present: nothing is planned after it. */
  now: number
  year: number
}

/** What was forgotten long ago has been made up since: only lately something is still missing. */
export const forgotten = (frame: Frame, share: number) => frame.chance.happens(share) && frame.now - frame.at < 60 * DAY

export const SECOND_STAFF: Record<StationKey, string> = {
  yunchuan: '吴爱华',
  'qinghe-station': '许放',
  'liutang-station': '岳林',
}

export function receive(frame: Frame, person: Invented, said: Record<string, unknown>): Step {
  return {
    at: frame.at,
    who: 'clerk',
    action: 'intake.receive',
    keep: { fileId: 'fileId', personId: 'personId' },
    form: {
      sex: person.sex,
      safety: 'clear',
      consent: 'given',
      secondStaff: SECOND_STAFF[frame.station],
      ...(person.sex === 'female' ? { bodyCheckBy: 'female' } : {}),
      decision: 'accept',
      told: true,
      guestSign: 'signed',
      ...said,
    },
  }
}

export const named = (person: Invented) => ({
  writtenName: person.name,
  birthDate: person.birth,
  idNumber: person.idNumber,
  identityProof: 'card-read',
  household: person.household,
  ethnicity: '汉族',
})

/** Most guests are checked within hours; some are forgotten for a day. */
export function screen(frame: Frame, more: Record<string, unknown> = {}): Step {
  const late = forgotten(frame, 0.15)
  return {
    at: frame.at + (late ? frame.chance.between(26, 40) * HOUR : frame.chance.between(20, 300) * MINUTE),
    who: 'nurse',
    action: 'medical.screen',
    // Who is checked only after leaving is not checked at all: the duty stays open, as in life.
    optional: true,
    form: {
      fileId: '$fileId',
      temperature: 36 + frame.chance.between(2, 9) / 10,
      fit: 'yes',
      infection: 'ruled-out',
      lice: 'no',
      ...more,
    },
  }
}

export const record = (at: number, fact: string, value: Record<string, unknown>, evidence: string): Step => ({
  at,
  who: 'tracing',
  action: 'people.record-done',
  form: { subjectKind: 'rescue-file', subjectId: '$fileId', fact, value, evidence },
})

export function faceCompared(frame: Frame): Step[] {
  if (forgotten(frame, 0.15)) return []
  const late = frame.chance.happens(0.08)
  return [
    record(
      frame.at + (late ? frame.chance.between(25, 60) : frame.chance.between(1, 20)) * HOUR,
      'tracing.face-compared',
      { result: 'not-found' },
      '全国救助管理信息系统比对记录',
    ),
  ]
}

/** The origin is told in writing within days; now and then somebody forgets. */
export function tellOrigin(frame: Frame, person: Invented, leavesAt: number, local: boolean): Step[] {
  if (local || forgotten(frame, 0.1)) return []
  const late = frame.chance.happens(0.08)
  return [
    {
      at: leavesAt + (late ? frame.chance.between(6, 12) : frame.chance.between(1, 4)) * DAY,
      who: 'clerk',
      action: 'departure.tell-origin',
      form: { fileId: '$fileId', origin: person.household, way: 'letter' },
    },
  ]
}

export function leave(frame: Frame, at: number, kind: string, more: Record<string, unknown>): Step {
  return {
    at,
    who: 'clerk',
    action: 'departure.leave',
    form: { fileId: '$fileId', kind, secondStaff: SECOND_STAFF[frame.station], ...more },
  }
}
