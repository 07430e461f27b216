import { CASES, byAction, choice, fact, several, text, yesNo } from './define.ts'

const kind = { routine: '日常巡查', cold: '寒冬送温暖', heat: '夏季送清凉' }

/** 街面巡查：班次、街面发现、劝导、送医、通知公安、书面交接。 */
export const patrol = [
  fact('patrol.planned', '安排巡查', ['shift', 'organisation', 'campaign'], {
    area: text('区域'),
    kind: choice('巡查类型', kind),
  }),
  fact('patrol.started', '开始巡查', ['shift'], { area: text('区域'), kind: choice('巡查类型', kind) }, byAction),
  fact('patrol.ended', '结束巡查', ['shift'], { area: text('区域'), kind: choice('巡查类型', kind) }, byAction),
  fact(
    'patrol.person-met',
    '街面发现',
    CASES,
    {
      group: choice('人员类别', {
        disabled: '残疾人',
        minor: '未成年人',
        aged: '老年人',
        immobile: '行动不便人员',
        capable: '完全民事行为能力人',
        unclear: '不清楚',
      }),
      signs: several('体征', { mental: '疑似精神障碍', critical: '危重', drunk: '醉酒', injured: '受伤' }),
      withMinor: yesNo('携带未成年人'),
      coercionSuspected: yesNo('疑似胁迫、诱骗、利用'),
      infantUsed: yesNo('利用婴幼儿乞讨'),
      guardianThere: yesNo('监护人在场'),
    },
    byAction,
  ),
  fact('patrol.help-offered', '询问求助意愿', CASES, {
    answer: choice('答复', { accepted: '接受', refused: '拒绝', 'cannot-answer': '无法表达' }),
  }),
  fact('patrol.persuaded', '劝导', CASES, { contactGiven: yesNo('已告知求助电话和方式') }),
  fact('patrol.goods-given', '发放物品', CASES),
  fact('patrol.emergency-called', '通知急救', CASES),
  fact('patrol.evidence-taken', '现场取证', CASES),
  fact('patrol.police-told', '通知公安', CASES),
  fact(
    'handover.signed',
    '书面交接',
    ['rescue-file', 'child-file', 'person', 'report'],
    {
      from: text('移交单位'),
      to: text('接收单位'),
    },
    byAction,
  ),
]
