/** What is due: the list of a station or range, the duties of one subject, the reason of one duty. */
import { z } from 'zod'
import { type Actor, inRange, rangeOf } from '#kernel/actor.ts'
import { all, type Tx } from '#kernel/db.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import { subjectsNamed } from '#modules/people-and-cases/index.ts'
import { byAct } from './act-rules.ts'
import { bucketsAt, sundayOf } from './buckets.ts'
import { type Books, books } from './books.ts'
import { doorsOf } from './doors.ts'
import { shownGroup } from './duty-words.ts'
import { GIVEN } from './given-duties.ts'
import { recompute } from './recompute.ts'
import { dutyAnswer } from './schema-answers.ts'
import { subjectsDue } from './store.ts'
import { runUnderWay } from './store-decisions.ts'
import {
  type Bucket,
  countOpen,
  inIndexOrder,
  lateToday,
  type ListedRow,
  openCounts,
  type OpenFilter,
  openOfSubjects,
  openRows,
  staffNamed,
} from './store-lists.ts'
import { subjectsShown } from './titles.ts'

/** Answers that change by themselves and lie in the range are computed first, as far as one reading may wait. */
const FIRST = 50
// Counting one by one ends here; the screen says 2000+.
const MOST_COUNTED = 2000

/** Organisations that see files only through a part they hold; their list is of what they owe themselves. */
const PART_HOLDERS: Record<string, string[]> = {
  police: ['police', 'patrol', 'escorting body', 'body dispatched'],
  'city-management': ['city management', 'patrol', 'escorting body', 'body dispatched'],
  transport: ['transport', 'body dispatched'],
  hospital: ['body dispatched'],
  school: ['school', 'education', 'body dispatched'],
  town: ['town', 'body dispatched'],
  village: ['town', 'village', 'body dispatched'],
  'protection-centre': ['centre', 'bureau', 'receiver', 'finder', 'body dispatched'],
  'protection-point': ['centre', 'receiver', 'finder', 'body dispatched'],
  education: ['education'],
  'human-resources': ['human resources'],
  'justice-office': ['justice office', 'body dispatched'],
  federation: ['youth league', "youth league and women's federation", "disabled persons' federation"],
  prison: [],
  department: [],
  'social-organisation': [],
}

/** How many of each group, from the figures: no row is touched but those that became late since midnight. */
async function countsOf(tx: Tx, actor: Actor, now: number, range = actor.range): Promise<Map<string, number>> {
  const today = dateOf(now)
  const sunday = sundayOf(today)
  const out = new Map<string, number>()
  const add = (key: string, count: number) => out.set(key, (out.get(key) ?? 0) + count)
  for (const { state, lastDay, count } of await openCounts(tx, range)) {
    if (state === 'cannot-tell') add('cannot-tell', count)
    else if (lastDay === null) add('no-term', count)
    else if (lastDay < today) add('overdue', count)
    else if (lastDay === today) add('today', count)
    else add(lastDay <= sunday ? 'week' : 'later', count)
  }
  const late = (await lateToday(tx, null, startOfDay(today), now)).filter(
    ({ ownerPath }) => ownerPath >= range.from && ownerPath < range.to,
  )
  const moved = late.reduce((sum, { count }) => sum + count, 0)
  if (moved > 0) {
    add('overdue', moved)
    add('today', -moved)
  }
  return out
}

