/** The infirmary's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('MEDICAL', {
  GONE: { status: 409, zh: '此人已不在站（{state}），没有记录。再次来站请先办接待。' },
  WHY_RULED_OUT: {
    status: 422,
    zh: '有发热或可疑传染征象，又判断为排除：请在“依据和建议”里写明依据，或改为疑似、未能判断。',
    basis: '工作规程：疑似传染病送医疗机构；入站健康检视',
  },
  ISOLATED_ALREADY: { status: 409, zh: '已经在隔离，不用再办。要换地方请先解除再办。' },
  NOT_ISOLATED: { status: 409, zh: '现在没有隔离，不用解除。' },
  SCREEN_AGAIN: {
    status: 409,
    zh: '解除隔离前请再做一次健康检视，判断为“排除传染病”后再解除。',
    basis: '疾病防控：先排除，后同住',
  },
  NOT_TOLD: { status: 409, zh: '还没有报告疾控机构。请先记报告，再记答复。' },
  WHICH_HOSPITAL: { status: 422, zh: '请选定点医院，或填写医院全称。' },
  NO_SUCH_HOSPITAL: { status: 422, zh: '名单里没有这家医院，请重新选，或填写医院全称。' },
  IN_HOSPITAL_ALREADY: { status: 409, zh: '已在{hospital}住院，没有重复登记。转院请先记接回。' },
  NO_SUCH_ENTRY: { status: 404, zh: '没有找到这条记录，请刷新后再看。' },
  WITHDRAWN: { status: 409, zh: '这条已经撤回。' },
  WITHDRAW_LATER_FIRST: { status: 409, zh: '这条之后又办了新的{what}，请先撤回后面那条。' },
  NOT_IN_HOSPITAL: { status: 409, zh: '没有住院记录。请先记送医住院。' },
})
