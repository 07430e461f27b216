/**
 * A form or record is said once, in Zod; each field carries its meaning here: Chinese label, help, section, unit,
 * sensitivity, place on paper. The screen, the paper, the parser, the masking and the API description all read it.
 */
import { z } from 'zod'

/** `open` may be shown to whoever opened the door · `personal` identifies somebody · `sealed` needs clearance and a reason. */
export type Sensitivity = 'open' | 'personal' | 'sealed'

/** How a value is shown to who has not opened it with a reason. `none`: shown whole to whoever may see the record. */
export type MaskKind = 'none' | 'id-number' | 'phone' | 'name' | 'tail' | 'whole'

export interface FieldMeta {
  label: string
  help?: string
  placeholder?: string
  section?: string
  unit?: string
  sensitivity: Sensitivity
  /** Default: `none` for open, `none` for personal, `whole` for sealed. */
  mask?: MaskKind
  /** Which control the screen draws; default is derived from the schema. */
  widget?:
    | 'text'
    | 'textarea'
    | 'date'
    | 'instant'
    | 'chips'
    | 'select'
    | 'number'
    | 'switch'
    | 'list'
    | 'division'
    | 'hidden'
    | 'file'
    | 'signature'
    | 'subject'
    | 'place'
  /** Columns of 24. */
  span?: number
  /** Cell on the printed paper, e.g. `registration.name`. */
  print?: string
  legalBasis?: string
  /** Plain function, because schema and screen ship together. */
  showIf?: (draft: Record<string, unknown>) => boolean
}

export const fields = z.registry<FieldMeta>()
const optionRegistry = z.registry<{ labels: Record<string, string> }>()

/** Wraps a schema with its meaning. Call it last: `.optional()` afterwards would hide the meaning. */
export function field<T extends z.ZodType>(schema: T, meta: Omit<FieldMeta, 'sensitivity'> & { sensitivity?: Sensitivity }): T {
  const own = schema.clone() as T
  ;(fields as unknown as { add(schema: unknown, meta: unknown): void }).add(own, { sensitivity: 'open', ...meta })
  return own
}

/** A closed choice with its Chinese labels. */
export function choice<const L extends Record<string, string>>(labels: L): z.ZodEnum<{ [K in keyof L & string]: K }> {
  const schema = z.enum(Object.keys(labels) as [keyof L & string, ...(keyof L & string)[]])
  ;(optionRegistry as unknown as { add(schema: unknown, meta: unknown): void }).add(schema, { labels })
  return schema as never
}

/** *Not found out*, *not asked* and *refused to say* are three different things; none of them is an empty field. */
export const unknownKinds = { 'not-found-out': '查不出', 'not-asked': '未问', refused: '不愿说' } as const
export type Unknown = { unknown: keyof typeof unknownKinds }
export const unknownSchema = z.strictObject({ unknown: z.enum(Object.keys(unknownKinds) as [keyof typeof unknownKinds]) })

/** A value or the way in which it is not known. */
export function orUnknown<T extends z.ZodType>(schema: T) {
  return z.union([schema, unknownSchema])
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value
}

/** The known value or undefined. */
export function known<T>(value: T | Unknown | undefined): T | undefined {
  return isUnknown(value) ? undefined : (value as T | undefined)
}

/** The meaning of a field, looked up through optional, nullable and default wrappers. */
export function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const own = fields.get(schema as never) as FieldMeta | undefined
  if (own) return own
  const inner = (schema.def as { innerType?: z.ZodType }).innerType
  return inner ? metaOf(inner) : undefined
}

/** Chinese labels of a `choice`, through wrappers, arrays and `orUnknown`; undefined for any other schema. */
export function optionsOf(schema: z.ZodType): Record<string, string> | undefined {
  const own = optionRegistry.get(schema as never) as { labels: Record<string, string> } | undefined
  if (own) return own.labels
  const def = schema.def as { innerType?: z.ZodType; element?: z.ZodType; options?: z.ZodType[] }
  if (def.innerType) return optionsOf(def.innerType)
  if (def.element) return optionsOf(def.element)
  for (const option of def.options ?? []) {
    const labels = optionsOf(option)
    if (labels) return labels
  }
  return undefined
}

export interface FieldDescription extends FieldMeta {
  key: string
  schema: z.ZodType
  required: boolean
  /** May be answered by "不详". */
  unknowable: boolean
  many: boolean
  options?: Record<string, string>
}

