/** What decisions about a child's watch read and lock. */
import type { LoadContext } from '#kernel/action.ts'
import { all } from '#kernel/db.ts'
import { dateOf } from '#kernel/time.ts'
import { type LoadedChild, lockChild, partsOfChild } from '#modules/people-and-cases/index.ts'
import { pathsOf } from './rules-import.ts'
import { type Days, standingOf, type State, type WatchFact } from './rules-round.ts'
import { daysFor, type Paths, type Standing, standingById } from './store-standing.ts'
import { CENSUS_KINDS } from './words.ts'

export interface Watched extends LoadedChild {
  standing: Standing | undefined
  paths: Paths
  days: Days
}

/**
 * Organisations that hold a part of the file, in this room's columns. Only the system reads all of them; for anybody else the row keeps what
 * it says, and where there is none yet it begins with the actor's own.
 */
async function pathsHeld({ tx, actor, now }: LoadContext, childId: string, standing: Standing | undefined): Promise<Paths> {
  if (actor.kind === 'system') {
    const held = await partsOfChild(tx, childId)
    return pathsOf(
      held.filter((each) => each.accountId === null && each.from <= now && (each.until === null || each.until > now)),
    )
  }
  if (standing) return standing
  const { kind, path } = actor.organisation
  return pathsOf([{ part: kind === 'protection-centre' ? 'centre' : kind, path }])
}

export async function loadWatched(context: LoadContext, childId: string): Promise<Watched | null> {
  const { tx, vault, now } = context
  const loaded = await lockChild(tx, vault, childId)
  if (!loaded) return null
  const near = loaded.child.townPath ?? loaded.child.ownerPath
  const [standing, days] = await all([standingById(tx, childId), daysFor(tx, near, dateOf(now))])
  return { ...loaded, standing, paths: await pathsHeld(context, childId, standing), days }
}

const isCensus = ({ kinds }: Pick<Watched, 'kinds'>) =>
  kinds.some((each) => CENSUS_KINDS.includes(each.kind) && each.until === null && !each.withdrawn)

/** The child's row with these facts on top. Who reads only the register takes what it knows of closing from the file itself. */
export function standingWith(watched: Watched, added: readonly WatchFact[]): Standing {
  const { child, facts, days, paths } = watched
  const state = standingOf([...facts, ...added], isCensus(watched), days, dateOf(child.openedAt)) as State
  const { townPath, villagePath, schoolPath, centrePath } = paths
  return { ...state, closed: child.closedAt !== null, townPath, villagePath, schoolPath, centrePath, childId: child.id }
}
