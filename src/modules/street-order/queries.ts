/** The doors for reading: the board, one case, its files. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { addMonths, dateOf, printInstant, startOfDay } from '#kernel/time.ts'
import { factDef } from '#facts/index.ts'
import { organisationsOf } from '#modules/people-and-cases/index.ts'
import { isBody, mayAdd, mayHandle, mayHelp, mayManage } from './access.ts'
import {
  caseLine,
  courseWords,
  evidenceLine,
  evidenceShown,
  lineOf,
  newsLine,
  newsShown,
  outcomeWords,
  sourceWords,
  victimLine,
  victimShown,
} from './answers.ts'
import { mayMove, stateKeys, streetCase } from './lifecycle.ts'
import { queriesRound } from './queries-round.ts'
import { type BoardForm, boardForm, caseId } from './schema.ts'
import { type Case, caseById, casesIn, countCases, countStates, evidenceOf, type Filter, victimsOf } from './store.ts'
import { newsIn } from './store-more.ts'
import { BODIES, kinds, victimGroups } from './words.ts'

const LONGEST = 300
const monthFrom = (month: string) => startOfDay(`${month}-01`)

const filterOf = ({ actor }: ReadContext, { states, kind, month, areaId, mine }: BoardForm): Filter => ({
  states,
  kind,
  areaId,
  ...(month ? { from: monthFrom(month), until: startOfDay(addMonths(`${month}-01`, 1)) } : {}),
  bodyPath: mine ? actor.organisation.path : undefined,
})

const board = query({
  name: 'street-order.board',
  title: '街面问题',
  help: '本单位登记的、交给本单位的；涉及未成年人的只有公安和保护中心看得到。',
  params: boardForm,
  result: z.strictObject({
    states: z.array(z.strictObject({ state: z.string(), count: z.number() })).max(10),
    mine: z.number(),
    news: z.number(),
    total: z.number(),
    items: z.array(caseLine).max(LONGEST),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor } = context
    const path = actor.organisation.path
    const filter = filterOf(context, params)
    const counts = await countStates(tx, path)
    const sum = (wanted: (each: (typeof counts)[number]) => boolean) =>
      counts.filter(wanted).reduce((total, each) => total + each.count, 0)
    const news = await newsIn(tx, vault, { path }, 200)
    return {
      states: stateKeys
        .filter((state) => state !== 'withdrawn')
        .map((state) => ({ state, count: sum((each) => each.state === state) })),
      mine: sum((each) => each.mine && each.state === 'assigned'),
      news: news.filter((each) => newsShown(each, path).waits).length,
      total: await countCases(tx, filter),
      items: (await casesIn(tx, vault, filter, LONGEST)).map((each) => lineOf(each, path)),
    }
  },
})

/** What whoever asks may do with a case now. */
function doorsOf(actor: ReadContext['actor'], found: Case): string[] {
  const open = found.state !== 'closed' && found.state !== 'withdrawn'
  const doors = new Set<string>()
  for (const { action } of streetCase.moves) {
    if (!mayMove(found.state, action)) continue
    const may =
      action === 'street-order.handle'
        ? mayHandle(actor, found)
        : mayManage(actor, found) || (action === 'street-order.close' && isBody(actor, found))
    if (may) doors.add(action)
  }
  if (open && mayAdd(actor, found))
    for (const door of ['add-evidence', 'see-again', 'pass-news']) doors.add(`street-order.${door}`)
  if (open && mayHelp(actor, found)) for (const door of ['add-victim', 'settle-victim']) doors.add(`street-order.${door}`)
  return [...doors]
}

