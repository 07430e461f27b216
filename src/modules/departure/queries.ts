/** Doors for reading about leaving. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { possible } from '#kernel/lifecycle.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { DAY, startOfDay, dateOf } from '#kernel/time.ts'
import { toldLine } from '#kernel/told.ts'
import { organisationById } from '#kernel/org.ts'
import { fileById, leftNotes, type LoadedFile, personById, rescueFile } from '#modules/people-and-cases/index.ts'
import { guestAt, lastOf, standing } from './guest.ts'
import { deathTold, ticketWords } from './loads.ts'
import { withOrigins } from './origins.ts'
import { mayDecideAge, needsConsent, optionsFor } from './rules.ts'
import { mayBeRecorded } from './rules-death.ts'
import { yuanOf } from './rules-form.ts'
import { allLeavingKinds, deathForm, leaveForm, leavingKinds } from './schema.ts'
import { planForm } from './schema-journey.ts'
import { originRefusalForm } from './schema-letters.ts'
import { earlierTickets, leavingBefore, type LeavingRow, leavingOf, refusalOf, ticketsOf } from './store.ts'
import { planOf } from './store-plan.ts'
import { leftSince, LONGEST, plannedNow } from './store-read.ts'

/** Days back over which tickets of earlier stays are counted for the clerk. */
const TICKET_DAYS = 365

const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const words = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const guest = {
  fileId: z.string(),
  no: field(z.string(), { label: '编号' }),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  sex: z.string().nullable(),
}
const answer = z.enum(['yes', 'no', 'unknown'])
const openToAll = () => true as const

/** File, person and facts, as a decision would see them; nothing is locked. */
export async function readFile({ tx, vault }: ReadContext, id: string): Promise<LoadedFile | null> {
  const file = await fileById(tx, id)
  const person = file && (await personById(tx, vault, file.personId))
  return file && person
    ? { file, person, facts: await withOrigins(tx, vault, await factsOf(tx, [file.id, file.personId])) }
    : null
}

const deathOfLeaving = async ({ tx, vault }: ReadContext, leaving: LeavingRow | undefined) =>
  deathTold(leaving, leaving && (await detailsOf(tx, vault, [leaving.factId])).get(leaving.factId))

const finding = z.strictObject({ key: z.string(), weight: z.enum(['no', 'first', 'warn']), zh: z.string(), basis: z.string() })
const ticket = z.strictObject({
  id: z.string(),
  kind: z.string(),
  line: words('车票'),
  fareFen: field(z.number(), { label: '金额', unit: '分' }),
  home: z.boolean(),
  issuedAt: z.number(),
  boarded: z.boolean(),
  returned: z.boolean(),
  refundDue: field(z.number(), { label: '待退款', unit: '分' }),
})

async function ticketLines({ tx, vault }: ReadContext, id: string): Promise<z.input<typeof ticket>[]> {
  const tickets = await ticketsOf(tx, id)
  const details = await detailsOf(
    tx,
    vault,
    tickets.map((each) => each.factId),
  )
  return tickets.map((each) => {
    const told = ticketWords(each, details.get(each.factId))
    const line = [told.number, told.to ? `到${told.to}` : undefined, `${yuanOf(each.fareFen)} 元`].filter(Boolean).join(' ')
    return {
      id: each.id,
      kind: each.kind,
      line,
      fareFen: each.fareFen,
      home: each.home,
      issuedAt: each.issuedAt,
      boarded: each.boardedAt !== null,
      returned: each.returnedAt !== null,
      refundDue: each.returnedAt !== null && each.refundedAt === null ? each.refundFen : 0,
    }
  })
}

