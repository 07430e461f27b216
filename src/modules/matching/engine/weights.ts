/**
 * Weights are data: `weights/matching/<id>.yaml`. Probabilities where a comparison is a chance, log₂ units (bits) where it
 * is evidence. Each section says where its numbers come from. A learnt set is another file of the same shape.
 */
import { parse } from 'yaml'
import { z } from 'zod'

const chance = z.number().gt(0).lt(1)
const share = z.number().min(0).max(1)
const positive = z.number().positive()
const from = z.string().min(1)

/** How evidence of one item counts: bits × scale, never outside floor and cap. */
const item = z.strictObject({ scale: z.number().min(0).max(3), floor: z.number().max(0), cap: z.number().min(0) })
const items = [
  'name',
  'nickname',
  'kin',
  'place',
  'accent',
  'age',
  'sex',
  'marks',
  'height',
  'blood',
  'phrases',
  'clothes',
  'time',
  'found',
  'face',
] as const

export const weightsSchema = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive(),
  from,
  /** Before anything is compared: the chance that there is an inquiry at all, and that a guest is a relative of one looked for. */
  prior: z.strictObject({ from, inquiry: chance, whole: positive, relative: chance }),
  /** All bits together: × scale + shift; `spread` (bits) widens the shown range. */
  calibration: z.strictObject({ from, scale: positive, shift: z.number(), relativeScale: positive, spread: positive }),
  /** How much the population at large counts beside the inquiries at hand, in records. */
  population: z.strictObject({ from, records: positive }),
  items: z.record(z.enum(items), item),
  sound: z.strictObject({ from, strong: chance, some: chance, elsewhere: chance, most: chance }),
  name: z.strictObject({
    from,
    /** The listener's character is the one of the register. */
    sameCharacter: chance,
    /** A common character is written for its sound so often; a rare one so often. */
    commonCharacter: chance,
    rareCharacter: chance,
    lookAlike: chance,
    noSurname: chance,
    skipped: chance,
    skippedInParts: chance,
    added: chance,
    otherSyllable: chance,
    /** The name that was given is not one that the family knows. */
    notTheirs: chance,
    asKin: share,
    asNickname: share,
    mothersSurname: share,
  }),
  nickname: z.strictObject({ from, notTheirs: chance, listed: share, made: share, given: share }),
  kin: z.strictObject({
    from,
    notTheirs: chance,
    sameRelation: share,
    noRelation: share,
    otherRelation: share,
    ownName: share,
    notListed: chance,
  }),
  place: z.strictObject({
    from,
    wrongProvince: chance,
    wrongCity: chance,
    wrongCounty: chance,
    wrongWord: chance,
    sameCity: share,
    sameProvince: share,
    suffixLost: chance,
    village: share,
    work: share,
    lostPlace: share,
  }),
  accent: z.strictObject({ from, base: share, byConfidence: share, neighbour: share }),
  age: z.strictObject({
    from,
    /** A guess of the station: mean error and spread (years), for each width of the range half that much more. */
    bias: z.number(),
    spread: positive,
    spreadOld: positive,
    spreadSaid: positive,
    spreadMinor: positive,
    wild: chance,
    zodiacTrue: chance,
    zodiacNext: chance,
  }),
  body: z.strictObject({ from, height: positive, growth: positive, heightWild: chance, bloodTrue: chance, sexTrue: chance }),
  found: z.strictObject({
    from,
    cityNow: share,
    cityLater: share,
    cityYears: positive,
    countyOfCity: share,
    provinceNow: share,
    provinceLater: share,
    neighbour: share,
    homeCity: share,
    homeProvince: share,
    meanYears: positive,
    wrongDate: chance,
  }),
  marks: z.strictObject({ from, told: chance, wrongSide: share, related: share }),
  phrases: z.strictObject({ from, told: chance, related: share, overlap: share }),
  clothes: z.strictObject({ from, kept: share, days: positive }),
  face: z.strictObject({
    from,
    mean: z.number(),
    spread: positive,
    otherMean: z.number(),
    otherSpread: positive,
    useless: chance,
    years: positive,
  }),
  /** Guest against earlier guests, inquiry against inquiries: what differs from the above. */
  repeat: z.strictObject({ from, prior: chance, otherName: chance, ageSpread: positive, sameCity: share }),
  duplicate: z.strictObject({ from, prior: chance, otherName: chance, ageSpread: positive, sameCity: share }),
})
export type Weights = z.output<typeof weightsSchema>
export type ItemName = (typeof items)[number]

/** Reads a weights file; says what is wrong with it. */
export function parseWeights(text: string): Weights {
  let raw: unknown
  try {
    raw = parse(text)
  } catch (error) {
    throw new Error(`权重文件不是合法的 YAML：${(error as Error).message}`)
  }
  const read = weightsSchema.safeParse(raw)
  if (read.success) return read.data
  const first = read.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || '(文件)'}：${issue.message}`)
    .join('；')
  throw new Error(`权重文件不合规定：${first}`)
}
