/** Care outside is the exception: proposed with its reason, approved by the bureau, placed with a handover. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayApprove, mayPlace } from './access-placements.ts'
import { placementLife, type PlacementState } from './lifecycle-placements.ts'
import { type Around, houseRefusal, loadForHouse, loadPlacement, personRefusal } from './placement-loads.ts'
import { refuse } from './refusals-placements.ts'
import { before, defined } from './rules-placement.ts'
import { approveForm, declineForm, emergencyForm, placeForm, proposeForm, withdrawForm } from './schema-placements.ts'
import { settleLines } from './store-bring-back.ts'
import {
  beginPlacement,
  decidePlacement,
  endCare,
  endPlacement,
  grantCare,
  insertProposal,
  type PlacementRow,
} from './store-placements.ts'
import type { CareLevel } from './words.ts'

const factAt = (actionId: string, position = 0) => `${actionId}:${position}`

/** The placement that the form names, with its next state; or why not now. */
function moved(loaded: Around, door: string): { placement: PlacementRow; state: PlacementState } | Refusal {
  const { placement } = loaded
  if (!placement) return refuse('NOT_OUTSIDE')
  const state = next(placementLife, placement.state, door)
  return state ? { placement, state } : refuse('NOT_NOW', { state: placementLife.states[placement.state].zh })
}

export const propose = action({
  name: 'entrusted.propose',
  title: '提出送托',
  help: '站内照料是原则，站外托养是例外：先写站内为什么照料不了。由民政局批准后才能送。已在外托养的，也这样提出转机构。',
  legalBasis: '大提升第2项；托养机构指导意见',
  form: proposeForm,
  load: loadForHouse,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form, moment) {
    const person = personRefusal(loaded, moment.occurredAt, { adultKnown: form.adultBecause !== undefined })
    if (person) return person
    if (loaded.pending) return refuse('PENDING', { state: placementLife.states[loaded.pending.state].zh })
    if (loaded.outside?.institutionId === form.institutionId)
      return refuse('SAME_INSTITUTION', { institution: loaded.outside.institution })
    const house = houseRefusal(loaded)
    if (house) return house
    const { fileId: _id, institutionId, ...told } = form
    const id = moment.newId('placement')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'entrusted.proposed',
          value: { institution: institutionId },
          details: { ...told, institutionName: loaded.admission?.name },
        },
      ],
      changes: { id, institutionId, level: form.level as CareLevel, km: form.km ?? null },
      reply: { placementId: id },
    }
  },
  save: (context, changes, loaded) => insertProposal(context, loaded, changes),
  constraintRefusal: (constraint) =>
    constraint === 'placement_pending' ? refuse('PENDING', { state: placementLife.states.proposed.zh }) : undefined,
})

export const approve = action({
  name: 'entrusted.approve',
  title: '批准送托',
  help: '由民政局批。紧急送托的补批也在这里：照实记批准的时间。',
  legalBasis: '大提升第2项',
  form: approveForm,
  load: loadPlacement,
  may: (actor, loaded) => mayApprove(actor, loaded),
  decide(loaded, form) {
    const to = moved(loaded, 'entrusted.approve')
    if ('refused' in to) return to
    // Who is there already was judged on the day; only what is still to come must still be possible.
    const house = to.state === 'approved' ? houseRefusal(loaded) : undefined
    if (house) return house
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'entrusted.approved',
          value: { by: 'bureau' },
          details: defined({ note: form.note }),
        },
      ],
      changes: { id: to.placement.id, state: to.state },
      reply: { state: to.state },
    }
  },
  save: (context, { id, state }) => decidePlacement(context, id, state),
})

export const decline = action({
  name: 'entrusted.decline',
  title: '不批准送托',
  help: '已经紧急送出的，不批准就要接回。',
  form: declineForm,
  load: loadPlacement,
  may: (actor, loaded) => mayApprove(actor, loaded),
  decide(loaded, form) {
    const to = moved(loaded, 'entrusted.decline')
    if ('refused' in to) return to
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'entrusted.declined',
          value: { by: 'bureau' },
          details: { reason: form.reason },
        },
      ],
      changes: { id: to.placement.id, state: to.state },
      reply: { state: to.state },
    }
  },
  save: (context, { id, state }) => decidePlacement(context, id, state),
})

export const withdraw = action({
  name: 'entrusted.withdraw',
  title: '撤回送托',
  form: withdrawForm,
  load: loadPlacement,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form) {
    const to = moved(loaded, 'entrusted.withdraw')
    if ('refused' in to) return to
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'entrusted.withdrawn', details: { reason: form.reason } }],
      changes: { id: to.placement.id, state: to.state },
      reply: { state: to.state },
    }
  },
  save: (context, { id, state }) => decidePlacement(context, id, state),
})

interface Placed {
  id: string
  /** Absent where no proposal went before: an emergency. */
  proposal: { institutionId: string; level: CareLevel; km: number | null } | null
  state: PlacementState
  institutionId: string
  level: CareLevel
  at: number
  heads: number
  factId: string
  door: string
}

