/**
 * Taken in again, whoever had gone home is noted as found again on the file of that going home. Mergers, splits and corrections
 * run through the same job: what is kept always follows from the files of the person as they are now.
 */
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { organisationById, type Organisation } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById, filesOfPerson, personById } from '#modules/people-and-cases/index.ts'
import { difference, type Episode, pairsOf } from './rules-again.ts'
import { againOfFiles, factsTold, GONE_HOME } from './store-again.ts'
import { keepPart, type PartAsked } from './store-parts.ts'

const LOOK = 'follow-up.look-again'
const PART = 'follow-up.keep-part'

const look = (fact: LedgerFact) => ({ name: LOOK, data: { fileId: fact.subject.id, action: fact.action } })

export const needReactions: Reaction[] = ['intake.accepted', 'departure.sent-home', 'file.person-changed'].map((fact) => ({
  fact,
  job: (told) => (told.subject.kind === 'rescue-file' ? look(told) : null),
}))

interface Step {
  actor: Organisation
  name: string
  form: Record<string, unknown>
  key: string
}

/** What has to be noted and taken back for the person of a file. */
async function stepsFor({ db, vault, clock }: JobContext, fileId: string): Promise<Step[]> {
  return withActor(
    db,
    systemActor,
    async (tx) => {
      const file = await fileById(tx, fileId)
      const person = file && (await personById(tx, vault, file.personId))
      if (!file || !person) return []
      const files = await filesOfPerson(tx, person.id)
      const ids = files.map((each) => each.id)
      const facts = await factsTold(
        tx,
        [...ids, person.id],
        ['intake.accepted', 'follow-up.listed', 'departure.left', ...GONE_HOME],
      )
      const last = (subject: string, ...names: string[]) =>
        facts.filter((fact) => fact.subject === subject && names.includes(fact.name)).at(-1)?.at ?? null
      const episodes: Episode[] = files.map((each) => {
        const listed = last(each.id, 'follow-up.listed') !== null
        return {
          fileId: each.id,
          acceptedAt: last(each.id, 'intake.accepted'),
          returnedAt: last(each.id, ...GONE_HOME) ?? (listed ? last(each.id, 'departure.left') : null),
        }
      })
      const kept = (await againOfFiles(tx, ids, person.id)).map((row) => ({
        id: row.id,
        earlier: row.fileId,
        file: row.newFileId as string,
        ownerPath: row.ownerPath,
      }))
      const { note, takeBack } = difference(pairsOf(episodes, last(person.id, 'follow-up.listed')), kept, new Set(ids))
      const steps: Step[] = []
      for (const againId of takeBack) {
        const row = kept.find((each) => each.id === againId)
        const of = row?.earlier ? await fileById(tx, row.earlier) : undefined
        const station = await organisationById(tx, (of ?? file).stationId)
        if (station) steps.push({ actor: station, name: 'follow-up.take-back-found-again', key: againId, form: { againId } })
      }
      for (const pair of note) {
        const [earlier, taken] = [files.find((each) => each.id === pair.earlier), files.find((each) => each.id === pair.file)]
        const station = await organisationById(tx, (earlier ?? taken ?? file).stationId)
        const where = taken && (await organisationById(tx, taken.stationId))
        if (!station) continue
        steps.push({
          actor: station,
          name: 'follow-up.note-found-again',
          key: `${pair.earlier ?? person.id}:${pair.file}`,
          form: {
            ...(pair.earlier ? { fileId: pair.earlier } : { personId: person.id }),
            newFileId: pair.file,
            foundAt: pair.at,
            ...(where ? { place: where.name } : {}),
          },
        })
      }
      return steps
    },
    clock.now(),
  )
}

export const needJobs: JobHandler[] = [
  {
    name: LOOK,
    title: '看受理的人是不是再次流浪',
    async run(context, data) {
      const { fileId, action } = data as { fileId: string; action: string }
      for (const { actor, name, form, key } of await stepsFor(context, fileId)) {
        const envelope = { actionId: derivedId(action, `${name}:${key}`), form }
        const outcome = await context.perform({ ...systemActorFor(actor), range: systemActor.range }, name, envelope)
        if (isRefusal(outcome) && outcome.code !== 'NEEDS.AGAIN_GONE') throw new Error(outcome.code)
      }
    },
  },
  {
    name: PART,
    title: '转介、报案单位能看到这一份，办完就看不到',
    run: ({ db, clock }, data) =>
      withActor(db, systemActor, (tx) => keepPart(tx, data as unknown as PartAsked, clock.now()), clock.now()),
  },
]
