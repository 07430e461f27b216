/** Everybody outside on one list: where, since when, how they are, and how the tracing goes on. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { type FileAnswer, query, type ReadContext } from '#kernel/query.ts'
import { DAY, dateOf, dayOfInstant, printInstant } from '#kernel/time.ts'
import { ageOn, daysUntilThreeMonths, threeMonthsOn } from '#modules/people-and-cases/index.ts'
import { placementLife } from './lifecycle-placements.ts'
import { guest, instantOf, openToAll } from './queries-placements.ts'
import { sheetOf, XLSX } from './sheet-placements.ts'
import { clockFactsOf, LONGEST, type OutsideLine, peopleOutside } from './store-outside.ts'
import { lastSeen } from './store-seen-people.ts'
import { careLevels } from './words.ts'
import { conditions, type IncidentKind, incidentKinds } from './words-placements.ts'

/** Days after which a health report is missed and tracing has stood still: the assumed month of the clause. */
export const STILL_DAYS = 31

const personShape = z.strictObject({
  ...guest,
  placementId: z.string(),
  age: field(z.string().nullable(), { label: '年龄' }),
  institutionId: z.string(),
  institution: field(z.string(), { label: '托养机构' }),
  level: field(z.string(), { label: '护理等级' }),
  state: z.string(),
  stateWords: z.string(),
  emergency: z.boolean(),
  since: field(z.number(), { label: '送托', widget: 'instant' }),
  days: field(z.number(), { label: '托养天数', unit: '天' }),
  identity: z.string(),
  seenAt: instantOf('最近一次见到'),
  seenBy: field(z.string().nullable(), { label: '谁见到' }),
  healthAt: instantOf('最近健康报告'),
  condition: field(z.string().nullable(), { label: '身体状况', sensitivity: 'personal' }),
  tracedAt: instantOf('最近寻亲'),
  traced: field(z.string().nullable(), { label: '寻亲事项' }),
  untracedDays: field(z.number().nullable(), { label: '未寻亲天数', unit: '天' }),
  incident: field(z.string().nullable(), { label: '最近突发', sensitivity: 'personal' }),
  plannedOn: field(z.string().nullable(), { label: '计划接回' }),
  threeMonthsOn: field(z.string().nullable(), { label: '满三个月' }),
  monthsLeft: field(z.number().nullable(), { label: '距满三个月', unit: '天' }),
})
type Person = z.input<typeof personShape>

async function worded(context: ReadContext, items: OutsideLine[]): Promise<Person[]> {
  const { tx, vault, now } = context
  const ids = items.map((each) => each.fileId)
  const facts = await clockFactsOf(tx, ids)
  const seen = await lastSeen(tx, ids)
  const told = await detailsOf(
    tx,
    vault,
    items.flatMap((each) => (each.healthFact ? [each.healthFact] : [])),
  )
  return items.map((each) => {
    const own = facts.filter((fact) => fact.fileId === each.fileId)
    const sight = seen.get(each.fileId)
    const condition = told.get(each.healthFact ?? '')?.condition as keyof typeof conditions | undefined
    const since = each.placedAt ?? now
    // Since when nothing was done to find out who it is: the last step, else the placing.
    const still = each.identity === 'verified' ? null : dayOfInstant(now) - dayOfInstant(Math.max(each.tracedAt ?? since, since))
    return {
      fileId: each.fileId,
      no: each.no,
      name: each.name,
      sex: each.sex,
      placementId: each.id,
      age: ageWords(each, dateOf(now)),
      institutionId: each.institutionId,
      institution: each.institution,
      level: each.level,
      state: each.state,
      stateWords: placementLife.states[each.state].zh,
      emergency: each.emergency,
      since,
      days: dayOfInstant(now) - dayOfInstant(since),
      identity: each.identity,
      seenAt: sight?.at ?? null,
      seenBy: sight?.by ?? null,
      healthAt: each.healthAt,
      condition: condition ? conditions[condition] : null,
      tracedAt: each.tracedAt,
      traced: each.traced ? (factDef(each.traced)?.title ?? each.traced) : null,
      untracedDays: still,
      incident: each.incidentKind ? (incidentKinds[each.incidentKind as IncidentKind] ?? each.incidentKind) : null,
      plannedOn: each.plannedOn,
      threeMonthsOn: threeMonthsOn(own),
      monthsLeft: daysUntilThreeMonths(own, now),
    }
  })
}

