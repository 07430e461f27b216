/** The institutions' doors for reading. */
import { z } from 'zod'
import { field, isUnknown } from '#kernel/field.ts'
import { organisationsUnder } from '#kernel/org.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { isInstitution } from './access-institutions.ts'
import { accountOf } from './accounts.ts'
import { weighedIn } from './actions-inspections.ts'
import { alarmAnswer, alarmShape, findingAnswer, findingShape, page } from './queries-page.ts'
import { institutionPapers } from './queries-institution-papers.ts'
import { contractOn, contractState, coveredUntil, worstLicence } from './rules-institutions.ts'
import { institutionId } from './schema-institutions.ts'
import { inspectionId, month } from './schema-watch.ts'
import {
  contractsOf,
  institutionById,
  institutionOrganisations,
  institutionRows,
  licencesOf,
  LONGEST,
} from './store-institutions.ts'
import { headsNow, namesOf, placedNow } from './store-placed.ts'
import { alarmsOf, findingCounts, findingsOf, inspectionById, monthsOf, seenBefore, seenIn } from './store-watch.ts'
import { lastTimes, openInspectionOf } from './store-watching.ts'

export const board = query({
  name: 'institution.board',
  title: '托养机构一览',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          name: field(z.string(), { label: '名称' }),
          kind: z.string(),
          governmentRun: z.boolean(),
          station: field(z.string(), { label: '送托的站' }),
          state: z.enum(['registered', 'selected', 'contracted', 'ended']),
          fit: z.boolean().nullable(),
          stopped: z.boolean(),
          heads: z.number(),
          cap: z.number().nullable(),
          licence: z.enum(['none', 'valid', 'soon', 'pressing', 'expired']),
          nextLicence: z.string().nullable(),
          contract: z.enum(['none', 'valid', 'soon', 'pressing', 'over']),
          coveredUntil: z.string().nullable(),
          inspectedAt: z.number().nullable(),
          contactAt: z.number().nullable(),
          open: z.number(),
          overdue: z.number(),
          alarms: z.number(),
        }),
      )
      .max(LONGEST),
    total: z.number(),
    people: z.number(),
    findings: z.array(findingShape.extend({ institution: z.string() })).max(300),
    alarms: z.array(alarmShape.extend({ institution: z.string() })).max(200),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const today = dateOf(now)
    const { items, total } = await institutionRows(tx, vault)
    const ids = items.map((each) => each.id)
    const licences = Map.groupBy(await licencesOf(tx, ids), (each) => each.institutionId)
    const contracts = Map.groupBy(await contractsOf(tx, ids), (each) => each.institutionId)
    const heads = new Map((await headsNow(tx, ids)).map((each) => [each.institutionId, each.heads]))
    const counts = new Map((await findingCounts(tx, today)).map((each) => [each.institutionId, each]))
    const times = new Map((await lastTimes(tx, ids)).map((each) => [each.id, each]))
    const alarms = isInstitution(actor) ? [] : await alarmsOf(tx, 'open')
    const stations = new Map((await organisationsUnder(tx, actor.range.from)).map((each) => [each.id, each.name]))
    const names = new Map(items.map((each) => [each.id, each.name]))
    return {
      items: items.map((each) => {
        const own = { licences: licences.get(each.id) ?? [], contracts: contracts.get(each.id) ?? [] }
        const count = counts.get(each.id)
        return {
          id: each.id,
          name: each.name,
          kind: each.kind,
          governmentRun: each.governmentRun,
          station: stations.get(each.stationId) ?? '',
          state: each.state,
          fit: isInstitution(actor) ? null : each.fit,
          stopped: each.stoppedAt !== null,
          heads: heads.get(each.id) ?? 0,
          cap: contractOn(own.contracts, today)?.heads ?? null,
          licence: worstLicence(own.licences, today),
          nextLicence: own.licences.find((licence) => licence.validUntil !== null)?.validUntil ?? null,
          contract: contractState(own.contracts, today),
          coveredUntil: coveredUntil(own.contracts, today),
          inspectedAt: times.get(each.id)?.inspectedAt ?? null,
          contactAt: times.get(each.id)?.contactAt ?? null,
          open: count?.open ?? 0,
          overdue: count?.overdue ?? 0,
          alarms: alarms.filter((alarm) => alarm.institutionId === each.id).length,
        }
      }),
      total,
      people: [...heads.values()].reduce((sum, each) => sum + each, 0),
      findings: (await findingsOf(tx, vault, 'open')).map((each) => ({
        ...findingAnswer(each, today, actor.accountId),
        institution: names.get(each.institutionId) ?? '',
      })),
      alarms: alarms.map((each) => ({ ...alarmAnswer(each), institution: names.get(each.institutionId) ?? '' })),
    }
  },
})

export const organisations = query({
  name: 'institution.organisations',
  title: '系统内的托养机构',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), name: z.string() })).max(LONGEST),
    stations: z.array(z.strictObject({ id: z.string(), name: z.string() })).max(LONGEST),
  }),
  may: () => true,
  read: async ({ tx, actor }) => ({
    items: await institutionOrganisations(tx),
    stations: (await organisationsUnder(tx, actor.range.from))
      .filter((each) => each.kind === 'station' && each.active)
      .slice(0, LONGEST)
      .map(({ id, name }) => ({ id, name })),
  }),
})

const sealedWords = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const told = (value: unknown) => (typeof value === 'string' ? value : null)

