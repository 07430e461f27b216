/** Who lies in hospital: not identified yet, fit for discharge, still there; who fetches and why. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf, dayOfInstant } from '#kernel/time.ts'
import { sealedAt } from './actions-designated.ts'
import { standing } from './rules.ts'
import { circumstancesOf, overstays, straightFromStreet, whoFetches } from './rules-fetch.ts'
import { type Payer, whoBears } from './rules-bearer.ts'
import { type Assignee, assignees, hospitalKinds, overstayReasons } from './schema-back.ts'
import { designations, fetchersKnown, HOSPITALS } from './store-back.ts'
import { patientRows } from './store-patients.ts'
import { LONGEST } from './store-read.ts'
import { lineOf } from './words.ts'

const openToAll = () => true as const
const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

const patient = z.strictObject({
  fileId: z.string(),
  no: field(z.string(), { label: '编号' }),
  name: personal('姓名'),
  sex: z.string().nullable(),
  identity: z.string(),
  station: field(z.string(), { label: '救助站' }),
  hospital: field(z.string(), { label: '医院' }),
  since: field(z.number(), { label: '入院', widget: 'instant' }),
  days: field(z.int(), { label: '住院天数' }),
  fromStreet: field(z.boolean(), { label: '街面直接送医' }),
  identifiedAt: z.number().nullable(),
  readyAt: z.number().nullable(),
  readyDays: z.int().nullable(),
  overstays: z.boolean(),
  /** By the rule; null while discharge is not possible yet. */
  fetch: z
    .strictObject({
      by: z.enum(['family', 'town', 'bureau']),
      sure: z.boolean(),
      waiting: z.boolean(),
      needs: z.array(z.enum(['canPay', 'nobody', 'register'])).max(3),
      reason: z.string(),
      clause: z.string(),
      division: z.string().nullable(),
    })
    .nullable(),
  assigned: z.strictObject({ by: z.string(), name: z.string(), at: z.number() }).nullable(),
  explained: z.strictObject({ reason: z.string(), text: personal('说明'), at: z.number() }).nullable(),
  bears: z.array(z.strictObject({ bearer: z.string(), basis: z.string(), answer: z.enum(['yes', 'unknown']) })).max(6),
  costFen: z.number(),
  unpaidFen: z.number(),
  line: personal('病情'),
})

/** What the rule of bearers reads: insurance is not told by a fact yet. */
function payerOf(facts: readonly LedgerFact[], line: Record<string, unknown>): Payer {
  const told = circumstancesOf(facts)
  const hasFamily = told.nobody === 'yes' ? 'no' : told.nobody === 'no' ? 'yes' : 'unknown'
  return {
    insured: 'unknown',
    canPay: told.canPay,
    hasFamily,
    emergency: line.reason === 'critical' || line.reason === 'injury',
    verified: told.verified,
    accepted: facts.some((fact) => fact.name === 'intake.accepted'),
  }
}

async function patients(context: ReadContext, onlyFile?: string) {
  const { tx, vault, now } = context
  const { found, total, ready } = await patientRows(tx, onlyFile)
  const facts = await factsOf(
    tx,
    found.flatMap((row) => [row.fileId, row.personId]),
  )
  const bySubject = Map.groupBy(facts, (fact) => fact.subject.id)
  const pieces = found.map((row) => {
    const told = [...(bySubject.get(row.fileId) ?? []), ...(bySubject.get(row.personId) ?? [])]
    const holds = standing(told)
    const last = (name: string) => holds.findLast((fact) => fact.name === name && fact.occurredAt >= row.since)
    return { row, told, holds, assigned: last('medical.fetch-assigned'), explained: last('medical.overstay-explained') }
  })
  const details = await detailsOf(
    tx,
    vault,
    pieces.flatMap(({ row, assigned, explained }) => [row.factId, assigned?.id, explained?.id].filter((id) => id !== undefined)),
  )
  const today = dateOf(now)
  const items = pieces.map(({ row, told, holds, assigned, explained }): z.input<typeof patient> => {
    const { stayId: _s, personId: _p, hospitalId: _h, factId, ...shown } = row
    const rule = row.readyAt === null ? null : whoFetches(circumstancesOf(holds))
    const sent = details.get(factId) ?? {}
    const division = holds.findLast((fact) => fact.name === 'person.register-known')?.value.division
    return {
      ...shown,
      days: dayOfInstant(now) - dayOfInstant(row.since),
      fromStreet: straightFromStreet(told, row.since),
      readyDays: row.readyAt === null ? null : dayOfInstant(now) - dayOfInstant(row.readyAt),
      overstays: row.readyAt !== null && overstays({ readyOn: dateOf(row.readyAt), today, waiting: rule?.waiting ?? false }),
      fetch: rule && { ...rule, division: typeof division === 'string' ? division : null },
      assigned: assigned
        ? {
            by: String(assigned.value.by),
            name: String(details.get(assigned.id)?.organisationName ?? assignees[assigned.value.by as Assignee]),
            at: assigned.occurredAt,
          }
        : null,
      explained: explained
        ? {
            reason: overstayReasons[explained.value.reason as keyof typeof overstayReasons] ?? '其他',
            text: String(details.get(explained.id)?.text ?? ''),
            at: explained.occurredAt,
          }
        : null,
      bears: whoBears(payerOf(holds, sent)).steps,
      // Where, since when and from where stand in their own columns.
      line: lineOf('hospitalised', { reason: sent.reason, complaint: sent.complaint, ward: sent.ward, escort: sent.escort }),
    }
  })
  return { items, total, ready }
}

