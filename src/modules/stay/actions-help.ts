/** Doors of training and work, and of behaviour plans. */
import { action, type LoadContext, type SubjectRef } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { type FileRow, fileRef, lockFile } from '#modules/people-and-cases/index.ts'
import { inHouse, isLeader } from './access.ts'
import { knownGuest, type KnownGuest } from './guest.ts'
import { behaviourPlan } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { forbiddenMeasure, REVIEW_DAYS, reviewFault, trainingFault } from './rules-help.ts'
import { endBehaviourForm, finishTrainingForm, planBehaviourForm, recordTrainingForm, reviewBehaviourForm } from './schema.ts'
import { separationOf } from './store-beds.ts'
import {
  endPlan,
  endTraining,
  insertPlan,
  insertReview,
  insertTraining,
  planById,
  type PlanRow,
  plansOf,
  trainingById,
  type TrainingRow,
} from './store-help.ts'

const refOf = (row: { fileId: string; ownerPath: string }): SubjectRef => ({
  kind: 'rescue-file',
  id: row.fileId,
  ownerPath: row.ownerPath,
})

interface GuestLoaded {
  file: FileRow
  known: KnownGuest
}

async function loadGuest({ tx, vault, now }: LoadContext, fileId: string): Promise<GuestLoaded | null> {
  const loaded = await lockFile(tx, vault, fileId)
  const told = (await separationOf(tx, [fileId])).get(fileId)
  return loaded && told ? { file: loaded.file, known: knownGuest(told, now) } : null
}

export const recordTraining = action({
  name: 'stay.record-training',
  title: '安排技能培训、就业帮扶',
  help: '只为本人自愿、有劳动能力的人。',
  legalBasis: '部门意见 二；大提升 第16项',
  form: recordTrainingForm,
  load: (context, form) => loadGuest(context, form.fileId),
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide({ file, known }, form, moment) {
    if (file.state !== 'in') return refuse('NOT_IN_STATION')
    const fault = trainingFault(form.kind, known.underFourteen, known.underSixteen)
    if (fault === 'TOO_YOUNG') return refuse('TOO_YOUNG', { age: form.kind === 'skills' ? 14 : 16 })
    if (fault) return refuse(fault)
    const training: TrainingRow = {
      id: moment.newId('training'),
      fileId: file.id,
      ownerPath: file.ownerPath,
      kind: form.kind,
      content: { topic: form.topic, givenBy: form.givenBy },
      beganOn: form.beganOn,
      endedOn: null,
      hours: form.hours ?? null,
      result: 'ongoing',
    }
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'stay.trained',
          value: { kind: form.kind, result: 'ongoing' },
          details: training.content,
        },
      ],
      changes: training,
      reply: { trainingId: training.id },
    }
  },
  save: (context, training) => insertTraining(context, training),
})

export const finishTraining = action({
  name: 'stay.finish-training',
  title: '记培训、就业结果',
  help: '离站以后知道的结果也可以记。',
  legalBasis: '部门意见 二；大提升 第16项',
  form: finishTrainingForm,
  load: ({ tx, vault }, form) => trainingById(tx, vault, form.trainingId),
  may: (actor, training) => inHouse(actor, training.ownerPath),
  decide(training, form) {
    if (training.result !== 'ongoing') return refuse('TRAINING_CLOSED')
    if (form.endedOn < training.beganOn) return refuse('ENDS_BEFORE')
    const changed: TrainingRow = {
      ...training,
      result: form.result,
      endedOn: form.endedOn,
      content: { ...training.content, note: form.note },
    }
    return {
      facts: [
        {
          subject: refOf(training),
          name: 'stay.trained',
          value: { kind: training.kind, result: form.result },
          ...(form.note ? { details: { note: form.note } } : {}),
        },
      ],
      changes: changed,
    }
  },
  save: (context, training) => endTraining(context, training),
})

