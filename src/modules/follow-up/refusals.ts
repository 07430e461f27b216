/** The refusals of follow-up. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('FOLLOW_UP', {
  NOT_RETURNED: { status: 409, zh: '此人没有返乡记录，不能办回访事项。请先办离站返乡，或由村（社区）上报。' },
  VISIT_BEFORE_RETURN: { status: 422, zh: '回访时间（{visit}）早于返乡时间（{sent}），没有记录。请核对日期。' },
})
