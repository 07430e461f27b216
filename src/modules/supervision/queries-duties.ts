/** What is due: the list of a station or range, the duties of one subject, the reason of one duty. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { type Actor, inRange, rangeOf } from '#kernel/actor.ts'
import { all, type Tx } from '#kernel/db.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import { subjectsNamed } from '#modules/people-and-cases/index.ts'
import { byAct } from './act-rules.ts'
import { bucketsAt, sundayOf } from './buckets.ts'
import { type Books, books } from './books.ts'
import { closedAmong, readingOf } from './compartments.ts'
import { countedBy } from './counted.ts'
import { doorsOf } from './doors.ts'
import { shownGroup } from './duty-words.ts'
import { explainObligation } from './explain-rules.ts'
import type { Asked, Gathered } from './gathered.ts'
import { rowOf } from './keep-rules.ts'
import { atOrigin, earliestFirst, originClauses } from './origin-duties.ts'
import { answerNow, recompute } from './recompute.ts'
import { dutyAnswer, explainedAnswer } from './schema-answers.ts'
import { stateOf, subjectsDue } from './store.ts'
import { runUnderWay } from './store-decisions.ts'
import {
  type Bucket,
  countOpen,
  heldByOrigin,
  inIndexOrder,
  lateToday,
  type ListedRow,
  openCounts,
  type OpenFilter,
  openOfSubjects,
  openRows,
  partsOf,
} from './store-lists.ts'
import { subjectsShown } from './titles.ts'

/** Answers that change by themselves and lie in the range are computed first, as far as one reading may wait. */
const FIRST = 50
// Counting one by one ends here; the screen says 2000+.
const MOST_COUNTED = 2000

/** Organisations that see files only through a part they hold; their list is of what they owe themselves. */
const PART_HOLDERS: Record<string, string[]> = {
  police: ['police', 'body dispatched'],
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
        ? { held: { organisation: actor.organisation.id, path: actor.organisation.path, at: now }, owners: holder }
        : {}),
      ...(params.owner ? { owners: [params.owner] } : {}),
      ...(params.clause ? { clauses: [params.clause] } : {}),
      ...(params.text ? { either: await meaning(tx, shelf, params.text) } : {}),
    }
    // A place of origin owes what a return opens, in files of which it holds its part; nothing else of their owner's.
    const theirs = holder || params.scope !== undefined ? undefined : await atOrigin(tx, shelf, actor, now, filter)
    const opened = originClauses(shelf)
    const filtered = Boolean(holder || params.owner || params.clause || params.text)
    const [counts, run] = await all([countsOf(tx, actor, now, range), runUnderWay(tx, range.from)])
    const wanted = bucketsAt(now).filter((bucket) => params.only === undefined || bucket.key === params.only)
    const empty = ({ from, to }: Bucket) => from !== null && to !== null && from >= to
    const [, lists] = await all([
      inIndexOrder(tx),
      all(wanted.map(async (bucket) => (empty(bucket) ? [] : openRows(tx, filter, bucket, params.limit)))),
    ])
    const ofTheirs = theirs
      ? await all(wanted.map(async (bucket) => (empty(bucket) ? [] : openRows(tx, theirs, bucket, params.limit))))
      : []
    const own = lists.flatMap((rows) => rows.flatMap((row) => (opened.has(row.clause) ? [row.subject] : [])))
    const held = holder ? new Set<string>() : await heldByOrigin(tx, own, range, now)
    const found = wanted.map((bucket, at) => ({
      bucket,
      full: (lists[at]?.length ?? 0) >= params.limit || (ofTheirs[at]?.length ?? 0) >= params.limit,
      rows: earliestFirst(
        (lists[at] ?? []).filter((row) => !(opened.has(row.clause) && held.has(row.subject))),
        (ofTheirs[at] ?? []).filter((row) => !inRange(actor, row.ownerPath)),
      ),
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
        ? holder.some((word) => row.owner.split(', ').includes(word))
        : inRange(actor, row.ownerPath) || opened.has(row.clause),
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
        : [...counts.values()].reduce((sum, count) => sum + count, 0) +
          ofTheirs.flat().filter((row) => !inRange(actor, row.ownerPath)).length,
      owners: [...new Set(heads.flatMap((row) => row.owner.split(', ')))].slice(0, 30),
      underWay: run ? { done: run.done, total: run.total } : null,
    }
  },
})

