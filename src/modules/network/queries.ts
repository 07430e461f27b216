/** The doors for reading. */
import { z } from 'zod'
import { cityOf } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { addDays, dateOf, printInstant, startOfDay } from '#kernel/time.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { dutiesBetween, dutyAround } from '#modules/people-and-cases/index.ts'
import { areaOf, mayKeep, maySee } from './access.ts'
import { coverage } from './coverage.ts'
import { refuse } from './refusals.ts'
import { placeForm, rosterForm } from './schema.ts'
import { heads, lineOf } from './sheet.ts'
import { pointsBelow, standsBelow } from './store.ts'
import { topics } from './words.ts'

const openToAll = () => true as const
// To be called by colleagues: whoever reads a roster calls it.
const callAt = (label = '电话') => field(z.string().nullable(), { label, sensitivity: 'personal' })
const person = field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' })

const coverageLine = z.strictObject({
  organisationId: z.string(),
  kind: z.string(),
  name: z.string(),
  points: z.number(),
  post: z.string(),
  postId: z.string().nullable(),
  person,
  callAt: callAt(),
  since: z.string().nullable(),
  villages: z.number(),
  directors: z.number(),
  onDuty: person,
  dutyCallAt: callAt('值班电话'),
  covered: z.number(),
})

const MOST = 600

export const board = query({
  name: 'network.board',
  title: '四级网络',
  help: '每一级有没有中心、保护点；每个镇村有没有督导员、主任；今天谁值班，今后七天有没有空的。',
  params: z.strictObject({}),
  result: z.strictObject({
    area: z.string(),
    levels: z.array(z.strictObject({ level: z.string(), count: z.number() })).max(4),
    lines: z.array(coverageLine).max(MOST),
    total: z.number(),
    ahead: z.number(),
  }),
  may: openToAll,
  read: (context) => coverage(context, MOST),
})

export const points = query({
  name: 'network.points',
  title: '中心和保护点',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          organisationId: z.string(),
          kind: z.string(),
          level: z.string(),
          name: z.string(),
          at: z.string().nullable(),
          phone: field(z.string().nullable(), { label: '公开电话' }),
          address: z.string().nullable(),
          hours: z.string().nullable(),
          way: z.string().nullable(),
          keep: z.boolean(),
          onDuty: person,
          dutyCallAt: callAt('值班电话'),
        }),
      )
      .max(500),
    stands: z.array(z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), level: z.string() })).max(500),
  }),
  may: openToAll,
  async read({ tx, vault, actor, now }) {
    const area = areaOf(actor.organisation)
    const found = await pointsBelow(tx, vault, area, 500)
    const duties = await dutiesBetween(tx, vault, { path: area, from: now, until: now + 1, limit: 2000 })
    const first = new Map(duties.toReversed().map((each) => [each.organisationId, each]))
    return {
      items: found.map((each) => ({
        organisationId: each.id,
        kind: each.kind,
        level: each.level,
        name: each.name,
        at: each.parentName,
        phone: each.phone,
        address: each.address,
        hours: each.hours ?? null,
        way: each.way ?? null,
        keep: mayKeep(actor, each),
        onDuty: first.get(each.id)?.name ?? null,
        dutyCallAt: first.get(each.id)?.phone ?? null,
      })),
      stands: ['bureau', 'protection-centre', 'town'].includes(actor.organisation.kind) ? await standsBelow(tx, area) : [],
    }
  },
})

const shift = z.strictObject({
  dutyId: z.string(),
  name: person,
  callAt: callAt('值班电话'),
  turn: z.number(),
  startsAt: z.number(),
  endsAt: z.number(),
})

async function rosterOf(
  { tx, vault, actor, now }: ReadContext,
  params: { organisationId?: string | undefined; from?: string | undefined },
) {
  const organisation = await organisationById(tx, params.organisationId ?? actor.organisation.id)
  if (!organisation || !maySee(actor, organisation)) return null
  const from = params.from ?? dateOf(now)
  const found = await dutiesBetween(tx, vault, {
    path: organisation.path,
    from: startOfDay(from),
    until: startOfDay(addDays(from, 31)),
    limit: 2000,
  })
  return { organisation, from, shifts: found.filter((each) => each.organisationId === organisation.id).slice(0, 400) }
}

export const roster = query({
  name: 'network.roster',
  title: '值班表',
  params: rosterForm,
  result: z.strictObject({
    organisationId: z.string(),
    name: z.string(),
    kind: z.string(),
    from: z.string(),
    keep: z.boolean(),
    shifts: z.array(shift).max(400),
  }),
  may: openToAll,
  async read(context, params) {
    const found = await rosterOf(context, params)
    if (!found) return null
    return {
      organisationId: found.organisation.id,
      name: found.organisation.name,
      kind: found.organisation.kind,
      from: found.from,
      keep: mayKeep(context.actor, found.organisation),
      shifts: found.shifts.map(({ id, name, phone, turn, startsAt, endsAt }) => ({
        dutyId: id,
        name,
        callAt: phone,
        turn,
        startsAt,
        endsAt,
      })),
    }
  },
})

