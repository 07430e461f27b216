/** Back into the station: batches, one person put off, one person back, and what ends by itself. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { isUnknown } from '#kernel/field.ts'
import { next } from '#kernel/lifecycle.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef, lockFile, type LoadedFile } from '#modules/people-and-cases/index.ts'
import { mayPlace } from './access-placements.ts'
import { bringBackLineLife, leads, placementLife, type PlacementState } from './lifecycle-placements.ts'
import { type Around, loadOutside } from './placement-loads.ts'
import { refuse } from './refusals-placements.ts'
import { before, defined } from './rules-placement.ts'
import { bringBackForm, endForm, planForm, putOffForm } from './schema-placements.ts'
import { batchById, type BatchRow, insertBatch, lineById, type LineRow, plannedAmong, settleLines } from './store-bring-back.ts'
import {
  endCare,
  endPlacement,
  outsideOf,
  pendingOf,
  placementById,
  type PlacementRow,
  placementsOf,
} from './store-placements.ts'

interface Planning {
  file: { ownerPath: string }
  stationId: string
  people: { loaded: LoadedFile; outside: PlacementRow | undefined }[]
  planned: string[]
}

/** Locks the files of all in the order of their ids, so that two who plan the same people never wait for each other. */
async function loadPlanning({ tx, vault }: LoadContext, form: { placementIds: string[] }): Promise<Planning | null> {
  const wanted: PlacementRow[] = []
  for (const id of new Set(form.placementIds)) {
    const placement = await placementById(tx, id)
    if (!placement) return null
    wanted.push(placement)
  }
  const people: (Planning['people'][number] & { id: string })[] = []
  for (const { id, fileId } of [...wanted].sort((a, b) => (a.fileId < b.fileId ? -1 : 1))) {
    const loaded = await lockFile(tx, vault, fileId)
    if (!loaded) return null
    const outside = outsideOf(await placementsOf(tx, fileId))
    people.push({ id, loaded, outside: outside?.id === id ? outside : undefined })
  }
  const first = people[0]
  // One batch is one station's: its beds, its car.
  if (!first || people.some((each) => each.loaded.file.stationId !== first.loaded.file.stationId)) return null
  const { ownerPath, stationId } = first.loaded.file
  const planned = await plannedAmong(tx, form.placementIds)
  const inOrder = wanted.flatMap(({ id }) => people.filter((each) => each.id === id))
  return { file: { ownerPath }, stationId, people: inOrder, planned }
}

export const planBringBack = action({
  name: 'entrusted.plan-bring-back',
  title: '排一批接回',
  help: '先看接得下几人，再按名单的次序排。',
  legalBasis: '大提升第2项：制定计划分批接回站内',
  form: planForm,
  load: loadPlanning,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form, moment) {
    if (form.on < dateOf(moment.now)) return refuse('PLAN_PAST')
    const { people, planned } = loaded
    if (people.length > form.capacity) return refuse('PLAN_TOO_MANY', { count: people.length, capacity: form.capacity })
    const gone = people.filter((each) => !each.outside).length
    if (gone > 0) return refuse('PLAN_NOT_OUTSIDE', { count: gone })
    if (planned.length > 0) return refuse('PLANNED_ALREADY', { count: planned.length })
    const batchId = moment.newId('batch')
    const facts: NewFact[] = people.map(({ loaded: { file } }) => ({
      subject: fileRef(file),
      name: 'entrusted.bring-back-planned',
      value: { on: form.on },
      details: defined({ words: form.words }),
    }))
    return {
      facts,
      changes: {
        id: batchId,
        ownerPath: loaded.file.ownerPath,
        stationId: loaded.stationId,
        on: form.on,
        capacity: form.capacity,
        words: form.words,
        lines: people.map(({ outside, loaded: { file } }, index) => ({
          id: moment.newId(`line ${index}`),
          placementId: (outside as PlacementRow).id,
          fileId: file.id,
          factId: `${moment.actionId}:${index}`,
        })),
      },
      reply: { batchId, count: people.length },
    }
  },
  save: insertBatch,
  constraintRefusal: (constraint) => (constraint === 'bring_back_once' ? refuse('PLANNED_ALREADY', { count: 1 }) : undefined),
})

type WithLine = LoadedFile & { line: LineRow; batch: BatchRow }