const label = (text: string) => ({ label: text })
export const dutiesQuery = query({
  name: 'supervision.duties',
  title: '应办事项',
  help: '按时限分组；一次办理能同时办结的几件排在一起。',
  params: z.strictObject({
    scope: field(z.string().max(200).optional(), label('范围')),
    owner: field(z.string().max(40).optional(), label('责任单位')),
    clause: field(z.string().max(60).optional(), label('条款')),
    text: field(z.string().trim().max(40).optional(), label('姓名、编号或事项')),
    limit: field(z.int().min(1).max(200).default(60), label('每组至多')),
    only: field(z.enum(['overdue', 'today', 'week', 'later', 'no-term', 'cannot-tell']).optional(), label('只看一组')),
  }),
  result: z.object({
    now: z.number(),
    buckets: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          count: z.number(),
          exact: z.boolean(),
          items: z.array(dutyAnswer).max(200),
        }),
      )
      .max(6),
    /** All duties of the range, whatever the filter. */
    total: z.number(),
    owners: z.array(z.string()).max(30),
    underWay: z.object({ done: z.number(), total: z.number() }).nullable(),
  }),
  may: (actor, params) => params.scope === undefined || inRange(actor, params.scope),
  async read({ tx, vault, actor, now }, params) {
    const shelf = await books()
    const range = params.scope === undefined ? actor.range : rangeOf(params.scope)
    const due = await subjectsDue(tx, now, FIRST, range.from === '' ? undefined : range.from)
    if (due.length > 0) await recompute(tx, shelf, { now, asked: due.filter((each) => each.kind !== 'organisation') })
    const holder = PART_HOLDERS[actor.organisation.kind]
    const filter: OpenFilter = {
      range,
      ...(holder
        ? { held: { organisation: actor.organisation.id, path: actor.organisation.path, at: now }, owners: holder, given: GIVEN }
        : {}),
      ...(params.owner ? { owners: [params.owner] } : {}),
      ...(params.clause ? { clauses: [params.clause] } : {}),
      ...(params.text ? { either: await meaning(tx, shelf, params.text) } : {}),
    }
    const filtered = Boolean(holder || params.owner || params.clause || params.text)
    const [counts, run] = await all([countsOf(tx, actor, now, range), runUnderWay(tx, range.from)])
    const wanted = bucketsAt(now).filter((bucket) => params.only === undefined || bucket.key === params.only)
    const empty = ({ from, to }: Bucket) => from !== null && to !== null && from >= to
    const [, lists] = await all([
      inIndexOrder(tx),
      all(wanted.map(async (bucket) => (empty(bucket) ? [] : openRows(tx, filter, bucket, params.limit)))),
    ])
    const found = wanted.map((bucket, at) => ({
      bucket,
      full: (lists[at]?.length ?? 0) >= params.limit,
      rows: lists[at] ?? [],
    }))
    const heads = found.flatMap(({ rows }) => rows)
    const [open, titles] = await all([
      openOfSubjects(
        tx,
        heads.map((row) => row.subject),
      ),
      subjectsShown(tx, vault, heads),
    ])
    const partners = open.filter((row) =>
      holder
        ? holder.some((word) => row.owner.split(', ').includes(word)) ||
          (row.owner === GIVEN && row.ownerPath === actor.organisation.path)
        : inRange(actor, row.ownerPath),
    )
    const groups = byAct(
      partners.filter((row) => row.state === 'open'),
      (id) => shelf.clauses.get(id)?.clause,
    )
    const key = (row: ListedRow) => `${row.subject} ${row.clause} ${row.instance}`
    const groupOf = new Map(groups.flatMap((group) => group.map((row) => [key(row), group] as const)))
    const shown = new Set<ListedRow[]>()
    const buckets = []
    for (const { bucket, rows, full } of found) {
      const items = []
      for (const row of rows) {
        const group = groupOf.get(key(row)) ?? [row]
        // A duty that another act's earlier term covers stands there.
        if (shown.has(group) || (!filtered && key(group[0] as ListedRow) !== key(row))) continue
        shown.add(group)
        items.push(listed(shelf, group, titles.get(row.subject), now))
      }
      const whole = !full
      const count = whole
        ? items.length
        : filtered
          ? await countOpen(tx, filter, bucket, MOST_COUNTED)
          : Math.max(counts.get(bucket.key) ?? 0, rows.length)
      buckets.push({ key: bucket.key, title: bucket.title, count, exact: whole || !filtered || count < MOST_COUNTED, items })
    }
    return {
      now,
      buckets,
      total: holder
        ? buckets.reduce((sum, each) => sum + each.count, 0)
        : [...counts.values()].reduce((sum, count) => sum + count, 0),
      owners: [...new Set(heads.flatMap((row) => row.owner.split(', ')))].slice(0, 30),
      underWay: run ? { done: run.done, total: run.total } : null,
    }
  },
})

/** A word typed is a name, a file number, or a piece of a duty's title. */
async function meaning(tx: Tx, shelf: Books, text: string) {
  const clauses = [...shelf.clauses.values()].filter(({ clause }) => clause.title.includes(text) || clause.verb.includes(text))
  const subjects = [...(await subjectsNamed(tx, text)), ...(await staffNamed(tx, text))]
  return { subjects, clauses: clauses.map(({ clause }) => clause.id) }
}

type Shown = z.input<typeof dutyAnswer>

function listed(
  shelf: Books,
  group: readonly ListedRow[],
  subject: { id: string; kind: string; name: string; no: string | null; owner: string } | undefined,
  now: number,
): Shown {
  const head = group[0] as ListedRow
  return {
    ...shownGroup(shelf, group, now),
    subject: subject ?? { id: head.subject, kind: head.kind, name: '', no: null, owner: '' },
    doors: doorsOf(shelf.clauses.get(head.clause)?.clause),
  }
}
