/** A file ends, comes back, turns out to be a second one of the same child, or its child grows up. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import {
  changeChild,
  childRef,
  type LoadedChild,
  lockChild,
  personById,
  type PersonRow,
} from '#modules/people-and-cases/index.ts'
import { inCharge, isSystem, knowsAll } from './access.ts'
import { stateOf } from './lifecycle.ts'
import { closedRefusal } from './moving.ts'
import { refuse } from './refusals.ts'
import { areTwo, isAdult, isGuarded, keysOf } from './rules.ts'
import { adultForm, closeForm, joinForm, reopenForm, twoForm } from './schema.ts'
import { decideTwice, endNamedReaders } from './store-twice.ts'
import { type CloseReason, closeReasons } from './words.ts'

/** Ways of closing that do not wait for guardianship to end: the child is gone, or never was one. */
const ANYWAY: readonly CloseReason[] = ['died', 'mistaken', 'adopted']

export const closeFile = action({
  name: 'minors.close-file',
  title: '结案',
  help: '没办完的事由各处收尾或移交；指定人员的查看到此为止。',
  form: closeForm,
  load: ({ tx, vault }, form) => lockChild(tx, vault, form.childId),
  may: (actor, loaded) => knowsAll(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '结案')
    if (closed) return closed
    if (isGuarded(loaded.facts) && !ANYWAY.includes(form.reason)) return refuse('STILL_GUARDED')
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.file-closed',
          value: { reason: form.reason },
          ...(form.note ? { details: { note: form.note } } : {}),
        },
      ],
      changes: { at: moment.now, how: form.reason },
      reply: { state: closeReasons[form.reason] },
    }
  },
  async save(context, closed, { child }) {
    await endNamedReaders(context, child.id)
    await changeChild(context.tx, context.vault, child.id, { closed })
  },
})

export const reopenFile = action({
  name: 'minors.reopen-file',
  title: '恢复个案',
  form: reopenForm,
  load: ({ tx, vault }, form) => lockChild(tx, vault, form.childId),
  may: (actor, loaded) => inCharge(actor, loaded),
  decide({ child }, form, moment) {
    const state = stateOf(child)
    if (state === 'open') return refuse('NOT_CLOSED')
    if (state !== 'closed' || isAdult(child, dateOf(moment.now))) return closedRefusal(child, '恢复') ?? refuse('NOT_CLOSED')
    return {
      facts: [{ subject: childRef(child), name: 'child.file-reopened', details: { reason: form.reason } }],
      changes: null,
      reply: {},
    }
  },
  save: ({ tx, vault }, _none, { child }) => changeChild(tx, vault, child.id, { closed: null }),
})

/** On the day, by the system alone. */
export const turnAdult = action({
  name: 'minors.turn-adult',
  title: '年满十八周岁，个案结束',
  legalBasis: '未成年人保护法第二条',
  form: adultForm,
  load: ({ tx, vault }, form) => lockChild(tx, vault, form.childId),
  may: (actor) => isSystem(actor),
  decide({ child }, _form, moment) {
    if (!isAdult(child, dateOf(moment.now))) return refuse('NOT_ADULT_YET')
    const closed = closedRefusal(child, '结束')
    if (closed) return closed
    return {
      facts: [{ subject: childRef(child), name: 'child.file-closed', value: { reason: 'turned-adult' } }],
      changes: { at: moment.now, how: 'turned-adult' },
      reply: {},
    }
  },
  async save(context, closed, { child }) {
    await endNamedReaders(context, child.id)
    await changeChild(context.tx, context.vault, child.id, { closed })
  },
})

interface Two extends LoadedChild {
  person: PersonRow | null
  other: (LoadedChild & { person: PersonRow | null }) | null
}

/** Both files, locked in the order of their ids: two who join them the other way round do not wait for each other. */
async function loadTwo({ tx, vault }: LoadContext, form: { childId: string; otherId: string }): Promise<Two | null> {
  const found = new Map<string, LoadedChild>()
  for (const id of [...new Set([form.childId, form.otherId])].sort()) {
    const loaded = await lockChild(tx, vault, id)
    if (loaded) found.set(id, loaded)
  }
  const one = found.get(form.childId)
  const other = form.childId === form.otherId ? undefined : found.get(form.otherId)
  if (!one) return null
  const personOf = (each: LoadedChild) => personById(tx, vault, each.child.personId)
  return { ...one, person: await personOf(one), other: other ? { ...other, person: await personOf(other) } : null }
}

function twoRefusal(loaded: Two, form: { childId: string; otherId: string }) {
  if (form.childId === form.otherId) return refuse('SAME_FILE')
  return loaded.other ? loaded.other : refuse('NOT_ALSO_OPEN')
}

export const joinFiles = action({
  name: 'minors.join-files',
  title: '同一个孩子，并为一份',
  help: '另一份并入本案：家庭、就学、健康、能看的人都转过来。双胞胎是两个孩子，不能并。',
  form: joinForm,
  load: loadTwo,
  may(actor, loaded) {
    const one = inCharge(actor, loaded)
    return one === true && loaded.other ? inCharge(actor, loaded.other) : one
  },
  decide(loaded, form, moment) {
    const other = twoRefusal(loaded, form)
    if (isRefusal(other)) return other
    const closed = closedRefusal(loaded.child, '并案')
    if (closed) return closed
    if (stateOf(other.child) === 'merged') return closedRefusal(other.child, '并案') ?? refuse('SAME_FILE')
    const today = dateOf(moment.now)
    const keys = [loaded.person, other.person].map((person) => keysOf(person?.description ?? {}, today)) as [
      ReturnType<typeof keysOf>,
      ReturnType<typeof keysOf>,
    ]
    if (areTwo(...keys)) return refuse('TWINS')
    return {
      facts: [
        {
          subject: childRef(other.child),
          name: 'child.same-child',
          value: { into: loaded.child.id },
          details: { reason: form.reason },
        },
      ],
      changes: { at: moment.now, how: 'merged', otherId: other.child.id, reason: form.reason },
      reply: { childId: loaded.child.id },
    }
  },
  async save(context, { at, how, otherId, reason }, { child }) {
    await changeChild(context.tx, context.vault, otherId, { closed: { at, how } })
    await decideTwice(context, child.id, otherId, 'same', reason)
  },
})

export const markTwo = action({
  name: 'minors.mark-two',
  title: '是两个孩子',
  help: '以后不再提示这两份像同一个孩子。',
  form: twoForm,
  load: loadTwo,
  may: (actor, loaded) => inCharge(actor, loaded),
  decide(loaded, form) {
    const other = twoRefusal(loaded, form)
    if (isRefusal(other)) return other
    return {
      facts: [loaded, other].map(({ child }) => ({
        subject: childRef(child),
        name: 'child.two-children',
        details: { reason: form.reason },
      })),
      changes: { otherId: other.child.id, reason: form.reason },
      reply: {},
    }
  },
  save: (context, { otherId, reason }, { child }) => decideTwice(context, child.id, otherId, 'two', reason),
})
