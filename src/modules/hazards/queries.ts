/** The doors for reading. */
import { z } from 'zod'
import { cityOf } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { factDef } from '#facts/index.ts'
import { isBody, mayManage } from './access.ts'
import { hazardLife, stateKeys } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { isLate } from './rules.ts'
import { type BoardForm, boardForm, hazardId } from './schema.ts'
import { heads, lineOf } from './sheet.ts'
import { type Count, countHazards, type Filter, hazardById, type HazardRow, hazardsIn, organisationsIn } from './store.ts'
import { kinds, places, sources } from './words.ts'

const LONGEST = 300
const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
const state = z.enum(stateKeys as [string, ...string[]])

const line = z.strictObject({
  hazardId: z.string(),
  no: z.string(),
  place: z.string(),
  kind: z.string(),
  where: personal('位置'),
  what: personal('情况'),
  at: z.string().nullable(),
  urgent: z.boolean(),
  state,
  late: z.boolean(),
  foundAt: z.number(),
  dueOn: z.string().nullable(),
  body: z.string().nullable(),
  finder: z.string(),
  again: z.number(),
  raised: z.number(),
})

export function listed(hazard: HazardRow, today: string) {
  return {
    hazardId: hazard.id,
    no: hazard.no,
    place: hazard.place,
    kind: hazard.kind,
    where: hazard.content.where,
    what: hazard.content.what,
    at: hazard.placeName,
    urgent: hazard.urgent,
    state: hazard.state,
    late: isLate(hazard, today),
    foundAt: hazard.foundAt,
    dueOn: hazard.dueOn,
    body: hazard.content.body ?? null,
    finder: hazard.content.finder,
    again: hazard.again,
    raised: hazard.raised,
  }
}

const filterOf = ({ actor, now }: ReadContext, params: BoardForm): Filter => ({
  states: params.states,
  place: params.place,
  lateOn: params.late ? dateOf(now) : undefined,
  bodyPath: params.mine ? actor.organisation.path : undefined,
})

export const board = query({
  name: 'hazards.board',
  title: '隐患台账',
  help: '本单位发现的、本辖区的、交给本单位的；学校看得到本校周边的。',
  params: boardForm,
  result: z.strictObject({
    states: z.array(z.strictObject({ state, count: z.number() })).max(10),
    places: z.array(z.strictObject({ place: z.string(), open: z.number(), late: z.number() })).max(20),
    late: z.number(),
    mine: z.number(),
    total: z.number(),
    items: z.array(line).max(LONGEST),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    const today = dateOf(now)
    const filter = filterOf(context, params)
    const all = await countHazards(tx, today, actor.organisation.path)
    const sum = (wanted: (count: Count) => boolean) => all.filter(wanted).reduce((total, each) => total + each.count, 0)
    return {
      states: stateKeys
        .filter((key) => key !== 'withdrawn')
        .map((key) => ({ state: key, count: sum((each) => each.state === key) })),
      places: Object.keys(places).map((place) => ({
        place,
        open: sum((each) => each.place === place && each.state !== 'closed'),
        late: sum((each) => each.place === place && each.late),
      })),
      late: sum((each) => each.late),
      mine: sum((each) => each.mine && each.state === 'assigned'),
      total: sum(
        (each) =>
          (!filter.states || filter.states.includes(each.state)) &&
          (!filter.place || each.place === filter.place) &&
          (!filter.lateOn || each.late) &&
          (!filter.bodyPath || each.mine),
      ),
      items: (await hazardsIn(tx, vault, filter, today, LONGEST)).map((each) => listed(each, today)),
    }
  },
})

const words: Record<string, string> = {
  what: '情况',
  where: '位置',
  body: '整改单位',
  ask: '要求',
  reason: '理由',
  how: '整改',
  finding: '现场',
  name: '报给',
}

export const hazard = query({
  name: 'hazards.hazard',
  title: '一处隐患',
  params: z.strictObject({ hazardId }),
  result: line.extend({
    source: z.string().nullable(),
    reportNo: z.string().nullable(),
    ask: field(z.string().nullable(), { label: '要求', sensitivity: 'personal' }),
    /** What whoever asks may do now. */
    may: z.array(z.string()).max(10),
    course: z
      .array(
        z.strictObject({
          at: z.number(),
          fact: z.string(),
          title: z.string(),
          lines: z.array(personal('经过')).max(12),
          photos: z.array(z.string()).max(9),
          dueBy: z.string().nullable(),
        }),
      )
      .max(200),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const found = await hazardById(tx, vault, params.hazardId)
    if (!found) return null
    const facts = await factsOf(tx, [found.id])
    const details = await detailsOf(
      tx,
      vault,
      facts.map((fact) => fact.id),
    )
    const manages = mayManage(actor, found)
    const own = actor.organisation.path === found.rectifiedPath || actor.accountId === found.rectifiedBy
    const doors = hazardLife.moves
      .filter((move) => (move.from as readonly string[]).includes(found.state))
      .map((move) => move.action)
      .filter((door) => {
        if (door === 'hazards.rectify') return isBody(actor, found) || (manages && found.bodyPath === null)
        if (door === 'hazards.verify') return manages && !own
        if (door === 'hazards.reopen') return manages || isBody(actor, found)
        return manages
      })
    return {
      ...listed(found, dateOf(now)),
      source: found.content.source ? (sources[found.content.source as keyof typeof sources] ?? null) : null,
      reportNo: found.content.reportNo ?? null,
      ask: found.content.ask ?? null,
      may: [...new Set(doors)],
      course: facts.slice(-200).map((fact) => {
        const told = details.get(fact.id) ?? {}
        return {
          at: fact.occurredAt,
          fact: fact.name,
          title: fact.name === 'hazard.reopened' && fact.value.failed ? '核验没有通过' : (factDef(fact.name)?.title ?? fact.name),
          lines: Object.entries(words).flatMap(([key, label]) =>
            typeof told[key] === 'string' ? [`${label}：${told[key] as string}`] : [],
          ),
          photos: Array.isArray(told.photos) ? (told.photos as string[]).slice(0, 9) : [],
          dueBy: typeof fact.value.dueBy === 'string' ? fact.value.dueBy : null,
        }
      }),
    }
  },
})

const choices = (name: string, title: string, kindsOf: readonly string[]) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: z.strictObject({
      items: z
        .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
        .max(500),
    }),
    may: () => true,
    read: async ({ tx, actor }) => ({ items: await organisationsIn(tx, cityOf(actor.organisation.path), kindsOf) }),
  })

