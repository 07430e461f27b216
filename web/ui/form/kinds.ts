/** What a form is made of, read from its Zod schema; no React here, so that tests can walk every form of the house. */
import type { z } from 'zod'
import { describe, type FieldDescription, isUnknown, unknownSchema } from '#kernel/field.ts'

export type Draft = Record<string, unknown>

/** The control that is drawn. */
export type Kind =
  | 'text'
  | 'textarea'
  | 'lines'
  | 'number'
  | 'date'
  | 'instant'
  | 'chips'
  | 'many'
  | 'select'
  | 'yes-no'
  | 'switch'
  | 'tick'
  | 'list'
  | 'group'
  | 'file'
  | 'signature'
  | 'place'
  | 'picker'
  | 'hidden'

/** What a room's own control is given. */
export interface PickerProps {
  id: string
  field: FieldDescription
  value: unknown
  /** What else stands in the form so far: a district below the chosen city, a bed for the chosen guest. */
  draft: Draft
  onChange(value: unknown): void
  invalid: boolean
  /** Ids of the help and error lines, for `aria-describedby`. */
  describedBy?: string | undefined
}

interface Def {
  type: string
  format?: string
  innerType?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
  shape?: Record<string, z.ZodType>
  in?: z.ZodType
}

const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def

/** The schema below optional, nullable, default and `orUnknown`. */
export function coreOf(schema: z.ZodType): z.ZodType {
  const def = defOf(schema)
  if (def.innerType) return coreOf(def.innerType)
  if (def.type === 'pipe' && def.in) return coreOf(def.in)
  if (def.type === 'union') {
    const known = (def.options ?? []).filter((option) => option !== unknownSchema)
    if (known.length === 1) return coreOf(known[0] as z.ZodType)
  }
  return schema
}

/** The object schema of a list's rows or of a nested group; undefined for anything else. */
export function objectBelow(schema: z.ZodType): z.ZodObject | undefined {
  const core = coreOf(schema)
  const def = defOf(core)
  if (def.type === 'object') return core as z.ZodObject
  if (def.type === 'array' && def.element) {
    const element = coreOf(def.element)
    if (defOf(element).type === 'object') return element as z.ZodObject
  }
  return undefined
}

const isMany = (schema: z.ZodType) => defOf(coreOf(schema)).type === 'array'

function hasDefault(schema: z.ZodType): boolean {
  const def = defOf(schema)
  if (def.type === 'default' || def.type === 'prefault') return true
  return def.innerType ? hasDefault(def.innerType) : false
}

/** Which control a field gets. Throws, as a defect, for a schema that nobody could fill in. */
export function kindOf(field: FieldDescription): Kind {
  const core = coreOf(field.schema)
  const def = defOf(core)
  const count = Object.keys(field.options ?? {}).length
  switch (field.widget) {
    case 'hidden':
      return 'hidden'
    case 'textarea':
      return def.type === 'array' ? 'lines' : 'textarea'
    case 'date':
    case 'instant':
    case 'number':
    case 'file':
    case 'signature':
    case 'place':
    case 'switch':
      return field.widget
    case 'division':
    case 'subject':
      return 'picker'
    case 'chips':
      return def.type === 'array' ? 'many' : 'chips'
    case 'select':
      return 'select'
    case 'text':
      return 'text'
    default:
  }
  if (field.options) return def.type === 'array' ? (count <= 12 ? 'many' : 'select') : count <= 7 ? 'chips' : 'select'
  if (def.type === 'array') return objectBelow(field.schema) ? 'list' : 'lines'
  if (def.type === 'object') return 'group'
  if (def.type === 'boolean') return hasDefault(field.schema) ? 'switch' : 'yes-no'
  if (def.type === 'literal') return 'tick'
  if (def.type === 'number' || def.type === 'int') return 'number'
  if (def.type === 'string') return def.format === 'date' ? 'date' : 'text'
  throw new Error(`field ${field.key}: no control for ${def.type}`)
}

/** Columns of 24 when the field does not say. */
export function spanOf(field: FieldDescription, kind: Kind): number {
  if (field.span) return field.span
  if (kind === 'textarea' || kind === 'lines' || kind === 'list' || kind === 'group' || kind === 'many' || kind === 'file')
    return 24
  if (kind === 'signature' || kind === 'place') return 24
  if (kind === 'number' || kind === 'date' || kind === 'yes-no' || kind === 'switch') return 6
  if (kind === 'chips') {
    const letters = Object.values(field.options ?? {}).reduce((sum, label) => sum + label.length + 2.5, 0)
    return letters <= 14 ? 8 : letters <= 30 ? 14 : 24
  }
  return 8
}

/** Fields that stand on the screen now: not hidden, and whose `showIf` agrees with what is written so far. */
export function shownFields(fields: FieldDescription[], draft: Draft, hidden?: ReadonlySet<string>): FieldDescription[] {
  return fields.filter(
    (field) => !hidden?.has(field.key) && kindOf(field) !== 'hidden' && (field.showIf ? field.showIf(draft) : true),
  )
}

/** Whether nothing was answered. "不详" is an answer. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

function readValue(field: FieldDescription, value: unknown): unknown {
  if (isUnknown(value)) return value
  const kind = kindOf(field)
  if (kind === 'group' && typeof value === 'object' && value !== null) {
    const inner = objectBelow(field.schema)
    const read = inner ? readDraft(inner, value as Draft) : value
    return Object.keys(read as Draft).length === 0 && !field.required ? undefined : read
  }
  if (isEmpty(value)) return isMany(field.schema) && field.required ? [] : undefined
  if (kind === 'list') {
    const inner = objectBelow(field.schema)
    return inner ? (value as Draft[]).map((row) => readDraft(inner, row)) : value
  }
  if (kind === 'number' && typeof value === 'string') {
    const number = Number(value.trim().replace(/[０-９．－]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)))
    return Number.isNaN(number) ? value : number
  }
  if (kind === 'lines' && Array.isArray(value)) return value.map((line) => String(line).trim()).filter(Boolean)
  return typeof value === 'string' ? value.trim() : value
}

/** The form as it is sent: trimmed, numbers as numbers, empty ones and those that `showIf` hides left out. */
export function readDraft(form: z.ZodObject, draft: Draft): Draft {
  const read: Draft = {}
  for (const field of describe(form)) {
    if (field.showIf && !field.showIf(draft)) continue
    const value = readValue(field, draft[field.key])
    if (value !== undefined) read[field.key] = value
  }
  return read
}

/** Required fields on the screen that are still empty. */
export function lacking(shown: FieldDescription[], draft: Draft): FieldDescription[] {
  return shown.filter(
    (field) => field.required && kindOf(field) !== 'group' && (isEmpty(draft[field.key]) || onlyBlank(draft[field.key])),
  )
}

/** A list whose lines were added and left blank. */
const onlyBlank = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((line) => typeof line === 'object' && line !== null && !isUnknown(line) && Object.values(line).every(isEmpty))

/** What the schema itself puts into fields left empty, so that the screen shows it. */
export function defaultsOf(fields: FieldDescription[]): Draft {
  const draft: Draft = {}
  for (const field of fields) {
    const read = field.required ? undefined : field.schema.safeParse(undefined)
    if (read?.success && read.data !== undefined) draft[field.key] = read.data
  }
  return draft
}
