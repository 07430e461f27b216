/** Decisions about an inquiry: what is told in the shape that is compared, what may be said to whom. Pure. */
import { relations, type Relation, type Told, toldSchema } from '#facts/fragments.ts'
import { known } from '#kernel/field.ts'
import { dayOfDate, fullYears } from '#kernel/time.ts'
import type { InquiryState } from './lifecycle.ts'
import type { AskerForm, ToldForm } from './schema.ts'
import type { ReceiptState } from './words.ts'

/** Below this age a guardian consents to comparing faces. */
const GUARDIAN_BELOW = 14
const MINOR_BELOW = 18

/** Names of divisions, looked up by whoever has the list. */
export interface PlaceNames {
  lost?: string | undefined
  home?: string | undefined
}

function place(code: string | undefined, words: string | undefined, name: string | undefined) {
  const text = words ?? name
  if (text === undefined) return undefined
  return { ...(code ? { code } : {}), text: text.slice(0, 200) }
}

/** First day that fits what is known of the loss: nobody found later is ever ruled out by a rough telling. */
export function lostOn(form: Pick<ToldForm, 'lostDate' | 'lostYear' | 'lostMonth'>): string | undefined {
  if (form.lostDate) return form.lostDate
  if (form.lostYear === undefined) return undefined
  return `${form.lostYear}-${String(form.lostMonth ?? 1).padStart(2, '0')}-01`
}

function birthYearOf(form: ToldForm): number | undefined {
  if (form.birthDate) return undefined
  if (form.birthYear !== undefined) return form.birthYear
  const lost = lostOn(form)
  if (form.ageWhenLost === undefined || lost === undefined) return undefined
  const year = Number(lost.slice(0, 4)) - form.ageWhenLost
  return year >= 1880 ? year : undefined
}

/** Age on a date as far as it is told; the year alone gives the oldest it can be. */
export function ageOn(form: ToldForm, on: string): number | undefined {
  if (form.birthDate) return fullYears(form.birthDate, on)
  const year = birthYearOf(form)
  return year === undefined ? undefined : Number(on.slice(0, 4)) - year
}

/** Whether the person is, or was when lost, below 18; unknown where nothing says so: who is grown up may have been lost as a child. */
export function minorOf(form: ToldForm, today: string): boolean | undefined {
  if (form.minor !== undefined) return form.minor
  const lost = lostOn(form)
  const then = form.ageWhenLost ?? (lost === undefined ? undefined : ageOn(form, lost))
  const now = ageOn(form, today)
  if ([then, now].some((age) => age !== undefined && age < MINOR_BELOW)) return true
  return then === undefined ? undefined : false
}

/** Whether a guardian must consent to face comparison: below 14 today, or of an age that nobody told but a child. */
export function guardianNeeded(form: ToldForm, today: string): boolean {
  const age = ageOn(form, today) ?? form.ageWhenLost
  return age === undefined ? form.minor === true : age < GUARDIAN_BELOW
}

const within = <T>(list: T[]): { some: T[] } | null => (list.length > 0 ? { some: list } : null)
const clean = <T extends object>(told: T): T =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as T

const isRelation = (word: string | undefined): word is Relation => word !== undefined && word in relations

/** What the family told, in the shape that is compared. A close relative who asks is one of the kin by name. */
export function toldOf(form: ToldForm, asker: AskerForm, names: PlaceNames, today: string): Told {
  const kin = (form.kin ?? []).map(({ relation, name }) => clean({ relation, name }))
  const { askerName, askerRelation } = asker
  if (askerName && isRelation(askerRelation) && !kin.some((each) => each.name === askerName) && kin.length < 12)
    kin.push({ relation: askerRelation, name: askerName })
  return toldSchema.parse(
    clean({
      name: known(form.name),
      nicknames: within(form.nicknames ?? [])?.some,
      sex: form.sex,
      birthDate: form.birthDate,
      birthYear: birthYearOf(form),
      lostOn: lostOn(form),
      lostPlace: place(form.lostDivision, known(form.lostPlace), names.lost),
      home: place(form.homeDivision, known(form.home), names.home),
      kin: within(kin)?.some,
      marks: within(form.marks ?? [])?.some,
      phrases: within(form.phrases ?? [])?.some,
      heightCm: form.heightCm,
      bloodType: form.bloodType,
      clothes: form.clothes,
      photoYear: form.photoYear,
      languages: within(form.languages ?? [])?.some,
      minor: minorOf(form, today),
    }),
  )
}

