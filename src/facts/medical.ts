import { CASES, GUEST, amount, byAction, choice, date, fact, openChoice, text, yesNo } from './define.ts'

const GUEST_OR_HOUSE = ['rescue-file', 'organisation'] as const

/** Told by actions only: the infirmary's rows go with them, and its own door takes a mistake back. 医疗救治：入站检视、消毒、隔离、疾控报告、医务日志、住院、床前甄别、出院接回、卫健指导。 */
export const medical = [
  fact(
    'medical.screened',
    '入站健康检视',
    CASES,
    {
      fit: yesNo('身体条件允许返乡'),
      infection: choice('传染病', { suspected: '疑似', 'ruled-out': '排除', unknown: '未能判断' }),
    },
    byAction,
  ),
  fact('medical.disinfected', '消毒', GUEST_OR_HOUSE, {}, byAction),
  fact('medical.isolated', '隔离', GUEST, {}, byAction),
  fact(
    'medical.isolation-ended',
    '解除隔离',
    GUEST,
    { outcome: choice('结果', { 'ruled-out': '排除', cured: '治愈', hospital: '转医院', left: '离站' }) },
    byAction,
  ),
  fact('medical.disease-control-told', '报告疾控机构', GUEST, {}, byAction),
  fact('medical.disease-control-answered', '疾控机构答复', GUEST, {}, byAction),
  fact('medical.treated', '医务处置', GUEST, {}, byAction),
  fact('medical.hospitalised', '住院', CASES, { hospital: text('医院') }, byAction),
  fact('medical.identified-at-bedside', '床前身份甄别', CASES, { hospital: text('医院') }, byAction),
  fact(
    'medical.discharge-ready',
    '达到出院标准',
    CASES,
    {
      hospital: text('医院'),
      canPay: yesNo('有能力支付'),
      nobody: yesNo('无主'),
      openCase: yesNo('有未结案件'),
    },
    byAction,
  ),
  fact(
    'medical.fetch-assigned',
    '确定接回单位',
    CASES,
    { by: choice('由谁', { town: '户籍地镇街', bureau: '送医地民政部门', station: '救助站' }), organisation: text('系统内单位') },
    byAction,
  ),
  fact(
    'medical.overstay-explained',
    '说明滞留原因',
    CASES,
    {
      reason: openChoice('原因', {
        'open-case': '有未结案件',
        'family-coming': '家属在路上',
        'no-place': '没有床位或安置去处',
        procedure: '手续没有办完',
        cost: '费用没有结清',
        'register-dispute': '户籍或接回单位有争议',
        refuses: '本人不愿离开',
        relapse: '病情反复',
        other: '其他',
      }),
    },
    byAction,
  ),
  fact('medical.fetched', '接回', CASES, { hospital: text('医院') }, byAction),
  fact('medical.hospital-designated', '确定定点医院', ['organisation'], { until: date('协议到期日') }, byAction),
  fact('medical.designation-ended', '取消定点', ['organisation'], {}, byAction),
  fact(
    'medical.bill-received',
    '收到医院账单',
    ['organisation'],
    { month: text('月份'), amount: amount('金额', '分') },
    byAction,
  ),
  fact('medical.bill-paid', '付医院账单', ['organisation'], { month: text('月份'), amount: amount('金额', '分') }, byAction),
  fact('medical.cost-paid', '付医疗费用', GUEST, { amount: amount('金额', '分') }, byAction),
  fact(
    'medical.guided',
    '卫健、疾控上门指导',
    ['organisation'],
    {
      by: openChoice('由谁', { 'health-bureau': '卫生健康部门', 'disease-control': '疾控机构', hospital: '医院' }),
    },
    byAction,
  ),
]
