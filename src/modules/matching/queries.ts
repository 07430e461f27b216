/** Matching's doors for reading: the workbench, both sides' lists, what is new. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { choice, field } from '#kernel/field.ts'
import { factsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { factDef } from '#facts/index.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { mayDecide, mayLook } from './access.ts'
import { linesOf, reasonsOf, sentenceOf } from './lines.ts'
import { pairLife, type PairState } from './lifecycle.ts'
import { possible } from '#kernel/lifecycle.ts'
import { doubleInquiries } from './queries-doubles.ts'
import { earlierGuests, nextQuestion } from './queries-door.ts'
import { weightsQuery } from './queries-weights.ts'
import { refuse } from './refusals.ts'
import { chanceWord, hangsOn } from './rules.ts'
import { fileId, inquiryId, pairId } from './schema.ts'
import { candidateLine, evidenceLine, excludedLine, latticeLine, pairLine } from './schema-lines.ts'
import { accountNames } from './store-names.ts'
import {
  evidenceOf,
  evidenceOfMany,
  LONGEST,
  lookedToday,
  type Pair,
  pairById,
  pairOf,
  pairsIn,
  pairsOfFile,
  pairsOfInquiry,
} from './store-pairs.ts'
import { profilesOf, runOf } from './store-profiles.ts'
import { agreementWords, exclusionGrounds, itemWords, latticeWords, strengthWords } from './words.ts'

const anybody = () => true as const

export const candidatesQuery = query({
  name: 'matching.candidates',
  title: '家属登记里的候选',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    ranAt: field(z.number().nullable(), { label: '比对时间', widget: 'instant' }),
    compared: field(z.number(), { label: '比过', unit: '条' }),
    /** Something is newer than the last comparison; it runs by itself. */
    pending: z.boolean(),
    weights: field(z.string().nullable(), { label: '权重' }),
    sought: z.boolean(),
    candidates: z.array(candidateLine).max(LONGEST),
    rest: z.strictObject({ count: z.number(), probability: z.number() }),
    nobody: field(z.number(), { label: '家属还没登记' }),
    excluded: z.array(excludedLine).max(LONGEST),
    confirmed: z.array(candidateLine).max(10),
  }),
  may: anybody,
  async read(context, params) {
    const { tx, vault, actor } = context
    const file = await fileById(tx, params.fileId)
    if (!file || !inRange(actor, file.ownerPath)) return null
    const run = await runOf(tx, vault, file.id)
    const profile = (await profilesOf(tx, vault, [file.id])).get(file.id)
    const pairs = await pairsOfFile(tx, vault, file.id, 'inquiry')
    const order = new Map((run?.content.listed ?? []).map((id, index) => [id, index]))
    const lines = await linesOf(context, pairs)
    const evidence = await evidenceOfMany(
      tx,
      vault,
      pairs.map((each) => each.id),
    )
    const full = lines.map((line) => {
      const told = evidence.get(line.pairId)
      return {
        ...line,
        ...reasonsOf(told?.evidence ?? []),
        kinOf: told?.kinOf ?? null,
        aside: !order.has(line.inquiry.inquiryId),
      }
    })
    const at = (line: (typeof full)[number]) => order.get(line.inquiry.inquiryId) ?? LONGEST
    const byId = new Map(pairs.map((each) => [each.id, each]))
    return {
      ranAt: run?.ranAt ?? null,
      compared: run?.compared ?? 0,
      pending: profile?.open === true && (run === undefined || run.stale),
      weights: run?.weights ?? null,
      sought: profile?.open ?? false,
      candidates: full
        .filter(
          (line) =>
            ['possible', 'agreed'].includes(line.state) || (['candidate', 'suggested'].includes(line.state) && !line.aside),
        )
        .sort((a, b) => at(a) - at(b)),
      rest: run?.content.rest ?? { count: 0, probability: 0 },
      nobody: run?.content.nobody ?? 0,
      excluded: lines
        .filter((line) => line.state === 'excluded' || line.state === 'undone')
        .map((line) => ({ ...line, ...groundOf(byId.get(line.pairId)) })),
      confirmed: full.filter((line) => line.state === 'confirmed').slice(0, 10),
    }
  },
})

