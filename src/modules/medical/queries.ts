/** The infirmary's doors for reading. */
import { z } from 'zod'
import type { AnyQuery } from '#kernel/query.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { dateOf, endOfDay, startOfDay } from '#kernel/time.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { billsQuery, costsQuery, costsSheetQuery, fileCostsQuery } from './queries-costs.ts'
import { designatedQuery, fetchersQuery, patientQuery, patientsQuery } from './queries-hospital.ts'
import { papers } from './queries-papers.ts'
import { lastOf, standing } from './rules.ts'
import { type LogKind, logKinds } from './schema.ts'
import { hospitals } from './store.ts'
import { dueScreenings, inHospital, isolatedNow, logRows, type LogRow, LONGEST, stateOf } from './store-read.ts'
import { lineOf } from './words.ts'

const name = field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' })
const line = field(z.string(), { label: '内容', sensitivity: 'personal' })
const guest = {
  fileId: field(z.string(), { label: '个案', widget: 'hidden' }),
  no: field(z.string(), { label: '编号' }),
  name,
  sex: field(z.string().nullable(), { label: '性别' }),
}
const instantField = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const openToAll = () => true as const

const logLine = z.strictObject({
  id: z.string(),
  kind: field(z.enum(Object.keys(logKinds) as [LogKind]), { label: '事项' }),
  at: field(z.number(), { label: '时间', widget: 'instant' }),
  fileId: z.string().nullable(),
  no: field(z.string().nullable(), { label: '编号' }),
  name,
  by: field(z.string().nullable(), { label: '记录人' }),
  withdrawn: z.boolean(),
  line,
})

async function worded({ tx, vault }: ReadContext, found: LogRow[]): Promise<z.input<typeof logLine>[]> {
  const details = await detailsOf(
    tx,
    vault,
    found.map((each) => each.factId),
  )
  return found.map(({ factId, ...each }) => ({ ...each, line: lineOf(each.kind, details.get(factId) ?? {}) }))
}

export const infirmary = query({
  name: 'medical.infirmary',
  title: '医务日志',
  params: z.strictObject({
    date: field(
      z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      { label: '日期', widget: 'date' },
    ),
  }),
  result: z.strictObject({
    date: z.string(),
    log: z.array(logLine).max(LONGEST),
    isolated: z.array(z.strictObject({ ...guest, since: z.number(), line })).max(LONGEST),
    due: z.number(),
    inHospital: z.number(),
  }),
  may: openToAll,
  async read(context, { date }) {
    const day = date ?? dateOf(context.now)
    const log = await worded(context, await logRows(context.tx, { from: startOfDay(day), to: endOfDay(day) }))
    const open = await isolatedNow(context.tx)
    const details = await detailsOf(
      context.tx,
      context.vault,
      open.map((each) => each.factId),
    )
    return {
      date: day,
      log,
      isolated: open.map(({ factId, ...each }) => ({ ...each, line: lineOf('isolated', details.get(factId) ?? {}) })),
      due: (await dueScreenings(context.tx)).total,
      inHospital: (await inHospital(context.tx)).total,
    }
  },
})

export const dueScreeningsQuery = query({
  name: 'medical.due-screenings',
  title: '等候健康检视',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(z.strictObject({ ...guest, acceptedAt: z.number(), arrival: z.string().nullable() })).max(LONGEST),
    total: z.number(),
  }),
  may: openToAll,
  read: ({ tx }) => dueScreenings(tx),
})

export const inHospitalQuery = query({
  name: 'medical.in-hospital',
  title: '在院人员',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          hospital: field(z.string(), { label: '医院' }),
          since: field(z.number(), { label: '入院', widget: 'instant' }),
          identifiedAt: instantField('床前甄别'),
          readyAt: instantField('可以出院'),
          identity: field(z.string(), { label: '身份' }),
          line,
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: openToAll,
  async read({ tx, vault }) {
    const { items, total } = await inHospital(tx)
    const details = await detailsOf(
      tx,
      vault,
      items.map((each) => each.factId),
    )
    return {
      items: items.map(({ factId, ...each }) => ({ ...each, line: lineOf('hospitalised', details.get(factId) ?? {}) })),
      total,
    }
  },
})

export const hospitalsQuery = query({
  name: 'medical.hospitals',
  title: '定点医院',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
      .max(200),
  }),
  may: openToAll,
  read: async ({ tx, now }) => ({
    items: (await hospitals(tx, dateOf(now))).map(({ id, name: label, phone, designated }) => ({
      id,
      name: designated ? `${label}（定点）` : label,
      phone,
    })),
  }),
})

export const fileQuery = query({
  name: 'medical.file',
  title: '个案的医疗情况',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
  result: z.strictObject({
    state: z.string(),
    fit: z.boolean().nullable(),
    infection: z.string().nullable(),
    screenedAt: z.number().nullable(),
    isolatedSince: z.number().nullable(),
    hospital: z
      .strictObject({ name: z.string(), since: z.number(), identifiedAt: z.number().nullable(), readyAt: z.number().nullable() })
      .nullable(),
    diseaseControl: z.enum(['none', 'told', 'answered']),
    log: z.array(logLine).max(LONGEST),
    costs: z.array(z.strictObject({ id: z.string(), at: z.number(), fen: z.number(), chargedTo: z.string(), line })).max(LONGEST),
    costFen: field(z.number(), { label: '医疗费用合计', unit: '分' }),
  }),
  may: openToAll,
  async read(context, { fileId }) {
    const { tx, vault } = context
    const file = await fileById(tx, fileId)
    if (!file) return null
    const facts = await factsOf(tx, [fileId])
    const last = lastOf(facts, 'medical.screened')
    const told = lastOf(facts, 'medical.disease-control-told', 'medical.disease-control-answered')
    const costs = standing(facts).filter((fact) => fact.name === 'cost.recorded' && fact.value.fund === 'medical')
    const latest = costs.slice(-LONGEST)
    const details = await detailsOf(
      tx,
      vault,
      latest.map((fact) => fact.id),
    )
    const { isolatedSince, hospital } = await stateOf(tx, fileId)
    return {
      state: file.state,
      fit: typeof last?.value.fit === 'boolean' ? last.value.fit : null,
      infection: (last?.value.infection as string | undefined) ?? null,
      screenedAt: last?.occurredAt ?? null,
      isolatedSince,
      hospital,
      diseaseControl: !told ? ('none' as const) : told.name.endsWith('told') ? ('told' as const) : ('answered' as const),
      log: await worded(context, await logRows(tx, { fileId })),
      costs: latest.map((fact) => ({
        id: fact.id,
        at: fact.occurredAt,
        fen: Number(fact.value.amount ?? 0),
        chargedTo: String(fact.value.chargedTo ?? ''),
        line: lineOf('cost', details.get(fact.id) ?? {}),
      })),
      costFen: costs.reduce((sum, fact) => sum + Number(fact.value.amount ?? 0), 0),
    }
  },
})

export const queries: AnyQuery[] = [
  infirmary,
  dueScreeningsQuery,
  inHospitalQuery,
  hospitalsQuery,
  fileQuery,
  patientsQuery,
  patientQuery,
  designatedQuery,
  fetchersQuery,
  costsQuery,
  costsSheetQuery,
  fileCostsQuery,
  billsQuery,
  ...papers,
]
