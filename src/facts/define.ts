/** How a fact is declared: name, subject kinds, Chinese title, value schema with a Chinese label on every field. */

import { z } from 'zod'
import { dayOfDate } from '#kernel/time.ts'
import type { SubjectKind } from './fact.ts'

export interface FactDef {
  /** `room.past-participle`. */
  name: string
  /** 中文 name on screens and papers. */
  title: string
  /** Subjects it may sit on. */
  kinds: readonly SubjectKind[]
  /** Unit of its amount, where it has one. */
  unit?: string
  v: number
  /** Whether a clerk may write it down after the event by a plain form; false where an action with rules of its own records it. */
  byHand: boolean
  /** Told in confidence: whoever only holds a part of the subject does not read that it was told, unless it is this part. */
  confided?: string
  /** On a child file: the part of the file it belongs to (`policies/parts.yaml`); nobody else reads it. */
  compartment?: string
  schema: z.ZodObject
}

export interface FieldMeta {
  title: string
  /** Value → 中文, in the order of the list on screen. */
  options?: Record<string, string>
  /** True where other values than `options` are allowed. */
  open?: boolean
  unit?: string
  /** Shown only when opened with a reason: lists of happenings leave it out. */
  opened?: boolean
}

/** Free text or a code that only has to be the same where it is compared. */
export const text = (title: string) => z.string().optional().meta({ title })

/** Yes or no; absent is neither. */
export const yesNo = (title: string) => z.boolean().optional().meta({ title })

/** One of a closed list; anything else is refused. */
export const choice = <T extends string>(title: string, options: Record<T, string>) =>
  z
    .enum(Object.keys(options) as [T, ...T[]])
    .optional()
    .meta({ title, options })

/** One of a list that a place may lengthen; other texts are kept as they are. */
export const openChoice = (title: string, options: Record<string, string>) =>
  z.string().optional().meta({ title, options, open: true })

/** One or several of an open list. */
export const oneOrSeveral = (title: string, options: Record<string, string>) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ title, options, open: true })

/** Several of an open list. */
export const several = (title: string, options: Record<string, string>) =>
  z.array(z.string()).optional().meta({ title, options, open: true })

/** A field that is shown only when it is opened with a reason. */
export const openedWithReason = <T extends z.ZodType>(schema: T): T => schema.meta({ ...schema.meta(), opened: true }) as T

/** Several of a closed list. */
export const severalOf = <T extends string>(title: string, options: Record<T, string>) =>
  z
    .array(z.enum(Object.keys(options) as [T, ...T[]]))
    .optional()
    .meta({ title, options })

/** A number that is not negative. */
export const amount = (title: string, unit: string) => z.number().min(0).optional().meta({ title, unit })

/** A calendar date, `YYYY-MM-DD`. */
export const date = (title: string) => z.iso.date().optional().meta({ title })

/** A date or an instant, written as text. */
export const when = (title: string) =>
  z
    .string()
    .refine((text) => dayOfDate(text.slice(0, 10)) !== null, 'expected a date, YYYY-MM-DD')
    .optional()
    .meta({ title })

type Fields = z.ZodRawShape

interface Options {
  byHand?: boolean
  unit?: string
  confided?: string
  compartment?: string
}

/** Declares one fact. Absent fields are allowed (policies answer *cannot tell*), wrong types are not, further fields are kept. */
export function fact(
  name: string,
  title: string,
  kinds: readonly SubjectKind[],
  fields: Fields = {},
  options: Options = {},
): FactDef {
  return {
    name,
    title,
    kinds,
    v: 1,
    byHand: options.byHand ?? true,
    schema: z.looseObject(fields).meta({ title }),
    ...(options.unit ? { unit: options.unit } : {}),
    ...(options.confided ? { confided: options.confided } : {}),
    ...(options.compartment ? { compartment: options.compartment } : {}),
  }
}

/** Recorded only by an action with rules of its own. */
export const byAction: Options = { byHand: false }

export const CASES: readonly SubjectKind[] = ['rescue-file', 'child-file', 'person']
export const GUEST: readonly SubjectKind[] = ['rescue-file']
export const CHILD: readonly SubjectKind[] = ['child-file']
