/**
 * How questions are put: `weights/matching/questions.yaml`. A question is open, plain, and never holds what a family has told:
 * who hears the answer in the question says yes to please, and the one memory that could have brought them home is spoilt.
 */
import { parse } from 'yaml'
import { z } from 'zod'

export const questionKeys = [
  'name',
  'nickname',
  'age',
  'zodiac',
  'province',
  'city',
  'county',
  'town',
  'accent',
  'father',
  'mother',
  'spouse',
  'children',
  'siblings',
  'work',
  'parents-work',
  'landmark',
  'family',
  'left',
  'likes',
  'school',
  'mark',
] as const
export type QuestionKey = (typeof questionKeys)[number]

/** To whom it is put: the words and the way differ. */
export type Situation = 'adult' | 'child' | 'impaired'
export type Group = 'speaks' | 'fragments' | 'silent'
export const groups: readonly Group[] = ['speaks', 'fragments', 'silent']

const chance = z.number().gt(0).lt(1)
const wording = z.strictObject({ text: z.string().min(4).max(60), how: z.string().min(4).max(120) })
const byGroup = z.strictObject({ speaks: chance, fragments: chance, silent: chance })

const item = z.strictObject({
  title: z.string().min(1),
  /** How often a guest of each group answers when asked. */
  answered: byGroup,
  /** How often an answer of the right person fits what the family told about it. */
  right: chance,
  /** How much rarer an answer is where the family told nothing of it; 1: as often. */
  untold: z.number().gt(0).max(1),
  /** Not asked of children. */
  adultOnly: z.boolean().optional(),
  adult: z.array(wording),
  child: z.array(wording),
  impaired: z.array(wording),
  /** The form with yes or no, when the open one has been asked without success. */
  last: wording.optional(),
})

const bookSchema = z.strictObject({
  id: z.string().min(1),
  from: z.string().min(1),
  groups: byGroup,
  items: z.strictObject(Object.fromEntries(questionKeys.map((key) => [key, item])) as Record<QuestionKey, typeof item>),
})
export type QuestionBook = z.output<typeof bookSchema>
export type Wording = z.output<typeof wording>

/** Reads the wordings; says what is wrong with them. */
export function parseQuestionBook(text: string): QuestionBook {
  let raw: unknown
  try {
    raw = parse(text)
  } catch (error) {
    throw new Error(`问句文件不是合法的 YAML：${(error as Error).message}`)
  }
  const read = bookSchema.safeParse(raw)
  if (read.success) return read.data
  const faults = read.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || '(文件)'}：${issue.message}`)
  throw new Error(`问句文件不合规定：${faults.join('；')}`)
}

/** Stretches of writing in which a family's words could hide: two characters and more. */
export function holdsAny(text: string, forbidden: Iterable<string>): boolean {
  for (const word of forbidden) if (word.length >= 2 && text.includes(word)) return true
  return false
}

/**
 * The wordings that may be used for this guest: those of the situation first, then the adults' (never those of adults for a
 * child); with `last`, the yes-or-no form only. None that holds a forbidden word.
 */
export function wordingsOf(
  book: QuestionBook,
  key: QuestionKey,
  options: { situation: Situation; mark?: string; forbidden: Iterable<string>; last?: boolean },
): Wording[] {
  const { [key]: found } = book.items
  if (options.situation === 'child' && found.adultOnly) return []
  const listed = options.last
    ? found.last
      ? [found.last]
      : []
    : options.situation === 'impaired'
      ? [...found.impaired, ...found.adult]
      : found[options.situation]
  const forbidden = [...options.forbidden]
  return listed.flatMap(({ text, how }) => {
    if (text.includes('{mark}') && !options.mark) return []
    const asked = text.replaceAll('{mark}', '')
    if (holdsAny(asked, forbidden) || holdsAny(how, forbidden)) return []
    return [{ text: text.replaceAll('{mark}', options.mark ?? ''), how }]
  })
}
