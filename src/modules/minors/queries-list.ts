/** Lists of children whom the asker knows: what one is responsible for, and the search. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { addDays, addMonths, dateOf } from '#kernel/time.ts'
import {
  aliasesOf,
  type ChildRow,
  childrenById,
  organisationsOf,
  readQuery,
  searchChildren,
} from '#modules/people-and-cases/index.ts'
import { childFileLife, stateOf } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { adultOn, ageWords, kindsNow } from './rules.ts'
import { listForm, searchForm } from './schema.ts'
import { accountsById, kindsNowOf, listIds, namable, namesOfPaths } from './store-read.ts'
import { childKinds, closedHow, listFilters } from './words.ts'

const line = z.strictObject({
  childId: z.uuid(),
  no: z.string(),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  alias: field(z.string().nullable(), { label: '化名', sensitivity: 'personal' }),
  sex: z.enum(['male', 'female']).nullable(),
  age: z.string(),
  kinds: z.array(z.string()).max(12),
  town: z.string().nullable(),
  school: z.string().nullable(),
  worker: z.string().nullable(),
  state: z.string(),
  stateWord: z.string(),
  openedAt: field(z.number(), { label: '建档', widget: 'instant' }),
  adultOn: z.string().nullable(),
})
type Line = z.input<typeof line>

/** Lines of a list. Kinds are those that the asker may know of each child. */
export async function linesOf({ tx, vault, now }: ReadContext, children: readonly ChildRow[]): Promise<Line[]> {
  const names = await namesOfPaths(
    tx,
    children.flatMap((child) => [child.townPath, child.schoolPath]),
  )
  const workers = await accountsById(
    tx,
    children.map((child) => child.workerId),
  )
  const aliases = await aliasesOf(
    tx,
    vault,
    children.map((child) => child.id),
  )
  const kinds = await kindsNowOf(
    tx,
    children.map((child) => child.id),
  )
  const today = dateOf(now)
  return children.map((child) => {
    const state = stateOf(child)
    return {
      childId: child.id,
      no: child.no,
      name: child.name,
      alias: aliases.get(child.id) ?? null,
      sex: child.sex,
      age: ageWords(child, today),
      kinds: kindsNow(kinds.get(child.id) ?? []).map((kind) => childKinds[kind]),
      town: child.townPath ? (names.get(child.townPath) ?? null) : null,
      school: child.schoolPath ? (names.get(child.schoolPath) ?? null) : null,
      worker: child.workerId ? (workers.get(child.workerId)?.name ?? null) : null,
      state,
      stateWord:
        state === 'closed' && child.closedHow
          ? `${childFileLife.states[state].zh}：${closedHow[child.closedHow as keyof typeof closedHow] ?? child.closedHow}`
          : childFileLife.states[state].zh,
      openedAt: child.openedAt,
      adultOn: adultOn(child),
    }
  })
}

/** Lines that one list shows. */
const MOST = 200

export const list = query({
  name: 'minors.list',
  title: '未保个案名单',
  help: '只列本单位或本人有关的孩子。',
  params: listForm,
  result: z.strictObject({
    filter: choice(listFilters),
    total: z.int(),
    items: z.array(line).max(500),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, actor, now } = context
    const filter = params.filter ?? 'all'
    const adultBefore = addMonths(addDays(dateOf(now), 366), -12 * 18)
    const limit = params.limit ?? MOST
    const { ids, total } = await listIds(tx, { filter, accountId: actor.accountId, now, adultBefore, limit })
    const found = new Map((await childrenById(tx, ids)).map((child) => [child.id, child]))
    const children = ids.flatMap((id) => found.get(id) ?? [])
    return { filter, total, items: await linesOf(context, children) }
  },
})

export const search = query({
  name: 'minors.search',
  title: '查孩子',
  help: '姓名、读音、小名、证件号、年龄、地名，可混着写。只找本单位或本人有关的孩子。',
  params: searchForm,
  result: z.strictObject({
    remarks: z.array(z.string()).max(20),
    items: z
      .array(
        line.extend({
          ways: z.array(z.string()).max(20),
          said: field(z.string().nullable(), { label: '按此找到', sensitivity: 'personal' }),
        }),
      )
      .max(50),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, now } = context
    const reading = readQuery(params.text, dateOf(now))
    if (!reading.ok) return refuse('SEARCH_WORDS', { sentence: reading.sentence })
    const hits = (await searchChildren(tx, vault, reading.asked)).slice(0, params.limit)
    const found = new Map(
      (
        await childrenById(
          tx,
          hits.map((hit) => hit.id),
        )
      ).map((child) => [child.id, child]),
    )
    const known = hits.filter((hit) => found.has(hit.id))
    const lines = await linesOf(
      context,
      known.map((hit) => found.get(hit.id) as ChildRow),
    )
    return {
      remarks: reading.asked.remarks,
      items: lines.map((each, at) => ({ ...each, ways: (known[at]?.ways ?? []).slice(0, 20), said: known[at]?.said ?? null })),
    }
  },
})

export const places = query({
  name: 'minors.places',
  title: '本市镇街、村社区、学校',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.uuid(),
          name: z.string(),
          kind: z.enum(['town', 'village', 'school']),
          townId: z.uuid().nullable(),
        }),
      )
      .max(500),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const found = await organisationsOf(tx, ['town', 'village', 'school'], actor.organisation.path)
    const towns = found.filter((each) => each.kind === 'town')
    return {
      items: found.map(({ id, name, kind, path }) => ({
        id,
        name,
        kind: kind as 'town' | 'village' | 'school',
        townId: towns.find((town) => town.id !== id && path.startsWith(town.path))?.id ?? null,
      })),
    }
  },
})

export const people = query({
  name: 'minors.namable',
  title: '可以指定的人',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ accountId: z.uuid(), name: z.string(), post: z.string().nullable(), organisation: z.string() }))
      .max(1000),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const found = await namable(tx, actor.organisation.path, 1000)
    return { items: found.map(({ id, name, post, organisation }) => ({ accountId: id, name, post, organisation })) }
  },
})
