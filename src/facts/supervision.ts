import { amount, byAction, openChoice, date, fact, text } from './define.ts'

const UNITS = ['organisation', 'institution', 'campaign'] as const
const kind = openChoice('检查类型', { joint: '联合检查', stage: '阶段检查', mutual: '交叉检查' })
const period = text('所属期间')

/** 监督检查：定点联系、特邀监督员、检查整改、考评、报表。 */
export const supervision = [
  fact('contact.visited', '定点联系到站', UNITS, { kind }),
  fact('supervisor.visited', '特邀监督员到访', UNITS, { kind }),
  fact('inspection.done', '检查', UNITS, { kind }),
  fact('finding.made', '检查发现问题', UNITS, { kind }),
  fact('finding.corrected', '问题整改', UNITS, { kind }),
  fact('assessment.scored', '考评', UNITS, { kind }),
  fact('summary.submitted', '报送情况汇总表', UNITS, { period }),
  fact('report.half-year-submitted', '报送半年工作情况', UNITS, { period }),
  fact(
    'policy.adopted',
    '采用政策',
    ['organisation'],
    { pack: text('政策'), from: date('自何日起'), until: date('至何日止') },
    byAction,
  ),
  fact('policy.adoption-ended', '停用政策', ['organisation'], { pack: text('政策'), until: date('至何日止') }, byAction),
  fact(
    'policy.original-imported',
    '导入政策原文',
    ['organisation'],
    { pack: text('政策'), paragraphs: amount('段数', '段') },
    byAction,
  ),
  fact('policy.original-removed', '移除政策原文', ['organisation'], { pack: text('政策') }, byAction),
  fact('policy.parameter-set', '设定假定时限', ['organisation'], { key: text('条款'), from: date('自何日起') }, byAction),
  fact('policy.campaign-set', '设定专项行动日期', ['organisation'], { pack: text('政策') }, byAction),
  fact('policy.go-live-set', '设定上线日', ['organisation'], { day: date('上线日') }, byAction),
]
