/** Boards, lists and the telephone: who is to be seen, where, by when. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { all } from '#kernel/db.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { ageOn, sexes } from '#modules/people-and-cases/words.ts'
import { termOf, termWords } from './rules-round.ts'
import { listForm } from './schema.ts'
import { roundsInSight, roundUnderWay, twinsInSight } from './store-look.ts'
import { type ChildLine, childrenPage, countsOf, countsOfArea, daysFor, daysSet, scopeOf, seenSince } from './store-standing.ts'
import { PAGE, risks, trends } from './words.ts'

const AREA = ['bureau']

const count = (label: string) => field(z.number(), { label })
export const board = query({
  name: 'watching.board',
  title: '排查进度',
  params: z.strictObject({}),
  result: z.strictObject({
    today: z.string(),
    term: z.string(),
    termWords: z.string(),
    /** By what the rows are: a town by villages, a bureau by towns. */
    by: z.enum(['village', 'town']),
    /** Whether the single children can be listed. */
    lists: z.boolean(),
    rows: z
      .array(
        z.strictObject({
          place: z.string().nullable(),
          name: field(z.string().nullable(), { label: '地方' }),
          total: count('在册'),
          never: count('还没排查过'),
          overdue: count('已过期'),
          soon: count('30 天内到期'),
          high: count('高风险'),
          middle: count('中风险'),
          missed: count('没见到'),
          worse: count('变差'),
          censusDue: count('要普查'),
          censusDone: count('已普查'),
        }),
      )
      .max(2000),
    round: z
      .strictObject({
        id: z.string(),
        until: z.string(),
        openedAt: z.number(),
        children: z.number(),
        seen: z.number(),
        note: field(z.string().nullable(), { label: '留意', sensitivity: 'personal' }),
        own: z.boolean(),
        by: z.string().nullable(),
      })
      .nullable(),
  }),
  may: (actor) => scopeOf(actor.organisation.kind) !== undefined || AREA.includes(actor.organisation.kind),
  async read({ tx, vault, actor, now }) {
    const today = dateOf(now)
    const term = termOf(today)
    const { kind, path } = actor.organisation
    const scope = scopeOf(kind)
    const [found, round] = await all([
      scope ? countsOf(tx, scope, path, today, term) : countsOfArea(tx, today, term),
      scope ? roundUnderWay(tx, vault, path) : Promise.resolve(undefined),
    ])
    const seen = round && scope ? await seenSince(tx, scope, path, dateOf(round.openedAt)) : 0
    return {
      today,
      term,
      termWords: termWords(term),
      by: scope === 'town' || scope === 'village' ? ('village' as const) : ('town' as const),
      lists: scope !== undefined,
      rows: found,
      round: round
        ? {
            id: round.id,
            until: round.until,
            openedAt: round.openedAt,
            children: round.organisationPath === path ? round.children : found.reduce((sum, each) => sum + each.total, 0),
            seen,
            note: round.note,
            own: round.organisationPath === path,
            by: round.name,
          }
        : null,
    }
  },
})

const line = z.strictObject({
  childId: z.string(),
  no: z.string(),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  sex: field(z.string().nullable(), { label: '性别' }),
  age: field(z.string().nullable(), { label: '年龄' }),
  kinds: field(z.array(z.string()).max(12), { label: '类别' }),
  village: field(z.string().nullable(), { label: '村（社区）' }),
  school: field(z.string().nullable(), { label: '学校', sensitivity: 'personal' }),
  risk: field(choice(risks).nullable(), { label: '风险' }),
  guardianship: z.string().nullable(),
  lastOn: field(z.string().nullable(), { label: '上次' }),
  nextOn: field(z.string(), { label: '下次不晚于' }),
  missed: z.number(),
  trend: field(choice(trends), { label: '变化' }),
  changedOn: z.string(),
  census: z.boolean(),
  term: z.string().nullable(),
})

/** Age in words: a year, or two where only the year of birth is known. */
export function ageWords(birth: { birthFrom: string | null; birthTo: string | null }, today: string): string | null {
  if (!birth.birthFrom || !birth.birthTo) return null
  const { from, to } = ageOn({ from: birth.birthFrom, to: birth.birthTo }, today)
  return from === to ? `${from} 岁` : `${from}～${to} 岁`
}
const shown = (today: string) => (each: ChildLine) => {
  const {
    birthFrom,
    birthTo,
    villagePath: _v,
    schoolPath: _s,
    ...rest
  } = each as ChildLine & { villagePath?: unknown; schoolPath?: unknown }
  return {
    childId: rest.childId,
    no: rest.no,
    name: rest.name,
    sex: rest.sex ? sexes[rest.sex as keyof typeof sexes] : null,
    age: ageWords({ birthFrom, birthTo }, today),
    kinds: rest.kinds,
    village: rest.village,
    school: rest.school,
    risk: rest.risk,
    guardianship: rest.guardianship,
    lastOn: rest.lastOn,
    nextOn: rest.nextOn,
    missed: rest.missed,
    trend: rest.trend,
    changedOn: rest.changedOn,
    census: rest.census,
    term: rest.term,
  }
}

