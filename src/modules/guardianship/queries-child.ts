/** One child's guardianship, for the panel of its file: what is held, where it lives, what waits, what the law leaves open. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, type LedgerFact } from '#kernel/ledger.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, childrenById, compartmentsOf, kindsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { factsOf } from '#kernel/ledger.ts'
import { groundWords, linesOfHold, linesOfPlacement, warningsOf } from './telling.ts'
import { adultOn, assessmentForReturn, infantOn, longestDay, returnFault, siblingsTold, standing } from './rules.ts'
import { routes } from './rules-route.ts'
import { childQuery } from './schema.ts'
import { careOf } from './store.ts'
import { familyById } from './store-family.ts'
import { refuse } from './refusals.ts'

const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
const line = z.strictObject({ title: z.string(), text: personal('内容') })
const instant = (label: string) => field(z.number(), { label, widget: 'instant' })
const instantOrNull = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const placement = z.strictObject({
  placementId: z.string(),
  kind: z.string(),
  who: personal('由谁照料'),
  familyId: z.string().nullable(),
  institutionType: z.string().nullable(),
  placedAt: instant('安置'),
  nextVisit: z.string().nullable(),
  visitedAt: instantOrNull('走访'),
  finding: z.string().nullable(),
  lines: z.array(line).max(12),
})

/** What was written down of visits, supervision and reviews, latest first. */
const TOLD = ['child.placement-visited', 'child.returned-visited', 'child.guardian-supervised', 'child.guardianship-reviewed']
const MOST_TOLD = 30

