/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/**
 * Who may be told of a report about a child, as far as his organisation holds a part of it. Whoever works on the street alone
 * (a clerk, a patrol, a city management's desk) sees such a report nowhere: not its number, not that it is there.
 */
const OF_CHILDREN = new Set([
  'duty-leader',
  'station-head',
  'police-officer',
  'hospital-officer',
  'minors-officer',
  'centre-head',
  'child-supervisor',
  'child-director',
  'school-officer',
  'justice-officer',
])
export const readsClosed = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.some((role) => OF_CHILDREN.has(role))

interface Directed {
  closed: boolean
  receiverPath: string
  deskPaths: readonly string[]
}

/** The desks that direct a report: the receiver, whom it was handed to, to whom it was raised. Nobody above by range alone. */
export const isDesk = (actor: Actor, report: Directed): boolean =>
  actor.kind === 'system' ||
  report.deskPaths.includes(actor.organisation.path) ||
  (!report.closed && inRange(actor, report.receiverPath))

/** The desk that received it: it alone knows who reported, and answers. */
export const isReceiver = (actor: Actor, report: { receiverPath: string }): boolean =>
  actor.kind === 'person' && actor.organisation.path === report.receiverPath

export const isSent = (actor: Actor, dispatches: readonly { organisationPath: string; declinedAt: number | null }[]): boolean =>
  dispatches.some((each) => each.organisationPath === actor.organisation.path && each.declinedAt === null)

export const isPublic = (actor: Actor): boolean => actor.kind === 'public'
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'
export const isStaff = (actor: Actor): boolean => actor.kind === 'person'
