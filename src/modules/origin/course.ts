/** One case of reception as it is read: what was done, in words, out of the facts. Pure. */
import type { z } from 'zod'
import { factDef } from '#facts/index.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { toldLine } from '#kernel/told.ts'
import { standing } from './rules.ts'
import {
  acceptForm,
  askRegisterForm,
  askVisitForm,
  declineForm,
  findingForm,
  noteAnswerForm,
  noteSentForm,
  notArrivedForm,
  placeForm,
  receiveForm,
  registerLetterForm,
  reportHardshipForm,
  restoreRegisterForm,
  settleForm,
  visitForm,
} from './schema.ts'
import { destinations, placements, reportTos, sendingWays } from './words.ts'

const forms: Record<string, z.ZodObject> = {
  'origin.letter-received': registerLetterForm.pick({ from: true, letterNo: true, letterOn: true, text: true, arrivesOn: true }),
  'origin.letter-sent': noteSentForm,
  'origin.received': receiveForm,
  'origin.not-arrived': notArrivedForm,
  'origin.visit-asked': askVisitForm,
  'origin.family-visited': visitForm,
  'origin.hardship-found': findingForm,
  'origin.homeless-found': findingForm,
  'origin.register-cancelled': findingForm,
  'origin.hardship-reported': reportHardshipForm,
  'origin.placed': placeForm,
  'origin.register-asked': askRegisterForm,
  'origin.register-restored': restoreRegisterForm,
  'origin.settled': settleForm,
}

function formOf(fact: LedgerFact): z.ZodObject | undefined {
  if (fact.name !== 'origin.answered') return forms[fact.name]
  return fact.value.organisation === undefined ? noteAnswerForm : fact.value.accepts === true ? acceptForm : declineForm
}

/** What the value says beside the details. */
function head(fact: LedgerFact): string {
  const { value } = fact
  if (fact.name === 'origin.answered') return value.accepts === true ? '同意接收' : '不予接收'
  if (fact.name === 'origin.received') return `去处 ${destinations[value.to as keyof typeof destinations] ?? '未写明'}`
  if (fact.name === 'origin.placed') return placements[value.kind as keyof typeof placements] ?? ''
  if (fact.name === 'origin.letter-sent') return sendingWays[value.way as keyof typeof sendingWays] ?? ''
  if (fact.name === 'origin.hardship-reported')
    return String(value.to ?? '')
      .split(', ')
      .map((each) => reportTos[each as keyof typeof reportTos] ?? each)
      .join('、')
  return ''
}

export interface Step {
  id: string
  name: string
  title: string
  at: number
  by: string
  line: string
}

/** Facts of both sides that belong to a return, oldest first. */
export const COURSE = /^(origin\.|departure\.(origin-asked|origin-told|origin-refused|raised|sent-home|handed-over)$)/

/** Steps of a return in words; whose account wrote each. */
export function stepsOf(
  facts: readonly LedgerFact[],
  details: ReadonlyMap<string, Record<string, unknown>>,
  by: ReadonlyMap<string, string>,
): Step[] {
  return standing(facts)
    .filter((fact) => COURSE.test(fact.name))
    .map((fact) => {
      const form = formOf(fact)
      const told = details.get(fact.id) ?? {}
      return {
        id: fact.id,
        name: fact.name,
        title: factDef(fact.name)?.title ?? fact.name,
        at: fact.occurredAt,
        by: by.get(fact.recordedBy) ?? '系统',
        line: [head(fact), form ? toldLine(form, told) : ''].filter(Boolean).join('；'),
      }
    })
}
