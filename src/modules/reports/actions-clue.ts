/** A clue of abuse: found, told to the police at once, answered, disposed; on the child's file where there is one. */
import { action, type LoadContext, type SubjectRef } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { next } from '#kernel/lifecycle.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { childRef, grantChildPart, grantSubjectPart, type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { isDesk, isSystem } from './access.ts'
import { clueLife, type ClueState } from './lifecycle.ts'
import { type LoadedReport, loadReport, mayWork } from './loads.ts'
import { refuse } from './refusals.ts'
import { disposeClueForm, findClueForm, moveToChildForm, policeAnswerForm, tellPoliceForm } from './schema-clue.ts'
import { joinedTo, moveToChild, reportRef } from './store.ts'
import { changeClue, cluesOf, type ClueRow, insertClue, lockClue } from './store-clue.ts'

/** Where a clue lies: the child's file, or the report while no child is known. */
interface Home {
  child: LoadedChild | null
  report: LoadedReport | null
  subject: SubjectRef
}

async function homeOf(
  context: LoadContext,
  of: { childId?: string | null | undefined; reportId?: string | null | undefined },
): Promise<Home | null> {
  const child = of.childId ? await lockChild(context.tx, context.vault, of.childId) : null
  if (of.childId && !child) return null
  const report = of.reportId && !child ? await loadReport(context, of.reportId) : null
  if (child) return { child, report: null, subject: childRef(child.child) }
  return report && { child: null, report, subject: reportRef(report.report) }
}

/** Whoever's part of the child opens abuse; on a report its desks and whoever was sent. */
const mayTouch = (actor: Actor, { child, report }: Home): boolean =>
  child ? child.opens.has('abuse') : report !== null && mayWork(actor, report)

const badPolice = (id: string | undefined, police: Organisation | undefined): Refusal | undefined =>
  id && (police?.kind !== 'police' || !police.active) ? refuse('NOT_POLICE') : undefined

/** The police read from now on what concerns the clue. */
async function letIn(context: LoadContext, { child, report }: Home, police: { path: string } | undefined): Promise<void> {
  if (!police) return
  const part = { part: 'police', path: police.path, from: context.now }
  if (child) await grantChildPart(context.tx, { childId: child.child.id, ...part })
  else if (report?.report.closed)
    await grantSubjectPart(
      context.tx,
      { kind: 'report', subjectId: report.report.id, ownerPath: report.report.receiverPath },
      part,
    )
}

interface Finding extends Home {
  police: Organisation | undefined
}

export const findClue = action({
  name: 'reports.find-clue',
  title: '记侵害线索',
  help: '怀疑就记，马上报公安。只问一次，让孩子自己说。',
  legalBasis: '未成年人保护法第十一条；佳木斯、镇街行动方案六（二）',
  form: findClueForm,
  async load(context, form): Promise<Finding | null> {
    const home = await homeOf(context, form)
    return home && { ...home, police: form.policeId ? await organisationById(context.tx, form.policeId) : undefined }
  },
  may: (actor, loaded) => mayTouch(actor, loaded),
  decide(loaded, form, moment) {
    const { child, report, subject, police } = loaded
    const wrong = badPolice(form.policeId, police)
    if (wrong) return wrong
    if (report && !report.report.closed) return refuse('NOT_NOW', { state: '不是未成年人的报告，请另接一份' })
    const at = Math.min(form.at ?? moment.occurredAt, moment.now)
    const id = moment.newId('clue')
    // What the police write down themselves they know from that moment.
    const own = moment.actor.organisation.kind === 'police' ? moment.actor.organisation : undefined
    const told = police ?? own
    return {
      facts: [
        { subject, name: 'clue.found', value: { kind: form.kind }, details: { what: form.what }, occurredAt: at },
        ...(told ? [{ subject, name: 'clue.police-told', occurredAt: moment.now }] : []),
      ],
      changes: {
        id,
        reportId: report?.report.id ?? null,
        childId: child?.child.id ?? null,
        kind: form.kind,
        foundAt: at,
        ...(told ? { toldAt: moment.now, police: { id: told.id, path: told.path } } : {}),
        content: { what: form.what },
      },
      reply: { clueId: id },
    }
  },
  async save(context, clue, loaded) {
    await insertClue(context, clue)
    await letIn(context, loaded, loaded.police)
  },
})

interface Working extends Home {
  clue: ClueRow
}

async function loadClue(context: LoadContext, clueId: string): Promise<Working | null> {
  const clue = await lockClue(context.tx, context.vault, clueId)
  const home = clue && (await homeOf(context, clue))
  return clue && home ? { ...home, clue } : null
}

function clueMoved(clue: ClueRow, door: string): ClueState | Refusal {
  return next(clueLife, clue.state, door) ?? refuse('CLUE_NOT_NOW', { state: clueLife.states[clue.state].zh })
}

