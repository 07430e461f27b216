/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'
import { registersOf, type Register } from './words.ts'

const LOOKERS = ['town', 'village', 'school', 'protection-centre', 'protection-point', 'justice-office']

/** Offices that keep this register. */
export const mayRegister = (actor: Actor, register: Register): boolean => registersOf(actor.organisation.kind).includes(register)

export const keepsRegister = (actor: Actor): boolean =>
  [...LOOKERS, 'prison'].includes(actor.organisation.kind) && registersOf(actor.organisation.kind).length > 0

/** Whoever's part opens the register has seen the child. */
export const mayLook = (actor: Actor, loaded: { opens: ReadonlySet<string> }): boolean =>
  actor.kind === 'system' || (loaded.opens.has('register') && LOOKERS.includes(actor.organisation.kind))

/** The school registers its own children each term; a town or a centre where there is none. */
export const mayCensus = (actor: Actor): boolean => ['school', 'town', 'protection-centre'].includes(actor.organisation.kind)

export const mayRound = (actor: Actor): boolean =>
  ['town', 'village', 'school', 'protection-centre'].includes(actor.organisation.kind)

export const maySetDays = (actor: Actor): boolean => actor.organisation.kind === 'bureau'

/** Runs and rounds are of the very organisation. */
export const isOwn = (actor: Actor, organisationPath: string): boolean => actor.organisation.path === organisationPath

export const bySystem = (actor: Actor): boolean => actor.kind === 'system'
