/** What follows from other rooms' facts: the file is closed, somebody is eighteen, two files are one child's, a guardian's situation changed. */
import { action, type NewFact } from '#kernel/action.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { childRef } from '#modules/people-and-cases/index.ts'
import { bySystem } from './access.ts'
import { leave } from './actions-place.ts'
import { endingFacts, endSight } from './common.ts'
import { parameter } from './parameters.ts'
import { followChangedForm, followClosedForm, followSameForm } from './schema.ts'
import { type Care, changeRequest, endHold, lockCare, moveHold, setReview } from './store.ts'
import { changeReturn, decideOrder, moveOrders, movePlacement, moveReturn } from './store-care.ts'
import { askAgain } from './store-read.ts'
import type { HoldEnd, PlacementEnd } from './words.ts'

/** Why a file was closed → how guardianship and placement end with it. */
const HOLD_ENDS: Record<string, HoldEnd> = {
  'turned-adult': 'adult',
  returned: 'returned',
  moved: 'moved',
  adopted: 'adopted',
  died: 'died',
  mistaken: 'mistaken',
  'no-need': 'no-need',
}
const PLACEMENT_ENDS: Record<string, PlacementEnd> = { 'turned-adult': 'adult', returned: 'returned', adopted: 'adopted' }

const openRequests = (care: Care) => care.requests.filter((each) => each.state === 'asked' || each.state === 'approved')
const placementsNow = (care: Care) => [...(care.placement ? [care.placement] : []), ...care.sponsored]

function endFacts(care: Care, hold: HoldEnd, placement: PlacementEnd, occurredAt: number): NewFact[] {
  return [
    ...(care.hold ? endingFacts(care, care.hold, hold, occurredAt) : []),
    ...placementsNow(care).map(() => ({
      subject: childRef(care.child),
      name: 'child.placement-ended',
      value: { reason: placement },
      occurredAt,
    })),
  ]
}

export const followClosed = action({
  name: 'guardianship.follow-closed',
  title: '个案结案、年满十八周岁后结束监护与安置',
  form: followClosedForm,
  load: (context, form) => lockCare(context, form.childId),
  may: bySystem,
  decide(care, form, moment) {
    const ends = { hold: HOLD_ENDS[form.reason] ?? 'closed', placement: PLACEMENT_ENDS[form.reason] ?? 'closed' }
    return {
      facts: endFacts(care, ends.hold, ends.placement, moment.occurredAt),
      changes: ends,
      jobs: openRequests(care).map((each) => endSight(care.child.id, each.bureauPath)),
    }
  },
  async save(context, ends, care) {
    const at = context.occurredAt
    if (care.hold) await endHold(context, care.hold, { ground: ends.hold, at, what: '个案结案' })
    for (const each of placementsNow(care)) await leave(context, care, each, { reason: ends.placement, at })
    for (const each of openRequests(care)) await changeRequest(context, each, { state: 'withdrawn', decided: true })
    if (care.returned?.state === 'watched') await changeReturn(context, care.returned.id, { state: 'ended' })
    for (const each of care.orders.filter((order) => order.state === 'asked'))
      await decideOrder(context, each, { state: 'withdrawn', until: null })
  },
})

export const followSame = action({
  name: 'guardianship.follow-same',
  title: '两案并一后归并监护与安置',
  form: followSameForm,
  async load(context, form) {
    const [first, second] = [form.childId, form.into].sort() as [string, string]
    const one = await lockCare(context, first)
    const two = await lockCare(context, second)
    if (!one || !two || first === second) return null
    return first === form.childId ? { from: one, into: two } : { from: two, into: one }
  },
  may: bySystem,
  decide({ from, into }, _form, moment) {
    const ends = endFacts(from, 'same-child', 'same-child', moment.occurredAt)
    const ref = childRef(into.child)
    // What moves goes on over there: its file learns it as it is now.
    const moved: NewFact[] = [
      ...(from.hold && !into.hold && from.hold.kind !== 'emergency'
        ? [
            {
              subject: ref,
              name: from.hold.kind === 'temporary' ? 'child.temporary-guardianship-taken' : 'child.long-term-guardianship-taken',
              value: { ground: from.hold.ground },
              occurredAt: from.hold.since,
            },
          ]
        : []),
      ...(from.placement && !into.placement
        ? [{ subject: ref, name: 'child.placed', value: { kind: from.placement.kind }, occurredAt: from.placement.placedAt }]
        : []),
    ]
    return {
      facts: [...ends, ...moved],
      changes: {},
      jobs: openRequests(from).map((each) => endSight(from.child.id, each.bureauPath)),
    }
  },
  async save(context, _changes, { from, into }) {
    const at = context.occurredAt
    const there = into.child.id
    if (from.hold) {
      if (into.hold) await endHold(context, from.hold, { ground: 'same-child', at, what: '两案并一' })
      else await moveHold(context, from.hold.id, there)
    }
    for (const each of placementsNow(from)) {
      if (each.kind !== 'sponsored' && into.placement) await leave(context, from, each, { reason: 'same-child', at })
      else await movePlacement(context, each.id, there)
    }
    if (from.returned?.state === 'watched') {
      if (into.returned?.state === 'watched' || into.hold) await changeReturn(context, from.returned.id, { state: 'ended' })
      else await moveReturn(context, from.returned.id, there)
    }
    for (const each of openRequests(from)) await changeRequest(context, each, { state: 'withdrawn', decided: true })
    await moveOrders(context, from.child.id, there)
  },
})

export const followChanged = action({
  name: 'guardianship.follow-changed',
  title: '监护人情况可能有变化，安排复核',
  form: followChangedForm,
  load: (context, form) => lockCare(context, form.childId),
  may: bySystem,
  decide(care, _form, moment) {
    const today = dateOf(moment.occurredAt)
    const wanted = addDays(today, parameter('changedDays', today).value)
    const sooner = (now: string | null) => (now !== null && now < wanted ? now : wanted)
    return {
      facts: [],
      changes: {
        hold: care.hold && { id: care.hold.id, on: sooner(care.hold.reviewOn) },
        returned: care.returned?.state === 'watched' ? { id: care.returned.id, on: sooner(care.returned.nextVisit) } : undefined,
      },
    }
  },
  async save(context, { hold, returned }) {
    if (hold) await setReview(context, hold.id, hold.on, 'changed')
    if (returned) await askAgain(context, returned.id, returned.on)
  },
})
