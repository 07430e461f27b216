/**
 * The house put together: modules, roles, projectors. `buildHouse` proves completeness once at start; afterwards doors
 * are looked up here and nowhere else.
 */
import type { AnyAction } from './action.ts'
import type { Roles } from './access.ts'
import type { Vault } from './crypto.ts'
import type { Database } from './db.ts'
import type { JobQueue } from './jobs.ts'
import type { LedgerFact } from './ledger.ts'
import type { JobHandler, Module, Projector, Reaction } from './module.ts'
import type { AnyQuery } from './query.ts'
import type { Parts } from './parts.ts'
import type { Clock } from './time.ts'

/** The catalogue of facts, handed in by `app` so that the kernel stands below it. */
export interface FactCatalogue {
  has(name: string): boolean
  version(name: string): number
  /** Chinese sentence of what is wrong with the value, or undefined. */
  fault(name: string, value: Record<string, unknown>): string | undefined
}

export interface HouseParts {
  db: Database
  clock: Clock
  vault: Vault
  roles: Roles
  parts: Parts
  modules: Module[]
  facts: FactCatalogue
  projectors: Projector[]
  jobs: JobQueue
}

export interface House extends HouseParts {
  actions: ReadonlyMap<string, AnyAction>
  queries: ReadonlyMap<string, AnyQuery>
  handlers: ReadonlyMap<string, JobHandler>
  reactions: ReadonlyMap<string, Reaction[]>
}

/** The doors of some rooms by name; throws with a list of everything that does not fit. */
export function doorsOf(modules: Module[], roles: Roles) {
  const faults: string[] = []
  const actions = new Map<string, AnyAction>()
  const queries = new Map<string, AnyQuery>()
  for (const room of modules) {
    for (const each of [...room.actions, ...room.queries]) {
      if (actions.has(each.name) || queries.has(each.name)) faults.push(`door ${each.name} is declared twice`)
    }
    for (const each of room.actions) actions.set(each.name, each)
    for (const each of room.queries) queries.set(each.name, each)
  }
  const doors = [...actions.keys(), ...queries.keys()]
  for (const role of roles.values()) {
    for (const pattern of role.doors) {
      const some = doors.some((door) => pattern === door || (pattern.endsWith('.*') && door.startsWith(pattern.slice(0, -1))))
      if (!some) faults.push(`role ${role.key} names the door ${pattern}, which does not exist`)
    }
  }
  if (faults.length > 0) throw new Error(`the house is not complete:\n${faults.join('\n')}`)
  return { actions, queries }
}

/** Puts the house together; throws with a list of everything that does not fit. */
export function buildHouse(parts: HouseParts): House {
  const faults: string[] = []
  const doors = doorsOf(parts.modules, parts.roles)
  const handlers = new Map<string, JobHandler>()
  const reactions = new Map<string, Reaction[]>()
  for (const room of parts.modules) {
    for (const each of room.jobs ?? []) {
      if (handlers.has(each.name)) faults.push(`job ${each.name} has two handlers`)
      handlers.set(each.name, each)
    }
    for (const each of room.reactions ?? []) {
      if (!parts.facts.has(each.fact)) faults.push(`room ${room.name} reacts to ${each.fact}, which nobody records`)
      reactions.set(each.fact, [...(reactions.get(each.fact) ?? []), each])
    }
  }
  if (faults.length > 0) throw new Error(`the house is not complete:\n${faults.join('\n')}`)
  return { ...parts, ...doors, handlers, reactions }
}

/** Jobs that the rooms' reactions make of some facts. */
export function reactionsTo(house: House, facts: LedgerFact[]) {
  return facts.flatMap((fact) =>
    (house.reactions.get(fact.name) ?? []).map((reaction) => reaction.job(fact, facts)).filter((job) => job !== null),
  )
}
