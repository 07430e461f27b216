/** Refusals of leaving. Each says what to do first; the sentence of a check comes with it. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('DEPARTURE', {
  NOT_IN: { status: 409, zh: '此人现在是“{state}”，不能办离站，没有改动。' },
  NOT_LEFT: { status: 409, zh: '此人还没有离站，先办离站。' },
  NOT_THIS_WAY: { status: 409, zh: '“{kind}”现在办不了：{why}' },
  LACKS: { status: 422, zh: '还差 {count} 项才能办“{kind}”，请看标红的地方；已填内容都还在。' },
  TWO_ESCORTS: {
    status: 422,
    zh: '护送至少要两名工作人员。请补上另一人。',
    basis: '工作规程：护送返乡',
  },
  WOMAN_ESCORT: { status: 422, zh: '女性受助人员要由女工作人员护送，请换上至少一名女同事。', basis: '国务院令第381号第8条' },
  BEFORE_ENTRY: { status: 422, zh: '离站时间早于受理时间，请核对。' },
  SHORT_FARE: {
    status: 422,
    zh: '短途乘车费不超过 20 元，并要本人签收。超过的请改发乘车凭证。',
    basis: '工作规程：原则上不提供现金，短途公共交通费不超过 20 元',
  },
  NO_SUCH_TICKET: { status: 409, zh: '没有这张车票，或已经退过。' },
  REFUND_TOO_MUCH: { status: 422, zh: '退回金额大于票面 {fare} 元，请核对。' },
  AGE_KNOWN: { status: 409, zh: '年龄已经清楚，不用认定。' },
  AGE_TOO_NEAR: {
    status: 422,
    zh: '只有看上去至少 18 岁的，才可以认定明显满 16 岁。请先查清出生年月，或请公安协助骨龄鉴定。',
    basis: '工作规程：年满16周岁方可自行离站',
  },
  ONLY_DUTY_LEADER: { status: 403, zh: '这一步由值班长或站长决定，请请值班长来办。' },
  NOT_REFUSED: { status: 409, zh: '没有流出地拒收的记录。请先记拒收，再上报。' },
  NOT_SENT_HOME: { status: 409, zh: '不是接送返乡离站的，没有要交接或告知的流出地。' },
  HANDED_OVER: { status: 409, zh: '已经签过到达交接。' },
  DEATH_TIME: { status: 422, zh: '死亡时间不能晚于现在，也不能早于来站时间。' },
  NO_PAPER: { status: 409, zh: '还没有到打印这份文书的时候：{why}' },
})
