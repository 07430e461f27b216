/** What others tell: the origin's answer, that two persons are one in the middle of the journey, a death in care outside. */
import type { Actor } from '#kernel/actor.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { detailsOf } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { journeysOf } from './store-plan.ts'

const answered = 'departure.after-answer'
const merged = 'departure.after-merge'
const parted = 'departure.after-parting'
const died = 'departure.after-death-outside'

export const reactions: Reaction[] = [
  {
    fact: 'origin.answered',
    job: (fact) =>
      fact.subject.kind === 'rescue-file' && typeof fact.value.accepts === 'boolean'
        ? {
            name: answered,
            data: {
              fileId: fact.subject.id,
              factId: fact.id,
              accepts: fact.value.accepts,
              organisation: fact.value.organisation ?? null,
              occurredAt: fact.occurredAt,
            },
          }
        : null,
  },
  {
    fact: 'person.merged',
    job: (fact) =>
      typeof fact.value.into === 'string'
        ? { name: merged, data: { otherId: fact.subject.id, personId: fact.value.into, action: fact.action } }
        : null,
  },
  {
    fact: 'person.link-undone',
    job: ({ subject, value, action }) =>
      typeof value.parted === 'string' ? { name: parted, data: { otherId: value.parted, personId: subject.id, action } } : null,
  },
  {
    fact: 'entrusted.incident-reported',
    job: (fact) =>
      fact.value.kind === 'death'
        ? { name: died, data: { fileId: fact.subject.id, factId: fact.id, at: fact.occurredAt } }
        : null,
  },
]

/** Does it as the system for the file's station; a state that does not take it any more is no fault. */
async function doFor(
  context: JobContext,
  actor: Actor,
  door: string,
  envelope: { actionId: string; form: Record<string, unknown>; occurredAt?: number },
  fine: readonly string[],
): Promise<void> {
  const outcome = await context.perform(actor, door, envelope)
  if (isRefusal(outcome) && !fine.includes(outcome.code)) throw new Error(outcome.code)
}

interface Answered {
  fileId: string
  factId: string
  accepts: boolean
  organisation: string | null
  occurredAt: number
}

async function noteOnJourneys(context: JobContext, data: Record<string, unknown>, door: string): Promise<void> {
  const { otherId, personId, action } = data as { otherId: string; personId: string; action: string }
  const journeys = await withActor(context.db, systemActor, async (tx) => {
    const found = await journeysOf(tx, [personId, otherId], door === 'departure.note-merged')
    return Promise.all(found.map(async (each) => ({ ...each, station: await organisationById(tx, each.stationId) })))
  })
  for (const { fileId, station } of journeys) {
    if (!station) continue
    const envelope = { actionId: derivedId(action, `${door}:${fileId}`), form: { fileId, personId, otherId } }
    await doFor(context, systemActorFor(station), door, envelope, ['DEPARTURE.NO_PLAN'])
  }
}

export const jobs: JobHandler[] = [
  {
    name: answered,
    title: '流出地答复后记拒收或改为接收',
    async run(context, data) {
      const { fileId, factId, accepts, organisation, occurredAt } = data as unknown as Answered
      const found = await withActor(context.db, systemActor, async (tx) => {
        const file = await fileById(tx, fileId)
        const station = file && (await organisationById(tx, file.stationId))
        const origin = organisation ? await organisationById(tx, organisation) : undefined
        const told = (await detailsOf(tx, context.vault, [factId])).get(factId) ?? {}
        return station && { station, origin: origin?.name, told }
      })
      // A letter from outside, answered by the very station that opened the file: nobody refused it anything.
      if (!found || found.station.id === organisation) return
      const text = (...keys: string[]) =>
        keys.map((key) => found.told[key]).find((each) => typeof each === 'string' && each !== '')
      const said = text('reason', 'text', 'note') as string | undefined
      const actor = systemActorFor(found.station)
      const actionId = derivedId(factId, answered)
      if (accepts) {
        const form = { fileId, how: (said ?? '流出地函复同意接收').slice(0, 600) }
        await doFor(context, actor, 'departure.settle-refusal', { actionId, form, occurredAt }, ['DEPARTURE.NOT_REFUSED'])
        return
      }
      const form = {
        fileId,
        origin: (found.origin ?? '流出地').slice(0, 80),
        reason: (said ?? '流出地函复不予接收，没有写理由').slice(0, 600),
      }
      await doFor(context, actor, 'departure.record-origin-refusal', { actionId, form, occurredAt }, ['DEPARTURE.REFUSAL_OPEN'])
    },
  },
  {
    name: merged,
    title: '途中人员合并后记异常',
    run: (context, data) => noteOnJourneys(context, data, 'departure.note-merged'),
  },
  {
    name: parted,
    title: '途中人员合并撤销后记异常',
    run: (context, data) => noteOnJourneys(context, data, 'departure.note-parted'),
  },
  {
    name: died,
    title: '托养机构报死亡后结束个案',
    async run(context, data) {
      const { fileId, factId, at } = data as { fileId: string; factId: string; at: number }
      const found = await withActor(context.db, systemActor, async (tx) => {
        const file = await fileById(tx, fileId)
        const station = file && (await organisationById(tx, file.stationId))
        const told = (await detailsOf(tx, context.vault, [factId])).get(factId)
        return station && { station, diedAt: typeof told?.happenedAt === 'number' ? told.happenedAt : at }
      })
      if (!found) return
      const envelope = {
        actionId: derivedId(factId, died),
        form: { fileId, diedAt: found.diedAt, place: 'institution' },
      }
      await doFor(context, systemActorFor(found.station), 'departure.follow-death', envelope, [])
    },
  },
]
