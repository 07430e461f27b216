/** How a case is answered: the line of a list, its victims, its news. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { type CaseState, stateKeys } from './lifecycle.ts'
import type { Case, EvidenceRow, VictimRow } from './store.ts'
import type { NewsRow, OperationRow, VehicleRow } from './store-more.ts'
import { evidenceKinds, helps, kinds, operationKinds, outcomes, sources, vehicleKinds, victimGroups } from './words.ts'

const told = (label: string) => field(z.string(), { label, sensitivity: 'sealed', mask: 'none' })
const toldOrNot = (label: string) => field(z.string().nullable(), { label, sensitivity: 'sealed', mask: 'none' })
const state = z.enum(stateKeys as [CaseState, ...CaseState[]])

export const caseLine = z.strictObject({
  caseId: z.string(),
  no: z.string(),
  kind: choice(kinds),
  victims: z.array(z.string()).max(4),
  minor: z.boolean(),
  urgent: z.boolean(),
  state,
  what: told('情况'),
  place: toldOrNot('地点'),
  area: z.string().nullable(),
  foundAt: z.number(),
  finder: z.string(),
  body: z.string().nullable(),
  mine: z.boolean(),
  outcome: z.string().nullable(),
  rescued: z.number().nullable(),
  again: z.number(),
})

export const lineOf = (found: Case, path: string): z.output<typeof caseLine> => ({
  caseId: found.id,
  no: found.no,
  kind: found.kind,
  victims: found.victims,
  minor: found.minor,
  urgent: found.urgent,
  state: found.state,
  what: found.content.what,
  place: found.content.place?.words ?? null,
  area: found.areaName,
  foundAt: found.foundAt,
  finder: found.content.finder,
  body: found.content.body ?? null,
  mine: found.bodyPath === path,
  outcome: found.outcome,
  rescued: found.rescued,
  again: found.again,
})

export const victimLine = z.strictObject({
  victimId: z.string(),
  group: choice(victimGroups),
  who: toldOrNot('称呼、特征'),
  personId: z.string().nullable(),
  help: choice(helps).nullable(),
  settledAt: z.number().nullable(),
  where: toldOrNot('单位、接收人'),
  whyNot: toldOrNot('为什么没有送到'),
  childId: z.string().nullable(),
  handoverId: z.string().nullable(),
})
export const victimShown = ({ id, group, help, settledAt, content }: VictimRow): z.output<typeof victimLine> => ({
  victimId: id,
  group,
  who: content.who ?? null,
  personId: content.personId ?? null,
  help,
  settledAt,
  where: content.where ?? null,
  whyNot: content.whyNot ?? null,
  childId: content.childId ?? null,
  handoverId: content.handoverId ?? null,
})

export const evidenceLine = z.strictObject({
  evidenceId: z.string(),
  kind: z.string(),
  takenAt: z.number(),
  what: toldOrNot('是什么'),
  takenBy: told('谁取的'),
  place: toldOrNot('在哪里取的'),
  custody: toldOrNot('现在在谁手里'),
  files: z.array(z.string()).max(20),
})
export const evidenceShown = ({ id, kind, takenAt, content }: EvidenceRow): z.output<typeof evidenceLine> => ({
  evidenceId: id,
  kind: evidenceKinds[kind as keyof typeof evidenceKinds] ?? kind,
  takenAt,
  what: content.what ?? null,
  takenBy: content.takenBy,
  place: content.place?.words ?? null,
  custody: content.custody ?? null,
  files: content.files ?? [],
})

export const newsLine = z.strictObject({
  newsId: z.string(),
  caseId: z.string(),
  no: z.string(),
  from: z.string(),
  to: z.string(),
  news: told('线索'),
  answer: toldOrNot('答复'),
  passedAt: z.number(),
  acknowledgedAt: z.number().nullable(),
  readAt: z.number().nullable(),
  /** Whether whoever asks has to acknowledge now. */
  waits: z.boolean(),
  seesCase: z.boolean(),
})
export const newsShown = (news: NewsRow, path: string): z.output<typeof newsLine> => ({
  newsId: news.id,
  caseId: news.caseId,
  no: news.no,
  from: news.fromName,
  to: news.toName,
  news: news.content.news,
  answer: news.content.answer ?? null,
  passedAt: news.passedAt,
  acknowledgedAt: news.acknowledgedAt,
  readAt: news.readAt,
  waits:
    (news.toPath === path && news.acknowledgedAt === null) ||
    (news.fromPath === path && news.acknowledgedAt !== null && news.readAt === null),
  seesCase: news.ownerPath !== null,
})

export const operationLine = z.strictObject({
  operationId: z.string(),
  kind: z.string(),
  heldOn: z.string(),
  holder: z.string(),
  members: z.array(z.string()).max(20),
  others: z.string().nullable(),
  cases: z.number(),
  rescued: z.number().nullable(),
  people: z.number().nullable(),
  what: told('查了哪里、结果'),
})
export const operationShown = (held: OperationRow): z.output<typeof operationLine> => ({
  operationId: held.id,
  kind: operationKinds[held.kind as keyof typeof operationKinds] ?? held.kind,
  heldOn: held.heldOn,
  holder: held.content.holder,
  members: held.content.members,
  others: held.content.others ?? null,
  cases: held.cases,
  rescued: held.rescued,
  people: held.people,
  what: held.content.what,
})

export const vehicleLine = z.strictObject({
  vehicleId: z.string(),
  plate: z.string(),
  kind: z.string(),
  organisation: z.string(),
  driver: field(z.string().nullable(), { label: '驾驶员', sensitivity: 'personal' }),
  driverPhone: field(z.string().nullable(), { label: '驾驶员电话', sensitivity: 'personal', mask: 'phone' }),
  toldTo: z.string().nullable(),
  toldOn: z.string().nullable(),
  until: z.string().nullable(),
  /** 没有备案 · 有效 · 快到期 · 已过期 · 已停用 */
  standing: z.enum(['untold', 'good', 'soon', 'expired', 'ended']),
  mine: z.boolean(),
})
export const vehicleShown = (
  vehicle: VehicleRow,
  standing: z.output<typeof vehicleLine>['standing'],
  mine: boolean,
): z.output<typeof vehicleLine> => ({
  vehicleId: vehicle.id,
  plate: vehicle.content.plate,
  kind: vehicleKinds[vehicle.kind as keyof typeof vehicleKinds] ?? vehicle.kind,
  organisation: vehicle.organisation,
  driver: vehicle.content.driver ?? null,
  driverPhone: vehicle.content.driverPhone ?? null,
  toldTo: vehicle.content.toldTo ?? null,
  toldOn: vehicle.toldOn,
  until: vehicle.until,
  standing,
  mine,
})

/** Keys of a fact's details that are shown in the course of a case, and what they are called. */
export const courseWords: Record<string, string> = {
  what: '情况',
  behind: '背后的人',
  body: '处置单位',
  ask: '要求',
  reason: '理由',
  how: '处置',
  documentNo: '文书',
  news: '线索',
  answer: '答复',
  who: '人',
  where: '送到',
  whyNot: '没有送到',
  takenBy: '取证人',
  custody: '保管',
  why: '情况',
  note: '说明',
}

export const sourceWords = (source: string | undefined): string | null =>
  source ? (sources[source as keyof typeof sources] ?? source) : null
export const outcomeWords = (outcome: string | null): string | null =>
  outcome ? (outcomes[outcome as keyof typeof outcomes] ?? outcome) : null
