/** What a decision about a report starts from: its row locked, who was sent. */
import type { LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import type { ReadContext } from '#kernel/query.ts'
import { isDesk, isReceiver, isSent, readsClosed } from './access.ts'
import { reportLife, type ReportState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { type DispatchRow, dispatchesOf, lockReport, reportById, type ReportRow } from './store.ts'

export interface LoadedReport {
  report: ReportRow
  dispatches: DispatchRow[]
}

/** A report as far as it is the actor's to see: null also for one of a child to whoever works on the street alone. */
export async function readReport({ tx, vault, actor }: ReadContext, reportId: string): Promise<ReportRow | null> {
  const report = await reportById(tx, vault, reportId)
  return report && (!report.closed || readsClosed(actor)) ? report : null
}

/** The same, locked for a decision. */
export async function lockKnown({ tx, vault, actor }: LoadContext, reportId: string): Promise<ReportRow | null> {
  const report = await lockReport(tx, vault, reportId)
  return report && (!report.closed || readsClosed(actor)) ? report : null
}

export async function loadReport(context: LoadContext, reportId: string): Promise<LoadedReport | null> {
  const { tx } = context
  const report = await lockKnown(context, reportId)
  return report && { report, dispatches: await dispatchesOf(tx, [report.id]) }
}

export const mayDirect = (actor: Actor, { report }: LoadedReport): boolean => isDesk(actor, report)
export const mayAnswer = (actor: Actor, { report }: LoadedReport): boolean | Refusal =>
  isReceiver(actor, report) ? true : isDesk(actor, report) ? refuse('NOT_THE_RECEIVER') : false
export const maySent = (actor: Actor, { dispatches }: LoadedReport): boolean => isSent(actor, dispatches)
export const mayWork = (actor: Actor, loaded: LoadedReport): boolean => mayDirect(actor, loaded) || maySent(actor, loaded)

/** The state after a move, or why it cannot be made now. */
export function moved(report: ReportRow, door: string): ReportState | Refusal {
  return next(reportLife, report.state, door) ?? refuse('NOT_NOW', { state: reportLife.states[report.state].zh })
}

/** `12月9日 09:30` for a refusal: when the first did it. */
export const whenWords = (at: number): string => `${dateOf(at)} ${printInstant(at).slice(11, 16)}`

/** The actor's own dispatch that still stands. */
export const ownDispatch = (actor: Actor, { dispatches }: LoadedReport): DispatchRow | undefined =>
  dispatches.find((each) => each.organisationPath === actor.organisation.path && each.declinedAt === null)
