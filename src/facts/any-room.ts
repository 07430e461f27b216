import { byAction, fact, text } from './define.ts'
import { SUBJECT_KINDS } from './fact.ts'

/** 各处通用：撤回记录、免办。 */
export const anyRoom = [
  fact('fact.withdrawn', '撤回记录', SUBJECT_KINDS, {}, byAction),
  fact(
    'obligation.waived',
    '免办',
    SUBJECT_KINDS,
    {
      clause: text('条款'),
      by: text('批准人'),
      basis: text('依据'),
      instance: text('第几次'),
    },
    byAction,
  ),
]
