/** By which weights a bureau's stations compare: tried on what people decided, then switched from a day. */
import { action, type Decision } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { mayChooseWeights } from './access.ts'
import { refuse } from './refusals.ts'
import { switchWeightsForm, tryWeightsForm } from './schema.ts'
import { type Choice, insertChoice, trialsOf, wantTrial, weightsInForce } from './store-weights.ts'
import { FIRST_WEIGHTS, weightsFiles } from './weights-files.ts'

export const tryWeights = action({
  name: 'matching.try-weights',
  title: '试算',
  help: '用这份权重重算本地已认定、已排除的比对，和现用的比一比；不改变任何比对。',
  form: tryWeightsForm,
  async load({ actor }) {
    return { jurisdiction: actor.range.from, files: weightsFiles() }
  },
  may: mayChooseWeights,
  decide({ jurisdiction, files }, { weights }): Decision<{ jurisdiction: string; weights: string }> | Refusal {
    if (!files.some((file) => file.id === weights)) return refuse('NO_SUCH_WEIGHTS')
    return {
      facts: [],
      changes: { jurisdiction, weights },
      reply: { weights },
      jobs: [{ name: 'matching.trial', data: { jurisdiction, weights } }],
    }
  },
  save: ({ tx, now }, { jurisdiction, weights }) => wantTrial(tx, jurisdiction, weights, now),
})

export const switchWeights = action({
  name: 'matching.switch-weights',
  title: '换用这份权重',
  help: '从选定的一天起，本局各站按这份权重比对；已有的认定和排除不变。',
  form: switchWeightsForm,
  async load({ tx, actor, now }) {
    const jurisdiction = actor.range.from
    const on = dateOf(now)
    return {
      jurisdiction,
      files: weightsFiles(),
      inForce: (await weightsInForce(tx, actor.organisation.path, on)) ?? FIRST_WEIGHTS,
      trials: await trialsOf(tx, jurisdiction),
    }
  },
  may: mayChooseWeights,
  decide(loaded, form, moment): Decision<Choice & { id: string; jurisdiction: string }> | Refusal {
    const { weights, from, reason } = form
    if (!loaded.files.some((file) => file.id === weights)) return refuse('NO_SUCH_WEIGHTS')
    if (from < dateOf(moment.now)) return refuse('BACKDATED')
    if (loaded.inForce === weights) return refuse('IN_FORCE')
    const trial = loaded.trials.find((each) => each.weights === weights)
    if (!trial?.triedAt) return refuse('TRY_FIRST')
    const { organisation, accountId } = moment.actor
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: organisation.id, ownerPath: organisation.path },
          name: 'tracing.weights-switched',
          value: { weights, from },
          details: { reason, figures: trial.figures },
        },
      ],
      changes: {
        id: moment.newId('choice'),
        jurisdiction: loaded.jurisdiction,
        weights,
        from,
        reason,
        by: accountId,
        at: moment.now,
      },
      reply: { weights, from },
    }
  },
  save: ({ tx }, changes) => insertChoice(tx, changes),
})
