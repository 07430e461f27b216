/** A declared form as plain HTML, and back again: labels, help, sections and choices come from the fields' own meaning. */
import type { z } from 'zod'
import { describe, type FieldDescription } from '#kernel/field.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { type Html, html, type Piece } from './html.ts'
import { countyOf } from './places.ts'

export type Told = Readonly<Record<string, readonly string[]>>

export interface Drawing {
  told: Told
  faults: Readonly<Record<string, string>>
  /** Filled in by the page itself, or left out of it. */
  without: readonly string[]
  /** Words to choose from for a text; none: the text is not asked for. */
  offers?: Readonly<Record<string, readonly string[]>>
  /** Keys drawn before the others, their sections with them. */
  first?: readonly string[]
  /** What the page itself draws after a field. */
  after?: Readonly<Record<string, Html>>
  /** Ticked on a form that nobody has filled in yet. */
  fresh?: Told
}

/** Rows of a list that can be filled in; most families name fewer. */
const ROWS = 4
/** Texts of one field, lines of one list: what is beyond is not read. */
const LONGEST = 4000

const first = (told: Told, name: string) => told[name]?.[0] ?? ''
const id = (name: string) => `f-${name.replaceAll('.', '-')}`

interface Inner {
  type: string
  innerType?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
  shape?: Record<string, z.ZodType>
}

/** The schema within optional, nullable, and "known or not known". */
function core(schema: z.ZodType): { schema: z.ZodType; def: Inner } {
  const def = schema.def as unknown as Inner
  if (def.innerType) return core(def.innerType)
  if (def.type === 'union' && def.options?.[0]) return core(def.options[0])
  return { schema, def }
}

function rowForm({ schema }: FieldDescription): z.ZodObject | undefined {
  const { def } = core(schema)
  if (def.type !== 'array' || !def.element) return undefined
  const element = core(def.element)
  return element.def.type === 'object' ? (element.schema as z.ZodObject) : undefined
}

/** What a number looks like that `numeral` reads, for the browser. */
const NUMERAL = '\\s*([0-9０-９]{1,4}(\\.[0-9]{1,2})?|[零一二两三四五六七八九十])\\s*(个人|个|人|位|名|岁)?\\s*'

function drawControl(field: FieldDescription, name: string, told: Told, described: string): Html {
  const { schema, def } = core(field.schema)
  // Caught before anything is sent: a browser that is shown the form again has lost the photo that was chosen.
  const must = field.required ? html` required` : ''
  const longest = (most: number) => Math.min((schema as { maxLength?: number | null }).maxLength ?? most, most)
  const value = first(told, name)
  const by = described ? html` aria-describedby="${described}"` : ''
  if (field.widget === 'file')
    return html`<input type="file" id="${id(name)}" name="photo" accept="image/jpeg,image/png,image/webp"${by}>`
  if (field.widget === 'division')
    return html`<input type="text" id="${id(name)}" name="${name}" value="${value}" maxlength="40" placeholder="例如：湖北省浠水县"${by}>`
  if (field.options && !field.many)
    return html`<select id="${id(name)}" name="${name}"${must}${by}><option value="">不选</option>${Object.entries(
      field.options,
    ).map(([key, label]) => html`<option value="${key}"${key === value ? html` selected` : ''}>${label}</option>`)}</select>`
  if (def.type === 'array' || field.widget === 'textarea')
    return html`<textarea id="${id(name)}" name="${name}" rows="${def.type === 'array' ? 3 : 4}" maxlength="${longest(2000)}"${must}${by}>${value}</textarea>`
  const mode =
    def.type === 'number' || def.type === 'int'
      ? html` inputmode="decimal" pattern="${NUMERAL}" title="请写数字，例如 2；说不准就空着"`
      : /phone/i.test(name)
        ? html` inputmode="tel"`
        : ''
  const hint = field.widget === 'date' ? '2026-12-09' : (field.placeholder ?? '')
  return html`<input type="text" id="${id(name)}" name="${name}" value="${value}" maxlength="${longest(300)}" autocomplete="off"${hint ? html` placeholder="${hint}"` : ''}${mode}${must}${by}>`
}

function drawTicks(field: FieldDescription, name: string, told: Told): Html {
  const chosen = told[name] ?? []
  return html`${Object.entries(field.options ?? {}).map(
    ([key, label]) =>
      html`<label class="tick"><input type="checkbox" name="${name}" value="${key}"${chosen.includes(key) ? html` checked` : ''}> ${label}</label> `,
  )}`
}

function drawField(field: FieldDescription, told: Told, faults: Drawing['faults'], prefix = ''): Html {
  const name = `${prefix}${field.key}`
  const fault = faults[name]
  const notes = [field.help ? `${id(name)}-h` : '', fault ? `${id(name)}-e` : ''].filter(Boolean).join(' ')
  const help = field.help ? html`<div class="hp" id="${id(name)}-h">${field.help}</div>` : ''
  const wrong = fault ? html`<div class="er" id="${id(name)}-e">${fault}</div>` : ''
  const { def } = core(field.schema)
  const must = field.required ? html` <span class="must">必填</span>` : ''
  const box = (body: Piece) => html`<div class="fd${fault ? ' bad' : ''}">${body}</div>`
  if (def.type === 'boolean' || def.type === 'literal')
    return box(
      html`<label class="tick" for="${id(name)}"><input type="checkbox" id="${id(name)}" name="${name}" value="yes"${first(told, name) === 'yes' ? html` checked` : ''}${notes ? html` aria-describedby="${notes}"` : ''}> ${field.label}${must}</label>${help}${wrong}`,
    )
  const unit = field.unit ? html`（${field.unit}）` : ''
  const rows = rowForm(field)
  if (rows)
    return box(
      html`<div class="lb">${field.label}</div>${help}${wrong}${Array.from({ length: ROWS }, (_, at) => html`<div class="rw">${describe(rows).map((part) => drawField({ ...part, label: `${part.label} ${at + 1}`, required: false }, told, faults, `${name}.${at}.`))}</div>`)}`,
    )
  if (field.many && field.options)
    return box(html`<div class="lb">${field.label}${must}</div>${help}${wrong}${drawTicks(field, name, told)}`)
  return box(
    html`<label class="lb" for="${id(name)}">${field.label}${unit}${must}</label>${help}${wrong}${drawControl(field, name, told, notes)}`,
  )
}

