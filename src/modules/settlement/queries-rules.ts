/** Reading the bureau's rules, trying them, and names for one person. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { birthRange } from '#modules/people-and-cases/words.ts'
import { ruleOf } from './actions-rules.ts'
import { assignedBirth, nameFault, namesOf, proposals, ruleFaults } from './rules-name.ts'
import { previewForm, suggestForm } from './schema.ts'
import { namesTaken } from './store.ts'
import { checklistAt, namingAt, rulesOf } from './store-rules.ts'
import { allItems, itemKeys } from './words.ts'

const words = z.array(z.string()).max(200)

export const rules = query({
  name: 'settlement.rules',
  title: '命名规则和卷宗清单',
  params: z.strictObject({}),
  result: z.strictObject({
    naming: z.strictObject({
      surnames: words,
      generation: z.string(),
      given: words,
      source: z.string().nullable(),
      excluded: words,
      birth: z.string(),
    }),
    checklist: z.array(z.strictObject({ item: z.string(), title: z.string(), need: z.string() })).max(30),
    versions: z
      .array(
        z.strictObject({ kind: z.string(), version: z.number(), from: z.string(), reason: z.string(), decidedAt: z.number() }),
      )
      .max(100),
    assumed: z.strictObject({ naming: z.boolean(), checklist: z.boolean() }),
  }),
  may: () => true,
  async read(context) {
    const { actor, now } = context
    const path = actor.organisation.kind === 'bureau' ? actor.range.from : actor.organisation.path
    const { source, ...naming } = await namingAt(context, path)
    const checklist = await checklistAt(context, path)
    const [names, lists] = [await rulesOf(context, 'naming', path), await rulesOf(context, 'checklist', path)]
    const version = (kind: string, each: (typeof names)[number] | (typeof lists)[number]) => ({
      kind,
      version: each.version,
      from: each.from,
      reason: each.reason,
      decidedAt: each.decidedAt,
    })
    const today = dateOf(now)
    return {
      naming: {
        ...naming,
        surnames: [...naming.surnames],
        given: [...naming.given],
        excluded: [...naming.excluded],
        source: source ?? null,
      },
      checklist: itemKeys.map((item) => ({ item, title: allItems[item], need: checklist[item] })),
      versions: [...names.map((each) => version('naming', each)), ...lists.map((each) => version('checklist', each))],
      assumed: {
        naming: !names.some((each) => each.from <= today),
        checklist: !lists.some((each) => each.from <= today),
      },
    }
  },
})

export const previewNames = query({
  name: 'settlement.preview-names',
  title: '试起名字',
  params: previewForm,
  result: z.strictObject({
    names: z.array(z.string()).max(40),
    faults: z.record(z.string(), z.string()),
    possible: z.number(),
  }),
  may: () => true,
  async read(_context, { seed, ...form }) {
    const rule = ruleOf(form)
    let possible = 0
    for (const _name of namesOf(rule, 'count')) possible += 1
    return { names: proposals(rule, `preview ${seed ?? 0}`, 20), faults: ruleFaults(rule), possible }
  },
})

/** Names looked up at most for one list: the first that nobody bears are enough. */
const TRIES = 40
const SHOWN = 6

export const suggestNames = query({
  name: 'settlement.suggest-names',
  title: '可用的名字',
  help: '本人和平时的叫法在前；其余按命名规则，本市没有人叫的。',
  params: suggestForm,
  result: z.strictObject({
    called: field(z.array(z.string()).max(20), { label: '平时的叫法', sensitivity: 'personal' }),
    names: z.array(z.string()).max(20),
    birthDate: field(z.string().nullable(), { label: '拟定出生日期', sensitivity: 'personal' }),
  }),
  may: () => true,
  async read({ tx, vault, now }, { fileId, turn }) {
    const file = await fileById(tx, fileId)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const rule = await namingAt({ tx, vault, now }, file.ownerPath)
    const { description } = person
    const heard = [description.writtenName, ...(description.heardNames ?? []), ...(description.nicknames ?? [])]
    const called = heard.filter(
      (each): each is string => typeof each === 'string' && nameFault(each, rule.excluded) === undefined,
    )
    const tried = proposals(rule, `${fileId}/${turn ?? 0}`, TRIES)
    const taken = new Set(await namesTaken(tx, tried, person.id))
    return {
      called: [...new Set(called)].slice(0, 10),
      names: tried.filter((name) => !taken.has(name)).slice(0, SHOWN),
      birthDate: assignedBirth(rule.birth, birthRange(description), dateOf(file.acceptedAt ?? file.arrivedAt)) ?? null,
    }
  },
})

export const ruleQueries: AnyQuery[] = [rules, previewNames, suggestNames]