export const inspection = query({
  name: 'institution.inspection',
  title: '检查托养机构',
  params: z.strictObject({ institutionId, inspectionId: inspectionId.optional() }),
  result: z.strictObject({
    institution: z.string(),
    inspectionId: z.string().nullable(),
    by: z.enum(['station', 'bureau']).nullable(),
    startedAt: z.number().nullable(),
    closedAt: z.number().nullable(),
    visitors: sealedWords('检查人'),
    people: z
      .array(
        z.strictObject({
          fileId: z.string(),
          no: field(z.string(), { label: '编号' }),
          name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
          sex: z.string().nullable(),
          level: z.string(),
          placedAt: z.number(),
          lastKg: field(z.number().nullable(), { label: '上次体重', unit: '公斤', sensitivity: 'personal' }),
          lastAt: z.number().nullable(),
          done: z.boolean(),
          seen: z.string().nullable(),
          weight: field(z.number().nullable(), { label: '体重', unit: '公斤', sensitivity: 'personal' }),
          skin: sealedWords('压疮'),
          injury: sealedWords('外伤'),
          medicineKept: sealedWords('药专人保管'),
          medicineTaken: sealedWords('按时服药'),
          hygiene: sealedWords('个人卫生'),
          mood: sealedWords('情绪'),
          said: sealedWords('本人说了什么'),
          note: sealedWords('其他'),
          concerns: field(z.array(z.string()).max(20), { label: '需再看', sensitivity: 'personal' }),
        }),
      )
      .max(2000),
  }),
  may: (actor) => !isInstitution(actor),
  async read({ tx, vault, actor, now }, params) {
    const institution = await institutionById(tx, vault, params.institutionId)
    if (!institution) return null
    const wanted = params.inspectionId ?? (await openInspectionOf(tx, institution.id, actor.accountId))
    const found = wanted ? await inspectionById(tx, vault, wanted) : null
    if (params.inspectionId && found?.institutionId !== institution.id) return null
    const placed = found && found.closedAt !== null ? [] : await placedNow(tx, institution.id)
    const rowsSeen = found ? await seenIn(tx, vault, found.id) : []
    const seen = new Map(rowsSeen.map((each) => [each.fileId, each]))
    const gone = rowsSeen.filter((each) => !placed.some((person) => person.fileId === each.fileId)).map((each) => each.fileId)
    const named = await namesOf(tx, gone)
    const before = await seenBefore(tx, vault, [...placed.map((each) => each.fileId), ...gone], {
      at: found?.startedAt ?? now,
      not: found?.id ?? institution.id,
    })
    const everybody = [
      ...placed,
      ...[...named.values()].map((each) => ({
        ...each,
        sex: null,
        level: 'self' as const,
        placedAt: seen.get(each.fileId)?.seenAt ?? 0,
      })),
    ]
    return {
      institution: institution.name,
      inspectionId: found?.id ?? null,
      by: found?.by ?? null,
      startedAt: found?.startedAt ?? null,
      closedAt: found?.closedAt ?? null,
      visitors: Array.isArray(found?.content.visitors) ? (found.content.visitors as string[]).join('、') : null,
      people: everybody.map((person) => {
        const own = seen.get(person.fileId)?.content ?? {}
        const last = weighedIn(before, person.fileId)
        const weight = own.weight
        return {
          fileId: person.fileId,
          no: person.no,
          name: person.name,
          sex: person.sex,
          level: person.level,
          placedAt: person.placedAt,
          lastKg: last?.kg ?? null,
          lastAt: before.find((each) => each.fileId === person.fileId && typeof each.content.weight === 'number')?.seenAt ?? null,
          done: seen.has(person.fileId),
          seen: told(own.seen),
          weight: typeof weight === 'number' && !isUnknown(weight) ? weight : null,
          skin: told(own.skin),
          injury: told(own.injury),
          medicineKept: told(own.medicineKept),
          medicineTaken: told(own.medicineTaken),
          hygiene: told(own.hygiene),
          mood: told(own.mood),
          said: told(own.said),
          note: told(own.note),
          concerns: Array.isArray(own.concerns) ? (own.concerns as string[]) : [],
        }
      }),
    }
  },
})

export const monthAccount = query({
  name: 'institution.month',
  title: '托养月账',
  params: z.strictObject({ institutionId, month }),
  result: z.strictObject({
    month: z.string(),
    settled: z.boolean(),
    days: z.number(),
    fen: field(z.number(), { label: '合计', unit: '分' }),
    uncovered: z.number(),
    lines: z
      .array(
        z.strictObject({
          fileId: z.string(),
          no: z.string(),
          name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
          level: z.string(),
          days: z.number(),
          fen: z.number(),
          uncovered: z.number(),
        }),
      )
      .max(4000),
  }),
  may: (actor) => !isInstitution(actor),
  async read({ tx, vault }, params) {
    const institution = await institutionById(tx, vault, params.institutionId)
    if (!institution) return null
    const account = await accountOf(tx, institution.id, params.month)
    const files = account.lines.map((each) => each.fileId)
    const named = await namesOf(tx, files)
    return {
      month: params.month,
      settled: (await monthsOf(tx, institution.id)).some((each) => each.month === params.month),
      days: account.days,
      fen: account.fen,
      uncovered: account.uncovered,
      lines: account.lines.slice(0, 4000).map((each) => ({
        ...each,
        no: named.get(each.fileId)?.no ?? '',
        name: named.get(each.fileId)?.name ?? null,
      })),
    }
  },
})

export const institutionQueries: AnyQuery[] = [board, page, organisations, inspection, monthAccount, ...institutionPapers]