export const putOff = action({
  name: 'entrusted.put-off-bring-back',
  title: '暂缓接回',
  help: '写明为什么；以后可以排进下一批。',
  form: putOffForm,
  async load({ tx, vault }, form): Promise<WithLine | null> {
    const found = await lineById(tx, form.lineId)
    const loaded = found && (await lockFile(tx, vault, found.fileId))
    const line = loaded && (await lineById(tx, form.lineId))
    const batch = line && (await batchById(tx, vault, line.batchId))
    return loaded && line && batch ? { ...loaded, line, batch } : null
  },
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form, moment) {
    const { line, batch } = loaded
    if (!next(bringBackLineLife, line.state, 'entrusted.put-off-bring-back'))
      return refuse('LINE_SETTLED', { state: bringBackLineLife.states[line.state].zh })
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'entrusted.bring-back-put-off',
          value: { on: batch.on },
          details: defined({ reason: form.reason, words: form.words }),
        },
      ],
      changes: { placementId: line.placementId, factId: `${moment.actionId}:0` },
    }
  },
  save: (context, { placementId, factId }) =>
    settleLines(context, placementId, { door: 'entrusted.put-off-bring-back', to: 'put-off', factId }),
})

/** Ends it, its line in a plan and what the institution sees. */
async function saveEnd(
  context: LoadContext,
  loaded: Around,
  end: { outside: PlacementRow; state: PlacementState; at: number; factId: string | null; door: string },
): Promise<void> {
  const { outside, state, at, factId, door } = end
  await endPlacement(context.tx, { id: outside.id, state, at, factId })
  await settleLines(context, outside.id, { door, to: state === 'brought-back' ? 'back' : 'gone', factId })
  if (outside.partPath) await endCare(context, loaded, outside.partPath)
}

export const bringBack = action({
  name: 'entrusted.bring-back',
  title: '接回站内',
  help: '当面看身体、点物品，两边签字。接回后请安排床位、记健康检视；托养机构从此不再看到这一份。',
  legalBasis: '大提升第2项：分批接回站内照料',
  form: bringBackForm,
  load: loadOutside,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form, moment) {
    const { outside } = loaded
    if (!outside) return refuse('NOT_OUTSIDE')
    const at = form.at ?? moment.occurredAt
    if (at > moment.now) return refuse('FUTURE')
    if (outside.placedAt !== null && before(at, outside.placedAt)) return refuse('TOO_EARLY', { what: '送托时间' })
    if (form.things === 'missing' && !form.missingThings?.length)
      return { ...refuse('MISSING_WHICH'), fields: { missingThings: '请写明缺什么' } }
    const { fileId: _id, at: _at, weight, ...told } = form
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'entrusted.brought-back',
          value: { institution: outside.institutionId },
          details: { ...told, institutionName: outside.institution, ...(isUnknown(weight) ? {} : defined({ weight })) },
          occurredAt: Math.max(at, outside.placedAt ?? at),
        },
      ],
      changes: {
        outside,
        state: 'brought-back' as PlacementState,
        at: Math.max(at, outside.placedAt ?? at),
        factId: `${moment.actionId}:0`,
        door: 'entrusted.bring-back',
      },
      reply: { placementId: outside.id },
    }
  },
  save: (context, changes, loaded) => saveEnd(context, loaded, changes),
})

/** Opened by nobody's role: the job that follows a leaving or a settling ends what still lasts here. */
export const endPlacementAfter = action({
  name: 'entrusted.end-placement',
  title: '离站、安置后结束托养',
  form: endForm,
  load: async (context, form): Promise<(Around & { all: PlacementRow[] }) | null> => {
    const loaded = await loadOutside(context, form)
    return loaded && { ...loaded, all: await placementsOf(context.tx, form.fileId) }
  },
  may: (actor) => actor.kind === 'system',
  decide(loaded, form) {
    const to = form.how as 'left' | 'died' | 'settled'
    const { outside } = loaded
    // Taken back before the job ran, or placed again since: what is open now belongs to the new stay.
    const again = to !== 'settled' && loaded.file.state === 'in'
    const open =
      outside?.placedAt !== null && outside !== undefined && outside.placedAt <= form.at && !again ? outside : undefined
    const ends = open && leads(placementLife, open.state, 'entrusted.end-placement', to) ? open : undefined
    const pending = again ? undefined : pendingOf(loaded.all)
    return { facts: [], changes: { ends, to, at: form.at, pending } }
  },
  async save(context, { ends, to, at, pending }, loaded) {
    if (ends) await saveEnd(context, loaded, { outside: ends, state: to, at, factId: null, door: 'entrusted.end-placement' })
    if (pending) await endPending(context, pending)
  },
})

async function endPending(context: LoadContext, pending: PlacementRow): Promise<void> {
  if (leads(placementLife, pending.state, 'entrusted.end-placement', 'withdrawn'))
    await endPlacement(context.tx, { id: pending.id, state: 'withdrawn', at: context.occurredAt, factId: null })
}
