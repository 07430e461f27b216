/** An assessment of the sample city: begun, filled in, signed by all three, concluded. */
import type { Days, Script } from './scripts.ts'
import { accountId } from './city.ts'

/** Every question of the sheet of a hundred points, answered as the assessors of this home did. */
const HOME: Record<string, string> = {
  health: 'good',
  nutrition: 'fair',
  mood: 'poor',
  conduct: 'good',
  attendance: 'poor',
  play: 'fair',
  injury: 'good',
  supervision: 'poor',
  guardian: 'there',
  contact: 'poor',
  fit: 'fair',
  habit: 'good',
  will: 'good',
  manner: 'good',
  used: 'no',
  income: 'poor',
  kin: 'fair',
  community: 'good',
  aid: 'fair',
  refuge: 'fair',
}
const FIT: Record<string, string | boolean> = {
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

const TEAM = ['baixiaotang', 'huqiao', 'yelin'] as const

/** Begun, filled, signed by all three, concluded. */
export function assessed(
  days: Days,
  ago: number,
  purpose: 'intake' | 'before-return',
  conclusion: { needs: string[]; conclusion: string },
): Script {
  const answers = purpose === 'intake' ? HOME : FIT
  return [
    {
      at: days.ago(ago, 9),
      by: 'baixiaotang',
      action: 'assessment.start',
      form: {
        childId: '$child',
        purpose,
        assessors: TEAM.map((login) => ({ accountId: accountId(login), ...(login === 'yelin' ? { title: 'middle' } : {}) })),
      },
      keep: { assessment: 'assessmentId' },
    },
    {
      at: days.ago(ago, 10),
      by: 'baixiaotang',
      action: 'assessment.fill',
      form: { assessmentId: '$assessment', answers, seen: 0 },
    },
    ...(purpose === 'before-return'
      ? [
          {
            at: days.ago(ago, 11),
            by: 'baixiaotang',
            action: 'assessment.hear-child',
            form: { childId: '$child', manner: 'spoken', wish: 'home', words: '想回奶奶家，姑姑会来。', alone: true },
          },
        ]
      : []),
    ...TEAM.map((login, index) => ({
      at: days.ago(ago, 15, index),
      by: login,
      action: 'assessment.sign',
      form: { assessmentId: '$assessment', seen: 1 },
    })),
    {
      at: days.ago(ago, 16),
      by: 'baixiaotang',
      action: 'assessment.conclude',
      form: { assessmentId: '$assessment', guardianKnown: true, usedByGuardian: false, ...conclusion },
    },
  ]
}
