/** Facts after which nothing may be kept: consent withdrawn, an inquiry closed, an identity found. */
import type { Reaction } from '#kernel/module.ts'
import { erasureBy } from './rules.ts'

const after = [
  'inquiry.consent-withdrawn',
  'inquiry.completed',
  'inquiry.closed',
  'inquiry.joined',
  'tracing.identified',
  'person.identity-stated',
]

export const reactions: Reaction[] = after.map((fact) => ({
  fact,
  job(told) {
    const why = erasureBy(told)
    return why && { name: 'vision.erase', data: { subjectId: told.subject.id, why } }
  },
}))
