/** The doors for writing: one step each. */
import { action, type AnyAction, type LoadContext, type Moment } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { childById, childRef, type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { fee, refund } from './actions-fee.ts'
import { refuse } from './refusals.ts'
import { dnaFault, paperFault, sampleFault, tellFault, traffickedFault } from './rules.ts'
import {
  disciplineForm,
  dnaForm,
  followSameForm,
  sampleForm,
  searchForm,
  tellForm,
  traffickedForm,
  withdrawForm,
} from './schema.ts'
import { insertStep, moveToChild, type NewStep, stepById, type StepRow, stepsOf, withdrawStep } from './store.ts'
import { disciplines, dnaResults, searchManners, searchResults, type StepKind, steps, tellManners } from './steps.ts'
import { loadSteps, type LoadedSteps, newStep } from './stepping.ts'

const opensTo =
  (compartment: string) =>
  (_actor: unknown, { opens }: LoadedSteps): boolean =>
    opens.has(compartment)

/** A step with its one fact, unless something stands against it. */
function told(
  loaded: LoadedSteps,
  moment: Moment,
  kind: StepKind,
  of: { value?: Record<string, unknown>; result?: string; lines: [string, string | undefined][]; files?: string[] | undefined },
  ...faults: (Refusal | undefined)[]
) {
  if (loaded.child.closedAt !== null) return refuse('CLOSED')
  if (moment.occurredAt > moment.now) return refuse('DATE_LATER')
  const fault = faults.find((each) => each !== undefined)
  if (fault) return fault
  const step = newStep(loaded, moment, kind, of)
  return {
    facts: [
      {
        subject: childRef(loaded.child),
        name: steps[kind].fact,
        ...(of.value ? { value: of.value } : {}),
        details: { lines: step.content.lines, files: of.files },
      },
    ],
    changes: step,
    reply: { stepId: step.id },
  }
}
const save = (context: LoadContext, step: NewStep) => insertStep(context, step)

const sample = action({
  name: 'street-minors.sample-blood',
  title: '登记采血',
  help: '街面流浪、被利用违法犯罪的未成年人一律采血比对，任何时候不收费。',
  legalBasis: '三、（四）3',
  form: sampleForm,
  load: loadSteps,
  may: opensTo('street'),
  decide: (loaded, form, moment) =>
    told(
      loaded,
      moment,
      'sample',
      {
        lines: [
          ['样本编号', form.sampleNo],
          ['在哪里采', form.where],
          ['送检单位', form.sentTo],
          ['重采原因', form.again],
          ['公安材料', form.paper],
          ['说明', form.note],
        ],
        files: form.files,
      },
      paperFault(moment.actor.organisation.kind, form.paper),
      sampleFault(loaded.steps, form.again),
    ),
  save,
})

const dna = action({
  name: 'street-minors.record-dna',
  title: '登记 DNA 比对结果',
  help: '有了答复才登记；还没有答复的不用登。不收费。',
  legalBasis: '三、（四）3',
  form: dnaForm,
  load: loadSteps,
  may: opensTo('street'),
  decide: (loaded, form, moment) =>
    told(
      loaded,
      moment,
      'dna',
      {
        value: { result: form.result },
        result: form.result,
        lines: [
          ['结果', dnaResults[form.result]],
          ['比对库', form.base],
          ['反馈文号', form.documentNo],
          ['比中的是谁', form.matched],
          ['公安材料', form.paper],
        ],
        files: form.files,
      },
      paperFault(moment.actor.organisation.kind, form.paper),
      dnaFault(loaded.steps, moment.occurredAt),
    ),
  save,
})

const trafficked = action({
  name: 'street-minors.confirm-trafficking',
  title: '认定被拐',
  help: '由公安认定。认定后尽快送回监护人；找不到的送站，继续查找。',
  legalBasis: '三、（四）4',
  form: traffickedForm,
  load: loadSteps,
  may: opensTo('street'),
  decide: (loaded, form, moment) =>
    told(
      loaded,
      moment,
      'trafficked',
      {
        lines: [
          ['认定依据', form.basis],
          ['公安材料', form.paper],
        ],
        files: form.files,
      },
      paperFault(moment.actor.organisation.kind, form.paper),
      traffickedFault(loaded.steps),
    ),
  save,
})

const search = action({
  name: 'street-minors.search-guardian',
  title: '登记查找监护人',
  help: '每找一次登一次；没有找到以前，每月至少一次（假定）。',
  legalBasis: '五、（五）3',
  form: searchForm,
  load: loadSteps,
  may: opensTo('street'),
  decide: (loaded, form, moment) =>
    told(loaded, moment, 'search', {
      value: { manner: form.manner, result: form.result },
      result: form.result,
      lines: [
        ['怎么找的', searchManners[form.manner]],
        ['结果', searchResults[form.result]],
        ['经过和线索', form.words],
      ],
      files: form.files,
    }),
  save,
})

const tell = action({
  name: 'street-minors.tell-guardian',
  title: '告知监护人',
  help: '孩子被拐、被利用的，先由公安排除监护人嫌疑再告知。告知后算监护人已找到。',
  legalBasis: '三、（四）4',
  form: tellForm,
  load: loadSteps,
  may: opensTo('street'),
  decide(loaded, form, moment) {
    const used = loaded.facts.some(
      (fact) => (fact.name === 'child.file-opened' || fact.name === 'child.assessed') && fact.value.usedByGuardian === true,
    )
    return told(
      loaded,
      moment,
      'told',
      {
        lines: [
          ['告知了谁', form.who],
          ['怎么告知', tellManners[form.manner]],
          ['对方怎么说', form.answer],
          ['监护人嫌疑', form.cleared ? '公安已排除' : undefined],
        ],
      },
      tellFault(loaded.steps, used, form.cleared),
    )
  },
  save,
})

const discipline = action({
  name: 'street-minors.discipline-guardian',
  title: '登记对监护人的处理',
  help: '利用孩子乞讨、卖艺、违法犯罪的监护人，按轻重教育、处罚或立案。封存，只有公安和个案主管看得到。',
  legalBasis: '三、（四）4',
  form: disciplineForm,
  load: loadSteps,
  may: opensTo('offence'),
  decide: (loaded, form, moment) =>
    told(
      loaded,
      moment,
      'disciplined',
      {
        value: { manner: form.manner },
        result: form.manner,
        lines: [
          ['处理', disciplines[form.manner]],
          ['对谁', form.who],
          ['文书文号', form.documentNo],
          ['情况', form.words],
          ['公安材料', form.paper],
        ],
        files: form.files,
      },
      paperFault(moment.actor.organisation.kind, form.paper),
    ),
  save,
})

interface LoadedStep extends LoadedChild {
  step: StepRow
}

const withdraw = action({
  name: 'street-minors.withdraw-step',
  title: '撤回一条记录',
  help: '登错的撤回，写明原因；原来的还看得到，只是不再算数。',
  form: withdrawForm,
  async load({ tx, vault }: LoadContext, form): Promise<LoadedStep | null> {
    const found = await stepById(tx, vault, form.stepId)
    const child = found && (await lockChild(tx, vault, found.childId))
    // Read again under the lock: somebody may have withdrawn it meanwhile.
    return child && { ...child, step: (await stepById(tx, vault, form.stepId)) as StepRow }
  },
  may: (_actor, { opens, step }) => opens.has(steps[step.kind].compartment),
  decide({ child, facts, step }, form, { actor }) {
    if (step.withdrawnAt !== null) return refuse('WITHDRAWN')
    if (step.content.police && actor.organisation.kind !== 'police') return refuse('NOT_THEIRS')
    const subject = childRef(child)
    const fact = facts.find((each) => each.action === step.actionId && each.name === steps[step.kind].fact)
    return {
      facts: [
        ...(step.kind === 'trafficked' ? [{ subject, name: 'child.trafficking-revoked', details: { reason: form.reason } }] : []),
        // What lies in a part that the actor does not read is found by its action alone.
        { subject, name: 'fact.withdrawn', replaces: fact?.id ?? `${step.actionId}:0`, details: { reason: form.reason } },
      ],
      changes: { ...step, content: { ...step.content, withdrawn: { reason: form.reason, by: actor.name } } },
      reply: {},
    }
  },
  save: withdrawStep,
})

const followSameChild = action({
  name: 'street-minors.follow-same-child',
  title: '重复建档并入后，记录跟着走',
  help: '两份个案是同一个孩子时由系统办。',
  form: followSameForm,
  async load({ tx, vault }: LoadContext, form) {
    const loaded = await lockChild(tx, vault, form.childId)
    const into = loaded && (await childById(tx, form.into))
    return into && { ...loaded, into, steps: await stepsOf(tx, vault, form.childId) }
  },
  may: (actor) => actor.kind === 'system',
  decide: ({ child, into, steps: all }) => ({
    facts: [],
    changes: { from: child.id, to: into.id },
    reply: { moved: all.length },
  }),
  save: ({ tx }, { from, to }) => moveToChild(tx, from, to),
})

export const actions: AnyAction[] = [sample, dna, trafficked, search, tell, discipline, fee, refund, withdraw, followSameChild]
