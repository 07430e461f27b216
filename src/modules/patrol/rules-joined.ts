/** Two lines of the list become one, and two again. */
import type { Encounter, Sleeper } from './store.ts'

interface Standing {
  /** A child's file closes the child: nobody is handed round on a list, whoever he was taken for on the street. */
  closed: boolean
  /** Of those who are in a station now. */
  staying: boolean
}

type Own = Pick<Sleeper, 'personId' | 'ownerPath'>

export function joinedOf(
  into: Own,
  { kept, from }: { kept: Sleeper | null; from: Sleeper | null },
  { closed, staying }: Standing,
): Sleeper | null {
  const [newer, older] = kept && from && kept.lastMetAt > from.lastMetAt ? [kept, from] : [from ?? kept, from ? kept : null]
  if (!newer) return null
  return {
    ...newer,
    personId: into.personId,
    ownerPath: into.ownerPath,
    state: closed ? 'ended' : staying ? 'received' : newer.state,
    met: newer.met + (older?.met ?? 0),
    firstMetAt: Math.min(newer.firstMetAt, older?.firstMetAt ?? newer.firstMetAt),
    content: { ...older?.content, ...newer.content },
  }
}

/** One line of the list as it was before two were taken for one, with what was recorded of this one since. */
export function apart(
  own: Own,
  {
    before,
    joined,
    now,
    met,
  }: {
    before: Sleeper | null
    /** The line made of both, and what has become of it: null where nothing of it is this one's. */
    joined: Sleeper | null
    now: Sleeper | null
    /** Encounters recorded for this one, in the order of meeting. */
    met: readonly Encounter[]
  },
  { closed, staying }: Standing,
): Sleeper | null {
  const [first, last] = [met[0], met.at(-1)]
  if (!before && !last) return null
  /** What somebody has changed since on the line of both is meant of whom that line is kept for. */
  const kept = <T>(of: (line: Sleeper) => T): T | undefined =>
    now && (!joined || of(now) !== of(joined)) ? of(now) : before ? of(before) : undefined
  const lastMetAt = last?.metAt ?? before?.lastMetAt ?? 0
  const metSince = before !== null && lastMetAt > before.lastMetAt
  const told = (metSince && !now ? 'there' : kept((line) => line.state)) ?? 'there'
  const missedAt = kept((line) => line.missedAt) ?? null
  const latest = <T>(of: (one: Encounter) => T | null | undefined, otherwise: T): T =>
    met.map(of).findLast((each) => each !== null && each !== undefined) ?? otherwise
  return {
    ...own,
    areaId: latest((each) => each.areaId, before?.areaId ?? null),
    stopId: latest((each) => each.stopId, before?.stopId ?? null),
    // Whoever was in a station as one of the two and is in none as himself may lie there again.
    state: closed ? 'ended' : staying ? 'received' : told === 'received' ? 'there' : told,
    met: met.length || (before?.met ?? 0),
    firstMetAt: first?.metAt ?? before?.firstMetAt ?? lastMetAt,
    lastMetAt,
    missedAt: missedAt !== null && missedAt > lastMetAt ? missedAt : null,
    group: latest((each) => each.group, before?.group ?? null),
    content: {
      alias: kept((line) => line.content.alias),
      look: latest((each) => each.content.look, before?.content.look),
      reason: kept((line) => line.content.reason),
    },
  }
}
