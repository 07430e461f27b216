import { amount, fact, openChoice, text, yesNo } from './define.ts'

const STAFF = ['staff'] as const
const form = openChoice('考核形式', { written: '书面考试', contest: '知识竞赛', drill: '模拟演练', practice: '实务操作' })

/** 队伍与培训。 */
export const staff = [
  fact('staff.joined', '到岗', STAFF, {
    post: openChoice('岗位', { business: '业务岗', support: '后勤岗' }),
    business: yesNo('从事业务工作'),
  }),
  fact('staff.left', '离岗', STAFF),
  fact('staff.duty-named', '指定专人', STAFF, {
    duty: openChoice('专项职责', { tracing: '寻亲', 'face-comparison': '人像比对', liaison: '联络' }),
  }),
  fact('staff.duty-ended', '免去专人', STAFF, { duty: text('专项职责') }),
  fact('staff.trained', '参加培训', STAFF, { offJobDays: amount('脱产天数', '天'), form }, { unit: '天' }),
  fact('staff.examined', '培训考核', STAFF, { form }),
  fact('staff.health-checked', '体检', STAFF),
  fact('staff.system-qualified', '系统操作合格', STAFF),
  fact('training.planned', '制定培训计划', ['organisation'], { period: text('所属年度') }),
  fact('training.held', '组织培训', ['organisation']),
]
