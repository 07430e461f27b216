/** Lists: what is held, where children live, who went home, what waits; families; places to choose from. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { organisationsOf } from '#modules/people-and-cases/index.ts'
import { familyQuery } from './schema-family.ts'
import { soonAdult } from './rules.ts'
import { groundWords } from './telling.ts'
import { familiesNow, type FamilyRow, familyById, MOST_FAMILIES } from './store-family.ts'
import { heldNow, homeNow, LONGEST, placedNow, waitingNow } from './store-read.ts'

const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
const instant = (label: string) => field(z.number(), { label, widget: 'instant' })
const who = { childId: z.string(), no: z.string(), name: personal('姓名') }
const list = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject({ items: z.array(z.strictObject(shape)).max(LONGEST), total: z.number() })

const boardResult = z.strictObject({
  today: z.string(),
  held: list({
    ...who,
    kind: z.string(),
    ground: z.string(),
    since: instant('从'),
    reviewOn: z.string().nullable(),
    reviewCause: z.string().nullable(),
    place: z.string().nullable(),
    soonAdult: z.boolean(),
  }),
  placed: list({
    ...who,
    kind: z.string(),
    where: personal('由谁照料'),
    placedAt: instant('安置'),
    nextVisit: z.string().nullable(),
    finding: z.string().nullable(),
    /** The family has withdrawn or stopped, or a visit found that it must not go on. */
    mustMove: z.boolean(),
  }),
  home: list({
    ...who,
    returnedAt: instant('返家'),
    nextVisit: z.string().nullable(),
    visits: z.number(),
    finding: z.string().nullable(),
  }),
  waiting: list({
    ...who,
    requestId: z.string(),
    kind: z.string(),
    state: z.string(),
    askedAt: instant('申请'),
    from: z.string(),
    decides: z.boolean(),
    ours: z.boolean(),
  }),
})
export type BoardAnswer = z.output<typeof boardResult>

/** What stands now, of the children of whom the actor reads this part. */
export async function boardNow({ tx, vault, now, actor }: ReadContext): Promise<BoardAnswer> {
  const today = dateOf(now)
  const [held, placed, home, waiting] = [await heldNow(tx), await placedNow(tx, vault), await homeNow(tx), await waitingNow(tx)]
  return {
    today,
    held: {
      total: held.total,
      items: held.items.map(({ birthFrom, birthTo, ground, ...each }) => ({
        ...each,
        ground: groundWords(each.kind, ground),
        soonAdult: soonAdult(birthFrom, birthTo, today),
      })),
    },
    placed: {
      total: placed.total,
      items: placed.items.map((each) => ({
        childId: each.childId,
        no: each.no,
        name: each.name,
        kind: each.kind,
        where: each.content.who,
        placedAt: each.placedAt,
        nextVisit: each.nextVisit,
        finding: each.finding,
        mustMove: each.finding === 'unfit' || each.familyState === 'withdrawn' || each.familyState === 'paused',
      })),
    },
    home: {
      total: home.total,
      items: home.items.map(({ birthFrom: _from, birthTo: _to, ...each }) => each),
    },
    waiting: {
      total: waiting.total,
      items: waiting.items.map(({ birthFrom: _from, birthTo: _to, bureauPath, askedPath, ...each }) => ({
        ...each,
        decides: bureauPath === actor.organisation.path,
        ours: askedPath === actor.organisation.path,
      })),
    },
  }
}

export const board = query({
  name: 'guardianship.board',
  title: '监护与安置',
  help: '在监护、在安置、返家回访中的孩子，和等审批的申请。',
  params: z.strictObject({}),
  result: boardResult,
  may: () => true,
  read: boardNow,
})

const familyResult = {
  familyId: z.string(),
  name: personal('家庭'),
  kind: z.string(),
  state: z.string(),
  most: z.number(),
  children: z.number(),
  checkedOn: z.string().nullable(),
  verdict: z.string().nullable(),
  until: z.string().nullable(),
  volunteer: z.boolean(),
}
const familyLine = (each: FamilyRow, children: number) => ({
  familyId: each.id,
  name: each.content.members[0]?.name ?? '',
  kind: each.kind,
  state: each.state,
  most: each.most,
  children,
  checkedOn: each.checkedOn,
  verdict: each.verdict,
  until: each.until,
  volunteer: each.volunteer,
})

