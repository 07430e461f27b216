/** Refusals on the side of the people placed outside. */
import { catalogue } from '#kernel/refusal.ts'

const rule = '大提升第2项：以站内照料为原则，站外托养为例外'

export const refuse = catalogue('ENTRUSTED', {
  NOT_IN: { status: 409, zh: '此人现在{state}，不能送托。没有记录。' },
  MINOR: {
    status: 409,
    zh: '未成年人不送站外托养。请在未保里办监护安置，或送未成年人救助保护机构。',
    basis: '未成年人保护法第93、94条：由民政部门临时或长期监护',
  },
  MAYBE_MINOR: { status: 422, zh: '年龄说不清，可能未满 18 岁。请写明凭什么认定成年，或先做骨龄鉴定。' },
  NOT_SCREENED: { status: 409, zh: '还没有排除传染病：入站健康检视没有结论。请先记健康检视，再送托。' },
  INFECTIOUS: { status: 409, zh: '有传染病疑似或还在隔离。请先诊治、解除隔离，再送托。' },
  IN_HOSPITAL: { status: 409, zh: '正在住院，不能送托。请先从医院接回。' },
  ON_LEAVE: { status: 409, zh: '请假外出还没有销假，不能送托。请先记返回。' },
  INSTITUTION: { status: 409, zh: '{institution}现在不能送：{why}。请换一家，或先补齐。', basis: rule },
  NO_INSTITUTION: { status: 422, zh: '名单里没有这家机构。请先登记并签约，或重新选。' },
  PENDING: { status: 409, zh: '此人已有一笔送托{state}，没有重复提出。请先办完或撤回那一笔。' },
  SAME_INSTITUTION: { status: 409, zh: '此人就在{institution}，不用再送。' },
  NOT_NOW: { status: 409, zh: '这一笔送托现在是“{state}”，不能这样办。别人可能刚办过，请刷新后再看。' },
  BEFORE_APPROVAL: {
    status: 422,
    zh: '交接时间早于批准时间。先批准，后送托；当时情况紧急的，请用“紧急送托”照实记。',
    basis: rule,
  },
  FUTURE: { status: 422, zh: '时间不能晚于现在。' },
  TOO_EARLY: { status: 422, zh: '时间早于{what}，请核对。' },
  FULL: { status: 409, zh: '名额刚被别人用完：协议上限 {heads} 人已满。没有送托，请换一家或等接回。' },
  OUTSIDE_ALREADY: { status: 409, zh: '别人刚刚办了此人的送托。没有重复记，请刷新后再看。' },
  NOT_OUTSIDE: { status: 409, zh: '此人不在站外托养，没有记录。请刷新后再看。' },
  SAME_LEVEL: { status: 409, zh: '已经是这个护理等级。' },
  PLAN_PAST: { status: 422, zh: '接回日期已经过去，请选今天或以后的一天。' },
  PLAN_TOO_MANY: { status: 422, zh: '选了 {count} 人，只接得下 {capacity} 人。请减少人数或分成两批。' },
  PLAN_NOT_OUTSIDE: { status: 409, zh: '名单里有 {count} 人已不在外托养。请刷新名单后再排。' },
  PLANNED_ALREADY: { status: 409, zh: '名单里有 {count} 人已在另一批接回计划里。请先暂缓那一笔，或从名单里去掉。' },
  LINE_SETTLED: { status: 409, zh: '这一笔已经{state}，请刷新后再看。' },
  MISSING_WHICH: { status: 422, zh: '物品有缺少的，请写明缺什么。' },
  NO_PAPER: { status: 409, zh: '还不能打印：{why}' },
})
