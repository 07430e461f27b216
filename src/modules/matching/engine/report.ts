/**
 * What is compared: what a station heard and saw of a guest, and what a family tells of the person it looks for. Unknown
 * means absent. Anything else that a record holds is left aside, and anything odd is left out: a record with a broken
 * field is compared by its other fields.
 */

export type RelationName = 'father' | 'mother' | 'spouse' | 'son' | 'daughter' | 'brother' | 'sister'
export type BloodType = 'A' | 'B' | 'O' | 'AB'
export type Sex = 'male' | 'female'

export interface PlaceReport {
  /** Division code: 2, 4, 6, 9 or 12 digits. */
  code?: string
  text?: string
}
export interface KinReport {
  relation?: RelationName
  name: string
}

export interface GuestReport {
  id: string
  enteredOn?: string
  foundPlace?: PlaceReport
  sex?: Sex
  ageSeen?: { min: number; max: number }
  nameHeard?: string
  /** Further names that were heard at other times. */
  namesHeard?: string[]
  nicknameHeard?: string
  kinHeard?: KinReport[]
  placesHeard?: string[]
  accentProvinceGuess?: { code: string; confidence: number }
  phrases?: string[]
  marks?: string[]
  heightCm?: number
  bloodType?: BloodType
  clothes?: string
  face?: number[]
}

export interface InquiryReport {
  id: string
  lostOn?: string
  lostPlace?: PlaceReport
  home?: PlaceReport
  sex?: Sex
  birthDate?: string
  birthYear?: number
  name?: string
  nickname?: string
  kin?: KinReport[]
  marks?: string[]
  phrases?: string[]
  heightCm?: number
  bloodType?: BloodType
  clothes?: string
  photoYear?: number
  languages?: string[]
  face?: number[]
}

const PLAIN = /^[\u4e00-\u9fa5A-Za-z0-9·、，]+$/
const RELATIONS: ReadonlySet<string> = new Set(['father', 'mother', 'spouse', 'son', 'daughter', 'brother', 'sister'])
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu

type Loose = Record<string, unknown>
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A bounded, tidy text; undefined when nothing is left. */
export function text(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'string') return undefined
  // Most texts are plain: no normalising for them.
  if (value.length <= limit && PLAIN.test(value)) return value
  const tidy = value
    .slice(0, limit * 4)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .trim()
  return tidy === '' ? undefined : Array.from(tidy).slice(0, limit).join('')
}

const texts = (value: unknown, count: number, limit: number): string[] | undefined => {
  const list = (Array.isArray(value) ? value : typeof value === 'string' ? [value] : []).slice(0, count)
  const found = list.flatMap((each) => text(each, limit) ?? [])
  return found.length > 0 ? [...new Set(found)] : undefined
}

const within = (value: unknown, low: number, high: number): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high ? value : undefined

/** Days since 1970 of `YYYY-MM-DD`; undefined when there is no such day. */
export function dayNumber(date: unknown): number | undefined {
  if (typeof date !== 'string') return undefined
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!found) return undefined
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000)
}

const date = (value: unknown) => (dayNumber(value) === undefined ? undefined : (value as string))

function place(value: unknown): PlaceReport | undefined {
  const given = typeof value === 'string' ? { text: value } : value
  if (!isRecord(given)) return undefined
  const digits = typeof given.code === 'number' ? String(given.code) : given.code
  const code = typeof digits === 'string' && /^\d{2,12}$/.test(digits) ? digits : undefined
  const words = text(given.text, 120)
  if (!code && !words) return undefined
  return { ...(code && { code }), ...(words && { text: words }) }
}

function kin(value: unknown): KinReport[] | undefined {
  if (!Array.isArray(value)) return undefined
  const found = value.slice(0, 16).flatMap((each) => {
    const name = isRecord(each) ? text(each.name, 40) : text(each, 40)
    if (!name) return []
    const relation =
      isRecord(each) && typeof each.relation === 'string' && RELATIONS.has(each.relation) ? each.relation : undefined
    return [relation ? { relation: relation as RelationName, name } : { name }]
  })
  return found.length > 0 ? found : undefined
}

