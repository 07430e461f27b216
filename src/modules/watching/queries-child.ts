/** What the watch knows of one child; and the sheet by which a look is graded. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { all } from '#kernel/db.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, compartmentsOf, notOpened, sheetInForce } from '#modules/people-and-cases/index.ts'
import { sheetItems } from '#modules/people-and-cases/words.ts'
import { termOf, termWords } from './rules-round.ts'
import { entryFields } from './schema-entry.ts'
import { childForm } from './schema.ts'
import { looksOf } from './store-look.ts'
import { entriesOf, placesOf } from './store-entry.ts'
import { standingById } from './store-standing.ts'
import { changesSeen, guardianships, manners, missedReasons, registers, risks, trends } from './words.ts'

const { detained: _detained, ...shownFields } = entryFields

export const ofChild = query({
  name: 'watching.of-child',
  title: '排查情况',
  params: childForm,
  result: z.strictObject({
    standing: z
      .strictObject({
        risk: field(choice(risks).nullable(), { label: '风险' }),
        guardianship: field(choice(guardianships).nullable(), { label: '监护状况' }),
        lastOn: z.string().nullable(),
        nextOn: z.string(),
        missed: z.number(),
        trend: field(choice(trends), { label: '变化' }),
        census: z.boolean(),
        term: z.string().nullable(),
        termNow: z.string(),
        registeredNow: z.boolean(),
        closed: z.boolean(),
      })
      .nullable(),
    mayLook: z.boolean(),
    looks: z
      .array(
        z.strictObject({
          id: z.string(),
          at: field(z.number(), { label: '时间', widget: 'instant' }),
          kind: z.enum(['seen', 'missed']),
          by: field(z.string().nullable(), { label: '谁看的' }),
          risk: field(choice(risks).nullable(), { label: '风险' }),
          guardianship: field(choice(guardianships).nullable(), { label: '监护' }),
          manner: field(choice(manners).nullable(), { label: '怎么见到的' }),
          score: z.number().nullable(),
          sheet: z.string().nullable(),
          changes: field(z.array(z.string()).max(9), { label: '和上次比' }),
          reason: field(z.string().nullable(), { label: '没见到的原因' }),
          note: field(z.string().nullable(), { label: '看到、听到的', sensitivity: 'personal' }),
        }),
      )
      .max(20),
    entries: z
      .array(
        z.strictObject({
          id: z.string(),
          register: field(z.string(), { label: '登记册' }),
          by: field(z.string().nullable(), { label: '谁登记的' }),
          changedAt: field(z.number(), { label: '登记', widget: 'instant' }),
          entry: field(z.strictObject(shownFields), { label: '登记内容', sensitivity: 'personal' }),
        }),
      )
      .max(20),
  }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const { tx, vault, now } = context
    const child = await childById(tx, childId)
    if (!child) return null
    const [standing, looks, entries, opens] = await all([
      standingById(tx, childId),
      looksOf(tx, vault, childId),
      entriesOf(tx, vault, childId),
      compartmentsOf(tx, childId),
    ])
    const termNow = termOf(dateOf(now))
    // That a parent is in prison stays with whoever reads the helper's part.
    const secret = opens.has('helper')
    return {
      standing: standing
        ? {
            risk: standing.risk,
            guardianship: standing.guardianship,
            lastOn: standing.lastOn,
            nextOn: standing.nextOn,
            missed: standing.missed,
            trend: standing.trend,
            census: standing.census,
            term: standing.term && termWords(standing.term),
            termNow: termWords(termNow),
            registeredNow: standing.term === termNow,
            closed: standing.closed,
          }
        : null,
      mayLook: opens.has('register'),
      looks: looks.map((look) => ({
        id: look.id,
        at: look.at,
        kind: look.kind,
        by: look.by,
        risk: look.risk as keyof typeof risks | null,
        guardianship: look.guardianship as keyof typeof guardianships | null,
        manner: look.manner as keyof typeof manners | null,
        score: look.score,
        sheet: look.sheet,
        changes: (look.content.changes ?? []).map((each) => changesSeen[each as keyof typeof changesSeen] ?? each),
        reason: look.content.reason ? (missedReasons[look.content.reason as keyof typeof missedReasons] ?? null) : null,
        note: look.content.note ?? null,
      })),
      entries: entries
        .filter((each) => secret || (each.register !== 'prisoner-child' && each.register !== 'detox-child'))
        .map(({ id, register, by, changedAt, entry }) => {
          const { detained: _hidden, ...rest } = entry
          return { id, register: registers[register as keyof typeof registers] ?? register, by, changedAt, entry: rest }
        }),
    }
  },
})

const question = z.strictObject({
  key: z.string(),
  title: z.string(),
  part: z.string(),
  kind: z.enum(['choice', 'yes-no', 'number']),
  mayNotApply: z.boolean(),
  options: z.array(z.strictObject({ key: z.string(), title: z.string() })).max(12),
  min: z.number().nullable(),
  max: z.number().nullable(),
  unit: z.string().nullable(),
})

/** The sheet in force where the actor works, laid flat for a telephone: question after question. */
export const sheet = query({
  name: 'watching.sheet',
  title: '排查指标表',
  params: z.strictObject({}),
  result: z.strictObject({ title: z.string(), version: z.string(), questions: z.array(question).max(200) }),
  may: () => true,
  async read({ tx, actor, now }) {
    const { sheet: found } = await sheetInForce(tx, 'screening', actor.organisation.path, dateOf(now))
    return {
      title: found.title,
      version: `${found.id}@${found.version}`,
      questions: found.parts.flatMap((part) =>
        sheetItems({ parts: [part] }).map((item) => ({
          key: item.key,
          title: item.title,
          part: part.title,
          kind: item.kind,
          mayNotApply: item.mayNotApply ?? false,
          options: item.kind === 'choice' ? item.options.map(({ key, title }) => ({ key, title })) : [],
          min: item.kind === 'number' ? item.min : null,
          max: item.kind === 'number' ? item.max : null,
          unit: item.kind === 'number' ? (item.unit ?? null) : null,
        })),
      ),
    }
  },
})

/** Towns, villages and schools of the city, for pickers. */
export const places = query({
  name: 'watching.places',
  title: '镇街、村（社区）和学校',
  params: z.strictObject({ kind: field(z.enum(['town', 'village', 'school']), { label: '哪种' }) }),
  result: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), name: z.string(), above: z.string().nullable() })).max(5000),
  }),
  may: () => true,
  async read({ tx, actor }, { kind }) {
    const found = await placesOf(tx, actor.organisation.path)
    const towns = found.filter((each) => each.kind === 'town')
    return {
      items: found
        .filter((each) => each.kind === kind)
        .slice(0, 5000)
        .map(({ id, name, path }) => ({
          id,
          name,
          above: kind === 'village' ? (towns.find((town) => path.startsWith(town.path))?.name ?? null) : null,
        })),
    }
  },
})