export const patientsQuery = query({
  name: 'medical.patients',
  title: '住院人员',
  help: '在院、待甄别、可出院待接和滞留，都从这里数。滞留的目标是零。',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(patient).max(LONGEST),
    total: z.int(),
    ready: z.int(),
    overstayed: z.int(),
    unidentified: z.int(),
  }),
  may: openToAll,
  async read(context) {
    const { items, total, ready } = await patients(context)
    return {
      items,
      total,
      ready,
      overstayed: items.filter((item) => item.overstays).length,
      unidentified: items.filter((item) => item.fromStreet && item.identifiedAt === null).length,
    }
  },
})

export const patientQuery = query({
  name: 'medical.patient',
  title: '住院与接回',
  params: z.strictObject({ fileId }),
  result: z.strictObject({ patient: patient.nullable() }),
  may: openToAll,
  async read(context, params) {
    const { items } = await patients(context, params.fileId)
    return { patient: items[0] ?? null }
  },
})

export const designatedQuery = query({
  name: 'medical.designated',
  title: '定点医院名单',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          name: field(z.string(), { label: '医院' }),
          kinds: z.array(z.enum(Object.keys(hospitalKinds) as [keyof typeof hospitalKinds])).max(5),
          agreementNo: z.string().nullable(),
          since: z.string(),
          until: z.string().nullable(),
          state: z.enum(['holds', 'coming', 'over', 'ended']),
          bureau: z.string(),
          contact: personal('联系人'),
          phone: field(z.string().nullable(), { label: '公开电话' }),
        }),
      )
      .max(HOSPITALS),
    total: z.int(),
    mayDesignate: z.boolean(),
  }),
  may: openToAll,
  async read({ tx, vault, now, actor }) {
    const rows = await designations(tx)
    const today = dateOf(now)
    const items = []
    for (const row of rows) {
      const told = row.told ? vault.openJson<{ contact?: string; phone?: string }>(sealedAt(row.id), row.told) : {}
      const state =
        row.endedAt !== null ? 'ended' : row.since > today ? 'coming' : row.until && row.until < today ? 'over' : 'holds'
      items.push({
        id: row.id,
        name: row.name,
        kinds: row.kinds as (keyof typeof hospitalKinds)[],
        agreementNo: row.agreementNo,
        since: row.since,
        until: row.until,
        state: state as 'holds' | 'coming' | 'over' | 'ended',
        bureau: (await organisationById(tx, row.bureauId))?.name ?? '',
        contact: told.contact ?? null,
        phone: told.phone ?? null,
      })
    }
    return { items, total: items.length, mayDesignate: actor.organisation.kind === 'bureau' }
  },
})

export const fetchersQuery = query({
  name: 'medical.fetchers',
  title: '可以接回的单位',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), division: z.string().nullable() }))
      .max(500),
  }),
  may: openToAll,
  read: async ({ tx }) => ({ items: await fetchersKnown(tx) }),
})