/** Why a pair is no candidate any more, in words. */
function groundOf(pair: Pair | undefined): { ground: string; reason: string } {
  const { undone, excluded } = pair?.grounds ?? {}
  if (pair?.state === 'undone') return { ground: '认定已撤销', reason: undone?.reason ?? '' }
  const ground = excluded?.ground as keyof typeof exclusionGrounds | undefined
  return { ground: ground ? exclusionGrounds[ground] : '', reason: excluded?.reason ?? '' }
}

export const compareQuery = query({
  name: 'matching.compare',
  title: '逐项对照',
  help: '先点开这一对（留痕），再看对照；联系方式不在其中。',
  params: z.strictObject({ fileId, inquiryId }),
  result: z.strictObject({
    pair: pairLine,
    word: z.string(),
    /** Of another station's guest, before anything is confirmed, only what a notice would say. */
    limited: z.boolean(),
    kinOf: z.string().nullable(),
    evidence: z.array(evidenceLine).max(30),
    lattice: z.array(latticeLine).max(5),
    note: field(z.string().nullable(), { label: '说明', sensitivity: 'personal' }),
    may: z.array(z.string()).max(12),
    /** The first signature is the reader's own. */
    mine: z.boolean(),
    agreedReason: field(z.string().nullable(), { label: '第一人的依据', sensitivity: 'personal' }),
    declinedReason: field(z.string().nullable(), { label: '不同意的理由', sensitivity: 'personal' }),
  }),
  may: anybody,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    const pair = await pairOf(tx, vault, params.fileId, params.inquiryId)
    if (!pair || pair.kind !== 'inquiry' || !mayLook(actor, pair)) return null
    if (actor.kind !== 'system' && !(await lookedToday(tx, pair.id, actor.accountId, dateOf(now)))) return refuse('LOOK_FIRST')
    const { evidence, kinOf } = await evidenceOf(tx, vault, pair.id)
    const [line] = await linesOf(context, [pair])
    if (!line) return null
    const limited = !inRange(actor, pair.ownerPath) && pair.state !== 'confirmed'
    const placed = evidence.find((each) => each.lattice)
    const hide = <T>(value: T | undefined) => (limited ? null : (value ?? null))
    return {
      pair: line,
      word: chanceWord(pair.probability),
      limited,
      kinOf: kinOf ?? null,
      evidence: evidence.slice(0, 30).map((each) => ({
        item: each.item,
        title: itemWords[each.item],
        guest: hide(each.guest),
        inquiry: each.inquiry ?? null,
        strength: each.strength,
        strengthWord: strengthWords[each.strength],
        words: limited ? '' : each.words,
      })),
      lattice: (placed?.lattice ?? []).map((each) => ({
        level: each.level,
        title: latticeWords[each.level],
        guest: hide(each.guest),
        inquiry: each.inquiry ?? null,
        agreement: each.agreement,
        word: agreementWords[each.agreement],
      })),
      note: hide(placed?.words),
      may: mayDecide(actor, pair) ? possible(pairLife, pair.state).filter((door) => !/suggest|fade|overtake/.test(door)) : [],
      mine: pair.agreedBy === actor.accountId,
      agreedReason: limited ? null : (pair.grounds.agreed?.reason ?? null),
      declinedReason: limited ? null : (pair.grounds.declined?.reason ?? null),
    }
  },
})

export const inquiryCandidates = query({
  name: 'matching.inquiry-candidates',
  title: '像是这位的受助人员',
  params: z.strictObject({ inquiryId }),
  result: z.strictObject({ items: z.array(pairLine).max(LONGEST), compared: z.boolean() }),
  may: anybody,
  async read(context, params) {
    const { tx, vault, actor } = context
    const profile = (await profilesOf(tx, vault, [params.inquiryId])).get(params.inquiryId)
    const pairs = (await pairsOfInquiry(tx, vault, params.inquiryId)).filter((each) => mayLook(actor, each))
    return { items: await linesOf(context, pairs), compared: profile?.open ?? false }
  },
})

const shown = {
  suggested: '待核对',
  possible: '跟进中',
  agreed: '等第二人',
  confirmed: '已认定，等核实',
  excluded: '已排除',
  undone: '已撤销',
}