/** Where a hazard may lie. */
export const placesOf = choices('hazards.places', '学校、镇街、村社区名单', ['school', 'town', 'village'])
/** To whom it may be given. */
export const bodies = choices('hazards.bodies', '整改单位名单', [
  'school',
  'town',
  'village',
  'police',
  'education',
  'human-resources',
  'federation',
  'department',
  'protection-centre',
  'protection-point',
  'hospital',
  'bureau',
])

export const sheet = query({
  name: 'hazards.sheet',
  title: '隐患台账表',
  params: boardForm,
  result: 'file',
  may: () => true,
  async read(context, params) {
    const today = dateOf(context.now)
    const rows = await hazardsIn(context.tx, context.vault, filterOf(context, params), today, 5000)
    const body = await sheetOf(
      '隐患台账',
      heads,
      rows.map((each) => lineOf(listed(each, today))),
    )
    return { file: { name: `隐患台账 ${today}.xlsx`, type: XLSX, body } }
  },
})

export const notice = query({
  name: 'hazards.paper-notice',
  title: '隐患整改通知书',
  params: z.strictObject({ hazardId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const found = await hazardById(tx, vault, params.hazardId)
    if (!found) return null
    if (!found.content.body || !found.dueOn)
      return refuse('NOT_NOW', { state: hazardLife.states[found.state].zh, what: '打印通知书' })
    const organisation = await organisationById(tx, actor.organisation.id)
    const data = {
      station: actor.organisation.name,
      phone: organisation?.phone ?? '',
      no: found.no,
      body: found.content.body,
      place: [places[found.place], found.placeName].filter(Boolean).join('，'),
      kind: kinds[found.kind],
      where: found.content.where,
      what: found.content.what,
      ask: found.content.ask ?? '',
      foundOn: dateOf(found.foundAt),
      assignedOn: found.assignedAt === null ? '' : dateOf(found.assignedAt),
      dueOn: found.dueOn,
    }
    const url = new URL('./papers/notice.typ', import.meta.url)
    return paperAnswer(`隐患整改通知书 ${found.no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

export const photo = query({
  name: 'hazards.photo',
  title: '隐患照片',
  params: z.strictObject({ hazardId, photoId: field(z.uuid(), { label: '照片', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, params) {
    const found = await hazardById(tx, vault, params.hazardId)
    if (!found) return null
    const facts = await factsOf(tx, [found.id])
    const details = await detailsOf(
      tx,
      vault,
      facts.map((fact) => fact.id),
    )
    const own = [...details.values()].some((told) => Array.isArray(told.photos) && told.photos.includes(params.photoId))
    const file = own ? await openFile(tx, vault, params.photoId) : undefined
    return file ? { file: { name: found.no, type: file.type, body: file.body } } : null
  },
})

export const queries: AnyQuery[] = [board, hazard, placesOf, bodies, sheet, notice, photo]
