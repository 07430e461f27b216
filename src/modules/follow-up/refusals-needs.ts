/** The refusals of the needs side of follow-up. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('NEEDS', {
  ALREADY_REFERRED: {
    status: 409,
    zh: '“{need}”已在{date}转给{to}（{state}），没有再转一次。请在那一件里催办，或先结束它。',
  },
  WHO_ANSWERS: { status: 422, zh: '请选系统内的单位、写单位全称，或选部门。' },
  NO_SUCH_ORGANISATION: { status: 422, zh: '名单里没有这个单位，请重新选，或写单位全称。' },
  REFERRAL_NOT_NOW: { status: 409, zh: '这件转介已是“{state}”，不能{what}，没有改动。请刷新后再看。' },
  SAME_WAY: { status: 422, zh: '“{need}”就是刚被回绝的那一项。换一项需要，或换一个单位；都不行就写明原因结束。' },
  FOUND_BEFORE_RETURN: { status: 422, zh: '发现时间（{found}）早于返乡时间（{sent}），没有记录。请核对日期。' },
  NEVER_RETURNED: { status: 409, zh: '此人没有返乡或列入名单的记录，不算“再次流浪”。请先办接待，或由村（社区）上报。' },
  FOUND_ALREADY: { status: 409, zh: '{date}已经记了一次再次走失、流浪，没有重复记。知道原因的，请在那一次里补记。' },
  AGAIN_GONE: { status: 409, zh: '这一次已经撤回，没有改动。' },
  BUREAU_TOLD: { status: 409, zh: '这一次已在{date}反馈民政局，不用再报。' },
  FUTURE_DAY: { status: 422, zh: '日期不能晚于今天，没有记录。' },
  TOLD_ALREADY: { status: 409, zh: '已在{date}报给{police}，还没有答复，没有再报一次。有新情况请打电话补充，或等答复后再报。' },
  ANSWERED_ALREADY: { status: 409, zh: '公安已在{date}答复，没有再记一次。' },
  HOUSEHOLD_LISTED: { status: 409, zh: '此人所在的家庭已在{date}列入，没有再列一次。请在那一户里补充。' },
  MEMBER_LISTED: { status: 409, zh: '此人已在这一户里，没有再加一次。' },
  HOUSEHOLD_GONE: { status: 409, zh: '这一户已在{date}移出，没有改动。情况又变坏请重新列入。' },
  NOTHING_TO_SHARE: { status: 422, zh: '选中的户都不在册，没有共享。请刷新名单再选。' },
  NO_TOWN: { status: 422, zh: '名单里没有这个镇街，请重新选。' },
})
