/** Households at the edge: the list, what was shared, the sheet that was handed over. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { divisionNames } from '#modules/people-and-cases/index.ts'
import { excel, sheetAnswer } from './sheet-needs.ts'
import { type HouseholdRow, householdsSeen, type MemberLine, membersOf, sharesSeen } from './store-household.ts'
import { departments, edgeReasons, type SharedColumn, sharedColumns } from './words-needs.ts'

export const MOST = 500
const words = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

const householdAnswer = z.strictObject({
  householdId: z.string(),
  state: z.string(),
  head: field(z.string(), { label: '户主', sensitivity: 'personal' }),
  address: words('住址'),
  situation: words('家庭情况'),
  people: z.number().nullable(),
  town: z.string().nullable(),
  division: z.string().nullable(),
  reasons: z.array(z.string()),
  members: z
    .array(
      z.strictObject({
        fileId: z.string().nullable(),
        personId: z.string(),
        name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
        relation: words('关系'),
        times: z.number(),
        lastFound: field(z.number().nullable(), { label: '最近一次', widget: 'instant' }),
      }),
    )
    .max(100),
  listedAt: field(z.number(), { label: '列入', widget: 'instant' }),
  nextReview: z.string().nullable(),
  reviewDue: z.boolean(),
  reviewedAt: field(z.number().nullable(), { label: '复核', widget: 'instant' }),
  finding: z.string().nullable(),
  unlistedAt: field(z.number().nullable(), { label: '移出', widget: 'instant' }),
  unlistedReason: z.string().nullable(),
})

type Line = z.input<typeof householdAnswer>

/** Households in words, with their members in sight. */
export async function linesOf({ tx, vault, now }: ReadContext, found: HouseholdRow[]): Promise<Line[]> {
  const members = Map.groupBy(
    await membersOf(
      tx,
      vault,
      found.map((each) => each.id),
    ),
    (member: MemberLine) => member.householdId,
  )
  const towns = new Map<string, string>()
  for (const id of new Set(found.flatMap((each) => (each.townId ? [each.townId] : [])))) {
    const town = await organisationById(tx, id)
    if (town) towns.set(id, town.name)
  }
  return found.map((each) => ({
    householdId: each.id,
    state: each.state,
    head: each.body.head,
    address: each.body.address ?? null,
    situation: each.body.situation ?? null,
    people: each.body.people ?? null,
    town: each.townId ? (towns.get(each.townId) ?? null) : null,
    division: each.division ? divisionNames(each.division).join('') || each.division : null,
    reasons: each.reasons,
    members: (members.get(each.id) ?? [])
      .slice(0, 100)
      .map(({ fileId, personId, name, relation, times, lastFound }) => ({ fileId, personId, name, relation, times, lastFound })),
    listedAt: each.listedAt,
    nextReview: each.nextReview,
    reviewDue: each.state === 'listed' && each.nextReview !== null && each.nextReview <= dateOf(now),
    reviewedAt: each.reviewedAt,
    finding: each.finding,
    unlistedAt: each.unlistedAt,
    unlistedReason: each.unlistedReason,
  }))
}

export const householdsQuery = query({
  name: 'follow-up.households',
  title: '边缘户',
  params: z.strictObject({
    state: field(choice({ listed: '在册', unlisted: '已移出' }).default('listed'), { label: '哪些' }),
  }),
  result: z.strictObject({
    items: z.array(householdAnswer).max(MOST),
    total: z.number(),
    due: z.number(),
    shares: z
      .array(
        z.strictObject({
          shareId: z.string(),
          at: z.number(),
          by: z.string().nullable(),
          to: words('给谁'),
          purpose: words('用途'),
          columns: z.array(z.string()),
          households: z.number(),
        }),
      )
      .max(50),
  }),
  may: () => true,
  async read(context, { state }) {
    const { tx, vault } = context
    const found = await householdsSeen(tx, vault, { state, limit: MOST })
    const items = await linesOf(context, found.items)
    const shares = await sharesSeen(tx, vault, null, 50)
    return {
      items,
      total: found.total,
      due: items.filter((each) => each.reviewDue).length,
      shares: shares.map((each) => ({
        shareId: each.id,
        at: each.at,
        by: each.by,
        to: each.body.toName ?? departments[each.department as keyof typeof departments] ?? each.department,
        purpose: each.body.purpose,
        columns: each.columns,
        households: each.households.length,
      })),
    }
  },
})

/** What one column says of a household. */
const cell: Record<SharedColumn, (line: Line) => string> = {
  head: (line) => line.head,
  town: (line) => [line.division, line.town].filter(Boolean).join(' '),
  address: (line) => line.address ?? '',
  members: (line) => line.members.map((each) => (each.relation ? `${each.name}（${each.relation}）` : each.name)).join('、'),
  times: (line) => String(line.members.reduce((sum, each) => sum + each.times, 0)),
  reasons: (line) => line.reasons.map((each) => edgeReasons[each as keyof typeof edgeReasons] ?? each).join('、'),
  situation: (line) => line.situation ?? '',
  listedOn: (line) => dateOf(line.listedAt),
}

export const sharedSheet = query({
  name: 'follow-up.shared-sheet',
  title: '边缘户共享表（Excel）',
  help: '只出这一次共享选定的内容；已移出的户不再列。',
  params: z.strictObject({ shareId: field(z.uuid(), { label: '哪一次共享', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read(context, { shareId }) {
    const { tx, vault } = context
    const [share] = await sharesSeen(tx, vault, shareId, 1)
    if (!share) return null
    const found = await householdsSeen(tx, vault, { ids: share.households, state: 'listed', limit: MOST })
    const columns = share.columns.filter((each): each is SharedColumn => each in sharedColumns)
    const lines = await linesOf(context, found.items)
    const body = await excel(
      '边缘户',
      columns.map((each) => sharedColumns[each]),
      lines.map((line) => columns.map((each) => cell[each](line))),
    )
    return sheetAnswer(`边缘户共享表 ${dateOf(share.at)}`, body)
  },
})
