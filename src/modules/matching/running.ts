/** One run: a guest ranked among all inquiries and all earlier guests, and what was found kept. */
import { cityOf, systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext } from '#kernel/module.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import type { Candidate, Ranking } from './engine/types.ts'
import { type Matcher, matcherFor } from './matcher.ts'
import { EARLIER_AT, EARLIER_LISTED, listed, restOf } from './rules.ts'
import { judgedDifferent } from './store-names.ts'
import { hasConfirmed, notCandidates } from './store-pairs.ts'
import {
  type GuestContent,
  keepRun,
  lockGuest,
  type Profile,
  profilesOf,
  putPairs,
  runOf,
  type Scored,
} from './store-profiles.ts'
import { weightsInForce } from './store-weights.ts'
import { FIRST_WEIGHTS } from './weights-files.ts'

export interface Found {
  shown: Candidate[]
  earlier: Candidate[]
}

interface Asked {
  profile: Profile<GuestContent>
  weights: string
  /** Here now: somebody at the door may have been here before. */
  here: boolean
  settled: boolean
  excluded: Set<string>
  different: Set<string>
}

const NOBODY: Ranking = { candidates: [], rest: 0, nobody: 1, compared: 0 }

async function read(job: JobContext, fileId: string, anew: boolean): Promise<Asked | undefined> {
  const now = job.clock.now()
  return withActor(
    job.db,
    systemActor,
    async (tx) => {
      const profile = (await profilesOf<GuestContent>(tx, job.vault, [fileId])).get(fileId)
      const file = await fileById(tx, fileId)
      if (!profile || !file) return undefined
      const weights = (await weightsInForce(tx, profile.ownerPath, dateOf(now))) ?? FIRST_WEIGHTS
      const run = await runOf(tx, job.vault, fileId)
      if (!anew && run && !run.stale && run.weights === weights) return undefined
      const personId = profile.personId as string
      return {
        profile,
        weights,
        here: file.state === 'in',
        settled: await hasConfirmed(tx, personId),
        excluded: await notCandidates(tx, personId),
        different: await judgedDifferent(tx, personId),
      }
    },
    now,
  )
}

/** Earlier guests of the same city who may be this one: the likeliest stay of each person. */
async function earlierOf(matcher: Matcher, { profile, different }: Asked): Promise<Candidate[]> {
  const { report } = profile.content
  const ranking = await matcher.ask({ op: 'earlier', guest: report, excluded: [profile.subjectId], limit: 20 })
  const seen = new Set<string>([profile.personId as string])
  return ranking.candidates
    .filter((each) => {
      const tag = matcher.guest(each.inquiryId)
      if (!tag || each.probability < EARLIER_AT || seen.has(tag.personId) || different.has(tag.personId)) return false
      if (cityOf(tag.ownerPath) !== cityOf(profile.ownerPath)) return false
      seen.add(tag.personId)
      return true
    })
    .slice(0, EARLIER_LISTED)
}

/** Compares one guest; undefined where nothing is new, or another server knew more already. */
export async function runGuest(job: JobContext, fileId: string, anew: boolean): Promise<Found | undefined> {
  const asked = await read(job, fileId, anew)
  if (!asked) return undefined
  const { profile, weights } = asked
  const matcher = await matcherFor(job.db, job.vault, weights)
  const { report, asked: questions, impaired } = profile.content
  const excluded = [...asked.excluded]
  const { ranking, questions: next } =
    profile.open && !asked.settled
      ? await matcher.ask({ op: 'rank', guest: report, excluded, asked: questions, impaired: impaired ?? false })
      : { ranking: NOBODY, questions: [] }
  const shown = listed(ranking)
  const earlier = asked.here ? await earlierOf(matcher, asked) : []
  const scored: Scored[] = [
    ...shown.flatMap((candidate) => {
      const other = matcher.inquiry(candidate.inquiryId)
      return other ? [scoredOf(asked, candidate, 'inquiry', other.rootId, other.ownerPath)] : []
    }),
    ...earlier.flatMap((candidate) => {
      const other = matcher.guest(candidate.inquiryId)
      return other ? [scoredOf(asked, candidate, 'guest', other.personId, other.ownerPath)] : []
    }),
  ]
  const at = job.clock.now()
  const kept = await withActor(
    job.db,
    systemActor,
    async (tx) => {
      await lockGuest(tx, fileId)
      const run = {
        subjectId: fileId,
        profileVersion: profile.version,
        indexVersion: matcher.version,
        weights,
        compared: ranking.compared,
        ranAt: at,
        content: { listed: shown.map((each) => each.inquiryId), rest: restOf(ranking), nobody: ranking.nobody, questions: next },
      }
      if (!(await keepRun(tx, job.vault, run, profile.ownerPath))) return false
      await putPairs(tx, job.vault, fileId, scored, { weights, at })
      return true
    },
    at,
  )
  return kept ? { shown, earlier } : undefined
}

function scoredOf({ profile }: Asked, candidate: Candidate, kind: Scored['kind'], rootId: string, otherPath: string): Scored {
  const { subjectId, ownerPath, personId } = profile
  const id = derivedId(subjectId, `pair ${candidate.inquiryId}`)
  return { candidate, kind, id, personId: personId as string, rootId, ownerPath, otherPath }
}