const sex = (value: unknown): Sex | undefined => (value === 'male' || value === 'female' ? value : undefined)
const blood = (value: unknown): BloodType | undefined =>
  value === 'A' || value === 'B' || value === 'O' || value === 'AB' ? value : undefined

function face(value: unknown): number[] | undefined {
  if (!Array.isArray(value) || value.length < 8 || value.length > 2048) return undefined
  return value.every((each) => typeof each === 'number' && Number.isFinite(each)) ? (value as number[]) : undefined
}

/** Only what is known: fields that came out undefined do not exist. */
function known<T extends object>(record: T): T {
  for (const key of Object.keys(record) as (keyof T)[]) if (record[key] === undefined) delete record[key]
  return record
}

/** Reads a guest's record as it lies in a file; undefined when it has no id. */
export function readGuest(raw: unknown): GuestReport | undefined {
  if (!isRecord(raw)) return undefined
  const id = text(raw.id, 200)
  if (!id) return undefined
  const age = isRecord(raw.ageSeen) ? raw.ageSeen : undefined
  const [min, max] = [within(age?.min, 0, 130), within(age?.max, 0, 130)]
  const low = min ?? max
  const high = max ?? min
  const accent = isRecord(raw.accentProvinceGuess) ? raw.accentProvinceGuess : undefined
  const confidence = within(accent?.confidence, 0, 1)
  return known<GuestReport>({
    id,
    enteredOn: date(raw.enteredOn),
    foundPlace: place(raw.foundPlace),
    sex: sex(raw.sex),
    ageSeen: low !== undefined && high !== undefined ? { min: Math.min(low, high), max: Math.max(low, high) } : undefined,
    nameHeard: text(raw.nameHeard, 40),
    namesHeard: texts(raw.namesHeard, 6, 40),
    nicknameHeard: text(raw.nicknameHeard, 40),
    kinHeard: kin(raw.kinHeard),
    placesHeard: texts(raw.placesHeard, 16, 60),
    accentProvinceGuess:
      typeof accent?.code === 'string' && /^\d{2}/.test(accent.code) && confidence !== undefined
        ? { code: accent.code.slice(0, 2), confidence }
        : undefined,
    phrases: texts(raw.phrases, 30, 120),
    marks: texts(raw.marks, 20, 80),
    heightCm: within(raw.heightCm, 30, 250),
    bloodType: blood(raw.bloodType),
    clothes: text(raw.clothes, 120),
    face: face(raw.face),
  })
}

/** Reads an inquiry as it lies in a file; undefined when it has no id. */
export function readInquiry(raw: unknown): InquiryReport | undefined {
  if (!isRecord(raw)) return undefined
  const id = text(raw.id, 200)
  if (!id) return undefined
  const year = within(raw.birthYear, 1850, 2200)
  return known<InquiryReport>({
    id,
    lostOn: date(raw.lostOn),
    lostPlace: place(raw.lostPlace),
    home: place(raw.home),
    sex: sex(raw.sex),
    birthDate: date(raw.birthDate),
    birthYear: year === undefined ? undefined : Math.round(year),
    name: text(raw.name, 40),
    nickname: texts(Array.isArray(raw.nickname) ? raw.nickname : raw.nickname, 8, 40)?.join('、'),
    kin: kin(raw.kin),
    marks: texts(raw.marks, 20, 80),
    phrases: texts(raw.phrases, 30, 120),
    heightCm: within(raw.heightCm, 30, 250),
    bloodType: blood(raw.bloodType),
    clothes: text(raw.clothes, 120),
    photoYear: within(raw.photoYear, 1900, 2200),
    languages: texts(raw.languages, 6, 20),
    face: face(raw.face),
  })
}