export const listQuery = query({
  name: 'matching.list',
  title: '比对清单',
  params: z.strictObject({ kind: field(choice(shown), { label: '哪一类' }) }),
  result: z.strictObject({
    items: z.array(pairLine.extend({ sentence: field(z.string(), { label: '说明', sensitivity: 'personal' }) })).max(LONGEST),
    total: z.number(),
  }),
  may: anybody,
  async read(context, { kind }) {
    const { tx, vault } = context
    const pairs = await pairsIn(tx, vault, [kind as PairState])
    const lines = await linesOf(context, pairs)
    return { items: lines.map((line) => ({ ...line, sentence: sentenceOf(line) })), total: lines.length }
  },
})

/** Sentences on the home page. */
const FIRST = 6

export const alertsQuery = query({
  name: 'matching.alerts',
  title: '新的比中',
  params: z.strictObject({}),
  result: z.strictObject({
    fresh: field(z.number(), { label: '没看过的', unit: '对' }),
    /** Of our guests, and of the inquiries that we keep. */
    guests: z.number(),
    inquiries: z.number(),
    second: field(z.number(), { label: '等第二人签', unit: '对' }),
    /** Those that wait for the signature of whoever reads this. */
    waiting: z.array(pairLine.extend({ sentence: field(z.string(), { label: '说明', sensitivity: 'personal' }) })).max(FIRST),
    items: z.array(pairLine.extend({ sentence: field(z.string(), { label: '说明', sensitivity: 'personal' }) })).max(FIRST),
  }),
  may: anybody,
  async read(context) {
    const { tx, vault, actor } = context
    const pairs = await pairsIn(tx, vault, ['suggested', 'agreed'])
    const lines = await linesOf(context, pairs)
    const fresh = lines.filter((line) => line.fresh)
    const mine = new Set(pairs.filter((each) => inRange(actor, each.ownerPath)).map((each) => each.id))
    const unsigned = new Set(
      pairs
        .filter((each) => each.state === 'agreed' && mine.has(each.id) && each.agreedBy !== actor.accountId)
        .map((each) => each.id),
    )
    const worded = (line: (typeof lines)[number]) => ({ ...line, sentence: sentenceOf(line) })
    return {
      fresh: fresh.length,
      guests: fresh.filter((line) => mine.has(line.pairId)).length,
      inquiries: fresh.filter((line) => !mine.has(line.pairId)).length,
      second: unsigned.size,
      waiting: lines
        .filter((line) => unsigned.has(line.pairId))
        .slice(0, FIRST)
        .map(worded),
      items: fresh.slice(0, FIRST).map(worded),
    }
  },
})

export const whatHangs = query({
  name: 'matching.what-hangs',
  title: '据此办过什么',
  params: z.strictObject({ pairId }),
  result: z.strictObject({
    since: field(z.number().nullable(), { label: '认定', widget: 'instant' }),
    items: z
      .array(z.strictObject({ id: z.string(), title: field(z.string(), { label: '办了什么' }), at: z.number(), by: z.string() }))
      .max(LONGEST),
  }),
  may: anybody,
  async read({ tx, vault, actor }, params) {
    const pair = await pairById(tx, vault, params.pairId)
    if (!pair || pair.kind !== 'inquiry' || !mayDecide(actor, pair)) return null
    if (pair.state !== 'confirmed' && pair.state !== 'undone') return { since: null, items: [] }
    const facts = await factsOf(tx, [pair.fileId, pair.personId, pair.otherId])
    const told = facts.findLast((fact) => fact.name === 'tracing.match-confirmed' && fact.value.inquiry === pair.otherId)
    const hanging = hangsOn(facts, told?.recordedAt ?? pair.decidedAt ?? 0, told?.action ?? '').slice(0, LONGEST)
    const names = await accountNames(
      tx,
      hanging.map((fact) => fact.recordedBy),
    )
    return {
      since: told?.recordedAt ?? null,
      items: hanging.map((fact) => ({
        id: fact.id,
        title: factDef(fact.name)?.title ?? fact.name,
        at: fact.occurredAt,
        by: names.get(fact.recordedBy) ?? '系统',
      })),
    }
  },
})

export const queries: AnyQuery[] = [
  candidatesQuery,
  compareQuery,
  inquiryCandidates,
  listQuery,
  alertsQuery,
  whatHangs,
  nextQuestion,
  earlierGuests,
  doubleInquiries,
  weightsQuery,
]
