/** Refusals on the side of the institutions. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('INSTITUTION', {
  NOT_YOURS: { status: 404, zh: '没有找到，或您无权查看。' },
})
