/** Doors for reading about one person's care outside, and the bureau's list of what waits for it. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { toldLine } from '#kernel/told.ts'
import { fileById, personById, threeMonthsOn } from '#modules/people-and-cases/index.ts'
import { placementLife } from './lifecycle-placements.ts'
import { personRefusal } from './placement-loads.ts'
import { outsideDays } from './rules-outside.ts'
import { toldLate } from './rules-placement.ts'
import {
  bringBackForm,
  declineForm,
  emergencyForm,
  fileId,
  healthForm,
  incidentForm,
  placeForm,
  proposeForm,
  withdrawForm,
} from './schema-placements.ts'
import { admissionOf } from './store-institutions.ts'
import { decidedPlacements, LONGEST, placedRowsOf, waitingApprovals } from './store-outside.ts'
import {
  contractedHouses,
  healthReportsOf,
  incidentsOf,
  outsideOf,
  pendingOf,
  type PlacementRow,
  placementsOf,
} from './store-placements.ts'
import { seenOf } from './store-seen-people.ts'
import { bySides, type IncidentKind, incidentKinds } from './words-placements.ts'

export const openToAll = () => true as const
export const line = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
export const instantOf = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const state = field(z.string(), { label: '状态' })
export const guest = {
  fileId,
  no: field(z.string(), { label: '编号' }),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  sex: field(z.string().nullable(), { label: '性别' }),
}

/** What was written down in the facts of a placement, in words. */
async function wordsOf({ tx, vault }: ReadContext, placements: readonly PlacementRow[]) {
  const ids = placements.flatMap((each) => [each.proposedFact, each.decidedFact, each.placedFact, each.endedFact])
  const details = await detailsOf(tx, vault, [...new Set(ids.filter((id) => id !== null))])
  const said = (form: z.ZodObject, id: string | null) => {
    const told = id ? details.get(id) : undefined
    // A drawn signature is a picture: the paper shows it.
    return told ? toldLine(form, { ...told, stationSignature: undefined, institutionSignature: undefined }) : null
  }
  return (each: PlacementRow) => ({
    proposal: said(each.emergency ? emergencyForm : proposeForm, each.proposedFact),
    decision:
      each.state === 'withdrawn'
        ? said(withdrawForm, each.decidedFact)
        : ((details.get(each.decidedFact ?? '')?.note as string | undefined) ?? said(declineForm, each.decidedFact)),
    handover: said(each.emergency ? emergencyForm : placeForm, each.placedFact),
    ending: each.state === 'brought-back' ? said(bringBackForm, each.endedFact) : null,
  })
}

const placementShape = z.strictObject({
  id: z.string(),
  institutionId: z.string(),
  institution: field(z.string(), { label: '托养机构' }),
  state,
  stateWords: z.string(),
  emergency: z.boolean(),
  level: field(z.string(), { label: '护理等级' }),
  proposedAt: z.number(),
  decidedAt: z.number().nullable(),
  placedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  days: field(z.number(), { label: '托养天数', unit: '天' }),
  proposal: line('申请'),
  decision: line('审批'),
  handover: line('交接'),
  ending: line('接回'),
})

