/** What tracing answers about one guest: what was said and by whom it was heard, the plan, recordings, leads, consultations. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { detailsOf, factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import type { InterviewDetails } from './actions-interviews.ts'
import { campaignQuery, campaignsQuery } from './queries-campaign.ts'
import { deskQuery } from './queries-desk.ts'
import { expertsQuery, staffQuery, teamQuery } from './queries-team.ts'
import { refuse } from './refusals.ts'
import { piecesOf, standing } from './rules.ts'
import { planOf, RHYTHM, summaryOf } from './rules-guest.ts'
import { consultationsOf, leadsOf } from './store.ts'
import { accountNamesOf } from './store-names.ts'
import { readingOf } from './reading.ts'

const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const said = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
const at = z.number()
const personal = (label: string) => field(z.array(z.string()), { label, sensitivity: 'personal' })

const interview = z.strictObject({
  id: z.string(),
  at,
  by: z.string(),
  listener: z.string().nullable(),
  brief: z.boolean(),
  result: z.string().nullable(),
  how: z.string(),
  condition: z.string().nullable(),
  question: z.string().nullable(),
  note: field(z.string().nullable(), { label: '说明', sensitivity: 'personal' }),
  pieces: personal('听到的'),
  recordings: z.array(z.string()).max(6),
  /** Of one that took an earlier one's place. */
  corrected: z.string().nullable(),
  /** What the form would hold, for a correction. */
  form: z.record(z.string(), z.unknown()),
})

const withdrawn = z.strictObject({
  id: z.string(),
  at,
  by: z.string(),
  pieces: personal('听到的'),
  reason: z.string(),
  goneAt: at,
  goneBy: z.string(),
})

export const workbenchQuery = query({
  name: 'tracing.workbench',
  title: '寻亲台：一位受助人员',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    fileId: z.string(),
    personId: z.string(),
    no: z.string(),
    name: said('姓名'),
    namelessNo: z.string().nullable(),
    identity: z.string(),
    sex: z.string().nullable(),
    birthFrom: z.string().nullable(),
    birthTo: z.string().nullable(),
    height: z.number().nullable(),
    photos: z.number(),
    state: z.string(),
    present: z.boolean(),
    stationId: z.string(),
    station: z.string(),
    arrivedAt: at,
    since: at,
    foundPlace: field(z.string().nullable(), { label: '发现地点', sensitivity: 'personal' }),
    officer: z.strictObject({ id: z.string(), name: z.string(), at }).nullable(),
    sayings: z
      .array(
        z.strictObject({
          kind: z.string(),
          text: said('原话'),
          at: at.nullable(),
          by: z.string(),
          interviewId: z.string().nullable(),
        }),
      )
      .max(400),
    interviews: z.array(interview).max(200),
    withdrawn: z.array(withdrawn).max(100),
    plan: z.strictObject({
      steps: z.array(z.strictObject({ no: z.number(), until: at, doneAt: at.nullable(), state: z.string() })).max(12),
      hours: z.number(),
      source: z.string(),
      held: z.number(),
    }),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, now } = context
    const file = await fileById(tx, params.fileId)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const facts = (await factsOf(tx, [file.id])).filter((fact) => fact.subject.id === file.id)
    const reading = await readingOf(context, facts)
    const asked = standing(facts).findLast((fact) => fact.name === 'intake.asked')
    const arrival = asked ? (await detailsOf(tx, vault, [asked.id])).get(asked.id) : undefined
    const summary = summaryOf(facts)
    const names = await accountNamesOf(tx, summary.officerId ? [summary.officerId] : [])
    const heard = reading.interviews.map((each) => each.heard)
    const base = piecesOf(reading.untold(person.description, heard)).map((each) => ({
      ...each,
      at: null,
      by: '接待登记',
      interviewId: null,
    }))
    const sayings = reading.interviews.flatMap((each) =>
      piecesOf(each.heard).map((piece) => ({ ...piece, at: each.at, by: each.listener ?? each.by, interviewId: each.id })),
    )
    const since = file.acceptedAt ?? file.arrivedAt
    const held = reading.interviews.filter((each) => !each.brief).map((each) => each.at)
    return {
      fileId: file.id,
      personId: person.id,
      no: file.no,
      name: person.displayName,
      namelessNo: person.namelessNo,
      identity: person.identity,
      sex: person.sex,
      birthFrom: person.birthFrom,
      birthTo: person.birthTo,
      height: person.description.height ?? null,
      photos: person.description.photos?.length ?? 0,
      state: file.state,
      present: file.state === 'asked' || file.state === 'in',
      stationId: file.stationId,
      station: (await organisationById(tx, file.stationId))?.name ?? '',
      arrivedAt: file.arrivedAt,
      since,
      foundPlace: typeof arrival?.foundPlace === 'string' ? arrival.foundPlace : null,
      officer:
        summary.officerId && summary.officerAt !== null
          ? { id: summary.officerId, name: names.get(summary.officerId) ?? '', at: summary.officerAt }
          : null,
      sayings: [...sayings.toReversed(), ...base].slice(0, 400),
      interviews: reading.interviews
        .toReversed()
        .slice(0, 200)
        .map(({ heard: own, ...each }) => ({ ...each, pieces: piecesOf(own).map((piece) => piece.text) })),
      withdrawn: reading.withdrawn.slice(0, 100),
      plan: { steps: planOf(held, since, now), hours: RHYTHM.hours, source: RHYTHM.source, held: held.length },
    }
  },
})