function strip(schema: z.ZodType): z.ZodType {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType
  return inner ? strip(inner) : schema
}

/** The fields of a form in their order. A field without a label is a defect and throws: nobody can fill it in. */
export function describe(form: z.ZodObject): FieldDescription[] {
  return Object.entries(form.shape).map(([key, raw]) => {
    const schema = raw as z.ZodType
    const meta = metaOf(schema)
    if (!meta) throw new Error(`field ${key} has no label`)
    const core = strip(schema)
    const def = core.def as { type: string; options?: z.ZodType[] }
    const unknowable = def.type === 'union' && (def.options ?? []).includes(unknownSchema)
    const options = optionsOf(schema)
    return {
      ...meta,
      key,
      schema,
      required: !schema.safeParse(undefined).success,
      unknowable,
      many: def.type === 'array',
      ...(options ? { options } : {}),
    }
  })
}

/** Masks one value. ID numbers keep four digits at either end, phones three and four, names the family name. */
export function maskValue(kind: MaskKind, value: unknown): unknown {
  if (value === null || value === undefined || kind === 'none' || isUnknown(value)) return value
  if (typeof value !== 'string') return null
  const characters = Array.from(value)
  const stars = (count: number) => '*'.repeat(Math.max(count, 1))
  const keepEnds = (head: number, tail: number) =>
    characters.length <= head + tail
      ? stars(characters.length)
      : characters.slice(0, head).join('') + stars(characters.length - head - tail) + characters.slice(-tail).join('')
  if (kind === 'id-number') return keepEnds(4, 4)
  if (kind === 'phone') return keepEnds(3, 4)
  if (kind === 'name') return (characters[0] ?? '') + stars(characters.length - 1)
  if (kind === 'tail') return stars(Math.max(characters.length - 4, 1)) + characters.slice(-4).join('')
  return '***'
}

/** How a field of this meaning is masked when nobody opened it. */
export function maskKindOf(meta: FieldMeta): MaskKind {
  return meta.mask ?? (meta.sensitivity === 'sealed' ? 'whole' : 'none')
}

/**
 * Compiles a schema into a function that masks an answer of that shape in place of the real values.
 * Records and unions other than `orUnknown` are passed through: do not put personal fields below them.
 */
export function compileMask(schema: z.ZodType): (value: unknown) => unknown {
  const meta = metaOf(schema)
  if (meta && maskKindOf(meta) !== 'none') {
    const kind = maskKindOf(meta)
    return (value) => (Array.isArray(value) ? value.map((each) => maskValue(kind, each)) : maskValue(kind, value))
  }
  const core = strip(schema)
  const def = core.def as { type: string; element?: z.ZodType; shape?: Record<string, z.ZodType> }
  if (def.type === 'array' && def.element) {
    const each = compileMask(def.element)
    return (value) => (Array.isArray(value) ? value.map(each) : value)
  }
  if (def.type === 'object' && def.shape) {
    const inner = Object.entries(def.shape).map(([key, part]) => [key, compileMask(part)] as const)
    return (value) => {
      if (typeof value !== 'object' || value === null) return value
      const result: Record<string, unknown> = { ...(value as Record<string, unknown>) }
      for (const [key, mask] of inner) if (key in result) result[key] = mask(result[key])
      return result
    }
  }
  return (value) => value
}

/** The texts told in fields drawn with a widget, by the top field in which they stand; also within lists and groups. */
export function valuesOfWidget(form: z.ZodObject, told: unknown, widget: FieldMeta['widget']): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [key, schema] of Object.entries(form.shape)) {
    const values = within(schema as z.ZodType, (told as Record<string, unknown>)[key], widget)
    if (values.length > 0) found.set(key, values)
  }
  return found
}

function within(schema: z.ZodType, value: unknown, widget: FieldMeta['widget']): string[] {
  if (value === undefined || value === null) return []
  if (metaOf(schema)?.widget === widget) return [value].flat().filter((each) => typeof each === 'string')
  const def = strip(schema).def as { element?: z.ZodType; shape?: Record<string, z.ZodType> }
  const { element, shape } = def
  if (element && Array.isArray(value)) return value.flatMap((each) => within(element, each, widget))
  if (shape && typeof value === 'object')
    return Object.entries(shape).flatMap(([key, part]) => within(part, (value as Record<string, unknown>)[key], widget))
  return []
}
