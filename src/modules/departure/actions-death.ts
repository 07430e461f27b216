/** Death: recorded here, told from the way or from care outside, and taken back where it was a mistake. */
import { action, type Moment, type NewFact } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { fileRef, moveFile, rescueFile } from '#modules/people-and-cases/index.ts'
import { mayDecide, maySignOut } from './access.ts'
import { type Leaving, planCancelled, saveLeaving } from './actions-leaving.ts'
import { guestAt } from './guest.ts'
import { factAt, type Loaded, loadGuest } from './loads.ts'
import { refuse } from './refusals.ts'
import { deathAt, earliestDeath, mayBeRecorded } from './rules-death.ts'
import { defined, noteOf } from './rules-form.ts'
import { isLive } from './rules-refusal.ts'
import { deathForm, followDeathForm, withdrawDeathForm } from './schema.ts'
import { changeDeath, dropLeaving, leavingBefore } from './store.ts'

/** The leaving that a death is, and its fact; it ends what is owed for the living, and leaves the belongings and papers. */
export function deathOf(
  loaded: Loaded,
  moment: Pick<Moment, 'newId' | 'now'>,
  told: { diedAt: number; details: Record<string, unknown> },
): { fact: NewFact; leaving: Leaving; kept: number } {
  const leftAt = deathAt(told.diedAt, loaded)
  const kept = guestAt(loaded, moment.now).kept.length
  return {
    fact: {
      subject: fileRef(loaded.file),
      name: 'departure.left',
      value: { kind: 'died' },
      details: { ...told.details, ...defined({ belongingsKept: kept || undefined }) },
      occurredAt: leftAt,
    },
    leaving: {
      id: moment.newId('leaving'),
      kind: 'died',
      leftAt,
      sentHome: false,
      journey: {},
      note: noteOf('died', {}, undefined, []),
      planTo: loaded.plan && isLive(loaded.plan.state) ? 'cancelled' : undefined,
    },
    kept,
  }
}

export const recordDeath = action({
  name: 'departure.record-death',
  title: '记死亡',
  help: '先报公安和民政，再补手续。途中、托养机构先报了的，在这里补齐。记完请到“突发事件”上报。',
  legalBasis: '大提升第6项：死亡立即报告',
  form: deathForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file, leaving } = loaded
    if (!mayBeRecorded(loaded))
      return refuse(loaded.death ? 'DIED_ALREADY' : 'NOT_IN', { state: rescueFile.states[file.state].zh })
    if (form.diedAt > moment.now || form.diedAt < earliestDeath(loaded)) return refuse('DEATH_TIME')
    const { fileId: _id, diedAt, ...details } = form
    const { fact, leaving: death, kept } = deathOf(loaded, moment, { diedAt, details })
    // Told before, bare: the papers take the place of what was told.
    const before = loaded.death === 'bare' ? leaving : undefined
    return {
      facts: [
        before ? { ...fact, replaces: before.factId } : fact,
        ...(death.planTo && !before ? [planCancelled(loaded, 'died')] : []),
      ],
      changes: { death, before },
      reply: { kind: 'died', belongingsKept: kept },
    }
  },
  async save(context, { death, before }, loaded) {
    if (!before) return saveLeaving(context, death, loaded)
    const { leftAt } = death
    await changeDeath(context.tx, { id: before.id, leftAt, factId: factAt(context.actionId) })
    await moveFile(context.tx, loaded.file.id, { state: 'left', leftAt, leftKind: 'died' })
  },
})

export const followDeath = action({
  name: 'departure.follow-death',
  title: '托养机构报死亡后结束个案',
  help: '系统自动记：活人的事到此为止，手续由站里补。',
  form: followDeathForm,
  load: loadGuest,
  may: (actor, loaded) => actor.kind === 'system' && maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    // Recorded by the station meanwhile, or gone elsewhere: nothing is left to end here.
    if (!next(rescueFile, loaded.file.state, 'departure.follow-death')) return { facts: [], changes: null }
    const diedAt = Math.min(Math.max(form.diedAt, earliestDeath(loaded)), moment.now)
    const { fact, leaving } = deathOf(loaded, moment, { diedAt, details: { place: form.place } })
    return { facts: [fact, ...(leaving.planTo ? [planCancelled(loaded, 'died')] : [])], changes: leaving }
  },
  async save(context, death, loaded) {
    if (death) await saveLeaving(context, death, loaded)
  },
})

type Mistaken = Loaded & { earlier: { kind: string; leftAt: number } | undefined }

export const withdrawDeath = action({
  name: 'departure.withdraw-death',
  title: '死亡记错了，撤回',
  help: '个案回到死亡以前：在站的回到在站，在途的回到在途。写明理由，原来的记录都留着。床位、住院、托养、落户不会自动恢复，请逐项核对。',
  form: withdrawDeathForm,
  async load(context, form): Promise<Mistaken | null> {
    const loaded = await loadGuest(context, form)
    return loaded && { ...loaded, earlier: await leavingBefore(context.tx, loaded.file, loaded.leaving) }
  },
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide(loaded, form) {
    const { file, leaving, earlier } = loaded
    if (file.state !== 'left' || leaving?.kind !== 'died') return refuse('NOT_DIED')
    const state = earlier ? ('left' as const) : file.acceptedAt === null ? ('asked' as const) : ('in' as const)
    return {
      facts: [{ subject: fileRef(file), name: 'fact.withdrawn', replaces: leaving.factId, details: { reason: form.reason } }],
      changes: { leavingId: leaving.id, state, leftAt: earlier?.leftAt ?? null, leftKind: earlier?.kind ?? null },
      reply: { state },
    }
  },
  async save(context, { leavingId, state, leftAt, leftKind }, { file }) {
    await dropLeaving(context.tx, leavingId)
    await moveFile(context.tx, file.id, { state, leftAt, leftKind })
  },
})