export const here = query({
  name: 'network.here',
  title: '现在找谁',
  help: '这个地方现在先找谁，找不到再找谁。',
  params: placeForm,
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          organisationId: z.string(),
          organisation: z.string(),
          name: person,
          callAt: callAt('值班电话'),
          rostered: z.boolean(),
          turn: z.number().nullable(),
          until: z.number().nullable(),
        }),
      )
      .max(20),
  }),
  may: openToAll,
  async read({ tx, vault, actor, now }, { organisationId }) {
    const place = await organisationById(tx, organisationId ?? actor.organisation.id)
    if (!place) return null
    // Names of one's own place and of the way up from it; of another's the office and its telephone.
    const known = maySee(actor, place) ? vault : undefined
    const found = await dutyAround(tx, place.path, now, known)
    return {
      items: found.map((each) => ({
        organisationId: each.organisationId,
        organisation: each.organisationName,
        name: known ? each.name : null,
        callAt: each.phone,
        rostered: each.rostered,
        turn: each.turn,
        until: each.until,
      })),
    }
  },
})

/** Where a child may go; what everybody may read. */
export const publicPlaces = query({
  name: 'network.public-places',
  title: '孩子可以去的地方',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          name: z.string(),
          at: z.string().nullable(),
          phone: field(z.string().nullable(), { label: '公开电话' }),
          address: z.string().nullable(),
          hours: z.string().nullable(),
          way: z.string().nullable(),
        }),
      )
      .max(60),
    total: z.number(),
  }),
  may: openToAll,
  async read({ tx, vault, actor }) {
    // Of the city: a child does not know whose county it is in.
    const city = cityOf(actor.organisation.path)
    const found = (await pointsBelow(tx, vault, city, 500)).filter((each) => each.phone ?? each.address)
    return {
      total: found.length,
      items: found.slice(0, 60).map(({ name, parentName, phone: tel, address, hours, way }) => ({
        name,
        at: parentName,
        phone: tel,
        address,
        hours: hours ?? null,
        way: way ?? null,
      })),
    }
  },
})

const MEETINGS = 60

export const meetings = query({
  name: 'network.meetings',
  title: '会议',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          at: z.number(),
          about: z.array(z.string()).max(10),
          present: z.string().nullable(),
          problems: field(z.string().nullable(), { label: '问题', sensitivity: 'personal' }),
          decided: field(z.string().nullable(), { label: '议定', sensitivity: 'personal' }),
          files: z.array(z.string()).max(5),
        }),
      )
      .max(MEETINGS),
  }),
  may: openToAll,
  async read({ tx, vault, actor }) {
    const held = (await factsOf(tx, [actor.organisation.id])).filter((fact) => fact.name === 'conference.held').slice(-MEETINGS)
    const details = await detailsOf(
      tx,
      vault,
      held.map((fact) => fact.id),
    )
    const text = (value: unknown) => (typeof value === 'string' ? value : null)
    return {
      items: held
        .toSorted((a, b) => b.occurredAt - a.occurredAt)
        .map((fact) => {
          const told = details.get(fact.id) ?? {}
          const about = [fact.value.about ?? []].flat() as string[]
          return {
            at: fact.occurredAt,
            about: about.map((each) => topics[each as keyof typeof topics] ?? each).slice(0, 10),
            present: text(told.present),
            problems: text(told.problems),
            decided: text(told.decided),
            files: Array.isArray(told.files) ? (told.files as string[]).slice(0, 5) : [],
          }
        }),
    }
  },
})

export const sheet = query({
  name: 'network.sheet',
  title: '四级网络名册',
  params: z.strictObject({}),
  result: 'file',
  may: openToAll,
  async read(context) {
    const { lines, ahead } = await coverage(context, 5000)
    const body = await sheetOf('四级网络名册', heads(ahead), lines.map(lineOf))
    return { file: { name: `四级网络名册 ${dateOf(context.now)}.xlsx`, type: XLSX, body } }
  },
})

export const rosterPaper = query({
  name: 'network.paper-roster',
  title: '值班表',
  params: rosterForm,
  result: 'file',
  may: openToAll,
  async read(context, params) {
    const found = await rosterOf(context, params)
    if (!found) return null
    if (found.shifts.length === 0) return refuse('NO_ROSTER_HERE')
    const data = {
      station: found.organisation.name,
      shifts: found.shifts.map(({ name, phone: tel, turn, startsAt, endsAt }) => ({
        from: printInstant(startsAt).replace('T', ' '),
        until: printInstant(endsAt).replace('T', ' '),
        name,
        phone: tel ?? '',
        turn: turn === 1 ? '值班' : '备班',
      })),
    }
    const url = new URL('./papers/roster.typ', import.meta.url)
    const bytes = await renderPaper(url, data, { printedBy: context.actor.name, printedAt: context.now })
    return paperAnswer(`值班表 ${found.from}`, bytes)
  },
})

export const queries: AnyQuery[] = [board, points, roster, here, publicPlaces, meetings, sheet, rosterPaper]