export const options = query({
  name: 'departure.options',
  title: '能怎么离站',
  help: '每种方式能不能办，为什么，先补什么。',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    ...guest,
    state: z.string(),
    open: z.boolean(),
    deathOpen: z.boolean(),
    mistaken: z.boolean(),
    acceptedAt: z.number().nullable(),
    options: z
      .array(
        z.strictObject({
          kind: z.string(),
          title: z.string(),
          possible: z.enum(['yes', 'first', 'no']),
          findings: z.array(finding).max(20),
        }),
      )
      .max(20),
    sixteen: answer,
    eighteen: answer,
    mayDecideAge: z.boolean(),
    needsConsent: z.boolean(),
    fit: answer,
    kept: z.number(),
    hospital: z.string().nullable(),
    suggested: z.strictObject({ origin: words('返回地点'), local: answer, crossProvince: answer, via: z.string().nullable() }),
    tickets: z.array(ticket).max(100),
    earlierTickets: field(z.number(), { label: '一年内以往在站领过的车票', unit: '张' }),
  }),
  may: openToAll,
  async read(context, params) {
    const loaded = await readFile(context, params.fileId)
    if (!loaded) return null
    const { file, person } = loaded
    const state = guestAt(loaded, context.now)
    const station = await organisationById(context.tx, file.stationId)
    const planned = lastOf(standing(loaded.facts), 'departure.return-planned')?.value ?? {}
    const moves = possible(rescueFile, file.state)
    const leaving = await leavingOf(context.tx, file.id)
    return {
      fileId: file.id,
      no: file.no,
      name: person.displayName,
      sex: person.sex,
      state: file.state,
      open: moves.includes('departure.leave'),
      deathOpen: mayBeRecorded({ file, leaving, death: await deathOfLeaving(context, leaving) }),
      mistaken: leaving?.kind === 'died' && file.state === 'left',
      acceptedAt: file.acceptedAt,
      options: optionsFor(state).map((each) => ({ ...each, title: leavingKinds[each.kind] })),
      sixteen: state.sixteen,
      eighteen: state.eighteen,
      mayDecideAge: mayDecideAge(state) && !state.ageDecided,
      needsConsent: needsConsent(state),
      fit: state.fit,
      kept: state.kept.length,
      hospital: state.hospital,
      suggested: {
        origin: (planned.origin as string | undefined) ?? null,
        local: told(planned.local) ?? sameArea(person.division, station?.division, 6),
        crossProvince: told(planned.crossProvince) ?? not(sameArea(person.division, station?.division, 2)),
        via: (planned.via as string | undefined) ?? null,
      },
      tickets: await ticketLines(context, file.id),
      earlierTickets: await earlierTickets(context.tx, person.id, file.id, context.now - TICKET_DAYS * DAY),
    }
  },
})

type Answer = z.output<typeof answer>
const told = (value: unknown): Answer | undefined => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined)
const not = (value: Answer): Answer => (value === 'unknown' ? value : value === 'yes' ? 'no' : 'yes')

/** Whether the register lies in the station's area, by the first digits of the division codes. */
function sameArea(register: string | null, station: string | null | undefined, digits: 2 | 6): Answer {
  if (!register || !station) return 'unknown'
  return register.slice(0, digits) === station.slice(0, digits) ? 'yes' : 'no'
}

