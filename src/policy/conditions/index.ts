/** Every condition that a pack may name. */

import type { Timeline } from '../timeline.ts'
import type { View } from '../view.ts'
import { childConditions, childMoments } from './child.ts'
import type { Lasting, OfMoment } from './condition.ts'
import { organisationConditions } from './organisations.ts'
import { personConditions } from './person.ts'
import { stayConditions, stayMoments } from './stay.ts'
import { reportConditions, streetMoments } from './street-and-report.ts'

export const lastingConditions: Readonly<Record<string, Lasting>> = {
  ...personConditions,
  ...stayConditions,
  ...childConditions,
  ...reportConditions,
  ...organisationConditions,
}

export const momentConditions: Readonly<Record<string, OfMoment>> = { ...stayMoments, ...childMoments, ...streetMoments }

/** A lasting condition's timeline for a view, computed once. */
export function overTime(view: View, name: string): Timeline {
  const cached = view.cache.get(name)
  if (cached) return cached
  const condition = lastingConditions[name]
  if (!condition) throw new Error(`no condition named ${name}`)
  const timeline = condition.over(view)
  view.cache.set(name, timeline)
  return timeline
}
