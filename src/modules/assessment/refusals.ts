/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('ASSESSMENT', {
  CLOSED: { status: 409, zh: '个案已经结案，不能再评估。要评估请先恢复个案。已有的评估都还在。' },
  UNDER_WAY: { status: 409, zh: '这个孩子的“{purpose}”已经在做（{since} 开始），请接着做那一份，没有另开。' },
  SHEET_PURPOSE: { status: 409, zh: '现用的指标表不能用于“{purpose}”，请民政局先启用合适的表。' },
  NO_ASSESSOR: { status: 422, zh: '选的评估人不在名单里，请重选。没有保存。' },
  TOO_FEW: {
    status: 409,
    zh: '“{purpose}”至少要 {least} 名评估人，现在 {have} 名。请补上后再办。',
    basis: '指标表的评估人规定（假定）',
  },
  TOO_MANY: { status: 409, zh: '“{purpose}”最多 {most} 名评估人。没有保存。' },
  NOT_TITLED: {
    status: 409,
    zh: '“{purpose}”要有 {titled} 名中级以上职称的评估人，现在 {have} 名。',
    basis: '指标表的评估人规定（假定）',
  },
  NOT_NOW: { status: 409, zh: '这份评估现在是“{state}”，不能“{what}”。没有保存，请刷新后再看。' },
  ANSWERS: { status: 422, zh: '有 {count} 项答案不在表里：{items}。没有保存，请刷新页面后再填。' },
  CHANGED: { status: 409, zh: '有人刚改过答案。请刷新看过以后再签名，没有保存。' },
  NOT_ASSESSOR: { status: 403, zh: '签名的只能是这份评估的评估人。' },
  SIGNED: { status: 409, zh: '已经签过名。改了答案，要重新签。' },
  UNSIGNED: { status: 409, zh: '还有 {count} 名评估人没有签名。签完再出结果。' },
  NO_PAPER_SIGNATURE: { status: 422, zh: '有评估人没有账号，请上传签过名的纸质表，或取消该评估人。' },
  NOT_HEARD: {
    status: 409,
    zh: '“{purpose}”之前要先听孩子自己的意见。孩子太小或不能表达的，也记一笔。',
    basis: '未成年人保护法第四条',
  },
  OPEN_RESULT: {
    status: 409,
    zh: '还有 {missing} 项未了解，结果在“{between}”之间，不能定。返家前评估请先弄清：{items}。',
    basis: '未成年人保护法第九十三条：评估具备条件才能返家',
  },
  SAY_OPEN: { status: 422, zh: '结果在“{between}”之间，定不下来。要先出结果的，请写明为什么现在弄不清。' },
  SAME_PERSON: { status: 409, zh: '复核的人不能是原来的评估人，请另一位同事复核。' },
  NO_PAPER: { status: 409, zh: '还没有出结果，不能打印报告。' },
  NO_SHEET: { status: 409, zh: '没有找到这份指标表。' },
  SHEET_FAULTS: { status: 422, zh: '指标表有 {count} 处不对，没有保存：{first}' },
  SHEET_THERE: { status: 409, zh: '“{sheet}”{version} 版已经有了。改过的表请换一个版本号，旧版留着，用过它的评估还要看。' },
  SHEET_NOT_FOR: { status: 422, zh: '这张表没有写明可用于“{purpose}”，不能这样启用。' },
  FROM_BEFORE: { status: 422, zh: '起用日期不能早于今天：已经按旧表评过的不改。' },
  DATE_LATER: { status: 422, zh: '时间不能晚于现在。' },
})
