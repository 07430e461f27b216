/** Reports, street encounters, handovers, police answers: conditions asked of one fact. */

import { andTold, notTold, orTold, yes } from '../timeline.ts'
import type { Moment } from '../moments.ts'
import { factsOf } from '../view.ts'
import type { Lasting, OfMoment } from './condition.ts'
import { field, fieldOr, isFalse, isTrue, switched } from './condition.ts'

const listed = (value: unknown, ...wanted: string[]) =>
  (Array.isArray(value) ? (value as string[]) : [value as string]).some((v) => wanted.includes(v))

const about = (moment: Moment, ...what: string[]) => field(moment, 'about', (v) => listed(v, ...what))

export const streetMoments: Record<string, OfMoment> = {
  /** A patrol's own report is not one from the public; a channel not told is. */
  'vagrant-reported-by-public': {
    title: '群众反映流浪乞讨人员',
    of: (_view, moment) => andTold(about(moment, 'vagrant'), notTold(fieldOr(moment, 'channel', false, (v) => v === 'patrol'))),
  },
  emergency: { title: '紧急', of: (_view, moment) => field(moment, 'emergency', isTrue) },
  'about-a-minor': { title: '涉及未成年人', of: (_view, moment) => about(moment, 'minor', 'abuse-clue') },
  'help-refused': { title: '拒绝救助', of: (_view, moment) => field(moment, 'answer', (v) => v === 'refused') },
  'needs-emergency-care': {
    title: '疑似精神障碍、危重或醉酒',
    of: (_view, moment) => fieldOr(moment, 'signs', false, (v) => listed(v, 'mental', 'critical', 'drunk')),
  },
  'minor-or-coercion': {
    title: '携带未成年人、疑似胁迫或利用婴幼儿',
    of: (_view, moment) =>
      orTold(
        orTold(fieldOr(moment, 'withMinor', false, isTrue), fieldOr(moment, 'coercionSuspected', false, isTrue)),
        fieldOr(moment, 'infantUsed', false, isTrue),
      ),
  },
  'escorted-by-office': {
    title: '公安、城管护送来站',
    of: (_view, moment) => field(moment, 'arrival', (v) => v === 'police' || v === 'city-management'),
  },
  'asked-for-dna': { title: '提请采集 DNA', of: (_view, moment) => field(moment, 'kind', (v) => v === 'dna') },
  'cannot-at-this-level': {
    title: '本级权限无法核实',
    of: (_view, moment) => field(moment, 'result', (v) => v === 'cannot-at-this-level'),
  },
  'sent-within-area': { title: '送返本辖区', of: (_view, moment) => field(moment, 'local', isTrue) },
  'sent-outside-area': { title: '送返外地', of: (_view, moment) => field(moment, 'local', isFalse) },
}

export const reportConditions: Record<string, Lasting> = {
  /** Joined into another report, its dispatch goes over to that one and ends here. */
  'not-joined': { title: '未并入其他报告', over: (view) => switched(factsOf(view.own, 'report.joined'), yes(), () => false) },
}
