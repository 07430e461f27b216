/** Who may read a file, who did, who tried, and what waits for somebody's leave. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { DAY } from '#kernel/time.ts'
import { aliasesOf, childrenById, compartmentsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { isHead } from './access.ts'
import { TAKE_WITHIN } from './actions-dossier.ts'
import { dossierLife, readerLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { attemptsTogether } from './rules.ts'
import { ofChild } from './schema.ts'
import { dossierRequests, readerRequests, readersNow } from './store-readers.ts'
import { accountsById } from './store-read.ts'
import { dossierParts, readerParts } from './words.ts'

/** Facts that somebody looked, tried to, or took something away. */
const LOOKS = [
  'sensitive.viewed',
  'child.view-refused',
  'dossier.exported',
  'child.reader-approved',
  'child.reader-ended',
] as const
const SHOWN_DAYS = 60
const MOST = 300

export const viewLog = query({
  name: 'minors.view-log',
  title: '谁看过',
  help: '每次打开和理由；未获准的也在内。看得到全档的人才看得到。',
  params: ofChild,
  result: z.strictObject({
    days: z.int(),
    recent: z.int(),
    total: z.int(),
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          at: field(z.number(), { label: '时间', widget: 'instant' }),
          who: field(z.string(), { label: '谁', sensitivity: 'personal' }),
          organisation: z.string(),
          what: z.string(),
          reason: field(z.string().nullable(), { label: '理由', sensitivity: 'personal' }),
          refused: z.boolean(),
          /** Doors knocked at within ten minutes. */
          times: z.int(),
        }),
      )
      .max(MOST),
  }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const { tx, vault, now } = context
    if (!(await compartmentsOf(tx, childId)).has('whole')) return refuse('NOT_WORKER')
    const looks = (await factsOf(tx, [childId]))
      .filter((fact) => (LOOKS as readonly string[]).includes(fact.name))
      .toSorted((a, b) => b.occurredAt - a.occurredAt)
    const shown = looks.slice(0, MOST)
    const details = await detailsOf(
      tx,
      vault,
      shown.map((fact) => fact.id),
    )
    const told = (id: string, key: string) => {
      const value = details.get(id)?.[key]
      return typeof value === 'string' ? value : undefined
    }
    const who = await accountsById(
      tx,
      shown.map((fact) => fact.recordedBy),
    )
    const lines = shown.map((fact) => {
      const account = who.get(fact.recordedBy)
      return {
        id: fact.id,
        at: fact.occurredAt,
        who: account?.name ?? told(fact.id, 'by') ?? '系统',
        organisation: account?.organisation ?? told(fact.id, 'organisation') ?? '',
        what: fact.name === 'sensitive.viewed' ? '查看' : (factDef(fact.name)?.title ?? fact.name),
        reason: told(fact.id, 'reason') ?? told(fact.id, '用途') ?? told(fact.id, '给谁看') ?? told(fact.id, '取消谁') ?? null,
        refused: fact.name === 'child.view-refused',
      }
    })
    const items = attemptsTogether(lines)
    return {
      days: SHOWN_DAYS,
      recent: items.filter((each) => each.at > now - SHOWN_DAYS * DAY).length,
      total: items.length,
      items,
    }
  },
})

const holder = z.strictObject({
  part: z.string(),
  organisation: z.string(),
  who: field(z.string().nullable(), { label: '谁', sensitivity: 'personal' }),
  from: field(z.number(), { label: '从', widget: 'instant' }),
  until: field(z.number().nullable(), { label: '到', widget: 'instant' }),
})
const asked = z.strictObject({
  requestId: z.uuid(),
  kind: z.enum(['reader', 'dossier']),
  childId: z.uuid(),
  no: z.string(),
  alias: field(z.string().nullable(), { label: '化名', sensitivity: 'personal' }),
  who: field(z.string(), { label: '给谁看', sensitivity: 'personal' }),
  organisation: z.string(),
  what: z.string(),
  reason: field(z.string(), { label: '理由', sensitivity: 'personal' }),
  answer: field(z.string().nullable(), { label: '意见', sensitivity: 'personal' }),
  state: z.string(),
  stateWord: z.string(),
  askedBy: field(z.string(), { label: '申请人', sensitivity: 'personal' }),
  askedAt: field(z.number(), { label: '申请', widget: 'instant' }),
  until: field(z.number().nullable(), { label: '到', widget: 'instant' }),
  mine: z.boolean(),
  mayDecide: z.boolean(),
})

