import { GUEST, byAction, choice, fact, text } from './define.ts'

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
  fact('intake.safety-checked', '安全检查', GUEST),
  fact('intake.belongings-kept', '物品保管', GUEST),
  fact('intake.belongings-returned', '物品发还', GUEST),
  fact('intake.accepted', '受理', GUEST, { ground: text('理由'), noticeNo: text('文书号') }, byAction),
  fact('intake.refused', '不予救助', GUEST, { ground: text('理由'), noticeNo: text('文书号') }, byAction),
]