export const ofChild = query({
  name: 'guardianship.of-child',
  title: '监护与安置',
  params: childQuery,
  result: z.strictObject({
    closed: z.boolean(),
    today: z.string(),
    hold: z
      .strictObject({
        kind: z.string(),
        ground: z.string(),
        since: instant('从'),
        reviewOn: z.string().nullable(),
        reviewCause: z.string().nullable(),
        longest: z.string().nullable(),
        lines: z.array(line).max(12),
      })
      .nullable(),
    last: z.strictObject({ kind: z.string(), endedAt: instant('终止'), how: z.string(), by: personal('办理人') }).nullable(),
    requests: z
      .array(
        z.strictObject({
          requestId: z.string(),
          kind: z.string(),
          state: z.string(),
          askedAt: instant('申请'),
          askedBy: personal('申请人'),
          askedFrom: z.string(),
          bureau: z.string(),
          /** Decided here; asked from here; asked by oneself. */
          decides: z.boolean(),
          ours: z.boolean(),
          mine: z.boolean(),
          decidedAt: instantOrNull('审批'),
          decidedBy: personal('审批人').nullable(),
          opinion: personal('审批意见').nullable(),
          documentNo: z.string().nullable(),
          lines: z.array(line).max(14),
        }),
      )
      .max(50),
    placement: placement.nullable(),
    sponsored: z.array(placement).max(10),
    returned: z
      .strictObject({
        state: z.string(),
        returnedAt: instant('返家'),
        to: personal('交给谁'),
        nextVisit: z.string().nullable(),
        visits: z.number(),
        finding: z.string().nullable(),
        handed: personal('移交').nullable(),
      })
      .nullable(),
    orders: z
      .array(
        z.strictObject({
          orderId: z.string(),
          kind: z.string(),
          state: z.string(),
          askedAt: instant('申请'),
          court: z.string(),
          against: personal('被申请人'),
          until: z.string().nullable(),
        }),
      )
      .max(30),
    /** Whether the way home is open, and why not; null where civil affairs holds nothing. */
    wayHome: z
      .strictObject({
        assessedAt: instantOrNull('评估'),
        result: z.string().nullable(),
        risk: z.string().nullable(),
        open: z.boolean(),
        why: z.string().nullable(),
      })
      .nullable(),
    routes: z
      .array(z.strictObject({ kind: z.string(), type: z.string().nullable(), open: z.boolean(), why: z.string().nullable() }))
      .max(10),
    warnings: z.array(z.string()).max(10),
    siblings: z.array(z.strictObject({ childId: z.string(), no: z.string(), name: personal('姓名') })).max(20),
    siblingsTold: z.number(),
    adultOn: z.string().nullable(),
    told: z
      .array(
        z.strictObject({
          id: z.string(),
          what: z.string(),
          at: instant('时间'),
          word: z.string().nullable(),
          note: personal('情况').nullable(),
          said: personal('孩子自己怎么说').nullable(),
        }),
      )
      .max(MOST_TOLD),
  }),
  may: () => true,
  async read(context, { childId }) {
    const { tx, vault, now, actor } = context
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const child = await childById(tx, childId)
    const opens = await compartmentsOf(tx, childId)
    if (!child || !opens.has('guardianship')) return null
    const care = await careOf(tx, vault, childId)
    const facts = standing(await factsOf(tx, [childId]))
    const kinds = await kindsOf(tx, childId)
    const today = dateOf(now)
    const { hold, lastHold, placement: current } = care
    const held = hold && hold.kind !== 'emergency' ? hold : undefined
    const assessed = held && opens.has('assessment') ? assessmentForReturn(facts, held.since, now) : null
    const fault = returnFault(assessed, '写明')
    const told = siblingsTold(facts)
    const siblings = await childrenById(tx, told)
    const family = current?.familyId ? await familyById(tx, vault, current.familyId) : undefined
    const disabled = kinds.some((each) => each.kind === 'disabled' && each.until === null)
    const infant = infantOn(child.birthFrom, child.birthTo, today)
    return {
      closed: child.closedAt !== null,
      today,
      hold: hold
        ? {
            kind: hold.kind,
            ground: groundWords(hold.kind, hold.ground),
            since: hold.since,
            reviewOn: hold.reviewOn,
            reviewCause: hold.reviewCause,
            longest: hold.kind === 'temporary' ? longestDay(hold.since) : null,
            lines: linesOfHold(hold),
          }
        : null,
      last:
        !hold && lastHold?.endedAt && lastHold.content.ended
          ? { kind: lastHold.kind, endedAt: lastHold.endedAt, how: lastHold.content.ended.what, by: lastHold.content.ended.by }
          : null,
      requests: care.requests.map(({ content, ...each }) => ({
        requestId: each.id,
        kind: each.kind,
        state: each.state,
        askedAt: each.askedAt,
        askedBy: content.askedBy,
        askedFrom: content.askedFrom,
        bureau: content.bureau,
        decides: each.bureauPath === actor.organisation.path,
        ours: each.askedPath === actor.organisation.path,
        mine: each.askedBy === actor.accountId,
        decidedAt: each.decidedAt,
        decidedBy: content.decision?.by ?? null,
        opinion: content.decision?.opinion ?? null,
        documentNo: content.decision?.documentNo ?? null,
        lines: content.lines.map(([title, text]) => ({ title, text })),
      })),
      placement: current ? shown(current) : null,
      sponsored: care.sponsored.map(shown).slice(0, 10),
      returned: care.returned
        ? {
            state: care.returned.state,
            returnedAt: care.returned.returnedAt,
            to: care.returned.content.to,
            nextVisit: care.returned.nextVisit,
            visits: care.returned.visits,
            finding: care.returned.finding,
            handed: care.returned.content.handed?.to ?? null,
          }
        : null,
      orders: care.orders.map(({ content, ...each }) => ({
        orderId: each.id,
        kind: each.kind,
        state: each.state,
        askedAt: each.askedAt,
        court: content.court,
        against: content.against,
        until: each.until,
      })),
      wayHome: held
        ? {
            assessedAt: assessed?.at ?? null,
            result: assessed?.result ?? null,
            risk: assessed?.risk ?? null,
            open: fault === null,
            why: fault === null ? null : refuse(fault, { result: assessed?.result ? `监护${assessed.result}` : '' }).sentence,
          }
        : null,
      routes: routes({
        hold: hold?.kind ?? 'none',
        ground: hold?.ground ?? null,
        // What the form has to ask: which ground, and whether the child needs special care, is not refused here.
        welfareGround: 'abandoned',
        specialCare: disabled ? true : infant,
        on: today,
      }).map(({ kind, type, fault: closed }) => ({
        kind,
        type,
        open: closed === null,
        why: closed ? refuse(closed).sentence : null,
      })),
      warnings: warningsOf({ facts, care, family, child, assessed, today }),
      siblings: siblings.map((each) => ({ childId: each.id, no: each.no, name: each.name })),
      siblingsTold: told.length,
      adultOn: adultOn(child.birthFrom, child.birthTo),
      told: await toldOf(context, facts),
    }
  },
})

function shown(row: Parameters<typeof linesOfPlacement>[0]) {
  return {
    placementId: row.id,
    kind: row.kind,
    who: row.content.who,
    familyId: row.familyId,
    institutionType: row.institutionType,
    placedAt: row.placedAt,
    nextVisit: row.nextVisit,
    visitedAt: row.visitedAt,
    finding: row.finding,
    lines: linesOfPlacement(row),
  }
}

async function toldOf({ tx, vault }: Pick<Parameters<typeof notOpened>[0], 'tx' | 'vault'>, facts: readonly LedgerFact[]) {
  const found = facts
    .filter((fact) => TOLD.includes(fact.name))
    .sort((one, other) => other.occurredAt - one.occurredAt)
    .slice(0, MOST_TOLD)
  const details = await detailsOf(
    tx,
    vault,
    found.map((fact) => fact.id),
  )
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  return found.map((fact) => {
    const more = details.get(fact.id) ?? {}
    return {
      id: fact.id,
      what: fact.name,
      at: fact.occurredAt,
      word: text(fact.value.finding) ?? text(more.finding) ?? text(fact.value.manner),
      note: text(more.note) ?? text(more.how) ?? text(more.finding),
      said: text(more.words),
    }
  })
}