export const recordingQuery = query({
  name: 'tracing.recording',
  title: '听录音',
  params: z.strictObject({ fileId, recordingId: field(z.uuid(), { label: '录音', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }: ReadContext, params) {
    const file = await fileById(tx, params.fileId)
    if (!file) return null
    const heard = standing(await factsOf(tx, [file.id])).filter((fact: LedgerFact) => fact.name === 'tracing.interviewed')
    const details = await detailsOf(
      tx,
      vault,
      heard.map((fact) => fact.id),
    )
    const own = [...details.values()].some((each) => (each as InterviewDetails).recordings?.includes(params.recordingId))
    const found = own ? await openFile(tx, vault, params.recordingId) : undefined
    if (!found) return refuse('NO_RECORDING')
    return { file: { name: `录音-${file.no}`, type: found.type, body: found.body } }
  },
})

export const leadsQuery = query({
  name: 'tracing.leads',
  title: '线索',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          state: z.string(),
          hypothesis: said('推想'),
          todo: said('要做什么'),
          who: z.string().nullable(),
          again: field(z.string().nullable(), { label: '再走一遍的理由', sensitivity: 'personal' }),
          notedAt: at,
          notedBy: z.string(),
          dueOn: z.string().nullable(),
          settledAt: at.nullable(),
          settledBy: z.string().nullable(),
          outcomes: z.array(z.strictObject({ at, by: z.string(), result: z.string(), text: said('结果') })).max(60),
        }),
      )
      .max(300),
  }),
  may: () => true,
  async read({ tx, vault }, params) {
    if (!(await fileById(tx, params.fileId))) return null
    const found = await leadsOf(tx, vault, params.fileId)
    return {
      items: found.map(({ fileId: _id, who, again, outcomes, ...each }) => ({
        ...each,
        who: who ?? null,
        again: again ?? null,
        outcomes: (outcomes ?? []).slice(-60),
      })),
    }
  },
})

export const consultationsQuery = query({
  name: 'tracing.consultations',
  title: '请教专家',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          expert: said('专家'),
          field: z.string(),
          question: said('请教什么'),
          sayings: personal('原话'),
          recordings: z.number(),
          askedAt: at,
          askedBy: z.string(),
          dueOn: z.string().nullable(),
          answeredAt: at.nullable(),
          opinion: field(z.string().nullable(), { label: '意见', sensitivity: 'personal' }),
          result: z.string().nullable(),
          judged: personal('判断'),
        }),
      )
      .max(200),
  }),
  may: () => true,
  async read({ tx, vault }, params) {
    if (!(await fileById(tx, params.fileId))) return null
    const found = await consultationsOf(tx, vault, params.fileId)
    return {
      items: found.map((each) => ({
        id: each.id,
        expert: each.expert,
        field: each.field,
        question: each.question,
        sayings: each.sayings ?? [],
        recordings: each.recordings?.length ?? 0,
        askedAt: each.askedAt,
        askedBy: each.askedBy,
        dueOn: each.dueOn,
        answeredAt: each.answeredAt,
        opinion: each.opinion ?? null,
        result: each.result ?? null,
        judged: each.judged ?? [],
      })),
    }
  },
})

export const queries: AnyQuery[] = [
  deskQuery,
  workbenchQuery,
  recordingQuery,
  leadsQuery,
  consultationsQuery,
  teamQuery,
  staffQuery,
  expertsQuery,
  campaignsQuery,
  campaignQuery,
]
