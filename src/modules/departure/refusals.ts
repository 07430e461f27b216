/** Refusals of leaving. Each says what to do first; the sentence of a check comes with it. */
import { catalogue } from '#kernel/refusal.ts'
import { printInstant } from '#kernel/time.ts'

/** `2026-12-04 08:40`, for a refusal that says when. */
export const atWords = (instant: number) => printInstant(instant).slice(0, 16).replace('T', ' ')

export const refuse = catalogue('DEPARTURE', {
  NOT_IN: { status: 409, zh: '此人现在是“{state}”，不能办离站，没有改动。' },
  NOT_LEFT: { status: 409, zh: '此人还没有离站，先办离站。' },
  LEFT_ALREADY: {
    status: 409,
    zh: '此人已于 {at} 以“{kind}”离站，不能再定返乡方案，没有改动。人又回来的，先在个案页办“又回来了”。',
  },
  NOT_THIS_WAY: { status: 409, zh: '“{kind}”现在办不了：{why}' },
  LACKS: { status: 422, zh: '还差 {count} 项才能办“{kind}”，请看标红的地方；已填内容都还在。' },
  TWO_ESCORTS: {
    status: 422,
    zh: '护送至少要两名工作人员。请补上另一人。',
    basis: '工作规程：护送返乡',
  },
  WOMAN_ESCORT: { status: 422, zh: '女性受助人员要由女工作人员护送，请换上至少一名女同事。', basis: '国务院令第381号第8条' },
  MEDICAL_ESCORT: {
    status: 422,
    zh: '此人有{why}：护送要有医护人员。请加一名医护，或写明为什么不配。',
    basis: '大提升第9项：身体条件允许的及时返乡',
  },
  BEFORE_ENTRY: { status: 422, zh: '离站时间早于受理时间，请核对。' },
  NO_PLAN: { status: 409, zh: '还没有返乡方案，或方案已经结束。请先定返乡方案。' },
  PLAN_STATE: { status: 409, zh: '返乡方案现在是“{state}”，不能办这一步，没有改动。' },
  PLAN_NOT_APPROVED: { status: 409, zh: '返乡方案还没有批准：请值班长或站长先批准，或撤销方案。人还在站，内容都在。' },
  OWN_PLAN: { status: 403, zh: '自己写的方案不能自己批，请另一位值班长或站长批准。' },
  NOT_VERIFIED: {
    status: 409,
    zh: '身份还没有核实：先核实身份，再批准返乡方案。方案都还在。',
    basis: '大提升第9项：已经查明身份信息的',
  },
  NOT_FIT: {
    status: 409,
    zh: '身体能不能出行还没有结论，或暂不能出行：先做健康检视。方案都还在。',
    basis: '大提升第9项：在其身体条件允许的情况下',
  },
  NO_ORIGIN: { status: 409, zh: '方案还没有写回哪里：请重定方案，写上返回地点或选流出地单位。' },
  NO_SUCH_ORIGIN: { status: 422, zh: '选的流出地单位不在系统名单里或已停用，请另选，或写全称。' },
  DATES: { status: 422, zh: '到达日期早于出发日期，请核对。' },
  NOT_A_STATION: { status: 422, zh: '只能指定本局辖区内正在使用的救助管理站。' },
  ONLY_BUREAU: { status: 403, zh: '跨省护送站由民政局指定。' },
  SHORT_FARE: {
    status: 422,
    zh: '短途乘车费不超过 20 元，并要本人签收。超过的请改发乘车凭证。',
    basis: '工作规程：原则上不提供现金，短途公共交通费不超过 20 元',
  },
  NO_SUCH_TICKET: { status: 409, zh: '没有这张车票，或已经退过。' },
  BOARDED: { status: 409, zh: '这张车票已经记过上车，没有改动。' },
  NO_REFUND: { status: 409, zh: '这张车票没有等着到账的退款。' },
  REFUND_TOO_MUCH: { status: 422, zh: '退回金额大于票面 {fare} 元，请核对。' },
  AGE_KNOWN: { status: 409, zh: '年龄已经清楚，不用认定。' },
  AGE_TOO_NEAR: {
    status: 422,
    zh: '只有看上去至少 18 岁的，才可以认定明显满 16 岁。请先查清出生年月，或请公安协助骨龄鉴定。',
    basis: '工作规程：年满16周岁方可自行离站',
  },
  ONLY_DUTY_LEADER: { status: 403, zh: '这一步由值班长或站长决定，请请值班长来办。' },
  NOT_REFUSED: { status: 409, zh: '没有等着协调的流出地拒收。请先记拒收，再上报。' },
  REFUSAL_OPEN: { status: 409, zh: '{on} 已记过一次拒收，还在协调（{state}）；没有再记。请接着上报或记答复。' },
  RAISE_WAITS: { status: 409, zh: '已于 {on} 报{level}，还没有答复。先记答复；协调不下来的记“本级未能协调”，再报上一级。' },
  NOT_HIGHER: { status: 422, zh: '逐级上报：这次要报到比{level}高的一级。', basis: '大提升第9项：逐级报上级民政部门协调解决' },
  NOT_RAISED: { status: 409, zh: '现在没有等答复的上报，没有改动。' },
  NOT_SENT_HOME: { status: 409, zh: '不是接送返乡离站的，没有要交接或告知的流出地。' },
  GOES_ALONE: { status: 409, zh: '此人是自行离站的，没有人护送，不用签到达交接。' },
  LETTER_SENT: { status: 409, zh: '已于 {on} 发过 {no}，没有再发。确要再发的，勾“再发一次”并写明为什么；文号不变。' },
  AGAIN_WHY: { status: 422, zh: '再发一次要写明为什么。' },
  ALREADY_HANDED_OVER: { status: 409, zh: '交接已由{who}于 {at} 签好，您这一份没有再记；签好的在个案页可以看、可以打印。' },
  HANDOVER_TIME: { status: 422, zh: '到达时间早于离站时间，请核对。' },
  NOT_UNDER_WAY: { status: 409, zh: '此人不在返乡途中，没有改动。' },
  EVENT_TIME: { status: 422, zh: '时间不能早于离站，也不能晚于现在。' },
  DIED_ALREADY: { status: 409, zh: '此人的死亡已经记过，手续也齐了，没有改动。记错了的，请值班长或站长办“死亡记错了，撤回”。' },
  NOT_DIED: { status: 409, zh: '此人没有记死亡，没有可撤回的，没有改动。' },
  DEATH_TIME: { status: 422, zh: '死亡时间不能晚于现在，也不能早于来站时间；途中的不能早于出发时间。' },
  NO_PAPER: { status: 409, zh: '还没有到打印这份文书的时候：{why}' },
})
