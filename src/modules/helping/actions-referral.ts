/** A service asked of an organisation: sent, reminded, told upwards, sent elsewhere, closed. */
import { action, type LoadContext, type Moment } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, type ChildRow, type LoadedChild, lockChild, organisationsOf } from '#modules/people-and-cases/index.ts'
import { isSystem, mayPlan, mayWrite } from './access.ts'
import type { Service } from './catalogue-schema.ts'
import { type Addressed, addressed, already, letIn, letOut, stepOf, withStep } from './letters.ts'
import { closedRefusal, type LoadedReferral, loadReferral, moved, named, notNow, serviceFor, told } from './loads.ts'
import { refuse } from './refusals.ts'
import { chaseNow, isOpen, may } from './rules.ts'
import { chaseForm, closeForm, raiseForm, referForm, referOtherwiseForm, remindForm } from './schema.ts'
import { itemById, type ItemRow } from './store.ts'
import { changeReferral, insertReferral, type ReferralRow, referralsOf } from './store-referral.ts'
import { closeReasons, remindWays } from './words.ts'

interface Referring extends LoadedChild {
  before: ReferralRow[]
  item: ItemRow | null
  organisation: Organisation | undefined
}

async function loadReferring(
  context: LoadContext,
  form: { childId: string; itemId?: string | undefined; organisationId?: string | undefined },
): Promise<Referring | null> {
  const { tx, vault } = context
  const loaded = await lockChild(tx, vault, form.childId)
  if (!loaded) return null
  return {
    ...loaded,
    before: await referralsOf(tx, vault, form.childId),
    item: form.itemId ? await itemById(tx, vault, form.itemId) : null,
    organisation: form.organisationId ? await organisationById(tx, form.organisationId) : undefined,
  }
}

const referred = (child: ChildRow, service: Service, form: Addressed) =>
  moved(
    childRef(child),
    'child.referred',
    { ...named(service), ...(service.in === 'plan' ? { to: service.department } : {}) },
    told({ asks: form.asks, toName: form.toName, organisationId: form.organisationId }),
  )

export const refer = action({
  name: 'helping.refer',
  title: '转介',
  help: '把一项服务交给能办的单位，一直跟到有结果。对方只看到这一件。',
  legalBasis: '未成年人保护新制度二（三）；十六部门意见三',
  form: referForm,
  load: loadReferring,
  may: (actor, loaded) => mayPlan(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '转介')
    if (closed) return closed
    const service = serviceFor(form.service, loaded, dateOf(moment.now))
    if (isRefusal(service)) return service
    const open = loaded.before.find((each) => each.service === service.id && isOpen(each.state))
    if (open) return already(open, service)
    if (form.itemId && (loaded.item?.childId !== loaded.child.id || loaded.item.service !== service.id))
      return refuse('ITEM_OTHER')
    const to = addressed(form, loaded.organisation, service, loaded.child, moment)
    if (isRefusal(to)) return to
    const id = moment.newId('referral')
    return {
      facts: [referred(loaded.child, service, form)],
      changes: {
        id,
        childId: loaded.child.id,
        ownerPath: loaded.child.ownerPath,
        compartment: service.in as string,
        itemId: form.itemId ?? null,
        service: service.id,
        organisationId: to.organisation?.id ?? null,
        organisationPath: to.organisation?.path ?? null,
        dueOn: to.dueOn,
        insteadOf: null,
        content: to.content,
      },
      reply: { referralId: id, answersItself: to.organisation !== undefined },
    }
  },
  async save(context, made, { child }) {
    if (made.organisationPath) await letIn(context, child, made.organisationPath)
    await insertReferral(context, made)
  },
  constraintRefusal: (constraint) =>
    constraint === 'referral_open'
      ? refuse('ALREADY_REFERRED', { service: '这项服务', date: '刚才', to: '对方', state: '等答复' })
      : undefined,
})

const mayFollow = (actor: Parameters<typeof mayPlan>[0], loaded: LoadedReferral): boolean =>
  mayPlan(actor, loaded) && mayWrite(actor, loaded, loaded.referral.compartment)

export const remindReferral = action({
  name: 'helping.remind-referral',
  title: '催办',
  form: remindForm,
  load: loadReferral,
  may: (actor, loaded) => mayFollow(actor, loaded),
  decide({ referral, ref }, form, moment) {
    if (!may(referral.state, 'helping.remind-referral')) return notNow(referral.state, '催办')
    return {
      facts: [moved(ref, 'child.referral-reminded', {}, told({ how: form.how, note: form.note }))],
      changes: {
        silentSince: moment.now,
        reminders: referral.reminders + 1,
        content: withStep(referral.content, stepOf(moment, `催办（${remindWays[form.how]}）`, form.note)),
      },
      reply: { reminders: referral.reminders + 1 },
    }
  },
  save: (context, changes, { referral }) => changeReferral(context, referral, changes),
})

interface Raising extends LoadedReferral {
  bureau: string | null
}
async function loadRaising(context: LoadContext, form: { referralId: string }): Promise<Raising | null> {
  const loaded = await loadReferral(context, form)
  if (!loaded) return null
  const [bureau] = await organisationsOf(context.tx, ['bureau'], loaded.referral.senderPath)
  return { ...loaded, bureau: bureau?.path ?? null }
}

