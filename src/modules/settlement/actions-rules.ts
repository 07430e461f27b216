/** The bureau's dated rules: how names are given, what a file must hold. */
import { action } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import { refuse } from './refusals.ts'
import { type NamingRule, ruleFaults } from './rules-name.ts'
import { checklistForm, namingForm, type PreviewForm } from './schema.ts'
import { insertRule } from './store-rules.ts'
import { type Checklist, type Item, itemKeys } from './words.ts'

const mayRule = (actor: Parameters<typeof inRange>[0]) =>
  actor.organisation.kind === 'bureau' && inRange(actor, actor.organisation.path)
const ofBureau = (organisation: { id: string; path: string }) => ({
  kind: 'organisation',
  id: organisation.id,
  ownerPath: organisation.path,
})

/** A form's rule as it is kept. */
export const ruleOf = (form: Omit<PreviewForm, 'seed'>): NamingRule => ({
  surnames: form.surnames,
  generation: form.generation ?? '',
  given: form.given,
  excluded: form.excluded ?? [],
  birth: form.birth,
  ...(form.source ? { source: form.source } : {}),
})

interface Kept<C> {
  id: string
  content: C
  from: string
  reason: string
}

export const setNamingRule = action({
  name: 'settlement.set-naming-rule',
  title: '制定命名规则',
  help: '从某天起用新规则，以前起的名字不变。先预览，再启用。',
  form: namingForm,
  load: async (context) => ({ organisation: context.actor.organisation }),
  may: (actor) => mayRule(actor),
  decide({ organisation }, form, moment) {
    const content = ruleOf(form)
    const faults = ruleFaults(content)
    const count = Object.keys(faults).length
    if (count > 0) return { ...refuse('RULE', { count }), fields: faults }
    return {
      facts: [
        {
          subject: ofBureau(organisation),
          name: 'settlement.rule-set',
          value: { kind: 'naming' },
          details: { from: form.from, reason: form.reason, content },
        },
      ],
      changes: { id: moment.newId('rule'), content, from: form.from, reason: form.reason } satisfies Kept<NamingRule>,
      reply: {},
    }
  },
  save: (context, change: Kept<NamingRule>) => insertRule(context, { ...change, kind: 'naming' }),
})

export const setChecklist = action({
  name: 'settlement.set-checklist',
  title: '制定卷宗清单',
  help: '哪些必备、哪些应有，从某天起用。必备的缺一样就不能报申请。',
  form: checklistForm,
  load: async (context) => ({ organisation: context.actor.organisation }),
  may: (actor) => mayRule(actor),
  decide({ organisation }, form, moment) {
    const required = new Set<string>(form.required)
    const wanted = new Set<string>(form.wanted ?? [])
    const content = Object.fromEntries(
      itemKeys.map((item: Item) => [item, required.has(item) ? 'required' : wanted.has(item) ? 'wanted' : 'off']),
    ) as Checklist
    return {
      facts: [
        {
          subject: ofBureau(organisation),
          name: 'settlement.rule-set',
          value: { kind: 'checklist' },
          details: { from: form.from, reason: form.reason, content },
        },
      ],
      changes: { id: moment.newId('rule'), content, from: form.from, reason: form.reason },
      reply: {},
    }
  },
  save: (context, change: Kept<Checklist>) => insertRule(context, { ...change, kind: 'checklist' }),
})
