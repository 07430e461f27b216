/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('PAIRING', {
  ENROLLED_ALREADY: { status: 409, zh: '本单位已经登记过这个证件号的志愿者，没有重复保存。' },
  NUMBER: { status: 422, zh: '证件号不对：{why}没有保存。入职查询要用，请核对。' },
  GROWN_UP: { status: 422, zh: '志愿者须年满十八周岁。没有保存。' },
  NO_ACCOUNT: { status: 422, zh: '选的账号不在用，或没有“帮教联系人、结对人”职责。没有保存。' },
  CHECK_DATE: { status: 422, zh: '查询日期不能晚于今天，也不能早于一年以前。没有保存。' },
  BARRED_WHY: { status: 422, zh: '不合格的要选原因。没有保存。' },
  LEFT: { status: 409, zh: '这名志愿者已经退出，没有保存。再来的请重新登记并查询。' },
  CLOSED: { status: 409, zh: '个案已经结案，不能再办。原来的记录都在。' },
  UNWILLING: { status: 409, zh: '孩子不愿意，不结对。没有保存。', basis: '尊重未成年人意愿' },
  WHICH_KEEPER: { status: 422, zh: '请选本市的群团组织或社会组织。没有保存。' },
  OPEN_ALREADY: { status: 409, zh: '这个孩子已经有“{kind}”（{state}，{on} 起），没有重复保存。' },
  NOT_NOW: { status: 409, zh: '这次结对现在是“{state}”，不能再“{what}”。可能刚有人办过，请刷新后再看，没有重复保存。' },
  HOW_MANY: { status: 422, zh: '“{kind}”要选 {from} 至 {to} 名志愿者，现在选了 {count} 名。没有保存。' },
  NOT_CLEARED: {
    status: 409,
    zh: '{who}没有在有效期内的合格查询，不能接触未成年人。先查询再结对，没有保存。',
    basis: '未成年人保护法第六十二条',
  },
  WOMEN_ONLY: { status: 409, zh: '“代理妈妈”由女志愿者担任，{who}不是。没有保存。' },
  OWN_CHILD: { status: 409, zh: '{who}是这个孩子登记的监护人或家人，不能和自己的孩子结对。没有保存。' },
  GUARDIAN: {
    status: 409,
    zh: '{who}是别的在册孩子的监护人。先看清那家的情况，确认合适的，勾选“已看过监护人提示”再办。没有保存。',
  },
  TOO_MANY: { status: 409, zh: '{who}已经帮着 {count} 个孩子（最多 {most} 个，假定），没有保存。' },
  NO_SUCH_VOLUNTEER: { status: 422, zh: '选的志愿者不在本单位名册里。没有保存。' },
  IN_FUTURE: { status: 422, zh: '时间还没到，请填实际活动的时间。没有保存。' },
  BEFORE_PAIRED: { status: 422, zh: '时间早于结对的 {on}。没有保存。' },
})
