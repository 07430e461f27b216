/** What compares: at each new fact, after each decision, and every night all guests with all inquiries. */
import { type ActorOrganisation, systemActor, systemActorFor } from '#kernel/actor.ts'
import { type Tx, withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById, fileIdsAfter, filesOfPerson } from '#modules/people-and-cases/index.ts'
import { matcherFor } from './matcher.ts'
import { refreshGuest, refreshInquiry } from './profiles.ts'
import { movesOf } from './rules.ts'
import { type Found, runGuest } from './running.ts'
import { eraseEvidence, guestsWith, knownPairs, pairById, rivalsOf, settleEarlier } from './store-pairs.ts'
import { openGuests, profilesOf, withoutProfile } from './store-profiles.ts'
import { weightsInForce } from './store-weights.ts'
import { tryWeights } from './trials.ts'
import { FIRST_WEIGHTS } from './weights-files.ts'

/** Guests compared anew because of one inquiry; the night does the rest. */
const MOST_AFFECTED = 300
/** Guests of one night. */
const MOST_NIGHTLY = 20_000

const asSystem = <T>(job: JobContext, work: Parameters<typeof withActor<T>>[2]) =>
  withActor(job.db, systemActor, work, job.clock.now())

async function moveBy(job: JobContext, door: string, station: ActorOrganisation, fileId: string, pairIds: string[]) {
  if (pairIds.length === 0) return
  const envelope = { actionId: crypto.randomUUID(), form: { fileId, pairIds: pairIds.slice(0, 200) } }
  const outcome = await job.perform(systemActorFor(station), door, envelope)
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

/** The stations whose files these are: the system acts for them, in their chain. */
async function stationsOf(tx: Tx, fileIds: readonly string[]): Promise<Map<string, ActorOrganisation>> {
  const found = new Map<string, ActorOrganisation>()
  for (const id of fileIds) {
    const file = await fileById(tx, id)
    const station = file && (await organisationById(tx, file.stationId))
    if (station) found.set(id, station)
  }
  return found
}

/** Moves the pairs of one guest as a run found them. */
async function settleMoves(job: JobContext, fileId: string, found: Found): Promise<void> {
  const known = await asSystem(job, async (tx) => ({
    station: (await stationsOf(tx, [fileId])).get(fileId),
    inquiry: await knownPairs(tx, fileId, 'inquiry'),
    guest: await knownPairs(tx, fileId, 'guest'),
  }))
  if (!known.station) return
  const moves = [movesOf(known.inquiry, found.shown), movesOf(known.guest, found.earlier)]
  for (const [door, key] of [
    ['matching.overtake', 'overtake'],
    ['matching.fade', 'fade'],
    ['matching.suggest', 'suggest'],
  ] as const)
    await moveBy(
      job,
      door,
      known.station,
      fileId,
      moves.flatMap((each) => each[key]),
    )
}

/** Compares one guest and moves what the run found; nothing where nothing is new, unless asked to. */
export async function compareGuest(job: JobContext, fileId: string, anew: boolean): Promise<void> {
  const found = await runGuest(job, fileId, anew)
  if (found) await settleMoves(job, fileId, found)
}

async function guestJob(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { fileId, personIds, anew } = data as { fileId?: string; personIds?: string[]; anew?: boolean }
  const files = await asSystem(job, async (tx) => {
    const found = new Set(fileId ? [fileId] : [])
    const file = fileId ? await fileById(tx, fileId) : undefined
    const persons = new Set([...(personIds ?? []), ...(file ? [file.personId] : [])])
    for (const id of persons) for (const each of await filesOfPerson(tx, id)) found.add(each.id)
    return [...found]
  })
  for (const id of files) await asSystem(job, (tx) => refreshGuest(tx, job.vault, id, job.clock.now()))
  for (const id of files) await compareGuest(job, id, anew === true)
}

async function inquiryJob(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { inquiryId } = data as { inquiryId: string }
  const { vault } = job
  const now = job.clock.now()
  const told = await asSystem(job, async (tx) => {
    const refreshed = await refreshInquiry(tx, vault, inquiryId, now)
    if (!refreshed) return undefined
    if (refreshed.erased) await eraseEvidence(tx, vault, inquiryId)
    const profile = (await profilesOf(tx, vault, [inquiryId])).get(inquiryId)
    return {
      ...refreshed,
      guests: [...(await guestsWith(tx, inquiryId)), ...(await guestsWith(tx, refreshed.rootId))],
      weights: (profile && (await weightsInForce(tx, profile.ownerPath, dateOf(now)))) ?? FIRST_WEIGHTS,
    }
  })
  if (!told?.changed) return
  const affected = new Set(told.guests)
  if (told.open) {
    const matcher = await matcherFor(job.db, vault, told.weights)
    for (const id of await matcher.ask({ op: 'affected', inquiryId, limit: MOST_AFFECTED })) affected.add(id)
  }
  for (const id of affected) await compareGuest(job, id, true)
}

/** After people decided: rivals stand back, the lists on both sides are made anew. */
async function decisionJob(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { pairId } = data as { pairId: string }
  const known = await asSystem(job, async (tx) => {
    const pair = await pairById(tx, job.vault, pairId)
    if (!pair) return undefined
    const rivals = pair.state === 'confirmed' ? await rivalsOf(tx, pair) : []
    const files = new Set([pair.fileId, ...rivals.map((each) => each.fileId)])
    for (const id of await guestsWith(tx, pair.rootId)) files.add(id)
    return { rivals, files: [...files], stations: await stationsOf(tx, [...files]) }
  })
  if (!known) return
  for (const fileId of known.files) {
    const station = known.stations.get(fileId)
    const ids = known.rivals.filter((each) => each.fileId === fileId).map((each) => each.id)
    if (station) await moveBy(job, 'matching.overtake', station, fileId, ids)
    await compareGuest(job, fileId, true)
  }
}

/** Files at a time, when all are walked. */
const PAGE = 1000

/** Files that were there before this room was, or came past its reactions, get their profiles. */
async function enrol(job: JobContext): Promise<void> {
  const now = job.clock.now()
  let after: string | null = null
  for (;;) {
    const start = after
    const page: string[] = await asSystem(job, (tx) => fileIdsAfter(tx, start, PAGE))
    const missing = page.length > 0 ? await asSystem(job, (tx) => withoutProfile(tx, page)) : []
    for (const id of missing) await asSystem(job, (tx) => refreshGuest(tx, job.vault, id, now))
    if (page.length < PAGE) return
    after = page.at(-1) ?? null
  }
}

/** Every night: guests whose term to be looked for has ended go, all others are compared with all inquiries. */
async function nightly(job: JobContext): Promise<void> {
  const now = job.clock.now()
  await enrol(job)
  const guests = await asSystem(job, (tx) => openGuests(tx, MOST_NIGHTLY))
  for (const id of guests) {
    await asSystem(job, (tx) => refreshGuest(tx, job.vault, id, now))
    await compareGuest(job, id, true)
  }
}

export const jobs: JobHandler[] = [
  { name: 'matching.guest', title: '受助人员资料有变化：重新比对', run: guestJob },
  { name: 'matching.inquiry', title: '寻亲登记有变化：重新比对', run: inquiryJob },
  { name: 'matching.after-decision', title: '认定、排除之后重新比对', run: decisionJob },
  { name: 'matching.nightly', title: '每夜全部重新比对', every: '20 3 * * *', run: (job) => nightly(job) },
  {
    name: 'matching.earlier-judged',
    title: '记下是不是同一人',
    run: (job, data) => {
      const { personId, otherId, state } = data as { personId: string; otherId: string; state: 'excluded' | 'overtaken' }
      return asSystem(job, (tx) => settleEarlier(tx, personId, otherId, state))
    },
  },
  { name: 'matching.trial', title: '试算权重', run: tryWeights },
]