export const families = query({
  name: 'guardianship.families',
  title: '寄养、代养家庭',
  params: z.strictObject({}),
  result: z.strictObject({
    today: z.string(),
    items: z.array(z.strictObject({ ...familyResult, approves: z.boolean() })).max(MOST_FAMILIES),
    total: z.number(),
  }),
  may: () => true,
  async read({ tx, vault, now, actor }) {
    const { items, total } = await familiesNow(tx, vault)
    const approves = (each: FamilyRow) => each.bureauPath === actor.organisation.path && each.checkedBy !== actor.accountId
    return {
      today: dateOf(now),
      total,
      items: items.map((each) => ({ ...familyLine(each, each.children), approves: approves(each) })),
    }
  },
})

export const family = query({
  name: 'guardianship.family',
  title: '家庭详情',
  params: familyQuery,
  result: z.strictObject({
    ...familyResult,
    address: personal('住址'),
    phone: field(z.string(), { label: '联系电话', sensitivity: 'personal', mask: 'phone' }),
    wishes: z.string().nullable(),
    members: z
      .array(
        z.strictObject({ name: personal('姓名'), relation: z.string().nullable(), adult: z.boolean(), volunteer: z.string() }),
      )
      .max(10),
    checks: z.array(z.strictObject({ key: z.string(), answer: z.string() })).max(10),
    assessors: z.array(personal('评估人')).max(5),
    note: personal('评估情况').nullable(),
    refused: personal('不合格的理由').nullable(),
    changed: personal('变更原因').nullable(),
  }),
  may: () => true,
  async read({ tx, vault }, { familyId }) {
    const found = await familyById(tx, vault, familyId)
    if (!found) return null
    const all = await familiesNow(tx, vault)
    const { content } = found
    return {
      ...familyLine(found, all.items.find((each) => each.id === familyId)?.children ?? 0),
      address: content.address,
      phone: content.phone,
      wishes: content.wishes ?? null,
      members: content.members.map((each) => ({ ...each, relation: each.relation ?? null })),
      checks: Object.entries(content.check?.checks ?? {}).map(([key, answer]) => ({ key, answer })),
      assessors: content.check?.assessors ?? [],
      note: content.check?.note ?? null,
      refused: content.refused ?? null,
      changed: content.changed?.reason ?? null,
    }
  },
})

/** Families that may take a child today, for the form. */
export const familyChoices = query({
  name: 'guardianship.family-choices',
  title: '合格家庭名单',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({ id: z.string(), name: personal('家庭'), phone: field(z.string().nullable(), { label: '公开电话' }) }),
      )
      .max(MOST_FAMILIES),
  }),
  may: () => true,
  async read({ tx, vault, now }) {
    const today = dateOf(now)
    const { items } = await familiesNow(tx, vault)
    const fit = items.filter((each) => each.state === 'approved' && each.until !== null && each.until >= today)
    return {
      items: fit.map((each) => ({
        id: each.id,
        name: `${each.content.members[0]?.name ?? ''}家庭（${each.children}/${each.most}）`,
        phone: null,
      })),
    }
  },
})

const places = (name: string, title: string, kinds: readonly string[]) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: z.strictObject({
      items: z
        .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
        .max(LONGEST),
    }),
    may: () => true,
    read: async ({ tx, actor }) => ({
      items: (await organisationsOf(tx, kinds, actor.organisation.path)).map(({ id, name: own, phone }) => ({
        id,
        name: own,
        phone,
      })),
    }),
  })

export const listQueries: AnyQuery[] = [
  board,
  families,
  family,
  familyChoices,
  places('guardianship.houses', '机构名单', ['institution', 'station', 'protection-centre']),
  places('guardianship.bureaus', '民政局名单', ['bureau']),
  places('guardianship.towns', '镇街名单', ['town']),
]
