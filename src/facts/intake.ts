import { CASES, GUEST, byAction, choice, fact, text } from './define.ts'

/** 接待与在站：求助、受理或不予救助、床位、照料、行为约束和矫治。 */
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
  fact('stay.bed-assigned', '安排床位', ['rescue-file', 'bed'], { bed: text('床位'), zone: text('分区') }, byAction),
  fact('stay.bed-left', '腾退床位', ['rescue-file', 'bed'], { bed: text('床位'), zone: text('分区') }, byAction),
  fact('stay.extended', '延长救助', GUEST, { approvedBy: text('批准人') }, byAction),
  fact('stay.care-logged', '照料记录', CASES),
  fact('stay.behaviour-plan-made', '制定行为约束和矫治方案', CASES),
  fact('stay.behaviour-plan-reviewed', '复核行为约束和矫治方案', CASES),
  fact('stay.behaviour-plan-ended', '终止行为约束和矫治', CASES),
]
