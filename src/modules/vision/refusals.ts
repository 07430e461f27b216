/** The room's refusals. Each names the way that stays open. */
import { catalogue } from '#kernel/refusal.ts'

const LAW = '人脸识别技术应用安全管理办法（2025-06-01 起施行）'

export const refuse = catalogue('VISION', {
  NOT_INSTALLED: {
    status: 409,
    zh: '这台服务器没有装识别部件，没有比对，也没有保存照片。照常用问询、公安协查、DNA、公告办理；要用请系统管理员在归途目录运行 npm run vision:install。',
  },
  OFF: { status: 409, zh: '民政局没有启用{part}，没有办。照常用问询、公安协查、DNA、公告办理；证件照着手工填写。' },
  NO_ASSESSMENT: { status: 409, zh: '还没有影响评估，不能启用。请先记影响评估。', basis: LAW },
  ASSESSMENT_OLD: { status: 409, zh: '影响评估已过有效期（{until}），请重新评估后再用。', basis: LAW },
  ASSESSED_LATER: { status: 422, zh: '评估日期不能晚于今天。' },
  ON_ALREADY: { status: 409, zh: '已经启用，不用再办。要改启用哪些，请先停用。' },
  OFF_ALREADY: { status: 409, zh: '现在没有启用，不用停用。' },
  NOT_OFFICER: {
    status: 403,
    zh: '人像比对只由指定的专人办。您不在名单里，没有办；请联系本站人像比对专人，或由站长先指定。',
    basis: '大提升第8项：专人负责',
  },
  NO_CONSENT: {
    status: 409,
    zh: '登记人没有同意用照片做人像比对（或已撤回），没有办。其他比对照常；征得单独同意、补在登记里以后再来。',
    basis: LAW,
  },
  KNOWN: { status: 409, zh: '身份已经核实，不需要再做人像比对，没有办。认为认错了，请先撤销认定。', basis: LAW },
  CHILD: { status: 422, zh: '不满 14 周岁：请选“监护人同意”；找不到监护人、为查明身份的，选“依职责查明身份”。', basis: LAW },
  NO_PHOTO: { status: 422, zh: '没有可用的照片。请上传一张正面照片。' },
  PHOTO_KIND: { status: 422, zh: '这个文件不是照片，请用 JPG、PNG、WebP。' },
  PHOTO_OF_ANOTHER: { status: 422, zh: '这张照片属于别的档案，没有比对。请重新上传。' },
  WAIT: { status: 409, zh: '这个对象有一次检索正在进行，请等结果出来再办。' },
  NOTHING_TO_ERASE: { status: 409, zh: '没有保存的人像特征，不用删除。' },
  NOTHING_TO_RENEW: { status: 409, zh: '没有保存的人像特征，不用重算。' },
  WHY_KEEP: { status: 422, zh: '要留存证件照片，请写明为什么；不写就不留。' },
  UNFIT: { status: 422, zh: '没有读出来：{why}照片没有保存，请照证件手工填写。' },
  TROUBLE: { status: 503, zh: '识别部件正忙或没有应答，没有办成，照片没有保存。请稍后再试，或照证件手工填写。' },
})
