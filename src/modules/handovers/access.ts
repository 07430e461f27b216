/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'
import { PARTIES } from './words.ts'

interface Parties {
  fromPath: string
  toPath: string | null
}

/** Whoever belongs to an organisation that has people in its hands. */
export const mayGive = (actor: Actor): boolean => actor.kind === 'person' && PARTIES.includes(actor.organisation.kind)

/** The very organisation that hands over. A range above sees it and does not sign for it. */
export const isGiver = (actor: Actor, { fromPath }: Parties): boolean => actor.organisation.path === fromPath

/** The very organisation that receives. */
export const isReceiver = (actor: Actor, { toPath }: Parties): boolean => toPath !== null && actor.organisation.path === toPath

/** Roles of the street alone: they open no child's file, and no report about a child. */
const STREET_ONLY = ['patrol-officer', 'street-officer']
/** Whether somebody who also works elsewhere than on the street asks. */
export const readsClosed = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.roles.some((role) => !STREET_ONLY.includes(role))
