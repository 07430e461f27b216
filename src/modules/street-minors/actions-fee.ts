/** No fee, ever: where one was taken all the same, it is recorded as what it is, and that it was paid back. */
import { action, type Moment } from '#kernel/action.ts'
import { childRef } from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals.ts'
import { feeLeft, fenOf } from './rules.ts'
import { feeForm, refundForm } from './schema.ts'
import { type LoadedSteps, loadSteps, newStep } from './stepping.ts'
import { chargers } from './steps.ts'
import { insertStep } from './store.ts'

const left = ({ steps }: LoadedSteps) => feeLeft(steps.map((step) => ({ ...step, fen: step.content.fen ?? 0 })))

function money(
  loaded: LoadedSteps,
  moment: Moment,
  kind: 'fee' | 'refund',
  of: { fen: number; chargedTo: keyof typeof chargers; lines: [string, string | undefined][]; files?: string[] | undefined },
) {
  const step = newStep(loaded, moment, kind, of)
  return {
    facts: [
      {
        subject: childRef(loaded.child),
        name: 'cost.recorded',
        value: { fund: 'dna', amount: kind === 'fee' ? of.fen : -of.fen, chargedTo: of.chargedTo },
        details: { lines: step.content.lines, files: of.files },
      },
    ],
    changes: step,
    reply: { stepId: step.id },
  }
}

export const fee = action({
  name: 'street-minors.record-charge',
  title: '登记违规收费',
  help: '采血、比对从不收费。发现有人收了的，如实登记，并办退费。',
  legalBasis: '三、（四）3',
  form: feeForm,
  load: loadSteps,
  may: (_actor, { opens }) => opens.has('street'),
  decide: (loaded, form, moment) =>
    money(loaded, moment, 'fee', {
      fen: fenOf(form.amountYuan),
      chargedTo: form.chargedTo,
      lines: [
        ['收了', `${form.amountYuan} 元`],
        ['向谁收的', chargers[form.chargedTo]],
        ['谁收的', form.by],
        ['怎么知道的', form.words],
      ],
    }),
  save: insertStep,
})

export const refund = action({
  name: 'street-minors.record-refund',
  title: '登记退费',
  form: refundForm,
  load: loadSteps,
  may: (_actor, { opens }) => opens.has('street'),
  decide(loaded, form, moment) {
    const [open, fen] = [left(loaded), fenOf(form.amountYuan)]
    if (open <= 0) return refuse('NO_FEE')
    if (fen > open) return refuse('TOO_MUCH', { left: open / 100 })
    return money(loaded, moment, 'refund', {
      fen,
      chargedTo: form.chargedTo,
      lines: [
        ['退了', `${form.amountYuan} 元`],
        ['退给', chargers[form.chargedTo]],
        ['凭据', form.words],
      ],
      files: form.files,
    })
  },
  save: insertStep,
})
