/** What decisions read: a child with its plan, or one referral with what the asker may read of the child. */
import type { LoadContext, NewFact, SubjectRef } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import {
  childById,
  type ChildRow,
  childRef,
  compartmentsOf,
  type LoadedChild,
  lockChild,
} from '#modules/people-and-cases/index.ts'
import type { Service } from './catalogue-schema.ts'
import { serviceById } from './catalogue.ts'
import { referralLife, type ReferralState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { fitsAge } from './rules.ts'
import { type ItemRow, itemById, type PlanRow, planById } from './store.ts'
import { lockReferral, type ReferralRow, referralsOf } from './store-referral.ts'

export interface LoadedPlan extends LoadedChild {
  plan: PlanRow
}

/** The child is locked first: whoever else works on the plan waits. */
export async function loadPlan(context: LoadContext, form: { planId: string }): Promise<LoadedPlan | null> {
  const { tx, vault } = context
  const found = await planById(tx, vault, form.planId)
  const loaded = found && (await lockChild(tx, vault, found.childId))
  const plan = loaded && (await planById(tx, vault, form.planId))
  return loaded && plan ? { ...loaded, plan } : null
}

export interface LoadedItem extends LoadedPlan {
  item: ItemRow
  referral: ReferralRow | null
}

export async function loadItem(context: LoadContext, form: { itemId: string }): Promise<LoadedItem | null> {
  const { tx, vault } = context
  const found = await itemById(tx, vault, form.itemId)
  const loaded = found && (await loadPlan(context, { planId: found.planId }))
  const item = loaded && (await itemById(tx, vault, form.itemId))
  if (!loaded || !item) return null
  const referral = (await referralsOf(tx, vault, item.childId)).find((each) => each.itemId === item.id)
  return { ...loaded, item, referral: referral ?? null }
}

/** A referral as its two sides load it: who was asked sees neither child nor file. */
export interface LoadedReferral {
  referral: ReferralRow
  service: Service
  ref: SubjectRef
  opens: ReadonlySet<string>
  child: ChildRow | null
}

export async function loadReferral(context: LoadContext, form: { referralId: string }): Promise<LoadedReferral | null> {
  const { tx } = context
  const referral = await lockReferral(context, form.referralId)
  const service = referral && serviceById(referral.service)
  if (!referral || !service) return null
  return {
    referral,
    service,
    ref: childRef({ id: referral.childId, ownerPath: referral.ownerPath }),
    opens: await compartmentsOf(tx, referral.childId),
    child: await childById(tx, referral.childId),
  }
}

export const closedRefusal = (child: Pick<ChildRow, 'closedAt'>, what: string): Refusal | undefined =>
  child.closedAt === null ? undefined : refuse('CLOSED', { date: dateOf(child.closedAt), what })

export const notNow = (state: ReferralState, what: string): Refusal =>
  refuse('REFERRAL_NOT_NOW', { state: referralLife.states[state].zh, what })

/** The service of a form, if the asker may read where it lies and the child's age allows it. */
export function serviceFor(id: string, loaded: LoadedChild, on: string): Service | Refusal {
  const service = serviceById(id)
  if (!service) return refuse('NO_SUCH_SERVICE')
  if (!loaded.opens.has(service.in)) return refuse('NOT_YOURS_TO_READ')
  const fits = fitsAge(service, loaded.child, on)
  if (fits === 'too-young') return refuse('TOO_YOUNG', { service: service.title, years: service.ages?.from ?? '' })
  if (fits === 'too-old') return refuse('TOO_OLD', { service: service.title, years: service.ages?.until ?? '' })
  return service
}

/** What may be told of a service in the plan's compartment: one that lies deeper is not named there. */
export const named = (service: Pick<Service, 'in' | 'id'>): { service?: string } =>
  service.in === 'plan' ? { service: service.id } : {}

/** A fact of this room that only says that something moved. */
export const moved = (
  ref: SubjectRef,
  name: string,
  value: Record<string, unknown> = {},
  details?: Record<string, unknown>,
): NewFact => ({
  subject: ref,
  name,
  value,
  ...(details ? { details } : {}),
})

/** What is left when undefined is left out. */
export const told = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
