/** Raised a level of the network when nobody answers or nobody agrees; handed over to another desk. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { grantSubjectPart, organisationsOf } from '#modules/people-and-cases/index.ts'
import { isSystem } from './access.ts'
import { type LoadedReport, loadReport, mayDirect, mayWork, moved, whenWords } from './loads.ts'
import { RAISE_JOB } from './actions-joint.ts'
import { refuse } from './refusals.ts'
import { dueToAcknowledge, receivesReports } from './rules.ts'
import { handOverForm, raiseForm, raiseSilentForm } from './schema.ts'
import { changeDispatch, changeReport, dispatchById, type DispatchRow, type ReportRow, reportRef } from './store.ts'
import { aboveOf } from './store-street.ts'

interface Raising extends LoadedReport {
  superior: { id: string; path: string; name: string } | undefined
  /** How many levels are left above that. */
  further: number
}

/**
 * Whom it is raised to: of a child's report the civil affairs bureau of the city (where that is the desk already, its own
 * leader), and nobody on the way there. Of the street the next level: village, town, county, city.
 */
async function superiorOf(context: LoadContext, report: ReportRow, from: string): Promise<Pick<Raising, 'superior' | 'further'>> {
  if (report.closed) {
    const [bureau] = await organisationsOf(context.tx, ['bureau'], report.receiverPath)
    return { superior: bureau, further: 0 }
  }
  const above = (await aboveOf(context.tx, from)).filter((each) => !report.deskPaths.includes(each.path))
  return { superior: above[0], further: Math.max(above.length - 1, 0) }
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
  if (joins)
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
    return loaded && { ...loaded, ...(await superiorOf(context, loaded.report, loaded.report.receiverPath)) }
  },
  may: (actor, loaded) => mayWork(actor, loaded),
  decide({ report, superior }, form) {
    const open = moved(report, 'reports.consult')
    if (isRefusal(open)) return open
    if (report.raisedAt !== null && (report.closed || !superior)) return refuse('RAISED', { at: whenWords(report.raisedAt) })
    if (!report.closed && !superior) return refuse('NOTHING_ABOVE')
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
    return loaded && own ? { ...loaded, own, ...(await superiorOf(context, loaded.report, own.organisationPath)) } : null
  },
  may: (actor) => isSystem(actor),
  decide({ report, own, superior, further }, form, moment) {
    const over = own.acknowledgedAt !== null || own.declinedAt !== null || isRefusal(moved(report, 'reports.acknowledge'))
    if (over || (own.raisedAt !== null && form.step === 0)) return { facts: [], changes: undefined }
    // Of a child it is raised once; of the street as long as there is a level above that does not know yet.
    if (report.closed ? report.raisedAt !== null : !superior) return { facts: [], changes: { to: undefined, tell: false } }
    const { facts, changes } = raised(report, superior, '到时没有接单')
    const step = form.step + 1
    return {
      facts,
      changes: { to: changes, tell: true },
      ...(report.closed || further === 0
        ? {}
        : {
            jobs: [
              {
                name: RAISE_JOB,
                data: { dispatchId: own.id, step },
                startAfter: dueToAcknowledge(moment.now, report),
                key: `${own.id}:${step}`,
              },
            ],
          }),
    }
  },
  async save(context, changes, loaded) {
    if (!changes) return
    await changeDispatch(context.tx, loaded.own.id, { raisedAt: context.now })
    if (changes.tell) await saveRaised(context, changes.to, loaded)
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
    if (!to?.active || !receivesReports(to.kind, report.closed)) return refuse('NOT_A_DESK')
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
    if (!report.deskPaths.includes(to.path))
      await grantSubjectPart(
        context.tx,
        { kind: 'report', subjectId: report.id, ownerPath: report.receiverPath },
        { part: to.kind === 'police' ? 'police' : 'desk', path: to.path, from: context.now },
      )
    await changeReport(context, report.id, { deskId: to.id, deskPaths: [...new Set([...report.deskPaths, to.path])] })
  },
})
