/**
 * What was taken at an encounter comes into the case that arose from it, whenever the phone sends it. A photo belongs to the
 * person and is seen by whoever sees the person; the case gets a copy of its own, seen by whoever sees the case.
 */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile, openFile } from '#kernel/files.ts'
import { detailsOf, factsOf, type LedgerFact } from '#kernel/ledger.ts'
import type { JobContext } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { caseOfEncounter, evidenceKept, ownerOf, type Recorder, recorderOf } from './store-more.ts'

const PHOTO = 'patrol.photo-added'
/** Facts of an encounter that are evidence. */
export const TAKEN: readonly string[] = ['patrol.evidence-taken', PHOTO]

interface Taken {
  fact: LedgerFact
  told: Record<string, unknown>
  by: string
  /** Made from the fact and the case: what is carried twice is there once. */
  actionId: string
}
interface Target {
  caseId: string
  owner: Recorder
  place: unknown
  taken: Taken[]
}

/** What was taken at an encounter and is not in its case yet; null where no case came of it. */
async function waiting(job: JobContext, personId: string, encounterId: string): Promise<Target | null> {
  const { vault } = job
  return withActor(
    job.db,
    systemActor,
    async (tx) => {
      const caseId = await caseOfEncounter(tx, encounterId)
      const owner = caseId && (await ownerOf(tx, caseId))
      if (!caseId || !owner) return null
      const facts = await factsOf(tx, [personId])
      const details = await detailsOf(
        tx,
        vault,
        facts.map((fact) => fact.id),
      )
      const ofEncounter = facts.filter((fact) => details.get(fact.id)?.encounterId === encounterId)
      const met = ofEncounter.findLast((fact) => fact.name === 'patrol.person-met')
      const taken: Taken[] = []
      for (const fact of ofEncounter.filter(({ name }) => TAKEN.includes(name))) {
        const actionId = derivedId(`${fact.id}:${caseId}`, 'street-order.add-evidence')
        if (await evidenceKept(tx, derivedId(actionId, 'evidence'))) continue
        const recorder = await recorderOf(tx, fact.id)
        const by = [recorder?.by, recorder && `（${recorder.name}）`].filter(Boolean).join('').slice(0, 40)
        taken.push({ fact, told: details.get(fact.id) ?? {}, by: by || '巡查人员', actionId })
      }
      return { caseId, owner, place: met && details.get(met.id)?.place, taken }
    },
    job.clock.now(),
  )
}

/** Copies of an encounter's photos, in the name of whose the case is. A photo that is no more is left out. */
async function copied(job: JobContext, owner: Recorder, actionId: string, photos: readonly string[]): Promise<string[]> {
  const now = job.clock.now()
  const ids: string[] = []
  for (const photo of photos) {
    const id = derivedId(actionId, photo)
    const body = await withActor(
      job.db,
      systemActor,
      async (tx) => ((await openFile(tx, job.vault, id)) ? 'kept' : await openFile(tx, job.vault, photo)),
      now,
    )
    if (!body) continue
    if (body !== 'kept') {
      const as = systemActorFor(owner)
      await withActor(
        job.db,
        as,
        (tx) => keepFile(tx, job.vault, as, { id, name: body.name, type: body.type, body: body.body, now }),
        now,
      )
    }
    ids.push(id)
  }
  return ids
}

const words = (value: unknown): string | undefined => (typeof value === 'string' && value.length > 0 ? value : undefined)

export async function carry(job: JobContext, personId: string, encounterId: string): Promise<void> {
  const found = await waiting(job, personId, encounterId)
  for (const { fact, told, by, actionId } of found?.taken ?? []) {
    const { caseId, owner, place } = found as Target
    const isPhoto = fact.name === PHOTO
    const photos = isPhoto && Array.isArray(told.photos) ? told.photos.map(String) : []
    const files = await copied(job, owner, actionId, photos)
    const what = isPhoto
      ? `街面发现时拍的照片${files.length < photos.length ? `，${photos.length} 张里有 ${photos.length - files.length} 张已经不在` : ''}`
      : (words(told.note) ?? '街面发现时已现场取证，没有写取了什么；向取证人核实')
    const outcome = await job.perform(systemActorFor(owner), 'street-order.add-evidence', {
      actionId,
      form: {
        caseId,
        kind: isPhoto ? 'photo' : 'scene',
        what,
        takenBy: by,
        takenAt: fact.occurredAt,
        ...(files.length > 0 ? { files } : {}),
        ...(place ? { place } : {}),
      },
      occurredAt: fact.occurredAt,
    })
    if (isRefusal(outcome) && !outcome.code.startsWith('STREET_ORDER.')) throw new Error(outcome.code)
  }
}

/** One thing that was taken, told by its own fact. */
export async function carryTaken(job: JobContext, factId: string, personId: string): Promise<void> {
  const told = await withActor(job.db, systemActor, async (tx) => (await detailsOf(tx, job.vault, [factId])).get(factId))
  const encounterId = words(told?.encounterId)
  if (encounterId) await carry(job, personId, encounterId)
}