/** The fields in their sections, what was told filled in, faults beside them. */
export function drawForm(form: z.ZodObject, drawing: Drawing): Html {
  const rank = ({ key }: FieldDescription) => ((drawing.first ?? []).includes(key) ? (drawing.first ?? []).indexOf(key) : 1000)
  const fields = describe(form)
    .filter((field) => field.widget !== 'hidden' && !drawing.without.includes(field.key))
    .flatMap((field) => {
      const offered = drawing.offers?.[field.key]
      if (!offered) return [field]
      return offered.length > 0 ? [{ ...field, options: Object.fromEntries(offered.map((each) => [each, each])) }] : []
    })
    .toSorted((a, b) => rank(a) - rank(b))
  const told = Object.keys(drawing.told).length > 0 ? drawing.told : (drawing.fresh ?? {})
  const sections = [...new Set(fields.map((field) => field.section ?? ''))]
  return html`${sections.map((section) => {
    const own = fields.filter((field) => (field.section ?? '') === section)
    const body = own.map((field) => [drawField(field, told, drawing.faults), drawing.after?.[field.key]])
    return section ? html`<fieldset><legend>${section}</legend>${body}</fieldset>` : html`${body}`
  })}`
}

/** What is wrong, with ways to the fields. */
export function drawFaults(form: z.ZodObject, faults: Drawing['faults'], sentence: string): Html {
  const known = new Map(describe(form).map((field) => [field.key, field.label]))
  return html`<div class="note red" role="alert"><p><b>${sentence}</b></p>${Object.entries(faults).map(
    ([name, fault]) => html`<p><a href="#${id(name)}">${known.get(name.split('.')[0] as string) ?? '其他'}</a>：${fault}</p>`,
  )}</div>`
}

const DIGITS = '零一二三四五六七八九十'

/** A number as people write one into a box: “3”, “３人”, “一个”, “两位”. What is none stays as it was written. */
function numeral(text: string): number | string {
  const plain = text.normalize('NFKC').trim()
  const bare = plain.replace(/\s*(?:个人|个|人|位|名|岁)$/, '').replace('两', '二')
  if (/^-?\d+(?:\.\d+)?$/.test(bare)) return Number(bare)
  const at = bare.length === 1 ? DIGITS.indexOf(bare) : -1
  return at < 0 ? plain : at
}

function readOne(field: FieldDescription, name: string, told: Told, faults: Record<string, string>): unknown {
  const { def } = core(field.schema)
  const rows = rowForm(field)
  if (rows) {
    const found = Array.from({ length: ROWS }, (_, at) => readFields(rows, told, faults, `${name}.${at}.`)).filter(
      (row) => Object.keys(row).length > 0,
    )
    return found.length > 0 ? found : undefined
  }
  const values = (told[name] ?? []).map((value) => value.slice(0, LONGEST))
  const value = (values[0] ?? '').trim()
  if (field.many && field.options) return values.length > 0 ? values : undefined
  if (value === '') return undefined
  if (def.type === 'boolean' || def.type === 'literal') return value === 'yes' ? true : undefined
  if (def.type === 'array') {
    const lines = value
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    return lines.length > 0 ? lines : undefined
  }
  if (def.type === 'number' || def.type === 'int') {
    const number = numeral(value)
    if (typeof number === 'string') faults[name] = '请写数字，例如 2；说不准就空着'
    return number
  }
  if (field.widget === 'division') {
    const code = countyOf(value)
    if (!code) faults[name] = '没有认出这个地方。写到县，例如“湖北省浠水县”；说不清就空着，写在后面一栏'
    return code
  }
  return field.widget === 'date'
    ? value
        .normalize('NFKC')
        .replaceAll(/[年月./]/g, '-')
        .replace(/日$/, '')
        .replace(/-(\d)(?=-|$)/g, '-0$1')
    : value
}

function readFields(form: z.ZodObject, told: Told, faults: Record<string, string>, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    describe(form).flatMap((field) => {
      if (field.widget === 'hidden' || field.widget === 'file') return []
      const value = readOne(field, `${prefix}${field.key}`, told, faults)
      return value === undefined ? [] : [[field.key, value]]
    }),
  )
}

/** What was told, in the form's shape. Only the form's own fields are read; the door parses it once more. */
export function readForm(form: z.ZodObject, told: Told): { form: Record<string, unknown>; faults: Record<string, string> } {
  const faults: Record<string, string> = {}
  return { form: readFields(form, told, faults), faults }
}

/** The receipt of what was sent by this very form before, for whoever lost the answer: in a sentence. */
export function receiptOf({ details }: Refusal): string {
  const { number, code } = details ?? {}
  return number && code ? `：编号 ${String(number)}，查询码 ${String(code)}，请抄下来` : ''
}