const one = query({
  name: 'street-order.case',
  title: '一件街面问题',
  params: z.strictObject({ caseId }),
  result: caseLine.extend({
    behind: field(z.string().nullable(), { label: '背后的人', sensitivity: 'sealed', mask: 'none' }),
    source: z.string().nullable(),
    ask: field(z.string().nullable(), { label: '要求', sensitivity: 'sealed', mask: 'none' }),
    how: field(z.string().nullable(), { label: '处置', sensitivity: 'sealed', mask: 'none' }),
    documentNo: z.string().nullable(),
    suspects: z.number().nullable(),
    point: z.strictObject({ lat: z.number(), lng: z.number() }).nullable(),
    photos: z.array(z.string()).max(20),
    people: z.array(victimLine).max(200),
    evidence: z.array(evidenceLine).max(200),
    news: z.array(newsLine).max(100),
    may: z.array(z.string()).max(20),
    course: z
      .array(
        z.strictObject({
          at: z.number(),
          fact: z.string(),
          title: z.string(),
          lines: z.array(field(z.string(), { label: '经过', sensitivity: 'sealed', mask: 'none' })).max(20),
        }),
      )
      .max(300),
  }),
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const found = await caseById(tx, vault, params.caseId)
    if (!found) return null
    const facts = (await factsOf(tx, [found.id])).slice(-300)
    const details = await detailsOf(
      tx,
      vault,
      facts.map((fact) => fact.id),
    )
    const { content } = found
    const path = actor.organisation.path
    return {
      ...lineOf(found, path),
      behind: content.behind ?? null,
      source: sourceWords(content.source),
      ask: content.ask ?? null,
      how: content.how ?? null,
      documentNo: content.documentNo ?? null,
      suspects: found.suspects,
      point:
        content.place?.lat !== undefined && content.place.lng !== undefined
          ? { lat: content.place.lat, lng: content.place.lng }
          : null,
      photos: content.photos ?? [],
      people: (await victimsOf(tx, vault, found.id)).map(victimShown),
      evidence: (await evidenceOf(tx, vault, found.id)).map(evidenceShown),
      news: (await newsIn(tx, vault, { caseId: found.id }, 100)).map((each) => newsShown(each, path)),
      may: doorsOf(actor, found),
      course: facts.map((fact) => {
        const told = details.get(fact.id) ?? {}
        return {
          at: fact.occurredAt,
          fact: fact.name,
          title: factDef(fact.name)?.title ?? fact.name,
          lines: Object.entries(courseWords).flatMap(([key, label]) =>
            typeof told[key] === 'string' ? [`${label}：${told[key]}`] : [],
          ),
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
    async read({ tx, actor }) {
      const found = await organisationsOf(tx, kindsOf, actor.organisation.path)
      return { items: found.map(({ id, name: called, phone }) => ({ id, name: called, phone })) }
    },
  })

const bodies = choices('street-order.bodies', '公安、城管、交通名单', BODIES)
/** To whom a vehicle is told. */
const trafficPolice = choices('street-order.traffic-police', '报备单位名单', ['police'])
const partners = choices('street-order.partners', '联合行动参加单位名单', [
  ...BODIES,
  'station',
  'bureau',
  'town',
  'hospital',
  'department',
])
const areas = choices('street-order.areas', '镇街名单', ['town'])

/** A photo, film or recording of a case: opened by whoever sees the case, and only if it is this case's. */
const file = query({
  name: 'street-order.file',
  title: '街面问题的照片、录像',
  params: z.strictObject({ caseId, fileId: field(z.uuid(), { label: '文件', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, params) {
    const found = await caseById(tx, vault, params.caseId)
    if (!found) return null
    const evidence = await evidenceOf(tx, vault, found.id)
    const known = [...(found.content.photos ?? []), ...evidence.flatMap((each) => each.content.files ?? [])]
    const kept = known.includes(params.fileId) ? await openFile(tx, vault, params.fileId) : undefined
    return kept ? { file: { name: found.no, type: kept.type, body: kept.body } } : null
  },
})

const sheet = query({
  name: 'street-order.sheet',
  title: '街面问题台账',
  params: boardForm,
  result: 'file',
  may: () => true,
  async read(context, params) {
    const found = await casesIn(context.tx, context.vault, filterOf(context, params), 5000)
    const heads = [
      '编号',
      '类别',
      '涉及',
      '发现',
      '地点',
      '镇街',
      '情况',
      '登记单位',
      '处置单位',
      '状态',
      '结果',
      '解救、送站',
      '文书',
    ]
    const body = await sheetOf(
      '街面问题',
      heads,
      found.map((each) => [
        each.no,
        kinds[each.kind],
        each.victims.map((group) => victimGroups[group] ?? group).join('、'),
        printInstant(each.foundAt).slice(0, 16).replace('T', ' '),
        each.content.place?.words ?? '',
        each.areaName ?? '',
        each.content.what,
        each.content.finder,
        each.content.body ?? '',
        streetCase.states[each.state].zh,
        outcomeWords(each.outcome) ?? '',
        each.rescued === null ? '' : String(each.rescued),
        each.content.documentNo ?? '',
      ]),
    )
    return { file: { name: `街面问题台账 ${dateOf(context.now)}.xlsx`, type: XLSX, body } }
  },
})

export const queries: AnyQuery[] = [board, one, bodies, trafficPolice, partners, areas, file, sheet, ...queriesRound]
