/** The letter with which a service is asked for, and the part that lets its reader in. */
import type { LoadContext, Moment } from '#kernel/action.ts'
import type { Organisation } from '#kernel/org.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { type ChildRow, endSubjectPart, grantSubjectPart } from '#modules/people-and-cases/index.ts'
import type { Service } from './catalogue-schema.ts'
import { referralLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { proposedDue, yearsOf } from './rules.ts'
import { askedElse, type ReferralContent, type ReferralRow, type Step } from './store-referral.ts'

export interface Addressed {
  organisationId?: string | undefined
  toName?: string | undefined
  asks: string
  tellName: boolean
  tellAge: boolean
  contactName?: string | undefined
  contactPhone?: string | undefined
  dueOn?: string | undefined
}

export const stepOf = ({ now, actor }: Pick<Moment, 'now' | 'actor'>, what: string, words?: string): Step => ({
  at: now,
  by: actor.kind === 'system' ? '系统' : `${actor.organisation.name} ${actor.name}`,
  what,
  words,
})
export const withStep = (content: ReferralContent, step: Step): ReferralContent => ({
  ...content,
  course: [...content.course, step].slice(-100),
})

const agedWords = (child: ChildRow, today: string): string => {
  const years = yearsOf(child, today)
  if (!years) return '年龄不详'
  return years.from === years.to ? `${years.from} 岁` : `${years.from} 至 ${years.to} 岁`
}

/** Who was chosen, and the letter's words: of the child only what the sender said is needed. */
export function addressed(
  form: Addressed,
  organisation: Organisation | undefined,
  service: Service,
  child: ChildRow,
  moment: Moment,
): { organisation: Organisation | undefined; content: ReferralContent; dueOn: string } | Refusal {
  if (form.organisationId && (!organisation?.active || !service.serves.includes(organisation.kind as never)))
    return refuse('NO_SUCH_ORGANISATION')
  const to = organisation?.name ?? form.toName
  if (!to) return refuse('WHO_ANSWERS')
  const today = dateOf(moment.now)
  const content: ReferralContent = {
    asks: form.asks,
    name: form.tellName ? child.name : undefined,
    age: form.tellAge ? agedWords(child, today) : undefined,
    contact: form.contactName ?? moment.actor.name,
    phone: form.contactPhone,
    sender: moment.actor.organisation.name,
    to,
    course: [],
  }
  return { organisation, content: withStep(content, stepOf(moment, '转介')), dueOn: form.dueOn ?? proposedDue(service, today) }
}

export const already = (open: ReferralRow, service: Service) =>
  refuse(
    'ALREADY_REFERRED',
    { service: service.title, date: dateOf(open.madeAt), to: open.content.to, state: referralLife.states[open.state].zh },
    { referralId: open.id },
  )

/** Who was asked holds a part that opens nothing of the file; the person itself stays closed to it. */
export const letIn = (context: LoadContext, child: { id: string; ownerPath: string }, path: string) =>
  grantSubjectPart(
    context.tx,
    { kind: 'child-file', subjectId: child.id, ownerPath: child.ownerPath },
    { part: 'service', path, from: context.now },
  )

/** The part goes with the last open referral. */
export async function letOut(context: LoadContext, referral: ReferralRow): Promise<void> {
  if (!referral.organisationPath) return
  if (await askedElse(context.tx, referral.childId, referral.organisationPath, referral.id)) return
  await endSubjectPart(context.tx, referral.childId, { part: 'service', path: referral.organisationPath, at: context.now })
}