/** A word typed is a name, a file number, or a piece of a duty's title. */
async function meaning(tx: Tx, shelf: Books, text: string) {
  const clauses = [...shelf.clauses.values()].filter(({ clause }) => clause.title.includes(text) || clause.verb.includes(text))
  return { subjects: await subjectsNamed(tx, text), clauses: clauses.map(({ clause }) => clause.id) }
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

/**
 * Titles and times of the facts that the asker may see; of others only what they are. Of a closed subject what the asker's part
 * opens, with its time; of other closed subjects of the family nothing at all.
 */
async function toldTo(tx: Tx, shelf: Books, actor: Actor, gathered: Gathered) {
  const closed = await closedAmong(tx, [...gathered.facts.keys()])
  const facts = new Map<string, { title: string; at: number | null }>()
  for (const [subject, list] of gathered.facts) {
    const owner = gathered.owners.get(subject)
    const reading = closed.has(subject) ? await readingOf(tx, shelf, subject) : undefined
    const own = reading !== undefined || (owner !== undefined && inRange(actor, owner))
    for (const fact of list) {
      if (reading && !reading.fact(fact.name)) continue
      facts.set(fact.id, { title: factDef(fact.name)?.title ?? fact.name, at: own ? fact.occurredAt : null })
    }
  }
  return { facts }
}

/** The subject as the actor may see it, from what is kept; an organisation from its own row. */
async function visible(tx: Tx, actor: Actor, id: string): Promise<Asked | null> {
  const kept = await stateOf(tx, id)
  if (kept) return { id: kept.id, kind: kept.kind, ownerPath: kept.ownerPath }
  if (id !== actor.organisation.id) return null
  return { id, kind: 'organisation', ownerPath: actor.organisation.path }
}

async function explained(tx: Tx, actor: Actor, now: number, asked: Asked) {
  const shelf = await books()
  const inView = asked.kind === 'organisation' ? ((await countedBy(tx, asked)) ?? []) : []
  const { gathered, obligations, force } = await answerNow(tx, shelf, asked, now, inView)
  const told = await toldTo(tx, shelf, actor, gathered)
  const since = new Map(force.packs.map((adopted) => [adopted.pack.id, adopted.from]))
  const owner = { id: asked.id, kind: asked.kind, ownerPath: asked.ownerPath }
  return {
    gathered,
    shelf,
    duties: obligations.map((obligation) => {
      const known = shelf.clauses.get(obligation.clause)
      const row = { ...rowOf(obligation, owner) }
      const because = known
        ? explainObligation(obligation, {
            clause: known.clause,
            pack: known.pack,
            since: since.get(known.pack.id) ?? null,
            calendars: shelf.calendars,
            now,
            told,
          })
        : undefined
      return { obligation, row, because }
    }),
  }
}

/** Which clauses of a subject an actor reads: of a closed one what the part opens; the place of origin what its part owes. */
async function readOf(tx: Tx, shelf: Books, actor: Actor, now: number, asked: Asked): Promise<(clause: string) => boolean> {
  const reading = await readingOf(tx, shelf, asked.id)
  if (inRange(actor, asked.ownerPath)) return reading.clause
  if ((await partsOf(tx, actor.range, now, { part: 'origin', subject: asked.id })).length === 0) return reading.clause
  const opened = originClauses(shelf)
  return (clause) => opened.has(clause)
}

export const fileDutiesQuery = query({
  name: 'supervision.file-duties',
  title: '一份个案的应办事项',
  params: z.strictObject({ subjectId: field(z.uuid(), label('对象')) }),
  result: z.object({
    now: z.number(),
    items: z.array(dutyAnswer.extend({ because: explainedAnswer.partial() })).max(400),
    counts: z.object({ open: z.number(), done: z.number(), notApplicable: z.number(), cannotTell: z.number() }),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const asked = await visible(tx, actor, params.subjectId)
    if (!asked) return null
    const { duties, shelf } = await explained(tx, actor, now, asked)
    const titles = await subjectsShown(tx, vault, [{ subject: asked.id, kind: asked.kind, ownerPath: asked.ownerPath }])
    const subject = titles.get(asked.id) as { id: string; kind: string; name: string; no: string | null; owner: string }
    const order = { overdue: 0, pending: 1, 'cannot-tell': 2, met: 3, 'met-late': 3, waived: 4, 'not-applicable': 5 } as const
    const read = await readOf(tx, shelf, actor, now, asked)
    const items = duties
      .filter(({ row }) => read(row.clause))
      .map(({ obligation, row, because }) => ({
        ...shownGroup(shelf, [row], now),
        state: obligation.state,
        because: because ?? {},
        subject,
        doors: doorsOf(shelf.clauses.get(row.clause)?.clause),
      }))
      .sort(
        (a, b) => order[a.state] - order[b.state] || (a.due ?? Infinity) - (b.due ?? Infinity) || (b.metAt ?? 0) - (a.metAt ?? 0),
      )
      .slice(0, 400)
    const count = (...states: string[]) => items.filter((each) => states.includes(each.state)).length
    return {
      now,
      items,
      counts: {
        open: count('overdue', 'pending'),
        done: count('met', 'met-late', 'waived'),
        notApplicable: count('not-applicable'),
        cannotTell: count('cannot-tell'),
      },
    }
  },
})

export const whyQuery = query({
  name: 'supervision.why',
  title: '为什么要办',
  params: z.strictObject({
    subjectId: field(z.uuid(), label('对象')),
    clause: field(z.string().max(60), label('条款')),
    instance: field(z.string().max(30), label('第几次')),
  }),
  result: z.object({ duty: dutyAnswer.extend({ because: explainedAnswer.partial() }), mayBeWaived: z.boolean() }),
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const asked = await visible(tx, actor, params.subjectId)
    if (!asked) return null
    const { duties, shelf } = await explained(tx, actor, now, asked)
    const found = duties.find(({ obligation }) => obligation.clause === params.clause && obligation.instance === params.instance)
    if (!found || !(await readOf(tx, shelf, actor, now, asked))(params.clause)) return null
    const { obligation, row, because } = found
    const titles = await subjectsShown(tx, vault, [{ subject: asked.id, kind: asked.kind, ownerPath: asked.ownerPath }])
    return {
      duty: {
        ...shownGroup(shelf, [row], now),
        state: obligation.state,
        because: because ?? {},
        subject: titles.get(asked.id) as { id: string; kind: string; name: string; no: string | null; owner: string },
        doors: doorsOf(shelf.clauses.get(row.clause)?.clause),
      },
      mayBeWaived: (obligation.state === 'pending' || obligation.state === 'overdue') && inRange(actor, asked.ownerPath),
    }
  },
})
