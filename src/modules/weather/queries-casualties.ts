/** Casualties, and the course of whatever this room tells. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { placeWords } from '#kernel/place.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { factDef } from '#facts/index.ts'
import { mayRecord, readsCasualty } from './access.ts'
import { countCasualties, yearOf } from './figures.ts'
import { casualtiesIn, type CasualtyRow } from './store.ts'

const count = z.number().int()
const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const open = (label: string) => field(z.string().nullable(), { label, sensitivity: 'sealed', mask: 'none' })
const casualties = { deaths: count, injuries: count, unknown: count, others: count, beside: count }

const told: Record<string, string> = {
  reason: '依据',
  measures: '措施',
  until: '至',
  summary: '小结',
  night: '夜',
  basis: '凭什么认定',
  was: '原来记的',
  how: '怎么报告的',
}

export async function courseOf({ tx, vault }: ReadContext, subjectId: string) {
  const facts = (await factsOf(tx, [subjectId])).filter((fact) => fact.name !== 'weather.goods-received').slice(-100)
  const details = await detailsOf(
    tx,
    vault,
    facts.map((fact) => fact.id),
  )
  return facts.map((fact) => ({
    at: fact.occurredAt,
    title: fact.replaces ? `${factDef(fact.name)?.title ?? fact.name}（更正）` : (factDef(fact.name)?.title ?? fact.name),
    lines: [
      ...(typeof fact.value['people'] === 'number' ? [`${fact.value['people']} 人`] : []),
      ...Object.entries(told).flatMap(([key, label]) => {
        const value = details.get(fact.id)?.[key]
        return typeof value === 'string' ? [`${label}：${value}`] : []
      }),
    ].slice(0, 8),
  }))
}

export const casualtyList = query({
  name: 'weather.casualties',
  title: '伤亡',
  help: '登记过的都在这里，一条也不少；后来查明的原因写在旁边。',
  params: z.strictObject({ operationId: field(z.uuid().optional(), { label: '行动', widget: 'hidden' }) }),
  result: z.strictObject({
    ...casualties,
    items: z
      .array(
        z.strictObject({
          casualtyId: z.string(),
          no: z.string(),
          kind: z.string(),
          cause: z.string().nullable(),
          laterKind: z.string().nullable(),
          laterCause: z.string().nullable(),
          at: z.number(),
          recordedAt: z.number(),
          area: z.string().nullable(),
          place: open('地点'),
          toldBy: personal('谁报告的'),
          who: open('是什么人'),
          before: open('此前做过什么'),
          personId: z.string().nullable(),
          bureauToldAt: z.number().nullable(),
          governmentToldAt: z.number().nullable(),
          superiorToldAt: z.number().nullable(),
          may: z.boolean(),
          course: z.array(z.strictObject({ at: z.number(), title: z.string(), lines: z.array(personal('经过')).max(8) })).max(40),
        }),
      )
      .max(200),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    const year = yearOf(now)
    const list = await casualtiesIn(tx, vault, {
      operationId: params.operationId,
      from: year.from - 366 * 86_400_000,
      until: year.until,
    })
    const items = []
    for (const each of list) items.push(await lineOf(context, each, readsCasualty(actor, each)))
    return { ...countCasualties(list), items }
  },
})

async function lineOf(context: ReadContext, each: CasualtyRow, reads: boolean) {
  const { content } = each
  return {
    casualtyId: each.id,
    no: each.no,
    kind: each.kind,
    cause: each.cause,
    laterKind: each.laterKind,
    laterCause: each.laterCause,
    at: each.at,
    recordedAt: each.recordedAt,
    area: each.areaName,
    place: reads && content.place ? placeWords(content.place) : null,
    toldBy: reads ? content.toldBy : null,
    who: reads ? (content.who ?? null) : null,
    before: reads ? content.before : null,
    personId: reads ? (content.personId ?? null) : null,
    bureauToldAt: each.bureauToldAt,
    governmentToldAt: each.governmentToldAt,
    superiorToldAt: each.superiorToldAt,
    may: reads && mayRecord(context.actor),
    course: reads ? (await courseOf(context, each.id)).slice(-40) : [],
  }
}
