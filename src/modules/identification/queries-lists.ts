/** The doors for reading lists: who waits, what is covered, the log of faces, the year's figures. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { query } from '#kernel/query.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import { guest, stepsShape } from './answers.ts'
import { wordedSteps } from './reading.ts'
import { counted, coverageOf } from './rules.ts'
import {
  factsNamed,
  faceUses,
  failedMessages,
  LONGEST,
  MOST_GUESTS,
  openDecisions,
  undoneDecisions,
  unidentified,
  waitingRequests,
  waysBetween,
} from './store-read.ts'

const openToAll = () => true as const

/** Facts by which the coverage goes. */
const COVERING = ['tracing.pushed-national', 'tracing.police-asked', 'tracing.face-compared', 'identification.exception-named']

export const waitingQuery = query({
  name: 'identification.waiting',
  title: '等答复的协查',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          requestId: z.string(),
          kind: z.string(),
          level: z.string(),
          state: z.string(),
          letterNo: z.string(),
          since: z.number(),
          mine: z.boolean(),
        }),
      )
      .max(LONGEST),
    failed: z
      .array(
        z.strictObject({
          ...guest,
          messageId: z.string(),
          requestId: z.string(),
          kind: z.string(),
          letterNo: z.string(),
          tries: z.number(),
          fault: z.string().nullable(),
          madeAt: z.number(),
          nextAt: z.number(),
        }),
      )
      .max(LONGEST),
    decisions: z
      .array(
        z.strictObject({
          ...guest,
          decisionId: z.string(),
          state: z.string(),
          way: z.string(),
          since: z.number(),
          byName: z.string().nullable(),
          byMe: z.boolean(),
        }),
      )
      .max(LONGEST),
    undone: z.array(z.strictObject({ ...guest, decisionId: z.string(), undoneAt: z.number() })).max(60),
  }),
  may: openToAll,
  async read({ tx, actor }) {
    return {
      items: await waitingRequests(tx),
      failed: await failedMessages(tx),
      decisions: await openDecisions(tx, actor.accountId),
      undone: await undoneDecisions(tx),
    }
  },
})

const figure = z.strictObject({ done: z.number(), explained: z.number() })

export const coverageQuery = query({
  name: 'identification.coverage',
  title: '未查明人员三步覆盖',
  help: '推送、DNA、人像比对：百分之百，或写明例外。',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          identity: z.string(),
          acceptedAt: z.number(),
          steps: stepsShape,
          receipt: z.string().nullable(),
        }),
      )
      .max(MOST_GUESTS),
    total: z.number(),
    counted: z.strictObject({ pushed: figure, dna: figure, face: figure }),
  }),
  may: openToAll,
  async read({ tx, vault }) {
    const guests = await unidentified(tx)
    const facts = await factsNamed(
      tx,
      guests.map((each) => each.fileId),
      COVERING,
    )
    const byFile = Map.groupBy(facts, (fact) => fact.subject.id)
    const covered = guests.map((each) => coverageOf(byFile.get(each.fileId) ?? []))
    const details = await detailsOf(
      tx,
      vault,
      covered.flatMap((each) => each.exceptions.map((exception) => exception.factId)),
    )
    return {
      items: guests.map(({ fileId: id, no, name: called, sex, identity, acceptedAt }, index) => ({
        fileId: id,
        no,
        name: called,
        sex,
        identity,
        acceptedAt,
        steps: wordedSteps(covered[index] as (typeof covered)[number], details),
        receipt: covered[index]?.receipt ?? null,
      })),
      total: guests.length,
      counted: counted(covered),
    }
  },
})

const month = /^\d{4}-\d{2}$/

export const faceLogQuery = query({
  name: 'identification.face-log',
  title: '人像比对台账',
  help: '每次使用：何时、比对谁、用途、结果、谁做的。',
  params: z.strictObject({ month: field(z.string().regex(month).optional(), { label: '月份' }) }),
  result: z.strictObject({
    month: z.string(),
    items: z
      .array(
        z.strictObject({
          factId: z.string(),
          at: z.number(),
          subjectKind: z.string(),
          subjectId: z.string(),
          no: z.string().nullable(),
          result: z.string().nullable(),
          system: z.string().nullable(),
          purpose: z.string().nullable(),
          reason: field(z.string().nullable(), { label: '事由', sensitivity: 'personal' }),
          by: z.string().nullable(),
          station: z.string().nullable(),
        }),
      )
      .max(LONGEST),
  }),
  may: openToAll,
  async read({ tx, vault, now }, params) {
    const first = `${params.month ?? dateOf(now).slice(0, 7)}-01`
    const uses = await faceUses(tx, startOfDay(first), startOfDay(addMonths(first, 1)))
    const details = await detailsOf(
      tx,
      vault,
      uses.map((each) => each.factId),
    )
    const text = (value: unknown) => (typeof value === 'string' ? value : null)
    return {
      month: first.slice(0, 7),
      items: uses.map(({ value, ...use }) => ({
        ...use,
        result: text(value.result),
        system: text(value.system),
        purpose: text(value.purpose),
        reason: text(details.get(use.factId)?.reason),
      })),
    }
  },
})

export const waysQuery = query({
  name: 'identification.ways-of-year',
  title: '全年查明途径',
  params: z.strictObject({ year: field(z.int().min(2000).max(2200).optional(), { label: '年份' }) }),
  result: z.strictObject({
    year: z.number(),
    ways: z.array(z.strictObject({ way: z.string(), count: z.number() })).max(60),
    total: z.number(),
  }),
  may: openToAll,
  async read({ tx, now }, params) {
    const year = params.year ?? Number(dateOf(now).slice(0, 4))
    const ways = await waysBetween(tx, startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`))
    return { year, ways, total: ways.reduce((sum, each) => sum + each.count, 0) }
  },
})