interface Telling extends Working {
  police: Organisation | undefined
  /** The same thing reported by others: told of the one, told of all. */
  same: { clue: ClueRow; subject: SubjectRef }[]
}

export const tellPolice = action({
  name: 'reports.tell-police',
  title: '报公安',
  help: '正在受侵害先打 110，再补这里。',
  legalBasis: '未成年人保护法第十一条；九部门强制报告意见：立即',
  form: tellPoliceForm,
  async load(context, form): Promise<Telling | null> {
    const loaded = await loadClue(context, form.clueId)
    if (!loaded) return null
    const joined = loaded.report ? await joinedTo(context.tx, context.vault, loaded.report.report.id) : []
    const clues = await cluesOf(context.tx, context.vault, { reportIds: joined.map((each) => each.id), open: true })
    return {
      ...loaded,
      police: form.policeId ? await organisationById(context.tx, form.policeId) : undefined,
      same: clues.flatMap((clue) => {
        const report = joined.find((each) => each.id === clue.reportId)
        return report && clue.state === 'found' && !clue.childId ? [{ clue, subject: reportRef(report) }] : []
      }),
    }
  },
  may: (actor, loaded) => mayTouch(actor, loaded),
  decide(loaded, form) {
    const { clue, subject, police, same } = loaded
    const state = clueMoved(clue, 'reports.tell-police')
    if (isRefusal(state)) return state
    const wrong = badPolice(form.policeId, police)
    if (wrong) return wrong
    if (!police && !form.byPhone) return refuse('HOW_TOLD')
    return {
      facts: [
        { subject, name: 'clue.police-told', ...(form.note ? { details: { note: form.note } } : {}) },
        ...same.map((each) => ({ subject: each.subject, name: 'clue.police-told' })),
      ],
      changes: { state, note: form.note },
      reply: { clueId: clue.id, joined: same.length },
    }
  },
  async save(context, { state, note }, loaded) {
    const police = loaded.police && { id: loaded.police.id, path: loaded.police.path }
    const change = { state, toldAt: context.occurredAt, police }
    await changeClue(context, loaded.clue, { ...change, content: note ? { told: note } : {} })
    for (const each of loaded.same) await changeClue(context, each.clue, change)
    await letIn(context, loaded, police)
  },
})

/** The police answer for themselves; whoever told them writes down what came by letter or telephone. */
const mayAnswerClue = (actor: Actor, loaded: Working): boolean =>
  mayTouch(actor, loaded) || actor.organisation.path === loaded.clue.policePath

export const recordPoliceAnswer = action({
  name: 'reports.record-police-answer',
  title: '记公安反馈',
  form: policeAnswerForm,
  load: (context, form) => loadClue(context, form.clueId),
  may: (actor, loaded) => mayAnswerClue(actor, loaded),
  decide({ clue, subject }, form) {
    const state = clueMoved(clue, 'reports.record-police-answer')
    if (isRefusal(state)) return state
    const filed = form.filed === 'later' ? undefined : form.filed === 'yes'
    return {
      facts: [
        {
          subject,
          name: 'clue.police-answered',
          value: filed === undefined ? {} : { filed },
          ...(form.words ? { details: { words: form.words } } : {}),
        },
      ],
      // Still looking into it: the answer is heard, the clue waits on.
      changes: { state: filed === undefined ? clue.state : state, filed, words: form.words },
    }
  },
  save: (context, { state, filed, words }, { clue }) =>
    changeClue(context, clue, {
      state,
      ...(state === 'answered' ? { answeredAt: context.occurredAt } : {}),
      filed,
      content: words ? { answer: words } : {},
    }),
})

export const disposeClue = action({
  name: 'reports.dispose-clue',
  title: '记线索处置',
  form: disposeClueForm,
  load: (context, form) => loadClue(context, form.clueId),
  may: (actor, loaded) =>
    mayTouch(actor, loaded) &&
    (loaded.child !== null ||
      (loaded.report !== null && (isDesk(actor, loaded.report.report) || actor.organisation.kind === 'police'))),
  decide({ clue, subject }, form) {
    const state = clueMoved(clue, 'reports.dispose-clue')
    if (isRefusal(state)) return state
    return {
      facts: [{ subject, name: 'clue.disposed', value: { outcome: form.outcome }, details: { words: form.words } }],
      changes: { state, form },
    }
  },
  save: (context, { state, form }, { clue }) =>
    changeClue(context, clue, {
      state,
      disposedAt: context.occurredAt,
      outcome: form.outcome,
      content: { ended: form.words },
    }),
})

/** Two files of one child: reports and clues go to the one that stays. By the job that follows the fact. */
export const move = action({
  name: 'reports.move-to-child',
  title: '随个案合并移动线索',
  help: '由系统在个案合并后自动办。',
  form: moveToChildForm,
  load: async (_context, form) => form,
  may: (actor) => isSystem(actor),
  decide: (form) => ({ facts: [], changes: form }),
  save: (context, { childId, intoId }) => moveToChild(context.tx, childId, intoId),
})
