/** The result told, objected to, upheld or set aside; the child heard. */
import { action, type NewFact } from '#kernel/action.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { childRef, lockChild } from '#modules/people-and-cases/index.ts'
import { scoreSheet } from '#modules/people-and-cases/words.ts'
import { mayAssess, mayDecide } from './access.ts'
import { assessmentLife, mayMove } from './lifecycle.ts'
import { lockAssessment, type LoadedAssessment } from './loads.ts'
import { refuse } from './refusals.ts'
import { concludeFault, gradeWords, heldBy, nextOn, scoreWords, teamFor } from './rules.ts'
import { answerForm, concludeForm, disputeForm, hearForm } from './schema.ts'
import { endSight } from './sight.ts'
import { type AssessmentContent, changeAssessment, insertOpinion, noLongerDue } from './store.ts'
import { AGAIN_DAYS, SIGHT_DAYS } from './words.ts'

const notNow = ({ row }: Pick<LoadedAssessment, 'row'>, what: string) =>
  refuse('NOT_NOW', { state: assessmentLife.states[row.state].zh, what })

export const conclude = action({
  name: 'assessment.conclude',
  title: '出评估结果',
  help: '评估人都签过名以后出结果；结果和下次评估日期由指标表算出。',
  legalBasis: '未成年人保护法第九十三条',
  form: concludeForm,
  load: lockAssessment,
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide(loaded, form, moment) {
    const { row, sheet, assessors, facts, child } = loaded
    if (!mayMove(row.state, 'assessment.conclude')) return notNow(loaded, '出结果')
    const result = scoreSheet(sheet, row.content.answers)
    const fault = concludeFault({
      purpose: row.purpose,
      team: teamFor(sheet, row.purpose),
      assessors,
      result,
      heard: facts.some((fact) => fact.name === 'child.opinion-heard' && fact.occurredAt >= row.startedAt),
      whyOpen: form.whyOpen,
      paper: (form.paper?.length ?? 0) > 0,
    })
    if (fault) return fault
    const needs = form.needs ?? result.needs
    const said = (key: 'ableToWork' | 'registeredUnemployed' | 'usedByGuardian' | 'guardianKnown') =>
      form[key] === undefined ? {} : { [key]: form[key] }
    const held = { risk: heldBy(result, 'risk'), guardianship: heldBy(result, 'guardianship') }
    const score = scoreWords(result)
    const next = nextOn(result, dateOf(moment.occurredAt))
    const content: AssessmentContent = {
      ...row.content,
      result: {
        score: result.score,
        of: result.of,
        parts: result.parts,
        vetoes: result.vetoes,
        missing: result.missing,
        gradeTitle: gradeWords(result),
        ...(result.grade?.advice ? { advice: result.grade.advice } : {}),
      },
      conclusion: form.conclusion,
      needs,
      by: moment.actor.name,
      action: moment.actionId,
      ...(form.whyOpen ? { whyOpen: form.whyOpen } : {}),
      ...(form.paper ? { paper: form.paper } : {}),
    }
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.assessed',
          value: {
            purpose: row.purpose,
            needs,
            sheet: `${row.sheet}@${row.version}`,
            ...(score ? { score } : {}),
            ...(held.risk ? { risk: held.risk } : {}),
            ...(held.guardianship ? { guardianship: held.guardianship } : {}),
            ...said('ableToWork'),
            ...said('registeredUnemployed'),
            ...said('usedByGuardian'),
            ...said('guardianKnown'),
          },
          details: { assessment: row.id, grade: gradeWords(result), conclusion: form.conclusion, files: form.paper },
        },
      ],
      changes: { content, grade: result.grade?.key ?? null, next, at: moment.occurredAt },
      reply: { result: gradeWords(result), ...(score ? { score } : {}), ...(next ? { nextOn: next } : {}) },
    }
  },
  async save(context, { content, grade, next, at }, { row, assessors, child }) {
    await changeAssessment(context, row.id, { state: 'concluded', content, grade, nextOn: next, concludedAt: at })
    await noLongerDue(context.tx, child.id, row.id)
    await endSight(context, { id: row.id, childId: child.id }, assessors, SIGHT_DAYS)
  },
})

