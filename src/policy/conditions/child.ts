/** Children: kinds of file, guardians, needs, ages that decide once. */

import { dayOfInstant, floorMinute, startOfDayNumber } from '#kernel/time.ts'
import { always, and, andTold, answerAt, no, notTold, or, stepwise, told, untold, yes } from '../timeline.ts'
import type { Timeline } from '../timeline.ts'
import type { View } from '../view.ts'
import { factsOf } from '../view.ts'
import type { Lasting, OfMoment } from './condition.ts'
import { field, isFalse, isTrue, switched } from './condition.ts'
import { aged, birthTold, minority } from './person.ts'

/** The file is of one of these kinds; what the file was first opened as holds backwards, what was changed from then on. */
function ofKind(view: View, ...kinds: string[]): Timeline {
  const opened = factsOf(view.own, 'child.file-opened', 'child.kinds-changed').filter((f) => Array.isArray(f.value.kinds))
  const judge = (value: unknown) => kinds.some((kind) => (value as string[]).includes(kind))
  const first = opened[0]
  if (!first) return always(untold(['child.file-opened']))
  return stepwise(
    told(judge(first.value.kinds), [first.id]),
    opened.map((f) => ({ at: f.occurredAt, told: told(judge(f.value.kinds), [f.id]) })),
  )
}

/** Used in crime: not told is no. */
const usedInCrime = (view: View): Timeline =>
  switched(factsOf(view.own, 'child.file-opened', 'child.kinds-changed'), no(), (f) =>
    typeof f.value.usedInCrime === 'boolean' ? f.value.usedInCrime : null,
  )

const guardianUnknown = (view: View): Timeline =>
  switched(factsOf(view.own, 'child.file-opened', 'child.assessed', 'child.guardian-told', 'child.returned'), yes(), (f) => {
    if (f.name === 'child.guardian-told' || f.name === 'child.returned') return false
    return typeof f.value.guardianKnown === 'boolean' ? !f.value.guardianKnown : null
  })

/**
 * Under temporary guardianship. Ending it in the very minute of the return is part of the return, not a way round the
 * assessment that must come before.
 */
const underTemporaryGuardianship = (view: View): Timeline => {
  const returned = new Set(factsOf(view.own, 'child.returned').map((f) => floorMinute(f.occurredAt)))
  return switched(factsOf(view.own, 'child.temporary-guardianship-taken', 'child.temporary-guardianship-ended'), no(), (f) => {
    if (f.name === 'child.temporary-guardianship-taken') return true
    return returned.has(floorMinute(f.occurredAt)) ? null : false
  })
}

const endOfThatDay = (at: number) => startOfDayNumber(dayOfInstant(at) + 1) - 1

export const childConditions: Record<string, Lasting> = {
  'vagrant-child': { title: '流浪未成年人', over: (view) => ofKind(view, 'vagrant') },
  'vagrant-or-used-in-crime': { title: '流浪或被利用违法犯罪', over: (view) => or(ofKind(view, 'vagrant'), usedInCrime(view)) },
  'parent-detained': { title: '服刑、戒毒人员子女', over: (view) => ofKind(view, 'prisoner-child', 'detox-child') },
  /** Asked by the calendar, so only from the day the file is there: terms before it are nobody's. */
  'left-behind-or-migrant': {
    title: '留守或流动',
    over: (view) =>
      and(
        switched(factsOf(view.own, 'child.file-opened'), no(), () => true),
        ofKind(view, 'left-behind', 'migrant'),
      ),
  },
  /** From the naming of a helper until the helping ended without another. */
  'helper-in-place': {
    title: '有帮教联系人',
    over: (view) =>
      switched(factsOf(view.own, 'child.helper-named', 'child.helper-ended'), no(), (f) => f.name === 'child.helper-named'),
  },
  'guardian-not-known': { title: '监护人未找到', over: guardianUnknown },
  'under-temporary-guardianship': { title: '在临时监护中', over: underTemporaryGuardianship },
}

/** Age told by the group a person was met as; a birth, once known, speaks instead. */
const metAsMinor: OfMoment = {
  title: '未成年人',
  of: (view, moment) => {
    if (birthTold(view, moment.at)) return answerAt(minority(view), moment.at)
    const group = moment.fact?.value.group
    const ids = moment.fact ? [moment.fact.id] : []
    if (group === 'minor') return yes(ids)
    if (group === 'aged' || group === 'capable') return no(ids)
    return untold(['person.birth-known'], ids)
  },
}

export const childMoments: Record<string, OfMoment> = {
  'met-as-minor': metAsMinor,
  'no-guardian-there': { title: '无监护人在场', of: (_view, moment) => field(moment, 'guardianThere', isFalse) },
  'has-needs': { title: '评估有需求', of: (_view, moment) => field(moment, 'needs', (v) => (v as unknown[]).length > 0) },
  'needs-counselling': {
    title: '需要心理辅导',
    of: (_view, moment) => field(moment, 'needs', (v) => (v as unknown[]).includes('counselling')),
  },
  'able-and-unemployed': {
    title: '有劳动能力且登记失业',
    of: (_view, moment) => andTold(field(moment, 'ableToWork', isTrue), field(moment, 'registeredUnemployed', isTrue)),
  },
  /** Six full and sixteen not yet full on the day of return. */
  'school-age': {
    title: '学龄（六至十六周岁）',
    of: (view, moment) => {
      const at = endOfThatDay(moment.at)
      return andTold(answerAt(aged(view, 6), at), notTold(answerAt(aged(view, 16), at)))
    },
  },
  /** Under 18 on the day of leaving: the 18th birthday itself still counts. */
  'minor-that-day': { title: '离站当日未满十八周岁', of: (view, moment) => answerAt(minority(view), endOfThatDay(moment.at)) },
}