export const reachable = (asker: AskerForm): boolean => Boolean(asker.phone ?? asker.wechat ?? asker.address)

const aboutPerson = [
  'name',
  'nicknames',
  'lostDivision',
  'lostPlace',
  'lostWords',
  'homeDivision',
  'home',
  'kin',
  'marks',
  'phrases',
  'photos',
  'clothes',
  'birthDate',
] as const
/** Whether anything is told by which somebody could be known at all. */
export function saysSomething(form: ToldForm): boolean {
  return aboutPerson.some((key) => {
    const value = form[key]
    return Array.isArray(value) ? value.length > 0 : value !== undefined && typeof value !== 'object'
  })
}

/** What cannot be, by field; what is merely odd (found before lost, an old birth) is kept as told. */
export function impossible(form: ToldForm, today: string): Record<string, string> {
  const faults: Record<string, string> = {}
  if (form.lostDate && form.lostDate > today) faults['lostDate'] = '走失日期在今天以后'
  if (form.lostYear && form.lostYear > Number(today.slice(0, 4))) faults['lostYear'] = '走失年份在今年以后'
  if (form.birthDate && form.birthDate > today) faults['birthDate'] = '出生日期在今天以后'
  if (form.birthYear && form.birthYear > Number(today.slice(0, 4))) faults['birthYear'] = '出生年份在今年以后'
  return faults
}

/** Odd things that a person should ask about; nothing is refused for them. */
export function questionsOf(form: ToldForm): string[] {
  const lost = lostOn(form)
  const birthYear = form.birthDate ? Number(form.birthDate.slice(0, 4)) : form.birthYear
  return [
    ...(lost && birthYear !== undefined && Number(lost.slice(0, 4)) < birthYear ? ['走失在出生以前，请核对日期'] : []),
    ...(form.birthDate && form.birthYear !== undefined && Number(form.birthDate.slice(0, 4)) !== form.birthYear
      ? ['出生日期和出生年份不一致，按日期']
      : []),
    ...(form.lostDate && form.lostYear !== undefined && Number(form.lostDate.slice(0, 4)) !== form.lostYear
      ? ['走失日期和走失年份不一致，按日期']
      : []),
    ...(lost === undefined ? ['哪一年走失的没有写，补上后比对更准'] : []),
  ]
}

/** One writing of a name for finding the same person twice: no spaces, dots, or case. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•‧・.．'’-]/gu, '')
}

/** Digits of a telephone number, without the country's code. */
export function phoneKey(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/gu, '')
  return digits.length > 11 ? digits.replace(/^0{0,2}86/u, '') : digits
}

/** What the public is told. A found guest changes nothing here: `matched` reads as `admitted`. */
export function receiptState(state: InquiryState, callPlanned: boolean): ReceiptState {
  if (state === 'closed' || state === 'set-aside' || state === 'erased') return 'closed'
  if (callPlanned) return 'call'
  if (state === 'answered') return 'answered'
  return state === 'received' ? 'received' : 'comparing'
}

/** Number and code as people type them. */
export const numberKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[‐-―−]/gu, '-')
export const codeKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1')

/** How the result may be told: only of a standing pair whose guest wants it, or cannot say. */
export type Telling = 'no' | 'wants' | 'cannot-say'
export const mayTell = (tellings: readonly Telling[]): boolean => tellings.some((each) => each !== 'no')

/** A date that people write: a day, a month, a year, or none of them. */
export interface RoughDate {
  date?: string
  year?: number
  month?: number
}
export function readRoughDate(text: string): RoughDate | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '')
  const found =
    /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(plain)
  if (!found) return null
  const [year, month, day] = [Number(found[1]), found[2] ? Number(found[2]) : undefined, found[3] ? Number(found[3]) : undefined]
  if (year < 1880 || year > 2100 || (month !== undefined && (month < 1 || month > 12))) return null
  if (month === undefined) return { year }
  if (day === undefined) return { year, month }
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return dayOfDate(date) === null ? null : { date }
}