/** Requests in words; about one child, or all that wait and concern the asker. */
async function requestsIn(context: ReadContext, childId: string | null) {
  const { tx, vault, actor, now } = context
  const reading = await readerRequests(tx, vault, childId)
  const papers = (await dossierRequests(tx, vault, childId)).filter(
    (each) => each.state !== 'approved' || (each.decidedAt ?? 0) + TAKE_WITHIN > now,
  )
  const ids = [...reading, ...papers].map((each) => each.childId)
  const children = new Map((await childrenById(tx, ids)).map((child) => [child.id, child]))
  const aliases = await aliasesOf(tx, vault, [...children.keys()])
  const who = await accountsById(tx, [
    ...reading.flatMap((each) => [each.accountId, each.askedBy]),
    ...papers.map((each) => each.askedBy),
  ])
  const decides = async (each: { childId: string; askedBy: string; approverPath: string; state: string; accountId?: string }) => {
    if (each.state !== 'asked' || each.askedBy === actor.accountId || each.accountId === actor.accountId) return false
    if (isHead(actor) && each.approverPath === actor.organisation.path) return true
    return (await compartmentsOf(tx, each.childId)).has('whole')
  }
  const items: z.input<typeof asked>[] = []
  for (const each of reading) {
    const child = children.get(each.childId)
    const account = who.get(each.accountId)
    if (!child) continue
    items.push({
      requestId: each.id,
      kind: 'reader',
      childId: each.childId,
      no: child.no,
      alias: aliases.get(child.id) ?? null,
      who: account?.name ?? '',
      organisation: account?.organisation ?? '',
      what: readerParts[each.part],
      reason: each.content.reason,
      answer: each.content.answer ?? each.content.ended ?? null,
      state: each.state,
      stateWord: readerLife.states[each.state].zh,
      askedBy: who.get(each.askedBy)?.name ?? '',
      askedAt: each.askedAt,
      until: each.untilAt,
      mine: each.askedBy === actor.accountId,
      mayDecide: await decides(each),
    })
  }
  for (const each of papers) {
    const child = children.get(each.childId)
    const account = who.get(each.askedBy)
    if (!child) continue
    items.push({
      requestId: each.id,
      kind: 'dossier',
      childId: each.childId,
      no: child.no,
      alias: aliases.get(child.id) ?? null,
      who: account?.name ?? '',
      organisation: account?.organisation ?? '',
      what: `导出：${each.content.parts.map((part) => dossierParts[part]).join('、')}`,
      reason: each.content.purpose,
      answer: each.content.answer ?? null,
      state: each.state,
      stateWord: dossierLife.states[each.state].zh,
      askedBy: account?.name ?? '',
      askedAt: each.askedAt,
      until: each.decidedAt ? each.decidedAt + TAKE_WITHIN : null,
      mine: each.askedBy === actor.accountId,
      mayDecide: await decides(each),
    })
  }
  return items
}

export const readers = query({
  name: 'minors.readers',
  title: '能看的人',
  params: ofChild,
  result: z.strictObject({ holders: z.array(holder).max(500), requests: z.array(asked).max(200) }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const { tx, now } = context
    const whole = (await compartmentsOf(tx, childId)).has('whole')
    const holders = whole || isHead(context.actor) ? await readersNow(tx, childId, now) : []
    return {
      holders: holders.map(({ part, organisation, account, from, until }) => ({ part, organisation, who: account, from, until })),
      requests: await requestsIn(context, childId),
    }
  },
})

export const approvals = query({
  name: 'minors.approvals',
  title: '等批准的查看和导出',
  params: z.strictObject({}),
  result: z.strictObject({ items: z.array(asked).max(200), waiting: z.int() }),
  may: () => true,
  async read(context) {
    const items = (await requestsIn(context, null)).filter((each) => each.mayDecide || each.mine)
    return { items, waiting: items.filter((each) => each.mayDecide).length }
  },
})
