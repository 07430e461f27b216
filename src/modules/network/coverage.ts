/** The network by place: what each town and village has, and who answers there. */
import type { ReadContext } from '#kernel/query.ts'
import { DAY, dateOf } from '#kernel/time.ts'
import { type DutyRow, dutiesBetween } from '#modules/people-and-cases/index.ts'
import { areaOf } from './access.ts'
import { daysCovered } from './rules.ts'
import { placesBelow, pointsBelow, postsBelow } from './store.ts'
import { AHEAD, networkLevels, postOf } from './words.ts'

export interface CoverageLine {
  organisationId: string
  kind: string
  name: string
  points: number
  post: string
  postId: string | null
  person: string | null
  callAt: string | null
  since: string | null
  villages: number
  directors: number
  onDuty: string | null
  dutyCallAt: string | null
  covered: number
}

const MOST_SHIFTS = 20_000

export async function coverage({ tx, vault, actor, now }: ReadContext, most: number) {
  const area = areaOf(actor.organisation)
  const [places, posts, points] = [
    await placesBelow(tx, area, 5000),
    await postsBelow(tx, vault, area, 5000),
    await pointsBelow(tx, vault, area, 5000),
  ]
  const duties = await dutiesBetween(tx, vault, { path: area, from: now, until: now + AHEAD * DAY, limit: MOST_SHIFTS })
  const shifts = new Map<string, DutyRow[]>()
  for (const each of duties) {
    const own = shifts.get(each.organisationId)
    if (own) own.push(each)
    else shifts.set(each.organisationId, [each])
  }
  const held = new Map(posts.map((each) => [each.organisationId, each]))
  const today = dateOf(now)
  const below = (path: string) => places.filter((each) => each.kind === 'village' && each.path.startsWith(path))
  const lines = places.map((place): CoverageLine => {
    const own = shifts.get(place.id) ?? []
    const current = own.find((each) => each.startsAt <= now && now < each.endsAt)
    const villages = place.kind === 'town' ? below(place.path) : []
    const post = held.get(place.id)
    return {
      organisationId: place.id,
      kind: place.kind,
      name: place.name,
      points: points.filter((each) => each.path.startsWith(place.path)).length,
      post: postOf(place.kind) ?? '',
      postId: post?.id ?? null,
      person: post?.name ?? null,
      callAt: post?.phone ?? null,
      since: post?.since ?? null,
      villages: villages.length,
      directors: villages.filter((each) => held.has(each.id)).length,
      onDuty: current?.name ?? null,
      dutyCallAt: current?.phone ?? null,
      covered: daysCovered(own, today, AHEAD),
    }
  })
  return {
    area: actor.organisation.name,
    levels: Object.keys(networkLevels).map((level) => ({
      level,
      count: points.filter((each) => each.level === level).length,
    })),
    // Towns first, then villages: a bureau reads towns, a town its villages.
    lines: [...lines.filter((each) => each.kind === 'town'), ...lines.filter((each) => each.kind === 'village')].slice(0, most),
    total: lines.length,
    ahead: AHEAD,
  }
}
