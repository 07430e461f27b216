/** The doors for reading. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { childById, compartmentsOf, notOpened, organisationsOf } from '#modules/people-and-cases/index.ts'
import { ageOn } from '#modules/people-and-cases/words.ts'
import { isKeeper, mayManage } from './access.ts'
import { pairKeys, volunteerKeys } from './lifecycle.ts'
import { standingOf } from './rules.ts'
import { childId } from './schema.ts'
import { volunteerHeads, volunteerLine } from './sheet.ts'
import {
  accountsFor,
  type ListedPair,
  meetingsOf,
  membersOf,
  type PairRow,
  pairsListed,
  pairsOf,
  volunteerCount,
  volunteersOf,
} from './store.ts'
import { organisationAt } from './store-organisations.ts'
import { KEEPERS } from './words.ts'

const openToAll = () => true as const
const instantOrNull = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const someone = field(z.string(), { label: '姓名', sensitivity: 'personal' })
const LONGEST = 500

const volunteerAnswer = z.strictObject({
  id: z.string(),
  name: someone,
  sex: z.string(),
  phone: field(z.string(), { label: '电话', sensitivity: 'personal', mask: 'phone' }),
  skills: z.string().nullable(),
  state: z.enum(volunteerKeys as [string, ...string[]]),
  standing: z.string(),
  checkedOn: z.string().nullable(),
  clearUntil: z.string().nullable(),
  guardian: z.boolean(),
  children: z.number(),
  account: z.boolean(),
})
type VolunteerAnswer = z.input<typeof volunteerAnswer>

async function volunteersNow({ tx, vault, actor, now }: ReadContext, limit: number): Promise<VolunteerAnswer[]> {
  const found = await volunteersOf(tx, vault, actor.organisation.path, { limit })
  return found.map(({ id, state, checkedOn, clearUntil, guardian, children, accountId, content }) => ({
    id,
    name: content.name,
    sex: content.sex,
    phone: content.phone,
    skills: content.skills ?? null,
    state,
    standing: standingOf({ state, clearUntil }, dateOf(now)),
    checkedOn,
    clearUntil,
    guardian,
    children,
    account: accountId !== null,
  }))
}

const pairAnswer = z.strictObject({
  pairId: z.string(),
  childId: z.string(),
  kind: z.string(),
  state: z.enum(pairKeys as [string, ...string[]]),
  no: z.string(),
  name: someone,
  sex: z.string().nullable(),
  age: z.string(),
  wantedAt: instantOrNull('请求'),
  pairedAt: instantOrNull('结对'),
  lastMet: instantOrNull('上次活动'),
  endedAt: instantOrNull('结束'),
  need: field(z.string(), { label: '希望怎样帮', sensitivity: 'personal' }),
  plan: personal('怎么帮'),
  by: z.string(),
  reason: z.string().nullable(),
  volunteers: z.array(z.strictObject({ id: z.string(), name: someone })).max(12),
})

function ageWords({ birthFrom, birthTo }: Pick<ListedPair, 'birthFrom' | 'birthTo'>, on: string): string {
  if (!birthFrom || !birthTo) return '年龄不详'
  const age = ageOn({ from: birthFrom, to: birthTo }, on)
  return age.from === age.to ? `${age.from} 岁` : `${age.from} 至 ${age.to} 岁`
}

async function shown({ tx, vault, now }: ReadContext, pairs: readonly (PairRow & ListedPair)[]) {
  const members = Map.groupBy(
    await membersOf(
      tx,
      vault,
      pairs.map((each) => each.id),
    ),
    (each) => each.pairId,
  )
  return pairs.map((each) => ({
    pairId: each.id,
    childId: each.childId,
    kind: each.kind,
    state: each.state,
    no: each.no,
    name: each.name,
    sex: each.sex,
    age: ageWords(each, dateOf(now)),
    wantedAt: each.wantedAt,
    pairedAt: each.pairedAt,
    lastMet: each.lastMet,
    endedAt: each.endedAt,
    need: each.content.need,
    plan: each.content.plan ?? null,
    by: each.content.by,
    reason: each.content.reason ?? null,
    volunteers: (members.get(each.id) ?? [])
      .filter((one) => one.until === null)
      .slice(0, 12)
      .map((one) => ({ id: one.volunteerId, name: one.content.name })),
  }))
}

export const board = query({
  name: 'pairing.board',
  title: '结对',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(pairAnswer).max(LONGEST),
    total: z.number(),
    volunteers: z.array(volunteerAnswer).max(LONGEST),
    volunteersInAll: z.number(),
  }),
  may: (actor) => isKeeper(actor),
  async read(context) {
    const { path } = context.actor.organisation
    const items = await shown(context, await pairsListed(context.tx, context.vault, { path }, LONGEST))
    return {
      items,
      total: items.length,
      volunteers: await volunteersNow(context, LONGEST),
      volunteersInAll: await volunteerCount(context.tx, path),
    }
  },
})

/** On the telephone of whoever is paired: my children, when we met last. */
export const mine = query({
  name: 'pairing.mine',
  title: '我结对的孩子',
  params: z.strictObject({}),
  result: z.strictObject({ items: z.array(pairAnswer).max(60) }),
  may: openToAll,
  async read(context) {
    const { accountId } = context.actor
    return { items: await shown(context, await pairsListed(context.tx, context.vault, { accountId }, 60)) }
  },
})