function ageWords({ birthFrom, birthTo }: OutsideLine, today: string): string | null {
  if (!birthFrom || !birthTo) return null
  const { from, to } = ageOn({ from: birthFrom, to: birthTo }, today)
  return from === to ? `${from}` : `${from}–${to}`
}

const filter = z.strictObject({ institutionId: field(z.uuid().optional(), { label: '托养机构', widget: 'hidden' }) })

export const peopleQuery = query({
  name: 'entrusted.people',
  title: '站外托养人员',
  help: '每个在外的人：在哪里、多久、身体怎样、谁最后见到、寻亲到哪一步。',
  params: filter,
  result: z.strictObject({
    items: z.array(personShape).max(LONGEST),
    total: z.number(),
    still: field(z.number(), { label: '一个月没有寻亲', unit: '人' }),
    unreported: field(z.number(), { label: '一个月没有健康报告', unit: '人' }),
    institutions: z.array(z.strictObject({ id: z.string(), name: z.string(), heads: z.number() })).max(LONGEST),
  }),
  may: openToAll,
  async read(context, { institutionId }) {
    const { items, total } = await peopleOutside(context.tx, institutionId)
    const people = await worded(context, items)
    const all = institutionId ? (await peopleOutside(context.tx)).items : items
    const institutions = new Map<string, { id: string; name: string; heads: number }>()
    for (const each of all) {
      const house = institutions.get(each.institutionId) ?? { id: each.institutionId, name: each.institution, heads: 0 }
      institutions.set(each.institutionId, { ...house, heads: house.heads + 1 })
    }
    const month = context.now - STILL_DAYS * DAY
    return {
      items: people,
      total,
      still: people.filter((each) => each.untracedDays !== null && each.untracedDays >= STILL_DAYS).length,
      unreported: people.filter((each) => Math.max(each.healthAt ?? 0, each.since) < month).length,
      institutions: [...institutions.values()].sort((a, b) => b.heads - a.heads),
    }
  },
})

const at = (instant: number | null) => (instant === null ? '' : printInstant(instant).slice(0, 16).replace('T', ' '))

export const peopleSheet = query({
  name: 'entrusted.people-sheet',
  title: '站外托养人员名册（Excel）',
  params: filter,
  result: 'file',
  may: openToAll,
  async read(context, { institutionId }): Promise<FileAnswer> {
    const { items } = await peopleOutside(context.tx, institutionId)
    const people = await worded(context, items)
    const body = await sheetOf(
      '站外托养人员',
      [
        '编号',
        '姓名',
        '性别',
        '年龄',
        '托养机构',
        '护理等级',
        '送托',
        '托养天数',
        '状态',
        '最近见到',
        '谁见到',
        '最近健康报告',
        '身体状况',
        '最近寻亲',
        '寻亲事项',
        '未寻亲天数',
        '满三个月',
        '计划接回',
      ],
      people.map((each) => [
        each.no,
        each.name,
        each.sex === 'female' ? '女' : each.sex === 'male' ? '男' : '',
        each.age ?? '',
        each.institution,
        careLevels[each.level as keyof typeof careLevels],
        at(each.since),
        each.days,
        each.stateWords,
        at(each.seenAt),
        each.seenBy ?? '',
        at(each.healthAt),
        each.condition ?? '',
        at(each.tracedAt),
        each.traced ?? '',
        each.untracedDays ?? '',
        each.threeMonthsOn ?? '',
        each.plannedOn ?? '',
      ]),
    )
    return { file: { name: `站外托养人员 ${dateOf(context.now)}.xlsx`, type: XLSX, body } }
  },
})
