/** A child assessed, step by step, on a whole house. */
import type { Actor } from '#kernel/actor.ts'
import type { TestHouse } from '../../../../tests/house.ts'

/** Every question of the sheet of a hundred points answered well. */
export const WELL: Record<string, string> = {
  health: 'good',
  nutrition: 'good',
  mood: 'good',
  conduct: 'good',
  attendance: 'good',
  play: 'good',
  injury: 'good',
  supervision: 'good',
  guardian: 'there',
  contact: 'good',
  fit: 'good',
  habit: 'good',
  will: 'good',
  manner: 'good',
  used: 'no',
  income: 'good',
  kin: 'good',
  community: 'good',
  aid: 'good',
  refuge: 'good',
}

/** Every question of the sheet of levels answered well. */
export const FIT: Record<string, string | boolean> = {
  daily: 'good',
  health: 'good',
  education: 'good',
  safe: 'good',
  used: false,
  there: true,
  willing: 'good',
  capacity: 'good',
  livelihood: 'good',
  parenting: 'good',
  relations: 'good',
  dwelling: 'good',
}

export interface AssessmentFlow {
  worker: Actor
  helper: Actor
  expert: Actor
  child(told?: Record<string, unknown>): Promise<string>
  started(childId: string, told?: Record<string, unknown>): Promise<string>
  filled(assessmentId: string, answers: Record<string, unknown>, seen?: number): Promise<void>
  signed(assessmentId: string, by?: Actor[], seen?: number): Promise<void>
  concluded(assessmentId: string, told?: Record<string, unknown>): Promise<Record<string, unknown>>
}

/** The case worker, a colleague of the centre, and somebody of a social organisation. */
export function assessmentFlow(house: TestHouse): AssessmentFlow {
  const worker = house.actor('minors-officer', 'centre')
  const helper = house.actor('centre-head', 'centre')
  const expert = house.actor('department-officer', 'volunteers')
  const team = () => [
    { accountId: worker.accountId },
    { accountId: helper.accountId },
    { accountId: expert.accountId, title: 'middle' },
  ]
  return {
    worker,
    helper,
    expert,
    child: async (told = {}) =>
      (
        await house.done(worker, 'minors.start-file', {
          from: 'desk',
          writtenName: '柳小禾',
          birthDate: '2013-04-26',
          kinds: ['hardship'],
          townId: house.organisations.town.id,
          reason: '村里送来',
          ...told,
        })
      ).reply.childId as string,
    started: async (childId, told = {}) =>
      (await house.done(worker, 'assessment.start', { childId, purpose: 'intake', assessors: team(), ...told })).reply
        .assessmentId as string,
    filled: async (assessmentId, answers, seen = 0) => {
      await house.done(worker, 'assessment.fill', { assessmentId, answers, seen })
    },
    signed: async (assessmentId, by = [worker, helper, expert], seen = 1) => {
      for (const actor of by) await house.done(actor, 'assessment.sign', { assessmentId, seen })
    },
    concluded: async (assessmentId, told = {}) =>
      (await house.done(worker, 'assessment.conclude', { assessmentId, conclusion: '家里能照护', ...told })).reply,
  }
}
