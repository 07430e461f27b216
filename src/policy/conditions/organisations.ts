/** Institutions, posts, inquiries, campaigns. */

import { endOfDay, startOfDay } from '#kernel/time.ts'
import { always, and, no, stepwise, told, untold, yes } from '../timeline.ts'
import type { Timeline, Told } from '../timeline.ts'
import type { View } from '../view.ts'
import { factsOf } from '../view.ts'
import type { Lasting } from './condition.ts'
import { isTrue, switched } from './condition.ts'

/** Under contract: until it is ended, or 24:00 of its `until` unless contracted anew. */
function underContract(view: View): Timeline {
  const changes: { at: number; told: Told }[] = []
  let runsOut = Infinity
  const expire = (before: number) => {
    if (runsOut <= before) changes.push({ at: runsOut, told: no() })
    if (runsOut <= before) runsOut = Infinity
  }
  for (const fact of factsOf(view.own, 'institution.contracted', 'institution.contract-ended')) {
    expire(fact.occurredAt)
    if (fact.name === 'institution.contract-ended') {
      changes.push({ at: fact.occurredAt, told: no([fact.id]) })
      runsOut = Infinity
    } else {
      changes.push({ at: fact.occurredAt, told: yes([fact.id]) })
      runsOut = typeof fact.value.until === 'string' ? endOfDay(fact.value.until.slice(0, 10)) : Infinity
    }
  }
  if (runsOut !== Infinity) changes.push({ at: runsOut, told: no() })
  return stepwise(no(), changes)
}

/** In post: from joining to leaving. A member of staff of whom no joining is told has always been. */
function inPost(view: View): Timeline {
  const facts = factsOf(view.own, 'staff.joined', 'staff.left')
  const joined = facts.some((f) => f.name === 'staff.joined')
  return switched(facts, told(!joined), (f) => f.name === 'staff.joined')
}

/** What ends a family's inquiry for now, and what takes it up again. */
const INQUIRY_ENDS = ['inquiry.closed', 'inquiry.set-aside', 'inquiry.joined']
const INQUIRY_GOES_ON = ['inquiry.reopened', 'inquiry.unjoined']

/** Told again when one of them changes; a field left out of a later telling is as before. */
function inquiryField(view: View, name: string): Timeline {
  const facts = factsOf(view.own, 'inquiry.received', 'inquiry.completed')
  const first = facts[0]
  if (!first) return always(no())
  const start = { at: first.occurredAt, told: untold(['inquiry.received'], [first.id]) }
  const changes = facts.filter((f) => f.value[name] !== undefined)
  return stepwise(no(), [start, ...changes.map((f) => ({ at: f.occurredAt, told: told(isTrue(f.value[name]), [f.id]) }))])
}

export const organisationConditions: Record<string, Lasting> = {
  'under-contract': { title: '托养协议有效', over: underContract },
  'in-post': { title: '在岗', over: inPost },
  'business-post': {
    title: '业务岗位',
    over: (view) =>
      switched(factsOf(view.own, 'staff.joined'), yes(), (f) => {
        if (typeof f.value.business === 'boolean') return f.value.business
        return f.value.post === undefined ? null : f.value.post === 'business'
      }),
  },
  'photo-and-consent': {
    title: '有照片并同意人像比对',
    over: (view) => and(inquiryField(view, 'photo'), inquiryField(view, 'faceConsent')),
  },
  'inquiry-open': {
    title: '寻亲登记未办结',
    over: (view) =>
      switched(factsOf(view.own, ...INQUIRY_ENDS, ...INQUIRY_GOES_ON), yes(), (f) => INQUIRY_GOES_ON.includes(f.name)),
  },
  'campaign-begun': {
    title: '专项行动已启动',
    over: (view) => (view.campaign ? stepwise(no(), [{ at: startOfDay(view.campaign.opened), told: yes() }]) : always(no())),
  },
}
