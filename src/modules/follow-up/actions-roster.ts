/** Rosters: one run for all towns of a bureau, told town by town, acknowledged by the town. */
import { action } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { areaOf } from './access.ts'
import { refuse } from './refusals.ts'
import { acknowledgeForm, cancelRostersForm, endRunForm, sendRostersForm, tellRosterForm } from './schema.ts'
import { subjectOf } from './store-returnee.ts'
import {
  endRunRow,
  insertRun,
  lockRoster,
  lockRun,
  markAcknowledged,
  markSent,
  type RosterRow,
  runUnderWay,
  toldSubjects,
  townsWithPeople,
} from './store-roster.ts'
import { runStates } from './words.ts'

export const ROSTER_JOB = 'follow-up.make-rosters'
const clock = (at: number) => printInstant(at).slice(0, 16).replace('T', ' ')

export const sendRosters = action({
  name: 'follow-up.send-rosters',
  title: '通报花名册',
  help: '给每个镇街做一份 Excel 和 PDF，写明比上一份新增、更正、移出了谁；做好就通报，镇街可签收。',
  legalBasis: '大提升第14项：花名册通报镇街',
  form: sendRostersForm,
  load: async ({ tx, actor }) => ({
    running: await runUnderWay(tx, actor.organisation.id),
    towns: await townsWithPeople(tx, areaOf(actor.organisation)),
  }),
  may: (actor) => actor.organisation.kind === 'bureau',
  decide({ running, towns }, form, { actor, newId, now }) {
    if (running) return refuse('RUN_UNDER_WAY', { at: clock(running.startedAt) })
    const chosen = towns.filter((town) => !form.townIds || form.townIds.includes(town.id)).map((town) => town.id)
    if (chosen.length === 0) return refuse('NO_TOWN')
    const id = newId('run')
    return {
      facts: [],
      changes: { id, towns: chosen, bureauId: actor.organisation.id, ownerPath: actor.organisation.path, asOf: dateOf(now) },
      reply: { runId: id, towns: chosen.length },
      jobs: [{ name: ROSTER_JOB, data: { runId: id }, key: id }],
    }
  },
  save: ({ tx, now, actor }, run) => insertRun(tx, { ...run, startedAt: now, startedBy: actor.accountId }),
  constraintRefusal: (constraint) => (constraint === 'roster_run_one' ? refuse('RUN_UNDER_WAY', { at: '刚才' }) : undefined),
})

export const cancelRosters = action({
  name: 'follow-up.cancel-rosters',
  title: '停止制作',
  help: '已经通报的照旧有效；做好没通报的作废，编号留着。',
  form: cancelRostersForm,
  load: async ({ tx }, form) => (await lockRun(tx, form.runId)) ?? null,
  may: (actor, run) => inRange(actor, run.ownerPath),
  decide: (run) =>
    run.state === 'under-way' ? { facts: [], changes: run.id } : refuse('RUN_ENDED', { state: runStates[run.state] }),
  save: ({ tx, now }, id) => endRunRow(tx, id, 'cancelled', now),
})

/** Opened by nobody's role: the run's job, when every roster was told. */
export const endRun = action({
  name: 'follow-up.end-rosters',
  title: '花名册制作完成',
  form: endRunForm,
  load: async ({ tx }, form) => (await lockRun(tx, form.runId)) ?? null,
  may: (actor) => actor.kind === 'system',
  decide: (run) => ({ facts: [], changes: run.id }),
  save: ({ tx, now }, id) => endRunRow(tx, id, 'done', now),
})

type Telling = { roster: RosterRow; subjects: { fileId: string | null; personId: string; ownerPath: string }[] }

/** Opened by nobody's role: the run's job. One fact for each person of whom the town is told for the first time or anew. */
export const tellRoster = action({
  name: 'follow-up.tell-roster',
  title: '通报一个镇街的花名册',
  form: tellRosterForm,
  async load({ tx }, form): Promise<Telling | null> {
    const roster = await lockRoster(tx, form.rosterId)
    return roster ? { roster, subjects: await toldSubjects(tx, form.rosterId) } : null
  },
  may: (actor) => actor.kind === 'system',
  decide({ roster, subjects }) {
    if (roster.sentAt !== null) return { facts: [], changes: roster.id }
    const value = { organisation: roster.townId }
    const facts = subjects.map((each) => ({
      subject: subjectOf(each),
      name: 'follow-up.roster-sent',
      value,
      details: { no: roster.no },
    }))
    return { facts, changes: roster.id }
  },
  save: ({ tx, now }, id) => markSent(tx, id, now),
})

export const acknowledge = action({
  name: 'follow-up.acknowledge-roster',
  title: '签收花名册',
  help: '表示镇街收到，从此按册回访。对名单有不同意见的写在说明里。',
  form: acknowledgeForm,
  async load({ tx }, form): Promise<Telling | null> {
    const roster = await lockRoster(tx, form.rosterId)
    return roster ? { roster, subjects: await toldSubjects(tx, form.rosterId) } : null
  },
  may: (actor, { roster }) => actor.organisation.kind === 'town' && inRange(actor, roster.carePath),
  decide({ roster, subjects }, form) {
    if (roster.sentAt === null) return refuse('NOT_SENT')
    if (roster.acknowledgedAt !== null) return refuse('ACKNOWLEDGED', { at: clock(roster.acknowledgedAt) })
    const value = { organisation: roster.townId }
    const details = { no: roster.no, ...(form.note ? { note: form.note } : {}) }
    const facts = subjects.map((each) => ({ subject: subjectOf(each), name: 'follow-up.roster-acknowledged', value, details }))
    return { facts, changes: roster.id, reply: { no: roster.no } }
  },
  save: ({ tx, now, actor }, id) => markAcknowledged(tx, id, now, actor.accountId),
})
