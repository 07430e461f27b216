/**
 * What a guest was heard to say and what a family tells, in the shapes that lie sealed in a fact's details. Rooms share
 * nothing else about a person: one room writes them down, another compares them. Unknown means absent, never null or "".
 */
import { z } from 'zod'

/** Kinship as it is compared: seen from the person looked for. */
export const relations = {
  father: '父亲',
  mother: '母亲',
  spouse: '配偶',
  son: '儿子',
  daughter: '女儿',
  brother: '兄弟',
  sister: '姐妹',
} as const

export type Relation = keyof typeof relations

const words = (max = 200) => z.string().trim().min(1).max(max)
/** Division code: 2 digits province, 4 city, 6 county, 9 or 12 town and village (12: padded with zeros). */
const place = z.strictObject({
  code: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  text: words(),
})
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const kin = z.strictObject({ relation: z.enum(Object.keys(relations) as [Relation, ...Relation[]]).optional(), name: words(60) })

/** What was newly heard or seen of a guest on one occasion; several of these and the person's description make the profile. */
export const heardSchema = z.strictObject({
  names: z.array(words(60)).max(12).optional(),
  nicknames: z.array(words(60)).max(12).optional(),
  kin: z.array(kin).max(12).optional(),
  /** One saying each, in the listener's characters. */
  places: z.array(words(120)).max(20).optional(),
  phrases: z.array(words(200)).max(30).optional(),
  /** Province code of the accent, how sure the listener is (0–1), and who listened. */
  accents: z
    .array(z.strictObject({ code: z.string().regex(/^\d{2}$/), confidence: z.number().min(0).max(1), by: words(60).optional() }))
    .max(6)
    .optional(),
  marks: z.array(words(120)).max(20).optional(),
  /** Years, as on the day of `seenOn`; two adjacent years mean that the guest said it. */
  age: z.strictObject({ min: z.int().min(0).max(130), max: z.int().min(0).max(130), seenOn: date.optional() }).optional(),
  heightCm: z.number().min(30).max(250).optional(),
  bloodType: z.enum(['A', 'B', 'O', 'AB']).optional(),
  clothes: words(200).optional(),
  foundPlace: place.optional(),
})
export type Heard = z.output<typeof heardSchema>

/** The whole of what a family tells about the person it looks for. Contact data is not part of it. */
export const toldSchema = z.strictObject({
  name: words(60).optional(),
  /** One or more, former names included. */
  nicknames: z.array(words(60)).max(12).optional(),
  sex: z.enum(['male', 'female']).optional(),
  birthDate: date.optional(),
  birthYear: z.int().min(1880).max(2100).optional(),
  lostOn: date.optional(),
  lostPlace: place.optional(),
  home: place.optional(),
  kin: z.array(kin).max(12).optional(),
  marks: z.array(words(120)).max(20).optional(),
  phrases: z.array(words(200)).max(30).optional(),
  heightCm: z.number().min(30).max(250).optional(),
  bloodType: z.enum(['A', 'B', 'O', 'AB']).optional(),
  clothes: words(200).optional(),
  photoYear: z.int().min(1900).max(2100).optional(),
  languages: z.array(words(40)).max(6).optional(),
  /** The person looked for is, or was when lost, below 18 according to the family. */
  minor: z.boolean().optional(),
})
export type Told = z.output<typeof toldSchema>
