/** What somebody has written so far goes with him to the map and back: hidden fields, kept nowhere else. */
import type { z } from 'zod'
import { describe } from '#kernel/field.ts'
import type { Told } from './form.ts'
import { type Html, html } from './html.ts'

export const RECEIVE = 'reports.receive-street'

/** People do not see this field; a program that fills in everything does. What it sends is kept, and marked for the desk. */
export const TRAP = 'website'

const LONGEST = 4000
const MOST = 20

/** Of what was sent the form's own fields alone. */
export function carried(declared: z.ZodObject, told: Told): Html[] {
  const own = describe(declared)
    .filter(({ widget }) => widget !== 'hidden' && widget !== 'file')
    .map(({ key }) => key)
  return [...own, TRAP].flatMap((name) =>
    (told[name] ?? [])
      .slice(0, MOST)
      .filter((value) => value !== '')
      .map((value) => html`<input type="hidden" name="${name}" value="${value.slice(0, LONGEST)}">`),
  )
}
