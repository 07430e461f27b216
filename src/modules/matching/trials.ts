/** Weights tried on what people decided: the chances that they, and those in force, give to each such pair by itself. */
import { systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext } from '#kernel/module.ts'
import { dateOf } from '#kernel/time.ts'
import { openIndex } from './engine/index.ts'
import type { LabelledPair } from './engine/learn.ts'
import { parseWeights } from './engine/weights.ts'
import { SUGGEST_AT } from './rules.ts'
import { type GuestContent, type InquiryContent, profilesOf } from './store-profiles.ts'
import { type Figures, keepTrial, type Labelled, labelledPairs, weightsInForce } from './store-weights.ts'
import { FIRST_WEIGHTS, weightsText } from './weights-files.ts'

/** Pairs looked at: enough to judge by, few enough to be done in a minute. */
const MOST = 2000

interface Reports extends Labelled {
  guest: GuestContent['report']
  inquiry: InquiryContent['report']
}

/** The reports of pairs that people decided; an erased inquiry has none. */
export async function labelledReports(job: Pick<JobContext, 'db' | 'vault'>, path: string, most = MOST): Promise<Reports[]> {
  return withActor(job.db, systemActor, async (tx) => {
    const labelled = await labelledPairs(tx, path, most)
    const profiles = await profilesOf(
      tx,
      job.vault,
      labelled.flatMap((each) => [each.fileId, each.inquiryId]),
    )
    return labelled.flatMap((each) => {
      const guest = profiles.get(each.fileId)?.content as GuestContent | undefined
      const inquiry = profiles.get(each.inquiryId)?.content as InquiryContent | undefined
      return guest && inquiry ? [{ ...each, guest: guest.report, inquiry: inquiry.report }] : []
    })
  })
}

function figuresOf(reports: readonly Reports[], weights: string): Figures['now'] {
  const read = parseWeights(weightsText(weights))
  // All inquiries at hand in one index, so that what is common counts as common.
  const index = openIndex(read, [...new Map(reports.map((each) => [each.inquiryId, each.inquiry])).values()])
  const chances = reports.map((each) => ({
    state: each.state,
    chance: index.compare(each.guest, each.inquiryId)?.probability ?? 0,
  }))
  const of = (state: Labelled['state']) => chances.filter((each) => each.state === state).map((each) => each.chance)
  const mean = (all: number[]) => (all.length > 0 ? all.reduce((sum, each) => sum + each, 0) / all.length : 0)
  const rings = (all: number[]) => all.filter((chance) => chance >= SUGGEST_AT).length
  return {
    weights,
    ofConfirmed: mean(of('confirmed')),
    ofExcluded: mean(of('excluded')),
    rang: rings(of('confirmed')),
    rangWrongly: rings(of('excluded')),
  }
}

/**
 * Decided pairs to learn weights from: levels and bits of each item by the weights set by hand, under names that lead
 * nowhere. No words of either side.
 */
export async function labelledEvidence(
  job: Pick<JobContext, 'db' | 'vault'>,
  path: string,
  most = 50_000,
): Promise<LabelledPair[]> {
  const reports = await labelledReports(job, path, most)
  const index = openIndex(parseWeights(weightsText(FIRST_WEIGHTS)), [
    ...new Map(reports.map((each) => [each.inquiryId, each.inquiry])).values(),
  ])
  const nameless = (id: string) => job.vault.blind('matching.export', id).toString('hex')
  return reports.flatMap((each) => {
    const seen = index.compare(each.guest, each.inquiryId)
    if (!seen) return []
    return [
      {
        guestId: nameless(each.fileId),
        inquiryId: nameless(each.inquiryId),
        same: each.state === 'confirmed',
        probability: seen.probability,
        evidence: seen.evidence.map(({ item, level, bits }) => ({ item, level, bits })),
      },
    ]
  })
}

/** The job behind 试算. */
export async function tryWeights(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { jurisdiction, weights } = data as { jurisdiction: string; weights: string }
  const now = job.clock.now()
  const inForce = await withActor(job.db, systemActor, (tx) => weightsInForce(tx, jurisdiction, dateOf(now)))
  const reports = await labelledReports(job, jurisdiction)
  const figures: Figures = {
    confirmed: reports.filter((each) => each.state === 'confirmed').length,
    excluded: reports.filter((each) => each.state === 'excluded').length,
    now: figuresOf(reports, inForce ?? FIRST_WEIGHTS),
    tried: figuresOf(reports, weights),
  }
  await withActor(job.db, systemActor, (tx) => keepTrial(tx, jurisdiction, weights, figures, now))
}