function raising({ referral, ref, bureau }: Raising, note: string | undefined, moment: Moment) {
  if (!bureau) return refuse('NOBODY_ABOVE')
  return {
    facts: [moved(ref, 'child.referral-raised', {}, told({ note }))],
    changes: {
      silentSince: moment.now,
      reminders: referral.reminders,
      raisedPath: bureau as string | null,
      raisedAt: moment.now as number | null,
      content: withStep(referral.content, stepOf(moment, '报上级', note)),
    },
    reply: {},
  }
}

export const raiseReferral = action({
  name: 'helping.raise-referral',
  title: '报上级督办',
  help: '民政局看到转给谁、办什么、多久没办；看不到孩子是谁。',
  form: raiseForm,
  load: loadRaising,
  may: (actor, loaded) => mayFollow(actor, loaded),
  decide(loaded, form, moment) {
    if (!may(loaded.referral.state, 'helping.raise-referral')) return notNow(loaded.referral.state, '上报')
    return raising(loaded, form.note, moment)
  },
  save: (context, changes, { referral }) => changeReferral(context, referral, changes),
})

/** Every morning, by the system: whoever does not answer is reminded, then told of. */
export const chase = action({
  name: 'helping.chase',
  title: '催办没有答复的转介',
  form: chaseForm,
  load: loadRaising,
  may: (actor) => isSystem(actor),
  decide(loaded, _form, moment) {
    const { referral, ref } = loaded
    const what = chaseNow(referral, moment.now)
    if (what === null) return refuse('NOT_LATE')
    if (what === 'raise' && loaded.bureau) return raising(loaded, undefined, moment)
    return {
      facts: [moved(ref, 'child.referral-reminded')],
      changes: {
        silentSince: moment.now,
        reminders: referral.reminders + 1,
        raisedPath: referral.raisedPath,
        raisedAt: referral.raisedAt,
        content: withStep(referral.content, stepOf(moment, '自动催办')),
      },
      reply: {},
    }
  },
  save: (context, changes, { referral }) => changeReferral(context, referral, changes),
})

interface Otherwise extends LoadedReferral {
  full: LoadedChild | null
  organisation: Organisation | undefined
}

export const referOtherwise = action({
  name: 'helping.refer-otherwise',
  title: '换一家',
  help: '一家不办，换一家再转；不行的那一件留着，写明已换。',
  form: referOtherwiseForm,
  async load(context, form): Promise<Otherwise | null> {
    const seen = await loadReferral(context, form)
    const full = seen && (await lockChild(context.tx, context.vault, seen.referral.childId))
    if (!seen || !full) return null
    return {
      ...seen,
      full,
      organisation: form.organisationId ? await organisationById(context.tx, form.organisationId) : undefined,
    }
  },
  may: (actor, loaded) => mayFollow(actor, loaded),
  decide({ referral, service, full, organisation, ref }, form, moment) {
    if (!full) return refuse('NO_SUCH_SERVICE')
    const closed = closedRefusal(full.child, '转介')
    if (closed) return closed
    if (!may(referral.state, 'helping.refer-otherwise')) return notNow(referral.state, '换一家')
    const to = addressed(form, organisation, service, full.child, moment)
    if (isRefusal(to)) return to
    if (to.content.to === referral.content.to) return refuse('SAME_ORGANISATION', { to: referral.content.to })
    const id = moment.newId('referral')
    return {
      facts: [moved(ref, 'child.referral-closed', { reason: 'rerouted' }), referred(full.child, service, form)],
      changes: {
        closed: {
          state: 'rerouted' as const,
          closedAt: moment.now,
          content: withStep(referral.content, stepOf(moment, '换一家')),
        },
        made: {
          id,
          childId: referral.childId,
          ownerPath: referral.ownerPath,
          compartment: referral.compartment,
          itemId: referral.itemId,
          service: referral.service,
          organisationId: to.organisation?.id ?? null,
          organisationPath: to.organisation?.path ?? null,
          dueOn: to.dueOn,
          insteadOf: referral.id,
          content: to.content,
        },
      },
      reply: { referralId: id },
    }
  },
  async save(context, { closed, made }, { referral, full }) {
    await changeReferral(context, referral, { ...closed, itemId: null })
    await letOut(context, referral)
    if (made.organisationPath && full) await letIn(context, full.child, made.organisationPath)
    await insertReferral(context, made)
  },
})

export const closeReferral = action({
  name: 'helping.close-referral',
  title: '结束转介',
  help: '办成了请记答复；这里只在用不着、办不下去时结束。',
  form: closeForm,
  load: loadReferral,
  may: (actor, loaded) => mayFollow(actor, loaded),
  decide({ referral, ref }, form, moment) {
    if (!may(referral.state, 'helping.close-referral')) return notNow(referral.state, '再结束')
    return {
      facts: [moved(ref, 'child.referral-closed', { reason: form.reason }, told({ note: form.note }))],
      changes: {
        state: 'closed' as const,
        closedAt: moment.now,
        content: withStep(referral.content, stepOf(moment, `结束：${closeReasons[form.reason]}`)),
      },
      reply: { referralId: referral.id },
    }
  },
  async save(context, changes, { referral }) {
    await changeReferral(context, referral, changes)
    await letOut(context, referral)
  },
})
