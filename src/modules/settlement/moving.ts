/** Whether a case may take a step now, and a refusal that says where it stands and what comes next. Pure. */
import type { Refusal } from '#kernel/refusal.ts'
import { mayMove, type SettlementState, settlementLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'

/** What comes next in each state, for whoever is too early. */
const nextSteps: Partial<Record<SettlementState, string>> = {
  candidate: '先整理卷宗。',
  'file-checked': '先提交落户安置申请。',
  applied: '先由民政局制定安置方案（或退回补正）。',
  returned: '先补正后再报申请。',
  planned: '先记政府批复。',
  approved: '先拟定姓名并由第二人核对。',
  named: '先登记户口。',
  registered: '先落实安置或办理特困供养。',
  declined: '补齐材料后重新整理卷宗。',
  withdrawn: '要再报的，重新整理卷宗。',
  correcting: '身份已查明，只办更正事项。',
}

interface WithState {
  case: { state: SettlementState } | undefined
}

export const stateOf = (loaded: WithState): SettlementState => loaded.case?.state ?? 'candidate'

/** True, or the refusal: somebody was faster, or a step before it is missing. */
export function moving(loaded: WithState, action: string, to: SettlementState, what: string): true | Refusal {
  const state = stateOf(loaded)
  if (mayMove(state, action, to)) return true
  const { zh } = settlementLife.states[state]
  if (state === to) return refuse('CHANGED', { what, state: zh })
  return refuse('NOT_NOW', { state: zh, what, lacks: nextSteps[state] ?? '' })
}
