/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('HAZARDS', {
  NOT_NOW: { status: 409, zh: '这处隐患现在是“{state}”，不能“{what}”。没有保存，请刷新后再看。' },
  WHICH_BODY: { status: 422, zh: '请选整改单位，或写单位全称（只要一样）。没有保存。' },
  NO_SUCH_PLACE: { status: 422, zh: '选的单位不在本市名单里，请重选。没有保存。' },
  DUE: { status: 422, zh: '整改期限不能早于今天。没有保存。' },
  DUE_AGAIN: { status: 422, zh: '没有消除的，请写重新整改的期限。没有保存。' },
  REASON: { status: 422, zh: '已经交给{body}，改派要写理由。没有保存。' },
  NOT_YOURS: { status: 403, zh: '这处隐患交给了{body}，由该单位登记整改。您能看进展，到期没有整改会自动上报。' },
  OWN_WORK: { status: 403, zh: '整改的单位和登记整改的人不能自己核验，请别的单位到现场核验。', basis: '整改、核验分开' },
  NO_UPPER: { status: 409, zh: '上面没有可以上报的单位。' },
})
