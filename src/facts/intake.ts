import { GUEST, amount, byAction, choice, fact, several, text, yesNo } from './define.ts'

/** 接待：求助、受理或不予救助。 */
export const intake = [
  fact(
    'intake.asked',
    '求助',
    GUEST,
    {
      arrival: choice('来站方式', {
        self: '自行来站',
        police: '公安护送',
        'city-management': '城管护送',
        patrol: '巡查带回',
        hospital: '医院转来',
        public: '群众护送',
        'other-station': '他站转来',
      }),
      escortedBy: text('护送人'),
    },
    byAction,
  ),
  fact(
    'intake.triaged',
    '先看人',
    GUEST,
    {
      decision: choice('怎么办', { 'go-on': '继续接待', hospital: '先送医', police: '先请公安' }),
      signs: several('所见', {
        unconscious: '昏迷、重伤',
        abnormal: '言行异常',
        speechless: '说不了话',
        drunk: '醉酒',
        fever: '发热',
        infectious: '疑似传染病',
        dangerous: '有危险品',
        drugs: '疑似吸毒',
      }),
    },
    byAction,
  ),
  fact('intake.safety-checked', '安全检查', GUEST),
  fact('intake.safety-deferred', '暂缓安全检查', GUEST, {}, byAction),
  fact('intake.safety-refused', '拒绝安全检查', GUEST, {}, byAction),
  // `items` are ids. A thing kept and in no `belongings-returned` since is still with the station.
  fact('intake.belongings-kept', '物品保管', GUEST, { items: several('物品', {}) }, byAction),
  fact('intake.belongings-returned', '物品发还', GUEST, { items: several('已了结的物品', {}), how: text('怎么发还') }, byAction),
  fact('intake.registered', '求助登记', GUEST, { withMinor: yesNo('带着未成年人') }, byAction),
  fact('intake.accepted', '受理', GUEST, { ground: text('理由'), noticeNo: text('文书号') }, byAction),
  fact('intake.refused', '不予救助', GUEST, { ground: text('理由'), noticeNo: text('文书号') }, byAction),
  fact('intake.withdrawn', '放弃求助', GUEST, {}, byAction),
  fact('intake.transferred', '移交', GUEST, { to: text('移交给') }, byAction),
  fact('intake.taken-back', '离站后返回', GUEST, { how: text('怎么回来') }, byAction),
  fact('intake.paper-printed', '打印文书', GUEST, { paper: text('文书'), copy: amount('第几份', '份') }, byAction),
]