export const hearChild = action({
  name: 'assessment.hear-child',
  title: '听取本人意见',
  help: '写孩子的原话。太小、不愿说、不能表达的也记，写明怎么问的。',
  legalBasis: '未成年人保护法第四条',
  form: hearForm,
  async load({ tx, vault }, form) {
    const loaded = await lockChild(tx, vault, form.childId)
    return loaded?.opens.has('assessment') ? loaded : null
  },
  may: (actor, loaded) => mayAssess(actor, loaded),
  decide({ child }, form, moment) {
    if (moment.occurredAt > moment.now) return refuse('DATE_LATER')
    const content = {
      by: moment.actor.name,
      ...(form.wish ? { wish: form.wish } : {}),
      ...(form.words ? { words: form.words } : {}),
      ...(form.alone === undefined ? {} : { alone: form.alone }),
      ...(form.files ? { files: form.files } : {}),
    }
    return {
      facts: [{ subject: childRef(child), name: 'child.opinion-heard', details: { manner: form.manner, ...content } }],
      changes: { id: moment.newId('opinion'), childId: child.id, manner: form.manner, content },
      reply: {},
    }
  },
  save: insertOpinion,
})

export const dispute = action({
  name: 'assessment.dispute',
  title: '登记异议',
  help: '监护人、孩子或其他单位不同意结果的，登记下来，由没有参加评估的人复核。',
  form: disputeForm,
  load: lockAssessment,
  may: (actor, loaded) => mayAssess(actor, loaded),
  decide(loaded, form, moment) {
    const { row, child } = loaded
    if (!mayMove(row.state, 'assessment.dispute')) return notNow(loaded, '登记异议')
    const one = {
      at: moment.occurredAt,
      from: form.from,
      reason: form.reason,
      by: moment.actor.name,
      ...(form.files ? { files: form.files } : {}),
    }
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.assessment-disputed',
          details: { from: form.from, reason: form.reason, files: form.files },
        },
      ],
      changes: { content: { ...row.content, disputes: [...(row.content.disputes ?? []), one] } },
      reply: {},
    }
  },
  save: (context, { content }, { row }) => changeAssessment(context, row.id, { state: 'disputed', content }),
})

export const answerDispute = action({
  name: 'assessment.answer-dispute',
  title: '复核异议',
  help: '由没有参加评估的人复核。撤销的，结果不再算数，十日内（假定）重新评估。',
  form: answerForm,
  load: lockAssessment,
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide(loaded, form, moment) {
    const { row, assessors, facts: told, child } = loaded
    if (!mayMove(row.state, 'assessment.answer-dispute')) return notNow(loaded, '复核')
    if (assessors.some((each) => each.accountId === moment.actor.accountId)) return refuse('SAME_PERSON')
    const disputes = [...(row.content.disputes ?? [])]
    const last = disputes.pop()
    const answer = { at: moment.now, outcome: form.outcome, reason: form.reason, by: moment.actor.name }
    const again = form.outcome === 'again'
    const fact = told.find((each) => each.name === 'child.assessed' && each.action === row.content.action)
    const subject = childRef(child)
    const facts: NewFact[] = again
      ? [
          { subject, name: 'child.assessment-set-aside', value: { purpose: row.purpose }, details: { reason: form.reason } },
          ...(fact ? [{ subject, name: 'fact.withdrawn', replaces: fact.id, details: { reason: form.reason } }] : []),
        ]
      : [{ subject, name: 'child.assessment-upheld', value: { purpose: row.purpose }, details: { reason: form.reason } }]
    return {
      facts,
      changes: {
        content: { ...row.content, disputes: last ? [...disputes, { ...last, answer }] : disputes },
        state: again ? ('set-aside' as const) : ('concluded' as const),
        ...(again ? { nextOn: addDays(dateOf(moment.now), AGAIN_DAYS) } : {}),
      },
      reply: {},
    }
  },
  save: (context, change, { row }) => changeAssessment(context, row.id, change),
})
