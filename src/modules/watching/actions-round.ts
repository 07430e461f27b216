/** Rounds of a town, a village or a school; days until the next look; and rows that follow the facts. */
import { action, type SubjectRef } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateOf } from '#kernel/time.ts'
import { bySystem, isOwn, mayRound, maySetDays } from './access.ts'
import { loadWatched, standingWith, type Watched } from './loads.ts'
import { refuse } from './refusals.ts'
import { closeRoundForm, daysForm, openRoundForm, renewForm } from './schema.ts'
import { closeRoundRow, insertRound, lockRound, moveRows, type Round, roundUnderWay } from './store-look.ts'
import { insertDays, keepStandings, scopeOf, seenSince, waiting } from './store-standing.ts'

const organisationRef = (actor: Actor): SubjectRef => ({
  kind: 'organisation',
  id: actor.organisation.id,
  ownerPath: actor.organisation.path,
})

export const openRound = action({
  name: 'watching.open-round',
  title: '开始一轮排查',
  help: '把在册的孩子都看一遍，也到没登记的家里看看。村（社区）在镇街的这一轮里登记。',
  legalBasis: '常政办发〔2014〕161号二（二）',
  form: openRoundForm,
  async load({ tx, vault, actor }) {
    const scope = scopeOf(actor.organisation.kind)
    if (!scope) return null
    const [open, children] = await Promise.all([
      roundUnderWay(tx, vault, actor.organisation.path),
      waiting(tx, scope, actor.organisation.path),
    ])
    return { open: open?.organisationPath === actor.organisation.path ? open : undefined, children }
  },
  may: (actor) => mayRound(actor),
  decide({ open, children }, form, moment) {
    if (open) return refuse('ROUND_OPEN', { until: open.until })
    if (form.until < dateOf(moment.now)) return refuse('ROUND_DATE')
    const id = moment.newId('round')
    return {
      facts: [
        {
          subject: organisationRef(moment.actor),
          name: 'screening.round-opened',
          value: { until: form.until, children: String(children) },
        },
      ],
      changes: { id, until: form.until, children, note: form.note ?? null },
      reply: { roundId: id, children },
    }
  },
  save: ({ tx, vault, actor, now }, round) =>
    insertRound(tx, vault, {
      ...round,
      organisationId: actor.organisation.id,
      organisationPath: actor.organisation.path,
      openedAt: now,
    }),
  constraintRefusal: (constraint) => (constraint === 'round_one' ? refuse('ROUND_OPEN', { until: '刚刚开的一轮' }) : undefined),
})

export const closeRound = action({
  name: 'watching.close-round',
  title: '结束这一轮',
  help: '没看到的孩子不会因此算看过，仍在到期名单里。',
  form: closeRoundForm,
  async load({ tx, vault, actor }, form): Promise<{ round: Round; seen: number } | null> {
    const round = await lockRound(tx, vault, form.roundId)
    const scope = scopeOf(actor.organisation.kind)
    if (!round || !scope) return null
    return { round, seen: await seenSince(tx, scope, actor.organisation.path, dateOf(round.openedAt)) }
  },
  may: (actor, { round }) => isOwn(actor, round.organisationPath),
  decide({ round, seen }, _form, moment) {
    if (round.closedAt !== null) return refuse('ROUND_CLOSED')
    return {
      facts: [{ subject: organisationRef(moment.actor), name: 'screening.round-closed', details: { seen, of: round.children } }],
      changes: { id: round.id, seen },
      reply: { seen },
    }
  },
  save: ({ tx, now }, { id, seen }) => closeRoundRow(tx, id, seen, now),
})

export const setDays = action({
  name: 'watching.set-days',
  title: '规定多久再看一次',
  help: '从下一次排查起算。不论风险高低，每个季度都要看一次。',
  form: daysForm,
  load: async () => ({}),
  may: (actor) => maySetDays(actor),
  decide(_loaded, { low, middle, high, from, reason }, moment) {
    if (high > middle || middle > low) return refuse('DAYS')
    return { facts: [], changes: { id: moment.newId('days'), days: { low, middle, high }, from, reason } }
  },
  save: ({ tx, now, actor }, set) =>
    insertDays(tx, { ...set, areaPath: actor.organisation.path.replace(/[^.]+\.$/, ''), at: now, by: actor.accountId }),
})

/** Opened by nobody's role: the row of a child follows its facts and parts. */
export const renew = action({
  name: 'watching.renew',
  title: '更新排查情况',
  form: renewForm,
  async load(context, form): Promise<Watched[]> {
    const found: Watched[] = []
    for (const id of form.childIds.toSorted()) {
      const watched = await loadWatched(context, id)
      if (watched) found.push(watched)
    }
    return found
  },
  may: (actor) => bySystem(actor),
  decide(found) {
    // Registered twice: what was written and seen goes to the file that goes on.
    const moves = found.flatMap(({ child, facts }) => {
      const into = facts.findLast((fact) => fact.name === 'child.same-child')?.value.into
      return typeof into === 'string' && child.closedAt !== null ? [{ from: child.id, into }] : []
    })
    return { facts: [], changes: { standings: found.map((each) => standingWith(each, [])), moves } }
  },
  async save({ tx, now }, { standings, moves }) {
    await keepStandings(tx, standings, now)
    for (const move of moves) await moveRows(tx, move)
  },
})
