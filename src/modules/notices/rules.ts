/** What a notice says, who counts as a minor, when it is to be renewed. Pure; the clock is an argument. */
import { isUnknown } from '#kernel/field.ts'
import { addDays, addMonths, dateOf, dayOf, fullYears } from '#kernel/time.ts'
import { birthRange, type PersonDescription, underAge } from '#modules/people-and-cases/words.ts'
import { type Kept, leakIn } from './leaks.ts'
import type { ShownForm } from './schema.ts'
import { basics, type ChannelKey, channels, RENEW_MONTHS, spots } from './words.ts'

/** What is published, and nothing beside it. */
export interface Content {
  sex?: 'male' | 'female'
  ageFrom?: number
  ageTo?: number
  height?: number
  accent?: string
  names: string[]
  marks: string[]
  said: string[]
  clothes?: string
  words?: string
  month?: string
  county?: string
  spot?: keyof typeof spots
}

/** The notice in lines, as every channel shows it. */
export interface Text {
  headline: string
  lines: string[]
  found: string
}

/** Everybody of whom it is not certain that eighteen years are full counts as a minor. */
export function maybeMinor(description: PersonDescription, today: string): boolean {
  return underAge(birthRange(description), 18, today) !== 'no'
}

const knownText = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : [])
const texts = (value: unknown) => (isUnknown(value) ? [] : knownText(value))

/** What could be ticked: what is recorded of the person, and could stand in public. */
export interface Known {
  basics: (keyof typeof basics)[]
  names: string[]
  marks: string[]
  said: string[]
}

export function knownOf(description: PersonDescription): Known {
  const has: Record<keyof typeof basics, boolean> = {
    sex: description.sex !== undefined,
    age: birthRange(description) !== null,
    height: description.height !== undefined,
    accent: description.accent !== undefined,
  }
  const free = (items: readonly string[]) => [...new Set(items)].filter((item) => leakIn(item) === undefined)
  return {
    basics: (Object.keys(has) as (keyof typeof basics)[]).filter((key) => has[key]),
    names: free([...(description.heardNames ?? []), ...texts(description.writtenName), ...(description.nicknames ?? [])]),
    marks: free(description.marks ?? []),
    said: free(description.places ?? []),
  }
}

/** What free words may not repeat. */
export function keptOf(description: PersonDescription): Kept {
  const kin = description.kin ?? []
  return {
    numbers: [...texts(description.idNumber), ...texts(description.phone), ...kin.flatMap((each) => knownText(each.phone))],
    kinNames: kin.map((each) => each.name),
  }
}

const NOT_RECORDED = '不在已记录的资料里，请先补充资料再公开'

/** Field → why it cannot be published. Empty where all can. */
export function faultsOf(form: ShownForm, description: PersonDescription, now: number): Record<string, string> {
  const known = knownOf(description)
  const kept = keptOf(description)
  const faults: Record<string, string> = {}
  const strange = (field: string, items: readonly string[], among: readonly string[]) => {
    if (items.some((item) => !among.includes(item))) faults[field] = NOT_RECORDED
  }
  strange('basics', form.basics, known.basics)
  strange('names', form.names ?? [], known.names)
  strange('marks', form.marks ?? [], known.marks)
  strange('said', form.said ?? [], known.said)
  const accent = form.basics.includes('accent') ? leakIn(description.accent ?? '', kept) : undefined
  if (accent) faults.basics = `口音一栏${accent}`
  for (const field of ['clothes', 'words'] as const) {
    const leak = form[field] === undefined ? undefined : leakIn(form[field], kept)
    if (leak) faults[field] = leak
  }
  if (form.foundMonth && form.foundMonth > dateOf(now).slice(0, 7)) faults.foundMonth = '发现年月不能晚于本月'
  return faults
}

/** What of the person is told, as ticked. `county` is the name of the division chosen. */
export function contentOf(form: ShownForm, description: PersonDescription, county: string | undefined, today: string): Content {
  const ticked = new Set(form.basics)
  const birth = ticked.has('age') ? birthRange(description) : null
  return {
    ...(ticked.has('sex') && description.sex ? { sex: description.sex } : {}),
    ...(birth
      ? { ageFrom: Math.max(fullYears(birth.to, addDays(today, 1)), 0), ageTo: Math.max(fullYears(birth.from, today), 0) }
      : {}),
    ...(ticked.has('height') && description.height ? { height: description.height } : {}),
    ...(ticked.has('accent') && description.accent ? { accent: description.accent } : {}),
    names: form.names ?? [],
    marks: form.marks ?? [],
    said: form.said ?? [],
    ...(form.clothes ? { clothes: form.clothes } : {}),
    ...(form.words ? { words: form.words } : {}),
    ...(form.foundMonth ? { month: form.foundMonth } : {}),
    ...(form.foundCounty && county ? { county } : {}),
    ...(form.foundSpot ? { spot: form.foundSpot } : {}),
  }
}

/** Whether anything stands there by which somebody could be recognised. */
export function tellsSomething(content: Content): boolean {
  return Boolean(
    content.sex ||
      content.ageFrom !== undefined ||
      content.accent ||
      content.names.length ||
      content.marks.length ||
      content.said.length ||
      content.words,
  )
}

const sexWords = { male: '男', female: '女' } as const

function ageWords({ ageFrom, ageTo }: Content): string[] {
  if (ageFrom === undefined || ageTo === undefined) return []
  return [ageFrom === ageTo ? `约 ${ageFrom} 岁` : `约 ${ageFrom}–${ageTo} 岁`]
}

function accentWords(accent: string): string {
  return /(?:口音|话|腔)$/u.test(accent) ? accent : /不明|不详|未知/u.test(accent) ? '口音不明' : `${accent}口音`
}

/** One and the same text for page, poster and export. */
export function textOf(content: Content): Text {
  const voice = [
    ...(content.accent ? [accentWords(content.accent)] : []),
    ...(content.names.length > 0 ? [`自称${content.names.map((name) => `“${name}”`).join('、')}（音）`] : []),
    ...(content.said.length > 0 ? [`说过${content.said.map((place) => `“${place}”`).join('、')}（音）`] : []),
  ]
  const body = [...(content.height ? [`身高约 ${(content.height / 100).toFixed(2)} 米`] : []), ...content.marks]
  const [year, month] = (content.month ?? '').split('-')
  const when = year && month ? `${year} 年 ${Number(month)} 月` : ''
  const where = `${content.county ?? ''}${content.spot && content.spot !== 'other' ? spots[content.spot] : ''}`
  return {
    headline: [...(content.sex ? [sexWords[content.sex]] : []), ...ageWords(content)].join('，') || '身份不明的人',
    lines: [
      voice.join('，'),
      body.join('，'),
      ...(content.clothes ? [`发现时穿${content.clothes.replace(/^(?:身?穿|穿着)/u, '')}`] : []),
      ...(content.words ? [content.words] : []),
    ].filter((line) => line !== ''),
    found: when || where ? `${[when, where].filter(Boolean).join('，')}发现` : '',
  }
}

/** Whole days until it is to be looked at again; negative when late. */
export function daysToRenew(last: number, now: number): number {
  return dayOf(addMonths(dateOf(last), RENEW_MONTHS)) - dayOf(dateOf(now))
}

/** Whether an approved wording may be published on a channel. */
export function mayStandOn(channel: ChannelKey, wording: { minor: boolean; channels: readonly string[] }): boolean {
  if (!wording.minor) return true
  return channels[channel].minors === 'approved' && wording.channels.includes(channel)
}
