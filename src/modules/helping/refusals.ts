/** The refusals of this room. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('HELPING', {
  PLAN_THERE: { status: 409, zh: '已有进行中的帮扶方案（{date}制定），没有再建一份。请在那一份里加项目，或先结束它。' },
  PLAN_ENDED: { status: 409, zh: '这份方案已在{date}结束，没有改动。需要时请另行制定。' },
  ITEM_GONE: { status: 409, zh: '这一项已是“{state}”，没有改动。请刷新后再看。' },
  NO_SUCH_SERVICE: { status: 422, zh: '名单里没有这项服务，请重新选。' },
  TOO_YOUNG: { status: 422, zh: '“{service}”要满{years}周岁，孩子今天还不到，没有保存。年龄有误请先更正出生日期。' },
  TOO_OLD: { status: 422, zh: '“{service}”到{years}周岁为止，孩子已超过，没有保存。请换一项。' },
  NOT_YOURS_TO_READ: { status: 403, zh: '这项服务涉及封存部分，由个案主管办理，没有保存。请告诉个案主管。' },
  ALREADY_REFERRED: { status: 409, zh: '“{service}”已在{date}转给{to}（{state}），没有再转一次。请在那一件里催办，或先结束它。' },
  NO_SUCH_ORGANISATION: { status: 422, zh: '名单里没有这个单位，或它不办这项服务，请重新选，或写单位全称。' },
  WHO_ANSWERS: { status: 422, zh: '请选系统内的单位，或写单位全称。' },
  REFERRAL_NOT_NOW: { status: 409, zh: '这件转介已是“{state}”，不能{what}，没有改动。请刷新后再看。' },
  SAME_ORGANISATION: { status: 422, zh: '刚被{to}回绝，请换一个单位；都不行就写明原因结束。' },
  ITEM_OTHER: { status: 422, zh: '这一项不在这个孩子的方案里，没有保存。请刷新后再选。' },
  FUTURE_DAY: { status: 422, zh: '日期不能晚于今天，没有保存。' },
  CLOSED: { status: 409, zh: '个案已在{date}结案，不能{what}，没有保存。需要时请先恢复个案。' },
  NOT_LATE: { status: 409, zh: '现在不用催办，没有改动。' },
  NOBODY_ABOVE: { status: 409, zh: '本市没有可报的民政局，没有上报。请直接联系对方单位。' },
  ASKED_NOTHING: { status: 422, zh: '没有要改的内容，没有保存。' },
  PLACE_CLOSED: { status: 409, zh: '这处场所已在{date}停用，没有改动。' },
  NO_CHILDREN: { status: 422, zh: '选中的孩子里没有您能登记的，没有保存。请刷新名单再选。' },
})
