/** Raised to the bureau when nobody answers or nobody agrees; handed over to another desk. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { grantSubjectPart, organisationsOf } from '#modules/people-and-cases/index.ts'
import { isSystem } from './access.ts'
import { type LoadedReport, loadReport, mayDirect, mayWork, moved, whenWords } from './loads.ts'
import { mayReceiveReports } from './mandatory.ts'
import { refuse } from './refusals.ts'
import { handOverForm, raiseForm, raiseSilentForm } from './schema.ts'
import { changeDispatch, changeReport, dispatchById, type DispatchRow, type ReportRow, reportRef } from './store.ts'

interface Raising extends LoadedReport {
  superior: { id: string; path: string; name: string } | undefined
}

/** Whom it is raised to: the civil affairs bureau of the city; where that is the desk already, its own leader. */
async function superiorOf(context: LoadContext, report: ReportRow) {
  const [bureau] = await organisationsOf(context.tx, ['bureau'], report.receiverPath)
  return bureau
}

const raised = (report: ReportRow, superior: Raising['superior'], reason: string) => ({
  facts: [
    {
      subject: reportRef(report),
      name: 'report.raised',
      value: { organisation: superior?.id ?? report.receiverId },
      details: { reason },
    },
  ],
  changes: superior,
})

/** The bureau above directs with the desk from now on; it does not learn who reported. */
async function saveRaised(context: LoadContext, superior: Raising['superior'], { report }: LoadedReport): Promise<void> {
  const joins = superior && !report.deskPaths.includes(superior.path)
  if (joins && report.closed)
    await grantSubjectPart(
      context.tx,
      { kind: 'report', subjectId: report.id, ownerPath: report.receiverPath },
      { part: 'desk', path: superior.path, from: context.now },
    )
  await changeReport(context, report.id, {
    raisedAt: context.now,
    ...(joins ? { deskPaths: [...report.deskPaths, superior.path] } : {}),
  })
}

export const raise = action({
  name: 'reports.raise',
  title: '报上级协调',
  help: '派不动、意见不一致时用。民政局从此能看到这份报告。',
  form: raiseForm,
  async load(context, form): Promise<Raising | null> {
    const loaded = await loadReport(context, form.reportId)
    return loaded && { ...loaded, superior: await superiorOf(context, loaded.report) }
  },
  may: (actor, loaded) => mayWork(actor, loaded),
  decide({ report, superior }, form) {
    const open = moved(report, 'reports.consult')
    if (isRefusal(open)) return open
    if (report.raisedAt !== null) return refuse('RAISED', { at: whenWords(report.raisedAt) })
    return raised(report, superior, form.reason)
  },
  save: (context, superior, loaded) => saveRaised(context, superior, loaded),
})

interface Silent extends Raising {
  own: DispatchRow
}

/** By the job that waits for an answer; nothing where somebody answered meanwhile. */
export const raiseSilent = action({
  name: 'reports.raise-silent',
  title: '无人接单自动报上级',
  help: '由系统到时自动办。',
  form: raiseSilentForm,
  async load(context, form): Promise<Silent | null> {
    const found = await dispatchById(context.tx, form.dispatchId)
    const loaded = found && (await loadReport(context, found.reportId))
    const own = loaded?.dispatches.find((each) => each.id === form.dispatchId)
    return loaded && own ? { ...loaded, own, superior: await superiorOf(context, loaded.report) } : null
  },
  may: (actor) => isSystem(actor),
  decide({ report, own, superior }) {
    const over = own.acknowledgedAt !== null || own.declinedAt !== null || isRefusal(moved(report, 'reports.acknowledge'))
    if (over || own.raisedAt !== null) return { facts: [], changes: undefined }
    if (report.raisedAt !== null) return { facts: [], changes: { to: undefined } }
    const { facts, changes } = raised(report, superior, '到时没有接单')
    return { facts, changes: { to: changes } }
  },
  async save(context, changes, loaded) {
    if (!changes) return
    await changeDispatch(context.tx, loaded.own.id, { raisedAt: context.now })
    if (loaded.report.raisedAt === null) await saveRaised(context, changes.to, loaded)
  },
})

interface Handing extends LoadedReport {
  to: Organisation | undefined
}

export const handOver = action({
  name: 'reports.hand-over',
  title: '移交接报单位',
  help: '由对方接着派单、处置；报告人仍由本单位答复。',
  form: handOverForm,
  async load(context, form): Promise<Handing | null> {
    const loaded = await loadReport(context, form.reportId)
    return loaded && { ...loaded, to: await organisationById(context.tx, form.toId) }
  },
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, to }, form) {
    const open = moved(report, 'reports.dispatch')
    if (isRefusal(open)) return open
    if (!to?.active || !(mayReceiveReports as readonly string[]).includes(to.kind)) return refuse('NOT_A_DESK')
    if (report.deskId === to.id) return refuse('HANDED_ALREADY', { name: to.name })
    return {
      facts: [
        {
          subject: reportRef(report),
          name: 'report.handed-over',
          value: { organisation: to.id },
          ...(form.note ? { details: { note: form.note } } : {}),
        },
      ],
      changes: to,
    }
  },
  async save(context, to, { report }) {
    if (report.closed)
      await grantSubjectPart(
        context.tx,
        { kind: 'report', subjectId: report.id, ownerPath: report.receiverPath },
        { part: to.kind === 'police' ? 'police' : 'desk', path: to.path, from: context.now },
      )
    await changeReport(context, report.id, { deskId: to.id, deskPaths: [...new Set([...report.deskPaths, to.path])] })
  },
})
