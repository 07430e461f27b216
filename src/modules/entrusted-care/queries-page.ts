/** An institution's page: what everybody may read of it, and what only station and bureau may. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { isInstitution } from './access-institutions.ts'
import { institutionId } from './schema-institutions.ts'
import { alarmWords } from './rules-alarm.ts'
import { againstAdmission, contractOn, contractState, coveredUntil, licenceState } from './rules-institutions.ts'
import { contractsOf, institutionById, licencesOf, ratesOf } from './store-institutions.ts'
import { headsNow } from './store-placed.ts'
import { alarmsOf, findingsOf, inspectionsOf, monthsOf, seenCounts } from './store-watch.ts'

const words = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const at = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const list = (label: string) => field(z.array(z.string()).max(30), { label })

export const findingShape = z.strictObject({
  id: z.string(),
  institutionId: z.string(),
  no: z.string(),
  state: field(z.enum(['open', 'corrected', 'closed']), { label: '状态' }),
  area: field(z.string(), { label: '哪方面' }),
  grave: z.boolean(),
  dueOn: field(z.string(), { label: '整改期限' }),
  overdue: z.boolean(),
  madeAt: z.number(),
  text: words('问题'),
  corrected: words('整改'),
  correctedAt: at('整改提交'),
  /** By the asker: somebody else re-checks. */
  correctedByMe: z.boolean(),
  proof: field(z.array(z.string()).max(8), { label: '整改证明', sensitivity: 'personal' }),
  rechecked: words('复查'),
  noticedAgainAt: at('再次通知'),
  closedAt: at('销号'),
})
type FindingInput = Awaited<ReturnType<typeof findingsOf>>[number]
const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
export function findingAnswer(each: FindingInput, today: string, me: string): z.input<typeof findingShape> {
  return {
    id: each.id,
    institutionId: each.institutionId,
    no: each.no,
    state: each.state,
    area: each.area,
    grave: each.grave,
    dueOn: each.dueOn,
    overdue: each.state === 'open' && each.dueOn < today,
    madeAt: each.madeAt,
    text: textOf(each.content.text),
    corrected: textOf(each.content.corrected),
    correctedAt: each.correctedAt,
    correctedByMe: each.correctedBy === me,
    proof: each.proof,
    rechecked: textOf(each.content.rechecked),
    noticedAgainAt: each.noticedAgainAt,
    closedAt: each.closedAt,
  }
}

export const alarmShape = z.strictObject({
  id: z.string(),
  institutionId: z.string(),
  kind: field(z.enum(['deaths', 'hospital']), { label: '种类' }),
  words: field(z.string(), { label: '情况' }),
  raisedAt: z.number(),
  answeredAt: at('结论'),
  outcome: field(z.string().nullable(), { label: '结论' }),
})
export const alarmAnswer = (each: Awaited<ReturnType<typeof alarmsOf>>[number]): z.input<typeof alarmShape> => ({
  id: each.id,
  institutionId: each.institutionId,
  kind: each.kind,
  words: alarmWords(each),
  raisedAt: each.raisedAt,
  answeredAt: each.answeredAt,
  outcome: each.outcome,
})

const WATCHED = [
  'institution.contact-named',
  'institution.staff-posted',
  'institution.video-checked',
  'institution.admission-stopped',
  'institution.admission-reopened',
  'institution.selected',
  'institution.assessed',
  'institution.contract-ended',
  'open-day.held',
]
/** What an institution reads of its own log. */
const ITS_OWN = ['institution.contact-named', 'open-day.held', 'institution.admission-stopped', 'institution.admission-reopened']
const WORDS = [
  'name',
  'post',
  'names',
  'work',
  'areas',
  'finding',
  'text',
  'reason',
  'way',
  'noticeNo',
  'whyPrivate',
  'exception',
  'whereWords',
] as const

/** What was told with a fact, in one line. */
function lineOf(fact: LedgerFact, details: Record<string, unknown> | undefined): string {
  const told = WORDS.flatMap((key) => {
    const value = details?.[key]
    if (Array.isArray(value)) return [value.filter((each) => typeof each === 'string').join('、')]
    return typeof value === 'string' && key !== 'way' ? [value] : []
  })
  const result = fact.name === 'institution.assessed' ? [fact.value.fit === true ? '合格' : '不合格'] : []
  const phone = fact.name === 'institution.contact-named' && typeof details?.phone === 'string' ? [details.phone] : []
  return [...result, ...told, ...phone].join('；')
}

