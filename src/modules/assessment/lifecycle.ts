/** The life of one assessment. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const assessmentLife = lifecycle({
  name: 'assessment',
  zh: '监护评估',
  initial: 'under-way',
  states: {
    'under-way': { zh: '评估中' },
    concluded: { zh: '已出结果' },
    disputed: { zh: '有异议，复核中' },
    'set-aside': { zh: '结果已撤销', final: true },
    dropped: { zh: '已停止', final: true },
  },
  moves: [
    { from: ['under-way'], action: 'assessment.fill', to: 'under-way' },
    { from: ['under-way'], action: 'assessment.sign', to: 'under-way', basis: '评估人签名' },
    { from: ['under-way'], action: 'assessment.change-team', to: 'under-way' },
    { from: ['under-way'], action: 'assessment.conclude', to: 'concluded', basis: '评估人数按指标表' },
    { from: ['under-way'], action: 'assessment.drop', to: 'dropped' },
    { from: ['under-way'], action: 'assessment.follow-closed', to: 'dropped', basis: '结案' },
    { from: ['under-way'], action: 'assessment.follow-same-child', to: 'dropped', basis: '另一份已在评估' },
    { from: ['concluded'], action: 'assessment.dispute', to: 'disputed' },
    { from: ['disputed'], action: 'assessment.answer-dispute', to: 'concluded', basis: '维持' },
    { from: ['disputed'], action: 'assessment.answer-dispute', to: 'set-aside', basis: '重新评估' },
  ],
})
export type AssessmentState = keyof typeof assessmentLife.states & string
export const stateKeys = Object.keys(assessmentLife.states) as AssessmentState[]

export const mayMove = (from: AssessmentState, action: string): boolean =>
  assessmentLife.moves.some((move) => move.action === action && (move.from as readonly string[]).includes(from))
