/** The packs and calendars on the shelf, and which of them bind whom, remembered until a bureau decides anew. */
import { join } from 'node:path'
import { root } from '#kernel/config.ts'
import type { Tx } from '#kernel/db.ts'
import { loadCalendars, loadPacks } from '#policy/load.ts'
import type { ClauseText, Pack, ValueFigureText } from '#policy/pack.ts'
import type { Calendars } from '#policy/types.ts'
import { type Decisions, type InForce, inForce } from './in-force.ts'
import { readDecisions } from './store.ts'

export interface Books {
  packs: ReadonlyMap<string, Pack>
  calendars: Calendars
  clauses: ReadonlyMap<string, { pack: Pack; clause: ClauseText }>
  figures: ReadonlyMap<string, { pack: Pack; figure: ValueFigureText }>
}

let shelf: Promise<Books> | undefined

/** Reads the shelf once per process; throws where a pack does not fit its schema. */
export function books(): Promise<Books> {
  shelf ??= (async () => {
    const dir = join(root, 'policies')
    const packs = new Map(loadPacks(dir).map((pack) => [pack.id, pack]))
    const clauses = new Map([...packs.values()].flatMap((pack) => pack.clauses.map((clause) => [clause.id, { pack, clause }])))
    const figures = new Map([...packs.values()].flatMap((pack) => pack.figures.map((figure) => [figure.id, { pack, figure }])))
    return { packs, calendars: loadCalendars(dir), clauses, figures }
  })()
  return shelf
}

/** Decisions by version token. A transaction under way may see one that nobody else will ever see, so a few are kept. */
const REMEMBERED = 6
const remembered = new Map<string, { decisions: Decisions; places: Map<string, InForce> }>()

/** What is in force, as of a version of the decisions. */
export async function decisionsOf(tx: Tx, version: string): Promise<{ decisions: Decisions; places: Map<string, InForce> }> {
  const known = remembered.get(version)
  if (known) return known
  const read = { decisions: await readDecisions(tx), places: new Map<string, InForce>() }
  remembered.set(version, read)
  for (const old of remembered.keys()) {
    if (remembered.size <= REMEMBERED) break
    remembered.delete(old)
  }
  return read
}

/** The packs that bind each owner path. */
export async function forceBy(tx: Tx, shelf: Books, version: string): Promise<(path: string) => InForce> {
  const { decisions, places } = await decisionsOf(tx, version)
  return (path) => {
    let force = places.get(path)
    if (!force) {
      force = inForce(shelf.packs, decisions, path)
      places.set(path, force)
    }
    return force
  }
}
