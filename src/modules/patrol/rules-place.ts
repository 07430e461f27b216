/** Which stop of an area a report tells of: the same words, or a point within its reach. Pure. */
import type { NewFact, SubjectRef } from '#kernel/action.ts'
import { bearingWords, distanceM, type Place, type Point, pointOf } from '#kernel/place.ts'
import { MISPLACED_M, REACH_M } from './words.ts'

interface Told {
  place: string
  spot?: Place | undefined
}
interface Stop {
  id: string
  content: { name: string; place?: Place | undefined }
}

/** As somebody else may have written the same: without spaces and signs. */
const plain = (words: string | undefined): string => (words ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

const sameWords = (told: Told, { content }: Stop): boolean => {
  const said = [plain(told.place), plain(told.spot?.words)].filter((each) => each !== '')
  return [plain(content.name), plain(content.place?.words)].some((each) => said.includes(each))
}

/** The stop that a report stands on; undefined where it is a place of its own. */
export function stopTold<S extends Stop>(told: Told, stops: readonly S[]): S | undefined {
  const there = pointOf(told.spot)
  const fitting = stops.flatMap((stop) => {
    const at = pointOf(stop.content.place)
    const metres = there && at ? distanceM(there, at) : undefined
    const named = sameWords(told, stop)
    // Two of the same name in one town are two, when the points say so.
    if (metres === undefined ? !named : metres > (named ? MISPLACED_M : REACH_M)) return []
    return [{ stop, named, metres: metres ?? 0 }]
  })
  return fitting.toSorted((a, b) => Number(b.named) - Number(a.named) || a.metres - b.metres)[0]?.stop
}

interface Walked {
  areaId: string
  name: string
  active: boolean
  stops: readonly { stopId: string; name: string; place: Place | null }[]
}

/** The stops nearest to a point, of areas that are walked: how far it lies from each, and which way. */
export function nearestStops<A extends Walked>(point: Point, areas: readonly A[], most = 3) {
  const all = areas.flatMap((area) => {
    if (!area.active) return []
    return area.stops.flatMap((stop) => {
      const at = pointOf(stop.place)
      return at
        ? [{ stopId: stop.stopId, name: stop.name, area, metres: distanceM(at, point), words: bearingWords(at, point) }]
        : []
    })
  })
  return all.toSorted((a, b) => a.metres - b.metres).slice(0, most)
}

/** What is told of reports that brought a patrol somewhere: of whom they met there, or of the shift that saw so many. */
export const reachedFacts = (
  reached: readonly { reportId: string }[],
  subject: SubjectRef,
  actor: { organisation: { id: string } },
  people?: number,
): NewFact[] =>
  reached.map(({ reportId }) => ({
    subject,
    name: 'patrol.report-reached',
    value: { report: reportId, organisation: actor.organisation.id, people },
  }))