/** Ends the placement before, where there is one, takes a place and lets the institution see whom it has. */
async function savePlaced(context: LoadContext, placed: Placed, loaded: Around): Promise<void> {
  const { outside } = loaded
  if (outside) {
    await endPlacement(context.tx, { id: outside.id, state: 'moved', at: placed.at, factId: placed.factId })
    await settleLines(context, outside.id, { door: placed.door, to: 'gone', factId: placed.factId })
    if (outside.partPath) await endCare(context, loaded, outside.partPath)
  }
  if (placed.proposal) await insertProposal(context, loaded, { id: placed.id, ...placed.proposal, emergency: true })
  await beginPlacement(context, loaded, {
    ...placed,
    emergency: placed.state === 'placed-unapproved',
    partPath: loaded.housePath,
  })
  if (loaded.housePath) await grantCare(context, loaded, loaded.housePath)
}

/** When it happened, as the form tells it, or why that cannot be. */
function placedAt(loaded: Around, told: number | undefined, moment: { now: number; occurredAt: number }): number | Refusal {
  const at = told ?? moment.occurredAt
  if (at > moment.now) return refuse('FUTURE')
  const { file, outside } = loaded
  if (before(at, file.acceptedAt ?? file.arrivedAt)) return refuse('TOO_EARLY', { what: '入站时间' })
  if (outside?.placedAt && before(at, outside.placedAt)) return refuse('TOO_EARLY', { what: '上一次送托' })
  return at
}

const raced = (constraint: string, loaded?: { heads?: number | null }) => {
  if (constraint === 'placement_heads' || constraint === 'placement_place') return refuse('FULL', { heads: loaded?.heads ?? '' })
  if (constraint === 'placement_outside') return refuse('OUTSIDE_ALREADY')
  return constraint === 'placement_pending' ? refuse('OUTSIDE_ALREADY') : undefined
}

export const place = action({
  name: 'entrusted.place',
  title: '送托',
  help: '两方当面点交：档案、药品剂量、物品、习惯，两边签字。系统内的机构从此看得到这一份；站里的床腾出来。',
  legalBasis: '大提升第2项：先批准，后送托',
  form: placeForm,
  load: loadPlacement,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form, moment) {
    const { placement, outside, admission } = loaded
    if (!placement) return refuse('NOT_OUTSIDE')
    if (placement.state !== 'approved') return refuse('NOT_NOW', { state: placementLife.states[placement.state].zh })
    const at = placedAt(loaded, form.at, moment)
    if (typeof at !== 'number') return at
    if (placement.decidedAt !== null && before(at, placement.decidedAt)) return refuse('BEFORE_APPROVAL')
    // Whether somebody whose age is unclear is grown up was said with the proposal.
    const stop = personRefusal(loaded, at, { adultKnown: true, placing: true }) ?? houseRefusal(loaded)
    if (stop) return stop
    const { placementId: _id, at: _at, ...told } = form
    const facts: NewFact[] = [
      {
        subject: fileRef(loaded.file),
        name: 'entrusted.placed',
        value: { institution: placement.institutionId, emergency: false },
        details: { ...told, institutionName: placement.institution, ...(outside ? { movedFrom: outside.institution } : {}) },
        occurredAt: at,
      },
    ]
    const placed: Placed = {
      id: placement.id,
      proposal: null,
      state: 'placed',
      institutionId: placement.institutionId,
      level: form.level as CareLevel,
      at,
      heads: admission?.heads ?? 0,
      factId: factAt(moment.actionId),
      door: 'entrusted.place',
    }
    return { facts, changes: placed, reply: { placementId: placement.id, moved: outside !== undefined } }
  },
  save: savePlaced,
  constraintRefusal: (constraint) => raced(constraint),
})

export const placeInEmergency = action({
  name: 'entrusted.place-in-emergency',
  title: '紧急送托',
  help: '只在等不到批准时用：照实记为先送后批，应办里显示迟办，民政局补批；不批准的要接回。',
  legalBasis: '大提升第2项',
  form: emergencyForm,
  load: loadForHouse,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form, moment) {
    const { pending, outside, admission } = loaded
    if (pending?.state === 'approved') return refuse('PENDING', { state: placementLife.states.approved.zh })
    if (outside?.institutionId === form.institutionId) return refuse('SAME_INSTITUTION', { institution: outside.institution })
    const at = placedAt(loaded, form.at, moment)
    if (typeof at !== 'number') return at
    const adultKnown = form.adultBecause !== undefined
    const stop = personRefusal(loaded, at, { adultKnown, emergency: true, placing: true }) ?? houseRefusal(loaded)
    if (stop) return stop
    const { fileId: _id, institutionId, at: _at, ...told } = form
    const details = { ...told, institutionName: admission?.name, ...(outside ? { movedFrom: outside.institution } : {}) }
    const subject = fileRef(loaded.file)
    const facts: NewFact[] = [
      { subject, name: 'entrusted.placed', value: { institution: institutionId, emergency: true }, details, occurredAt: at },
    ]
    if (!pending)
      facts.push({ subject, name: 'entrusted.proposed', value: { institution: institutionId }, details: { why: form.why } })
    const level = form.level as CareLevel
    const placed: Placed = {
      id: pending?.id ?? moment.newId('placement'),
      proposal: pending ? null : { institutionId, level, km: form.km ?? null },
      state: 'placed-unapproved',
      institutionId,
      level,
      at,
      heads: admission?.heads ?? 0,
      factId: factAt(moment.actionId),
      door: 'entrusted.place-in-emergency',
    }
    return { facts, changes: placed, reply: { placementId: placed.id, moved: outside !== undefined } }
  },
  save: savePlaced,
  constraintRefusal: (constraint) => raced(constraint),
})
