/** The duties of one subject, each with its reasons, as far as the asker may read them. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { type Actor, inRange } from '#kernel/actor.ts'
import type { Tx } from '#kernel/db.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { type Books, books } from './books.ts'
import { closedAmong, readingOf } from './compartments.ts'
import { countedBy } from './counted.ts'
import { doorsOf } from './doors.ts'
import { shownGroup } from './duty-words.ts'
import { explainObligation } from './explain-rules.ts'
import type { Asked, Gathered } from './gathered.ts'
import { rowOf } from './keep-rules.ts'
import { originClauses } from './origin-duties.ts'
import { answerNow } from './recompute.ts'
import { dutyAnswer, explainedAnswer } from './schema-answers.ts'
import { stateOf } from './store.ts'
import { partsOf, stationOfAccount } from './store-lists.ts'
import { subjectsShown } from './titles.ts'

const label = (text: string) => ({ label: text })

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

/** Somebody of a station in range of whom nothing is told yet: owes nothing, and is no secret to who keeps the station. */
async function staysWithout(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const home = await stationOfAccount(tx, id)
  return home !== undefined && inRange(actor, home)
}

const NOTHING = { items: [], counts: { open: 0, done: 0, notApplicable: 0, cannotTell: 0 } }

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
    if (!asked) return (await staysWithout(tx, actor, params.subjectId)) ? { now, ...NOTHING } : null
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
