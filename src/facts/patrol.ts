import { amount, CASES, byAction, choice, fact, several, text, yesNo } from './define.ts'

const kind = { routine: '日常巡查', cold: '寒冬送温暖', heat: '夏季送清凉', flood: '防汛防台风' }

const goods = { quilt: '棉被', coat: '棉衣', food: '食品', water: '饮用水', medicine: '药品', raincoat: '雨具', card: '求助卡' }

/** 街面巡查：区域、班次、街面发现、劝导、送医、通知公安、书面交接。 */
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
  fact('patrol.goods-given', '发放物品', [...CASES, 'shift'], { goods: several('物品', goods), pieces: amount('件数', '件') }),
  fact('patrol.emergency-called', '通知急救', CASES),
  fact('patrol.evidence-taken', '现场取证', CASES),
  fact('patrol.police-told', '通知公安', CASES),
  fact('patrol.station-told', '通知救助站', CASES, {}, byAction),
  // The list of those known to sleep there: what one is called on it, and why he is looked for no more.
  fact('patrol.sleeper-named', '名单称呼', CASES, {}, byAction),
  fact('patrol.sleeper-ended', '不再寻找', CASES, { reason: text('原因') }, byAction),
  // On the way to a station or a hospital: the desk there sees them coming until they are received, or did not come.
  fact('patrol.escort-started', '开始护送', CASES, { to: text('送往单位') }, byAction),
  fact('patrol.escort-ended', '护送结束', CASES, { arrived: yesNo('已送到') }, byAction),
  fact('patrol.photo-added', '补充街面照片', CASES, {}, byAction),
  fact('patrol.looked-for', '到点寻找，没有见到', CASES, {}, byAction),
  fact('patrol.place-checked', '到点查看', ['shift'], { people: amount('见到人数', '人') }, byAction),
  // What a report brought about: somebody met there, or a look at the place. Which report and whose patrol, as ids.
  fact(
    'patrol.report-reached',
    '按线索到点',
    [...CASES, 'shift'],
    { report: text('线索'), organisation: text('单位编号'), people: amount('见到人数', '人') },
    byAction,
  ),
  fact('patrol.track-kept', '保存巡查轨迹', ['shift'], { points: amount('定位点', '个') }, byAction),
  // What the house did not take from a phone, and a person looked into: the words lie in the details.
  fact('patrol.record-set-aside', '未能入账的手机记录', ['shift', 'organisation'], { door: text('事项') }, byAction),
  fact('patrol.record-settled', '处理未能入账的手机记录', ['shift', 'organisation'], {}, byAction),
  fact('patrol.area-set', '划定巡查区域', ['organisation'], { area: text('区域') }, byAction),
  fact('patrol.cancelled', '取消巡查', ['shift'], {}, byAction),
  fact('patrol.track-term-set', '设定轨迹保存期', ['organisation'], { days: amount('保存', '天') }, byAction),
  fact('patrol.tracks-erased', '清除到期轨迹', ['organisation'], { tracks: amount('轨迹', '段') }, byAction),
  fact(
    'handover.prepared',
    '填写书面交接',
    ['rescue-file', 'child-file', 'person', 'report'],
    { from: text('移交单位'), to: text('接收单位'), organisation: text('接收单位编号') },
    byAction,
  ),
  fact('handover.declined', '不予接收', ['rescue-file', 'child-file', 'person', 'report'], { to: text('接收单位') }, byAction),
  // Signed by both on the giver's phone: the receiving organisation looked at it, or says that it is not so.
  fact('handover.confirmed', '核对交接', ['rescue-file', 'child-file', 'person', 'report'], {}, byAction),
  fact('handover.contested', '对交接有异议', ['rescue-file', 'child-file', 'person', 'report'], {}, byAction),
  fact(
    'handover.signed',
    '书面交接',
    ['rescue-file', 'child-file', 'person', 'report'],
    {
      from: text('移交单位'),
      to: text('接收单位'),
      organisation: text('接收单位编号'),
    },
    byAction,
  ),
]