export const page = query({
  name: 'institution.page',
  title: '托养机构',
  params: z.strictObject({ institutionId }),
  result: z.strictObject({
    id: z.string(),
    name: field(z.string(), { label: '名称' }),
    kind: field(z.string(), { label: '类型' }),
    governmentRun: z.boolean(),
    beds: field(z.number().nullable(), { label: '床位' }),
    organisationId: z.string().nullable(),
    state: field(z.enum(['registered', 'selected', 'contracted', 'ended']), { label: '状态' }),
    fit: field(z.boolean().nullable(), { label: '合格' }),
    assessedAt: at('核查'),
    stoppedAt: at('暂停送托'),
    address: words('地址'),
    contact: words('负责人'),
    phone: field(z.string().nullable(), { label: '公开电话' }),
    creditCode: words('统一社会信用代码'),
    note: words('说明'),
    heads: z.number(),
    against: list('不能送托的原因'),
    licences: z
      .array(
        z.strictObject({
          id: z.string(),
          kind: field(z.string(), { label: '证照' }),
          validUntil: field(z.string().nullable(), { label: '有效期至' }),
          state: z.enum(['valid', 'soon', 'pressing', 'expired']),
          number: words('编号'),
          issuer: field(z.string().nullable(), { label: '发证机关' }),
          papers: field(z.array(z.string()).max(8), { label: '扫描件', sensitivity: 'personal' }),
        }),
      )
      .max(20),
    contractState: z.enum(['none', 'valid', 'soon', 'pressing', 'over']),
    coveredUntil: field(z.string().nullable(), { label: '协议到期' }),
    contracts: z
      .array(
        z.strictObject({
          id: z.string(),
          no: field(z.string(), { label: '协议编号', sensitivity: 'personal' }),
          from: z.string(),
          until: z.string(),
          heads: z.number(),
          endedOn: z.string().nullable(),
          hours: z.record(z.string(), z.number()),
          video: z.string().nullable(),
          insurance: words('保险'),
          now: z.boolean(),
        }),
      )
      .max(60),
    rates: z.array(z.strictObject({ level: z.string(), from: z.string(), fen: z.number() })).max(200),
    months: z.array(z.strictObject({ month: z.string(), fen: z.number(), days: z.number(), settledAt: z.number() })).max(120),
    inspections: z
      .array(
        z.strictObject({
          id: z.string(),
          by: z.enum(['station', 'bureau']),
          startedAt: z.number(),
          closedAt: z.number().nullable(),
          visitors: words('检查人'),
          summary: words('总的情况'),
          seen: z.number(),
          mine: z.boolean(),
        }),
      )
      .max(60),
    findings: z.array(findingShape).max(300),
    alarms: z.array(alarmShape).max(200),
    log: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          at: z.number(),
          line: field(z.string(), { label: '内容', sensitivity: 'personal' }),
        }),
      )
      .max(200),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const institution = await institutionById(tx, vault, params.institutionId)
    if (!institution) return null
    const outside = isInstitution(actor)
    const today = dateOf(now)
    const { id } = institution
    const [licences, contracts] = [await licencesOf(tx, [id]), await contractsOf(tx, [id])]
    const [counted] = await headsNow(tx, [id])
    const heads = counted?.heads ?? 0
    const inspections = outside ? [] : await inspectionsOf(tx, vault, id)
    const counts = await seenCounts(
      tx,
      inspections.map((each) => each.id),
    )
    const seen = new Map(counts.map((each) => [each.inspectionId, each.count]))
    const facts = (await factsOf(tx, [id]))
      .filter((fact) => (outside ? ITS_OWN : WATCHED).includes(fact.name))
      .slice(-200)
      .toReversed()
    const details = await detailsOf(tx, vault, [
      ...facts.map((each) => each.id),
      ...licences.map((each) => each.factId),
      ...contracts.map((each) => each.factId),
    ])
    const current = contractOn(contracts, today)
    return {
      id,
      name: institution.name,
      kind: institution.kind,
      governmentRun: institution.governmentRun,
      beds: institution.beds,
      organisationId: institution.organisationId,
      state: institution.state,
      fit: outside ? null : institution.fit,
      assessedAt: outside ? null : institution.assessedAt,
      stoppedAt: institution.stoppedAt,
      address: institution.details.address ?? null,
      contact: institution.details.contact ?? null,
      phone: institution.details.phone ?? null,
      creditCode: institution.details.creditCode ?? null,
      note: outside ? null : (institution.details.note ?? null),
      heads,
      against: outside
        ? []
        : againstAdmission(
            { ...institution, stopped: institution.stoppedAt !== null, contracts, licences, placed: heads },
            today,
          ),
      licences: licences.map((each) => ({
        id: each.id,
        kind: each.kind,
        validUntil: each.validUntil,
        state: licenceState(each.validUntil, today),
        number: textOf(details.get(each.factId)?.number),
        issuer: textOf(details.get(each.factId)?.issuer),
        papers: each.papers,
      })),
      contractState: contractState(contracts, today),
      coveredUntil: coveredUntil(contracts, today),
      contracts: contracts.toReversed().map((each) => ({
        id: each.id,
        no: textOf(details.get(each.factId)?.no) ?? each.no,
        from: each.from,
        until: each.until,
        heads: each.heads,
        endedOn: each.endedOn,
        hours: each.terms.hours,
        video: each.terms.video ?? null,
        insurance: textOf(details.get(each.factId)?.insurance),
        now: each === current,
      })),
      rates: (await ratesOf(tx, id)).map(({ level, from, fen }) => ({ level, from, fen })).slice(-200),
      months: await monthsOf(tx, id),
      inspections: inspections.map((each) => ({
        id: each.id,
        by: each.by,
        startedAt: each.startedAt,
        closedAt: each.closedAt,
        visitors: Array.isArray(each.content.visitors) ? each.content.visitors.join('、') : null,
        summary: textOf(each.content.summary),
        seen: seen.get(each.id) ?? 0,
        mine: each.startedBy === actor.accountId,
      })),
      findings: (await findingsOf(tx, vault, { institutionId: id })).map((each) => findingAnswer(each, today, actor.accountId)),
      alarms: outside ? [] : (await alarmsOf(tx, { institutionId: id })).map(alarmAnswer),
      log: facts.map((fact) => ({ id: fact.id, name: fact.name, at: fact.occurredAt, line: lineOf(fact, details.get(fact.id)) })),
    }
  },
})