export const ofChild = query({
  name: 'pairing.of-child',
  title: '孩子的结对',
  params: z.strictObject({ childId }),
  result: z.strictObject({
    items: z
      .array(
        pairAnswer.extend({
          federation: z.string().nullable(),
          mayManage: z.boolean(),
          meetings: z
            .array(
              z.strictObject({
                id: z.string(),
                at: instantOrNull('时间'),
                kind: z.string(),
                note: personal('孩子怎样'),
                by: someone,
              }),
            )
            .max(20),
        }),
      )
      .max(40),
  }),
  may: openToAll,
  async read(context, { childId: id }) {
    const { tx, vault, actor } = context
    const shut = await notOpened(context, id)
    if (shut) return shut
    const child = await childById(tx, id)
    const opens = await compartmentsOf(tx, id)
    if (!child || !opens.has('pairing')) return null
    const pairs = await pairsOf(tx, vault, id)
    const meetings = Map.groupBy(
      await meetingsOf(
        tx,
        vault,
        pairs.map((each) => each.id),
        400,
      ),
      (each) => each.pairId,
    )
    const listed = await shown(
      context,
      pairs.map((each) => ({
        ...each,
        no: child.no,
        name: child.name,
        sex: child.sex,
        birthFrom: child.birthFrom,
        birthTo: child.birthTo,
      })),
    )
    const items = []
    for (const [at, each] of listed.entries()) {
      const pair = pairs[at] as PairRow
      items.push({
        ...each,
        federation: (await organisationAt(tx, pair.federationPath))?.name ?? null,
        mayManage: mayManage(actor, { opens, pair }),
        meetings: (meetings.get(pair.id) ?? []).slice(0, 20).map((one) => ({
          id: one.id,
          at: one.at,
          kind: one.content.kind,
          note: one.content.note ?? null,
          by: one.content.by,
        })),
      })
    }
    return { items }
  },
})

const MOST_LINES = 5_000
const sheet = query({
  name: 'pairing.volunteers-sheet',
  title: '志愿者名册',
  params: z.strictObject({}),
  result: 'file',
  may: (actor) => isKeeper(actor),
  async read(context) {
    const lines = (await volunteersNow(context, MOST_LINES)).map(volunteerLine)
    return { file: { name: '志愿者名册.xlsx', type: XLSX, body: await sheetOf('志愿者', volunteerHeads, lines) } }
  },
})

const choices = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        phone: field(z.string().nullable(), { label: '公开电话', mask: 'none' }),
      }),
    )
    .max(500),
})

const keepers = query({
  name: 'pairing.keepers',
  title: '可以请求结对的单位',
  params: z.strictObject({}),
  result: choices,
  may: openToAll,
  async read({ tx, actor }) {
    const found = await organisationsOf(tx, KEEPERS, actor.organisation.path)
    return { items: found.map(({ id, name, phone }) => ({ id, name, phone })) }
  },
})

const accounts = query({
  name: 'pairing.accounts',
  title: '本单位可以记活动的账号',
  params: z.strictObject({}),
  result: choices,
  may: (actor) => isKeeper(actor),
  async read({ tx, actor }) {
    const found = await accountsFor(tx, actor.organisation.path)
    return { items: found.map((each) => ({ ...each, phone: null })) }
  },
})

export const queries: AnyQuery[] = [board, mine, ofChild, sheet, keepers, accounts]
