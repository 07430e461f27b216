/** What a bureau sees before it changes the weights. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { accountNames } from './store-names.ts'
import { choicesOf, trialsOf, weightsInForce } from './store-weights.ts'
import { FIRST_WEIGHTS, weightsFiles } from './weights-files.ts'

const told = z.strictObject({
  weights: z.string(),
  ofConfirmed: field(z.number(), { label: '给已认定的平均把握' }),
  ofExcluded: field(z.number(), { label: '给已排除的平均把握' }),
  rang: field(z.number(), { label: '已认定的会提示', unit: '对' }),
  rangWrongly: field(z.number(), { label: '已排除的会误提示', unit: '对' }),
})
const figures = z.strictObject({ confirmed: z.number(), excluded: z.number(), now: told, tried: told })

export const weightsQuery = query({
  name: 'matching.weights',
  title: '比对用的权重',
  params: z.strictObject({}),
  result: z.strictObject({
    inForce: field(z.string(), { label: '现用' }),
    mayChoose: z.boolean(),
    files: z
      .array(
        z.strictObject({
          id: z.string(),
          from: field(z.string(), { label: '数字从哪里来' }),
          wantedAt: z.number().nullable(),
          triedAt: field(z.number().nullable(), { label: '试算', widget: 'instant' }),
          figures: figures.nullable(),
        }),
      )
      .max(50),
    choices: z
      .array(
        z.strictObject({
          weights: z.string(),
          from: field(z.string(), { label: '从哪天起', widget: 'date' }),
          reason: field(z.string(), { label: '为什么换' }),
          by: field(z.string(), { label: '谁定的' }),
          at: z.number(),
        }),
      )
      .max(50),
  }),
  may: () => true,
  async read({ tx, actor, now }) {
    const jurisdiction = actor.range.from
    const trials = new Map((await trialsOf(tx, jurisdiction)).map((each) => [each.weights, each]))
    const choices = await choicesOf(tx, jurisdiction)
    const names = await accountNames(
      tx,
      choices.map((each) => each.by),
    )
    return {
      inForce: (await weightsInForce(tx, actor.organisation.path, dateOf(now))) ?? FIRST_WEIGHTS,
      mayChoose: actor.organisation.kind === 'bureau',
      files: weightsFiles().map((file) => {
        const trial = trials.get(file.id)
        return {
          ...file,
          wantedAt: trial?.wantedAt ?? null,
          triedAt: trial?.triedAt ?? null,
          figures: trial?.figures ?? null,
        }
      }),
      choices: choices.map((each) => ({ ...each, by: names.get(each.by) ?? '' })),
    }
  },
})
