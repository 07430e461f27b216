/** One plan for a child: made, changed, its items added, done, dropped; ended. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { mayPlan, mayWrite } from './access.ts'
import { itemLife, planLife } from './lifecycle.ts'
import { closedRefusal, type LoadedItem, type LoadedPlan, loadItem, loadPlan, named, serviceFor, told } from './loads.ts'
import { refuse } from './refusals.ts'
import { itemStateOf, momentOf } from './rules.ts'
import { addItemForm, changePlanForm, dropItemForm, endPlanForm, finishItemForm, makePlanForm } from './schema.ts'
import { serviceById } from './catalogue.ts'
import { changePlan, dropOpenItems, endItem, insertItems, insertPlan, type ItemRow, type PlanRow, plansOf } from './store.ts'

type NewItem = Pick<ItemRow, 'id' | 'planId' | 'childId' | 'compartment' | 'service' | 'dueOn' | 'times' | 'content'>
interface ItemForm {
  service: string
  goal?: string | undefined
  who?: string | undefined
  dueOn?: string | undefined
  times?: number | undefined
}

function itemOf(form: ItemForm, loaded: LoadedChild, on: string, ids: { id: string; planId: string }): NewItem | Refusal {
  const service = serviceFor(form.service, loaded, on)
  if (isRefusal(service)) return service
  return {
    ...ids,
    childId: loaded.child.id,
    compartment: service.in,
    service: service.id,
    dueOn: form.dueOn ?? null,
    times: form.times ?? service.times ?? null,
    content: { goal: form.goal, who: form.who },
  }
}

const ended = (plan: PlanRow): Refusal | undefined =>
  plan.state === 'ended' ? refuse('PLAN_ENDED', { date: dateOf(plan.endedAt ?? plan.changedAt) }) : undefined

interface WithPlans extends LoadedChild {
  plans: PlanRow[]
}
async function loadPlans({ tx, vault }: LoadContext, form: { childId: string }): Promise<WithPlans | null> {
  const loaded = await lockChild(tx, vault, form.childId)
  return loaded && { ...loaded, plans: await plansOf(tx, vault, form.childId) }
}

export const makePlan = action({
  name: 'helping.make-plan',
  title: '制定帮扶方案',
  help: '先问孩子自己想怎样；目标写几个月后的样子，项目写谁办、什么时候办成。',
  legalBasis: '未成年人保护新制度二（三）；十六部门意见三',
  form: makePlanForm,
  load: loadPlans,
  may: (actor, loaded) => mayPlan(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '制定方案')
    if (closed) return closed
    const [present] = loaded.plans
    if (present?.state === 'active') return refuse('PLAN_THERE', { date: dateOf(present.madeAt) }, { planId: present.id })
    const id = moment.newId('plan')
    const items: NewItem[] = []
    for (const [at, each] of (form.items ?? []).entries()) {
      const item = itemOf(each, loaded, dateOf(moment.now), { id: moment.newId(`item:${at}`), planId: id })
      if (isRefusal(item)) return item
      items.push(item)
    }
    const { goals, childSays, familySays } = form
    // How many lie in the plan's own compartment: of what lies deeper not even the number is told here.
    const count = items.filter((each) => each.compartment === 'plan').length
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.plan-made',
          value: { items: String(count) },
          details: told({ goals, childSays, familySays, reviewOn: form.reviewOn }),
        },
      ],
      changes: {
        plan: {
          id,
          childId: loaded.child.id,
          reviewOn: form.reviewOn ?? null,
          content: { goals, childSays, familySays, by: `${moment.actor.organisation.name} ${moment.actor.name}` },
        },
        items,
      },
      reply: { planId: id, items: items.length },
    }
  },
  async save(context, { plan, items }) {
    await insertPlan(context, plan)
    await insertItems(context, items)
  },
  constraintRefusal: (constraint) => (constraint === 'plan_active' ? refuse('PLAN_THERE', { date: '刚才' }) : undefined),
})

export const changePlanAction = action({
  name: 'helping.change-plan',
  title: '改帮扶方案',
  form: changePlanForm,
  load: loadPlan,
  may: (actor, loaded) => mayPlan(actor, loaded),
  decide({ child, plan }, form) {
    const over = closedRefusal(child, '改方案') ?? ended(plan)
    if (over) return over
    const { goals, childSays, familySays, reviewOn, reason } = form
    if ([goals, childSays, familySays, reviewOn].every((each) => each === undefined)) return refuse('ASKED_NOTHING')
    const content = { ...plan.content, ...told({ goals, childSays, familySays }) }
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.plan-changed',
          details: told({ reason, goals, childSays, familySays, reviewOn }),
        },
      ],
      changes: { content, reviewOn: reviewOn ?? plan.reviewOn },
      reply: { planId: plan.id },
    }
  },
  save: (context, changes, { plan }) => changePlan(context, plan, changes),
})

export const addItem = action({
  name: 'helping.add-item',
  title: '加帮扶项目',
  form: addItemForm,
  load: loadPlan,
  may: (actor, loaded) => mayPlan(actor, loaded),
  decide(loaded, form, moment) {
    const over = closedRefusal(loaded.child, '加项目') ?? ended(loaded.plan)
    if (over) return over
    const item = itemOf(form, loaded, dateOf(moment.now), { id: moment.newId('item'), planId: loaded.plan.id })
    if (isRefusal(item)) return item
    return {
      facts: [{ subject: childRef(loaded.child), name: 'child.plan-changed' }],
      changes: item,
      reply: { itemId: item.id },
    }
  },
  save: (context, item) => insertItems(context, [item]),
})

const gone = ({ item, referral }: LoadedItem): Refusal | undefined => {
  const state = itemStateOf(item, referral?.state ?? null)
  return itemLife.states[state].final === true ? refuse('ITEM_GONE', { state: itemLife.states[state].zh }) : undefined
}

export const finishItem = action({
  name: 'helping.finish-item',
  title: '办成',
  form: finishItemForm,
  load: loadItem,
  may: (actor, loaded) => mayPlan(actor, loaded) && mayWrite(actor, loaded, loaded.item.compartment),
  decide(loaded, form, moment) {
    const over = closedRefusal(loaded.child, '记办成') ?? ended(loaded.plan) ?? gone(loaded)
    if (over) return over
    const at = momentOf(form.on, moment.occurredAt)
    if (at === null) return refuse('FUTURE_DAY')
    const service = serviceById(loaded.item.service)
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.plan-item-done',
          value: service ? named(service) : {},
          details: { outcome: form.outcome },
          occurredAt: at,
        },
      ],
      changes: { state: 'done' as const, at, content: { ...loaded.item.content, outcome: form.outcome } },
      reply: { itemId: loaded.item.id },
    }
  },
  save: (context, changes, { item }) => endItem(context, item, changes),
})

export const dropItem = action({
  name: 'helping.drop-item',
  title: '不再办',
  form: dropItemForm,
  load: loadItem,
  may: (actor, loaded) => mayPlan(actor, loaded) && mayWrite(actor, loaded, loaded.item.compartment),
  decide(loaded, form, moment) {
    const over = ended(loaded.plan) ?? gone(loaded)
    if (over) return over
    return {
      facts: [
        { subject: childRef(loaded.child), name: 'child.plan-changed', details: told({ dropped: form.reason, note: form.note }) },
      ],
      changes: { state: 'dropped' as const, at: moment.now, content: { ...loaded.item.content, note: form.note ?? form.reason } },
      reply: { itemId: loaded.item.id },
    }
  },
  save: (context, changes, { item }) => endItem(context, item, changes),
})

export const endPlan = action({
  name: 'helping.end-plan',
  title: '结束方案',
  help: '还没答复的转介不受影响，接着跟到有结果。',
  form: endPlanForm,
  load: loadPlan,
  may: (actor, loaded) => mayPlan(actor, loaded),
  decide({ child, plan }: LoadedPlan, form, moment) {
    const over = ended(plan)
    if (over) return over
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.plan-ended',
          value: { reason: form.reason },
          details: { outcome: form.outcome },
        },
      ],
      changes: {
        state: 'ended' as const,
        endedAt: moment.now,
        endReason: form.reason as string,
        content: { ...plan.content, outcome: form.outcome },
      },
      reply: { planId: plan.id, state: planLife.states.ended.zh },
    }
  },
  async save(context, changes, { plan }) {
    await changePlan(context, plan, changes)
    await dropOpenItems(context, plan.id, context.now)
  },
})