export const children = query({
  name: 'watching.children',
  title: '在册的孩子',
  params: listForm,
  result: z.strictObject({
    items: z.array(line).max(PAGE),
    next: z.string().nullable(),
    total: z.number(),
    today: z.string(),
    term: z.string(),
    days: z.strictObject({ low: z.number(), middle: z.number(), high: z.number() }),
  }),
  may: (actor) => scopeOf(actor.organisation.kind) !== undefined,
  async read({ tx, actor, now }, form) {
    const today = dateOf(now)
    const term = termOf(today)
    const { kind, path } = actor.organisation
    const scope = scopeOf(kind)
    if (!scope) return null
    const [page, days] = await all([childrenPage(tx, form, { scope, path, today, term }), daysFor(tx, path, today)])
    return { ...page, items: page.items.map(shown(today)), today, term, days }
  },
})

/** The telephone: those due first, one line each; the whole village fits. */
const MOST_MINE = 200
export const myRound = query({
  name: 'watching.my-round',
  title: '我要看的孩子',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(line).max(MOST_MINE),
    total: z.number(),
    late: z.number(),
    today: z.string(),
    round: z
      .strictObject({
        id: z.string(),
        until: z.string(),
        note: field(z.string().nullable(), { label: '留意', sensitivity: 'personal' }),
      })
      .nullable(),
  }),
  may: (actor) => scopeOf(actor.organisation.kind) !== undefined,
  async read({ tx, vault, actor, now }) {
    const today = dateOf(now)
    const term = termOf(today)
    const { kind, path } = actor.organisation
    const scope = scopeOf(kind)
    if (!scope) return null
    const of = { scope, path, today, term, size: MOST_MINE }
    const [page, late, round] = await all([
      childrenPage(tx, { view: 'due' }, of),
      childrenPage(tx, { view: 'due', bucket: 'overdue' }, { ...of, size: 1 }),
      roundUnderWay(tx, vault, path),
    ])
    return {
      items: page.items.map(shown(today)),
      total: page.total,
      late: late.total,
      today,
      round: round ? { id: round.id, until: round.until, note: round.note } : null,
    }
  },
})

export const rounds = query({
  name: 'watching.rounds',
  title: '排查轮次',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          by: field(z.string().nullable(), { label: '单位' }),
          openedAt: field(z.number(), { label: '开始', widget: 'instant' }),
          until: field(z.string(), { label: '截止' }),
          children: count('开始时在册'),
          seen: field(z.number().nullable(), { label: '看到' }),
          closedAt: field(z.number().nullable(), { label: '结束', widget: 'instant' }),
          own: z.boolean(),
        }),
      )
      .max(100),
  }),
  may: () => true,
  async read({ tx, vault, actor }) {
    const found = await roundsInSight(tx, vault)
    return {
      items: found.map(({ id, name, openedAt, until, children: of, seen, closedAt, organisationPath }) => ({
        id,
        by: name,
        openedAt,
        until,
        children: of,
        seen,
        closedAt,
        own: organisationPath === actor.organisation.path,
      })),
    }
  },
})

export const twins = query({
  name: 'watching.twins',
  title: '可能是同一个孩子',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          childId: z.string(),
          otherId: z.string(),
          no: z.string(),
          otherNo: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          otherName: field(z.string(), { label: '另一个', sensitivity: 'personal' }),
          foundAt: field(z.number(), { label: '发现', widget: 'instant' }),
        }),
      )
      .max(200),
  }),
  may: () => true,
  read: async ({ tx }) => ({ items: await twinsInSight(tx) }),
})

export const daysQuery = query({
  name: 'watching.days',
  title: '多久再看一次',
  params: z.strictObject({}),
  result: z.strictObject({
    now: z.strictObject({ low: z.number(), middle: z.number(), high: z.number() }),
    set: z
      .array(
        z.strictObject({
          from: field(z.string(), { label: '从哪天起' }),
          days: z.strictObject({ low: z.number(), middle: z.number(), high: z.number() }),
          reason: field(z.string(), { label: '依据' }),
          setAt: field(z.number(), { label: '规定', widget: 'instant' }),
        }),
      )
      .max(20),
  }),
  may: () => true,
  async read({ tx, actor, now }) {
    return { now: await daysFor(tx, actor.organisation.path, dateOf(now)), set: await daysSet(tx) }
  },
})
