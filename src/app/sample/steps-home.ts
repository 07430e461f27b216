/** Short ways of writing a step: by whom, and ids that only an answer tells. */
import type { Step } from './steps.ts'

export const file = { fileId: '$fileId' }
export const step = (
  at: number,
  who: Step['who'],
  action: string,
  form: Record<string, unknown>,
  keep?: Record<string, string>,
): Step => ({
  at,
  who,
  action,
  form,
  ...(keep ? { keep } : {}),
})
export const by = (login: string, each: Step): Step => ({ ...each, by: login })
/** Finds an id that only an answer tells. */
export const found = (login: string, at: number, query: string, keep: Record<string, string>): Step => ({
  ...by(login, step(at, 'clerk', query, file, keep)),
  asks: true,
})