/** The refusal of a day for the next look, or null. */
function badReview(reviewOn: string, now: number) {
  const today = dateOf(now)
  const fault = reviewFault(reviewOn, today)
  if (fault === 'PAST') return refuse('REVIEW_PAST')
  return fault ? refuse('REVIEW_TOO_FAR', { days: REVIEW_DAYS, last: addDays(today, REVIEW_DAYS) }) : null
}

export const planBehaviour = action({
  name: 'stay.plan-behaviour',
  title: '制定行为约束和矫治方案',
  help: '只用必要、合法的措施；不得拘禁、捆绑、体罚。七天内复核，不再必要就终止。',
  legalBasis: '部门意见 二；国务院令第381号 第14条',
  form: planBehaviourForm,
  async load(context, form) {
    const loaded = await loadGuest(context, form.fileId)
    return loaded ? { ...loaded, plans: await plansOf(context.tx, context.vault, form.fileId) } : null
  },
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath) && (isLeader(actor) || refuse('ONLY_LEADER')),
  decide({ file, plans }, form, moment) {
    if (file.state !== 'in') return refuse('NOT_IN_STATION')
    if (plans.some((plan) => plan.state === 'running')) return refuse('PLAN_RUNNING')
    const word = forbiddenMeasure(form.how)
    if (word) return refuse('FORBIDDEN_MEASURE', { word })
    const fault = badReview(form.reviewOn, moment.now)
    if (fault) return fault
    const content = { reason: form.reason, how: form.how, told: form.told }
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'stay.behaviour-plan-made',
          value: { reviewOn: form.reviewOn },
          details: { ...content, ground: form.ground, measures: form.measures },
        },
      ],
      changes: {
        id: moment.newId('plan'),
        fileId: file.id,
        ownerPath: file.ownerPath,
        ground: form.ground,
        measures: [...new Set(form.measures)],
        content,
        reviewOn: form.reviewOn,
        at: moment.occurredAt,
      },
      reply: { planId: moment.newId('plan') },
    }
  },
  save: (context, plan) => insertPlan(context, plan),
  constraintRefusal: (constraint) => (constraint === 'behaviour_plan_running' ? refuse('PLAN_RUNNING') : undefined),
})

const mayPlan = (actor: Parameters<typeof isLeader>[0], plan: PlanRow) =>
  inHouse(actor, plan.ownerPath) && (isLeader(actor) || refuse('ONLY_LEADER'))

export const reviewBehaviour = action({
  name: 'stay.review-behaviour',
  title: '复核行为约束和矫治方案',
  legalBasis: '部门意见 二',
  form: reviewBehaviourForm,
  load: ({ tx, vault }, form) => planById(tx, vault, form.planId),
  may: mayPlan,
  decide(plan, form, moment) {
    if (next(behaviourPlan, plan.state, 'stay.review-behaviour') === undefined) return refuse('PLAN_ENDED')
    const fault = badReview(form.nextOn, moment.now)
    if (fault) return fault
    return {
      facts: [
        {
          subject: refOf(plan),
          name: 'stay.behaviour-plan-reviewed',
          value: { reviewOn: form.nextOn },
          details: { finding: form.finding },
        },
      ],
      changes: { id: moment.newId('review'), plan, finding: form.finding, nextOn: form.nextOn },
    }
  },
  save: (context, review) => insertReview(context, review),
})

export const endBehaviour = action({
  name: 'stay.end-behaviour',
  title: '终止行为约束和矫治',
  legalBasis: '国务院令第381号 第14条',
  form: endBehaviourForm,
  load: ({ tx, vault }, form) => planById(tx, vault, form.planId),
  may: mayPlan,
  decide(plan, form) {
    if (next(behaviourPlan, plan.state, 'stay.end-behaviour') === undefined) return refuse('PLAN_ENDED')
    return {
      facts: [{ subject: refOf(plan), name: 'stay.behaviour-plan-ended', details: { reason: form.reason } }],
      changes: form.reason,
    }
  },
  save: (context, reason, plan) => endPlan(context, plan, reason),
})