export const fileQuery = query({
  name: 'entrusted.of-file',
  title: '个案的站外托养',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    fileState: z.string(),
    /** Why somebody cannot be proposed now; null: can. */
    against: z.string().nullable(),
    current: placementShape.nullable(),
    pending: placementShape.nullable(),
    earlier: z.array(placementShape).max(LONGEST),
    reports: z.array(z.strictObject({ id: z.string(), at: z.number(), by: z.string(), line: line('健康状况') })).max(100),
    incidents: z
      .array(
        z.strictObject({
          id: z.string(),
          at: z.number(),
          kind: z.string(),
          late: z.boolean(),
          by: z.string(),
          line: line('经过'),
        }),
      )
      .max(100),
    seen: z.array(z.strictObject({ at: z.number(), by: z.string(), line: line('检查时所见') })).max(100),
    threeMonthsOn: field(z.string().nullable(), { label: '满三个月' }),
    daysOutside: field(z.number(), { label: '站外天数', unit: '天' }),
  }),
  may: openToAll,
  async read(context, params) {
    const { tx, vault, now } = context
    const file = await fileById(tx, params.fileId)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const placements = await placementsOf(tx, file.id)
    const facts = await factsOf(tx, [file.id])
    const { days, whole } = outsideDays(facts, await placedRowsOf(tx, [file.id]), now)
    const worded = await wordsOf(context, placements)
    const perPlacement = (id: string) => days.filter((each) => each.placement?.placementId === id).length
    const shown = (each: PlacementRow) => ({
      id: each.id,
      institutionId: each.institutionId,
      institution: each.institution,
      state: each.state,
      stateWords: placementLife.states[each.state].zh,
      emergency: each.emergency,
      level: each.level,
      proposedAt: each.proposedAt,
      decidedAt: each.decidedAt,
      placedAt: each.placedAt,
      endedAt: each.endedAt,
      days: perPlacement(each.id),
      ...worded(each),
    })
    const [current, pending] = [outsideOf(placements), pendingOf(placements)]
    const reports = await healthReportsOf(tx, file.id)
    const incidents = await incidentsOf(tx, file.id)
    const told = await detailsOf(
      tx,
      vault,
      [...reports, ...incidents].map((each) => each.factId),
    )
    return {
      fileState: file.state,
      against: personRefusal({ file, person, facts }, now, { adultKnown: true })?.sentence ?? null,
      current: current ? shown(current) : null,
      pending: pending ? shown(pending) : null,
      earlier: placements.filter((each) => each !== current && each !== pending).map(shown),
      reports: reports.map((each) => ({
        id: each.id,
        at: each.at,
        by: bySides[each.by],
        line: toldLine(healthForm, told.get(each.factId) ?? {}),
      })),
      incidents: incidents.map((each) => ({
        id: each.id,
        at: each.happenedAt,
        kind: incidentKinds[each.kind as IncidentKind] ?? each.kind,
        late: toldLate(each.happenedAt, each.at, each.hours),
        by: bySides[each.by],
        line: toldLine(incidentForm, told.get(each.factId) ?? {}),
      })),
      seen: await seenOf(context, file.id),
      threeMonthsOn: threeMonthsOn(facts),
      daysOutside: whole,
    }
  },
})

export const choicesQuery = query({
  name: 'entrusted.choices',
  title: '可以送的托养机构',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          name: field(z.string(), { label: '托养机构' }),
          placed: z.number(),
          heads: z.number().nullable(),
          against: z.array(z.string()).max(12),
        }),
      )
      .max(100),
  }),
  may: openToAll,
  async read({ tx, now }, params) {
    const file = await fileById(tx, params.fileId)
    if (!file) return null
    const items = []
    for (const id of await contractedHouses(tx, file.ownerPath)) {
      const house = await admissionOf(tx, id, dateOf(now))
      if (house) items.push({ id, name: house.name, placed: house.placed, heads: house.heads, against: house.against })
    }
    // Whoever takes people now stands first; the order of the register holds otherwise.
    return { items: items.sort((a, b) => Math.min(a.against.length, 1) - Math.min(b.against.length, 1)) }
  },
})

const approvalShape = z.strictObject({
  ...guest,
  id: z.string(),
  station: field(z.string(), { label: '救助站' }),
  institution: field(z.string(), { label: '托养机构' }),
  state,
  stateWords: z.string(),
  emergency: z.boolean(),
  level: field(z.string(), { label: '护理等级' }),
  proposedAt: z.number(),
  placedAt: z.number().nullable(),
  decidedAt: z.number().nullable(),
  proposal: line('申请'),
  decision: line('审批'),
  against: z.array(z.string()).max(12),
})

export const approvalsQuery = query({
  name: 'entrusted.approvals',
  title: '送托审批',
  params: z.strictObject({}),
  result: z.strictObject({
    waiting: z.array(approvalShape).max(LONGEST),
    total: z.number(),
    decided: z.array(approvalShape).max(60),
  }),
  may: openToAll,
  async read(context) {
    const { tx, now } = context
    const { items, total } = await waitingApprovals(tx)
    const decided = await decidedPlacements(tx)
    const worded = await wordsOf(context, [...items, ...decided])
    const houses = new Map<string, string[]>()
    for (const id of new Set(items.map((each) => each.institutionId)))
      houses.set(id, (await admissionOf(tx, id, dateOf(now)))?.against ?? [])
    const shown = (each: (typeof items)[number]) => {
      const { proposal, decision } = worded(each)
      return {
        id: each.id,
        fileId: each.fileId,
        no: each.no,
        name: each.name,
        sex: each.sex,
        station: each.station,
        institution: each.institution,
        emergency: each.emergency,
        level: each.level,
        proposedAt: each.proposedAt,
        placedAt: each.placedAt,
        decidedAt: each.decidedAt,
        state: each.state,
        stateWords: placementLife.states[each.state].zh,
        proposal,
        decision,
        against: each.placedAt === null && each.state === 'proposed' ? (houses.get(each.institutionId) ?? []) : [],
      }
    }
    return { waiting: items.map(shown), total, decided: decided.map(shown) }
  },
})
