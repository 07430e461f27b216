/** What the papers of care outside show, out of what was told. Pure. */
import { known } from '#kernel/field.ts'
import { printInstant } from '#kernel/time.ts'
import { ageOn, birthRange, identityStates, type LoadedFile, sexes } from '#modules/people-and-cases/words.ts'
import { conditions, copies, handedThings, moods, returnWhys } from './words-placements.ts'

type Told = Record<string, unknown>

export const words = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** `2026-11-30 19:20` */
export const longTime = (at: number): string => printInstant(at).slice(0, 16).replace('T', ' ')

/** Words of a list of choices, or of free texts. */
export function list(value: unknown, options: Readonly<Record<string, string>> = {}): string | null {
  if (!Array.isArray(value) || value.length === 0) return null
  return value.map((each) => options[String(each)] ?? String(each)).join('、')
}

const chosen = (value: unknown, options: Readonly<Record<string, string>>) => options[String(value)] ?? words(value)

export function medicines(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return null
  return value.map((each: Told) => [each.name, each.dose, each.quantity].filter(Boolean).join(' ')).join('；')
}

export function headOf({ file, person }: LoadedFile, station: string, on: string) {
  const birth = birthRange(person.description)
  const age = birth ? ageOn(birth, on) : null
  return {
    station,
    no: file.no,
    name: person.displayName,
    sex: person.sex ? sexes[person.sex] : null,
    age: age === null ? null : age.from === age.to ? `${age.from} 岁` : `${age.from} 至 ${age.to} 岁`,
    identity: identityStates[person.identity],
  }
}

const kilos = (value: unknown) => {
  const weight = known(value as number | undefined)
  return typeof weight === 'number' ? `${weight} 公斤` : null
}
const drawn = (value: unknown) => (value ? '已在系统内签名' : '纸上签名')

export const handoverRows = (told: Told): [string, string | null][] => [
  ['档案复印件', list(told.copies, copies)],
  ['交接照片', Array.isArray(told.photos) ? `${told.photos.length} 张，存系统` : null],
  ['药品剂量', medicines(told.medicines)],
  ['随身物品', list(told.belongings)],
  ['习惯忌讳', words(told.habits)],
  ['签名', `救助站${drawn(told.stationSignature)}，托养机构${drawn(told.institutionSignature)}`],
]

export const returnRows = (told: Told): [string, string | null][] => [
  ['为什么接回', chosen(told.why, returnWhys)],
  ['身体状况', [chosen(told.condition, conditions), kilos(told.weight)].filter(Boolean).join('，')],
  ['体表和伤', words(told.injuries)],
  ['带回的药', medicines(told.medicines)],
  ['随身物品', [chosen(told.things, handedThings), list(told.missingThings)].filter(Boolean).join('：')],
  ['说　明', words(told.note)],
]

export const healthLine = (at: number, told: Told): (string | null)[] => [
  longTime(at),
  kilos(told.weight),
  chosen(told.condition, conditions),
  told.mood === undefined ? null : chosen(told.mood, moods),
  [words(told.finding), words(told.said) ? `本人说：${words(told.said)}` : null].filter(Boolean).join('；'),
  medicines(told.medicines),
]
