/** One returnee: what the ledger says, the series drawn, visits in words. */
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { mayRegister, onlyVisits } from './access.ts'
import { livingAt } from './paper-data.ts'
import { lastOf, returneeState, standing, suggestedReasons } from './rules-returnee.ts'
import { returneeById, returneeOf, returnsOf, type ReturneeRow } from './store-returnee.ts'
import { visitsOfReturnee } from './store-visit.ts'
import { visitWords } from './words-visit.ts'

const term = z.strictObject({
  from: field(z.number(), { label: '从', widget: 'instant' }),
  due: field(z.string(), { label: '到期' }),
  state: z.enum(['done', 'late', 'overdue', 'next']),
  metAt: field(z.number().nullable(), { label: '回访', widget: 'instant' }),
})

const visit = z.strictObject({
  id: z.string(),
  at: field(z.number(), { label: '时间', widget: 'instant' }),
  toldAt: field(z.number(), { label: '记录时间', widget: 'instant' }),
  kind: z.enum(['visited', 'tried', 'note']),
  line: field(z.string(), { label: '情况', sensitivity: 'personal' }),
  by: field(z.string(), { label: '回访单位' }),
  withdrawn: z.boolean(),
})

const result = z.strictObject({
  returneeId: z.string(),
  fileId: z.string().nullable(),
  no: field(z.string().nullable(), { label: '编号' }),
  name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
  address: field(z.string().nullable(), { label: '住址', sensitivity: 'personal' }),
  state: field(z.string(), { label: '状态' }),
  sentAt: field(z.number().nullable(), { label: '返乡', widget: 'instant' }),
  receivedAt: field(z.number().nullable(), { label: '接收', widget: 'instant' }),
  takenBack: z.boolean(),
  minor: field(z.boolean().nullable(), { label: '未成年人' }),
  local: field(z.boolean().nullable(), { label: '本辖区' }),
  marks: field(z.array(z.string()), { label: '原因' }),
  /** Reasons that the facts suggest, only for who keeps the register. */
  suggestedReasons: field(z.array(z.string()), { label: '建议的原因' }),
  listedAt: field(z.number().nullable(), { label: '纳入', widget: 'instant' }),
  unlistedAs: field(z.string().nullable(), { label: '移出原因' }),
  town: field(z.string().nullable(), { label: '镇街' }),
  village: field(z.string().nullable(), { label: '村（社区）' }),
  endsOn: field(z.string().nullable(), { label: '回访期到' }),
  nextDue: field(z.string().nullable(), { label: '下次回访' }),
  terms: z.array(term).max(40),
  visits: z.array(visit).max(300),
  mayRegister: z.boolean(),
})

async function read(context: ReadContext, row: ReturneeRow | undefined): Promise<z.input<typeof result> | null> {
  if (!row) return null
  const { tx, vault, now, actor } = context
  const person = await personById(tx, vault, row.personId)
  if (!person) return null
  const subjectId = row.fileId ?? row.personId
  const facts = await factsOf(tx, [...new Set([subjectId, row.personId])])
  const returns = (await returnsOf(tx, row.personId)).length
  const state = returneeState(facts, subjectId, returns, now)
  const visits = await visitsOfReturnee(tx, row.id)
  const details = await detailsOf(
    tx,
    vault,
    visits.map((each) => each.factId),
  )
  const plain = onlyVisits(actor)
  const place = async (id: string | null) => (id ? ((await organisationById(tx, id))?.name ?? null) : null)
  return {
    returneeId: row.id,
    fileId: plain ? null : row.fileId,
    no: row.fileId ? ((await fileById(tx, row.fileId))?.no ?? null) : null,
    name: person.displayName,
    address: livingAt(person.description) || null,
    state: row.state,
    sentAt: row.sentAt,
    receivedAt: row.receivedAt,
    takenBack: row.withdrawnAt !== null,
    minor: plain ? null : row.minor,
    local: row.local,
    marks: plain ? [] : row.marks,
    suggestedReasons: suggested(actor, row, facts, returns),
    listedAt: row.listedAt,
    unlistedAs: row.unlistedAs,
    town: await place(row.townId),
    village: await place(row.villageId),
    endsOn: row.endsOn,
    nextDue: row.nextDue,
    terms: row.state === 'returned' ? [] : state.series.terms.slice(-40),
    visits: visits.map((each) => ({
      id: each.id,
      at: each.at,
      toldAt: each.toldAt,
      kind: each.kind,
      line: visitWords(each, details.get(each.factId) ?? {}),
      by: each.by,
      withdrawn: each.withdrawnAt !== null,
    })),
    mayRegister: mayRegister(actor, row),
  }
}

/** The register's keeper finds ticked what the facts suggest, unless the person is in it. */
function suggested(actor: Actor, row: ReturneeRow, facts: Parameters<typeof standing>[0], returns: number): string[] {
  if (!mayRegister(actor, row) || row.state === 'listed') return []
  const known = standing(facts)
  const listed = lastOf(known, 'follow-up.listed')?.value.reasons
  return Array.isArray(listed) ? (listed as string[]) : suggestedReasons(known, returns, row.minor)
}

export const returnee = query({
  name: 'follow-up.returnee',
  title: '回访记录',
  params: z.strictObject({ returneeId: field(z.uuid(), { label: '返乡人员', widget: 'hidden' }) }),
  result,
  may: () => true,
  read: async (context, { returneeId }) => read(context, await returneeById(context.tx, returneeId)),
})

/** For the file's page; null answers for a file that did not end with going home. */
export const ofFile = query({
  name: 'follow-up.of-file',
  title: '个案的回访',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
  result: z.strictObject({ returnee: result.nullable() }),
  may: () => true,
  async read(context, { fileId }) {
    if (!(await fileById(context.tx, fileId))) return null
    return { returnee: await read(context, await returneeOf(context.tx, fileId)) }
  },
})

export const returneeQueries: AnyQuery[] = [returnee, ofFile]
