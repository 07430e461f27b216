/** The doors for reading about one guest, one inquiry, one decision. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { decisionShape, name, requestShape, stepsShape } from './answers.ts'
import { coverageQuery, faceLogQuery, waitingQuery, waysQuery } from './queries-lists.ts'
import { papers } from './queries-papers.ts'
import { wordedDecisions, wordedRequests, wordedSteps } from './reading.ts'
import { comparesFaces, consents, coverageOf, lastOf, standing } from './rules.ts'
import { consequencesOf, inquiriesIn } from './rules-identity.ts'
import { decisionById, decisionsOf } from './store-decision.ts'
import { accountNames, faceOfficers, LONGEST, policeBodies } from './store-read.ts'
import { exchangeOpen } from './loads.ts'
import { requestsOf } from './store.ts'

const openToAll = () => true as const
const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })

export const fileQuery = query({
  name: 'identification.file',
  title: '个案的身份核查',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    state: z.string(),
    personId: z.string(),
    identity: z.string(),
    steps: stepsShape,
    receipt: z.string().nullable(),
    faces: z
      .array(
        z.strictObject({
          at: z.number(),
          result: z.string().nullable(),
          system: z.string().nullable(),
          purpose: z.string().nullable(),
          by: z.string().nullable(),
          candidates: field(z.string().nullable(), { label: '候选人', sensitivity: 'personal' }),
        }),
      )
      .max(20),
    requests: z.array(requestShape).max(60),
    decisions: z.array(decisionShape).max(30),
    /** Who may compare faces; empty where nobody is named. */
    officers: z.array(z.string()).max(20),
    officer: z.boolean(),
    exchange: z.boolean(),
  }),
  may: openToAll,
  async read(context, params) {
    const { tx, vault, actor } = context
    const file = await fileById(tx, params.fileId)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const facts = await factsOf(tx, [file.id])
    const covered = coverageOf(facts)
    const compared = standing(facts)
      .filter((fact) => fact.name === 'tracing.face-compared')
      .slice(-20)
      .reverse()
    const details = await detailsOf(tx, vault, [
      ...covered.exceptions.map((each) => each.factId),
      ...compared.map((fact) => fact.id),
    ])
    const names = await accountNames(
      tx,
      compared.map((fact) => fact.recordedBy),
    )
    const text = (value: unknown) => (typeof value === 'string' ? value : null)
    return {
      state: file.state,
      personId: person.id,
      identity: person.identity,
      steps: wordedSteps(covered, details),
      receipt: covered.receipt,
      faces: compared.map((fact) => ({
        at: fact.occurredAt,
        result: text(fact.value.result),
        system: text(fact.value.system),
        purpose: text(fact.value.purpose),
        by: names.get(fact.recordedBy) ?? null,
        candidates: text(details.get(fact.id)?.candidates),
      })),
      requests: await wordedRequests(context, await requestsOf(tx, vault, file.id)),
      decisions: await wordedDecisions(context, await decisionsOf(tx, vault, file.id)),
      officers: await faceOfficers(tx),
      officer: comparesFaces(await factsOf(tx, [actor.accountId])),
      exchange: exchangeOpen(),
    }
  },
})

export const requestsQuery = query({
  name: 'identification.requests',
  title: '个案的公安协查',
  params: z.strictObject({ fileId }),
  result: z.strictObject({ requests: z.array(requestShape).max(60) }),
  may: openToAll,
  async read(context, params) {
    const { tx, vault } = context
    if (!(await fileById(tx, params.fileId))) return null
    return { requests: await wordedRequests(context, await requestsOf(tx, vault, params.fileId)) }
  },
})

export const undoneQuery = query({
  name: 'identification.undone',
  title: '撤销认定后要处理的',
  params: z.strictObject({ fileId, decisionId: field(z.uuid(), { label: '认定', widget: 'hidden' }) }),
  result: z.strictObject({
    no: z.string(),
    name,
    decision: decisionShape,
    items: z
      .array(
        z.strictObject({
          factId: z.string(),
          name: z.string(),
          words: z.string(),
          at: z.number(),
          settledAt: z.number().nullable(),
          how: field(z.string().nullable(), { label: '怎么处理的', sensitivity: 'personal' }),
        }),
      )
      .max(LONGEST),
  }),
  may: openToAll,
  async read(context, params) {
    const { tx, vault } = context
    const decision = await decisionById(tx, vault, params.decisionId)
    const file = decision?.fileId === params.fileId ? await fileById(tx, decision.fileId) : undefined
    const person = file && (await personById(tx, vault, file.personId))
    if (!decision || !file || !person) return null
    const facts = await factsOf(tx, [file.id, file.personId])
    const inquiries = await factsOf(tx, inquiriesIn(facts))
    const { decidedAt, decidedAction, undoneAt } = decision
    const hanging =
      decidedAt === null || decidedAction === null
        ? []
        : consequencesOf([...facts, ...inquiries], { at: decidedAt, action: decidedAction, until: undoneAt })
    const settled = new Map(
      standing(facts)
        .filter((fact) => fact.name === 'identification.consequence-settled')
        .map((fact) => [String(fact.value.of), fact]),
    )
    const details = await detailsOf(
      tx,
      vault,
      [...settled.values()].map((fact) => fact.id),
    )
    const [worded] = await wordedDecisions(context, [decision])
    return {
      no: file.no,
      name: person.displayName,
      decision: worded as NonNullable<typeof worded>,
      items: hanging.slice(0, LONGEST).map((each) => {
        const done = settled.get(each.factId)
        const how = done ? details.get(done.id)?.how : null
        return { ...each, settledAt: done?.occurredAt ?? null, how: typeof how === 'string' ? how : null }
      }),
    }
  },
})

/** For the inquiry's page: whether the family consented, and when it was compared. */
export const inquiryQuery = query({
  name: 'identification.inquiry',
  title: '家属登记的人像比对',
  params: z.strictObject({ inquiryId: field(z.uuid(), { label: '寻亲登记', widget: 'hidden' }) }),
  result: z.strictObject({
    consent: z.boolean(),
    comparedAt: z.number().nullable(),
    result: z.string().nullable(),
    officer: z.boolean(),
    officers: z.array(z.string()).max(20),
  }),
  may: openToAll,
  async read({ tx, actor }, params) {
    const facts = await factsOf(tx, [params.inquiryId])
    if (!facts.some((fact) => fact.name === 'inquiry.received')) return null
    const last = lastOf(facts, 'tracing.face-compared')
    return {
      consent: consents(facts),
      comparedAt: last?.occurredAt ?? null,
      result: typeof last?.value.result === 'string' ? last.value.result : null,
      officer: comparesFaces(await factsOf(tx, [actor.accountId])),
      officers: await faceOfficers(tx),
    }
  },
})

export const policeQuery = query({
  name: 'identification.police',
  title: '公安机关名单',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
      .max(200),
  }),
  may: openToAll,
  read: async ({ tx }) => ({ items: await policeBodies(tx) }),
})

export const queries: AnyQuery[] = [
  fileQuery,
  requestsQuery,
  waitingQuery,
  coverageQuery,
  faceLogQuery,
  waysQuery,
  undoneQuery,
  inquiryQuery,
  policeQuery,
  ...papers,
]