export const ofFile = query({
  name: 'departure.file',
  title: '个案的离站情况',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    state: z.string(),
    plan: z.strictObject({ at: z.number(), line: words('方案'), origin: words('返回地点') }).nullable(),
    asked: z.boolean(),
    leaving: z
      .strictObject({
        kind: z.string(),
        title: z.string(),
        leftAt: z.number(),
        note: words('一句话'),
        line: words('离站手续'),
        noticeNo: z.string().nullable(),
        sentHome: z.boolean(),
        handedOverAt: z.number().nullable(),
        originToldAt: z.number().nullable(),
        letterNo: z.string().nullable(),
        death: z.enum(['bare', 'whole']).nullable(),
      })
      .nullable(),
    refusal: z
      .strictObject({
        refusedAt: z.number(),
        raisedAt: z.number().nullable(),
        raisedTo: z.string().nullable(),
        state: z.string(),
        line: words('拒收'),
      })
      .nullable(),
    tickets: z.array(ticket).max(100),
  }),
  may: openToAll,
  async read(context, params) {
    const { tx, vault } = context
    const file = await fileById(tx, params.fileId)
    if (!file) return null
    const leaving = await leavingOf(tx, file.id)
    // Of who died on the way, the going home is still told to the place of origin.
    const home = (await leavingBefore(tx, file, leaving)) ?? leaving
    const refused = await refusalOf(tx, file.id)
    const planFact = (await planOf(tx, file.id))?.factId
    const details = await detailsOf(
      tx,
      vault,
      [leaving?.factId, refused?.factId, planFact].filter((id) => id !== undefined),
    )
    const facts = await factsOf(tx, [file.id])
    const plan = facts.find((fact) => fact.id === planFact)
    const form = leaving?.kind === 'died' ? deathForm : leaveForm
    return {
      state: file.state,
      plan: plan
        ? {
            at: plan.occurredAt,
            line: toldLine(planForm, { ...plan.value, ...details.get(plan.id) }),
            origin: (details.get(plan.id)?.origin as string | undefined) ?? null,
          }
        : null,
      asked: facts.some((fact) => fact.name === 'departure.origin-asked'),
      leaving:
        leaving && home
          ? {
              kind: leaving.kind,
              title: allLeavingKinds[leaving.kind as keyof typeof allLeavingKinds],
              leftAt: leaving.leftAt,
              note: (await leftNotes(tx, vault, [file.id])).get(file.id) ?? null,
              line: toldLine(form, details.get(leaving.factId) ?? {}),
              noticeNo: leaving.noticeNo,
              sentHome: home.sentHome,
              handedOverAt: leaving.handedOverAt,
              originToldAt: home.originToldAt,
              letterNo: home.letterNo,
              death: deathTold(leaving, details.get(leaving.factId)) ?? null,
            }
          : null,
      refusal: refused
        ? {
            refusedAt: refused.refusedAt,
            raisedAt: refused.raisedAt,
            raisedTo: refused.raisedTo,
            state: refused.state,
            line: toldLine(originRefusalForm, details.get(refused.factId) ?? {}),
          }
        : null,
      tickets: await ticketLines(context, file.id),
    }
  },
})

export const leftRecently = query({
  name: 'departure.left-recently',
  title: '最近离站',
  params: z.strictObject({ days: field(z.int().min(1).max(366).optional(), { label: '最近几天' }) }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          kind: z.string(),
          leftAt: z.number(),
          note: words('去向'),
          sentHome: z.boolean(),
          local: z.boolean().nullable(),
          handedOverAt: z.number().nullable(),
          originToldAt: z.number().nullable(),
          letterNo: z.string().nullable(),
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: openToAll,
  async read({ tx, vault, now }, { days = 30 }) {
    const { items, total } = await leftSince(tx, startOfDay(dateOf(now)) - (days - 1) * DAY)
    const notes = await leftNotes(
      tx,
      vault,
      items.map((each) => each.fileId),
    )
    return { items: items.map((each) => ({ ...each, note: notes.get(each.fileId) ?? null })), total }
  },
})

export const planned = query({
  name: 'departure.planned',
  title: '准备返乡',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          state: z.string(),
          route: z.string().nullable(),
          askedAt: z.number().nullable(),
          plannedOn: z.string().nullable(),
          means: z.string(),
          crossProvince: z.boolean().nullable(),
          refusedAt: z.number().nullable(),
          raisedTo: z.string().nullable(),
          origin: words('返回地点'),
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: openToAll,
  async read({ tx, vault }) {
    const { items, total } = await plannedNow(tx)
    const details = await detailsOf(
      tx,
      vault,
      items.map((each) => each.factId),
    )
    const originOf = (factId: string) => (details.get(factId)?.origin as string | undefined) ?? null
    return { items: items.map(({ factId, ...each }) => ({ ...each, origin: originOf(factId) })), total }
  },
})

export const queries: AnyQuery[] = [options, ofFile, leftRecently, planned]
