/** Being here: presence, hospital, care outside, fitness to travel, discharge. All speak from their own time. */

import { startOfDay } from '#kernel/time.ts'
import { ALWAYS_YES, answerAt, no, not, or, stepwise, told, untold, yes } from '../timeline.ts'
import type { Timeline, Told } from '../timeline.ts'
import type { View } from '../view.ts'
import { factsOf } from '../view.ts'
import type { Lasting, OfMoment } from './condition.ts'
import { isFalse, isTrue, switched } from './condition.ts'
import { localRegister, personConditions } from './person.ts'

const LEAVING = ['departure.left', 'departure.sent-home'] as const

/** Present: from acceptance to leaving. Who is in hospital or in care outside stays present. */
export const presenceOf = (view: View, id: string = view.subject.id): Timeline =>
  switched(factsOf(view.bySubject.get(id), 'intake.accepted', ...LEAVING), no(), (f) => f.name === 'intake.accepted')

/** Not gone: as present, but a guest not yet accepted (at the bedside, in another's file) has not left either. */
const notLeft = (view: View): Timeline =>
  switched(factsOf(view.own, 'intake.accepted', ...LEAVING), yes(), (f) => f.name === 'intake.accepted')

const alive = (view: View): Timeline =>
  switched(factsOf(view.own, 'departure.left', 'follow-up.visited', 'intake.accepted'), yes(), (f) => {
    if (f.name === 'departure.left') return f.value.kind === 'died' ? false : null
    if (f.name === 'follow-up.visited') return f.value.finding === 'died' ? false : null
    return null
  })

const inHospital = (view: View): Timeline =>
  switched(
    factsOf(view.own, 'medical.hospitalised', 'medical.fetched', ...LEAVING),
    no(),
    (f) => f.name === 'medical.hospitalised',
  )

const fit = (view: View): Timeline =>
  switched(
    factsOf(view.own, 'medical.screened', 'medical.hospitalised', 'medical.discharge-ready'),
    untold(['medical.screened']),
    (f) => {
      if (f.name === 'medical.hospitalised') return false
      if (f.name === 'medical.discharge-ready') return true
      return typeof f.value.fit === 'boolean' ? f.value.fit : null
    },
  )

/** Fit for discharge and not yet fetched. Told again, the readiness goes on; only its circumstances change. */
const awaitingFetch = (view: View): Timeline =>
  switched(
    factsOf(view.own, 'medical.discharge-ready', 'medical.fetched', 'medical.hospitalised', ...LEAVING),
    no(),
    (f) => f.name === 'medical.discharge-ready',
  )

/** A circumstance of discharge: the latest told holds, a field left out of a later telling is as before. */
function dischargeField(view: View, name: string, untoldIs: Told, judge: (value: unknown) => boolean): Timeline {
  const changes = factsOf(view.own, 'medical.discharge-ready')
    .filter((f) => f.value[name] !== undefined)
    .map((f) => ({ at: f.occurredAt, told: told(judge(f.value[name]), [f.id]) }))
  return stepwise(untoldIs, changes)
}

const needsReady = untold(['medical.discharge-ready'])

export const stayConditions: Record<string, Lasting> = {
  present: { title: '在站', over: presenceOf },
  'not-left': { title: '尚未离站', over: notLeft },
  alive: { title: '在世', over: alive },
  'not-in-hospital': { title: '未住院', over: (view) => not(inHospital(view)) },
  'fit-to-travel': { title: '身体条件允许', over: fit },
  entrusted: {
    title: '在站外托养',
    over: (view) =>
      switched(
        factsOf(view.own, 'entrusted.placed', 'entrusted.brought-back', ...LEAVING),
        no(),
        (f) => f.name === 'entrusted.placed',
      ),
  },
  /** Still asking: a refusal ends what the asking began. */
  'not-refused': {
    title: '未作不予救助决定',
    over: (view) => switched(factsOf(view.own, 'intake.asked', 'intake.refused'), yes(), (f) => f.name === 'intake.asked'),
  },
  'awaiting-fetch': { title: '达到出院标准、尚未接回', over: awaitingFetch },
  'cannot-pay-nobody-or-unknown': {
    title: '无力支付、无主或身份不明',
    over: (view) =>
      or(
        or(dischargeField(view, 'canPay', needsReady, isFalse), dischargeField(view, 'nobody', needsReady, isTrue)),
        personConditions['identity-unknown']!.over(view),
      ),
  },
  /** The exception must be shown: no open case told is none. It holds back only who is not known to be of the place. */
  'no-open-case-holds-back': {
    title: '无未结案件，或本地户籍',
    over: (view) => {
      const local = localRegister(view).map((s) => (s.answer === 'cannot-tell' ? { ...s, ...no() } : s))
      return or(not(dischargeField(view, 'openCase', no(), isTrue)), local)
    },
  },
  'entered-before-cut-off': {
    title: '行动截止日前入站',
    over: (view) => {
      const campaign = view.campaign
      if (!campaign) return ALWAYS_YES
      const cutOff = startOfDay(campaign.cutOff)
      return switched(factsOf(view.own, 'intake.accepted'), no(), (f) => f.occurredAt < cutOff)
    },
  },
  'support-eligible': {
    title: '符合特困供养条件',
    over: (view) => {
      const changes = factsOf(view.own, 'settlement.support-assessed').map((f) => ({
        at: f.occurredAt,
        told:
          typeof f.value.eligible === 'boolean'
            ? told(f.value.eligible, [f.id])
            : untold(['settlement.support-assessed'], [f.id]),
      }))
      return stepwise(no(), changes)
    },
  },
  'household-registered': {
    title: '已登记户口',
    over: (view) => switched(factsOf(view.own, 'settlement.registered'), no(), () => true),
  },
}

export const stayMoments: Record<string, OfMoment> = {
  /** Hospitalised without having been accepted, and not moved there from the station. */
  'straight-from-street': {
    title: '由街面直接送医',
    of: (view, moment) => {
      if (answerAt(presenceOf(view), moment.at).answer === 'yes') return no()
      const left = factsOf(view.own, 'departure.left')
        .filter((f) => f.occurredAt <= moment.at)
        .at(-1)
      return left?.value.kind === 'hospital' ? no([left.id]) : yes()
    },
  },
}
