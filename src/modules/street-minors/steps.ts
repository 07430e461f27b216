/** The steps of this room: title, fact, compartment. Pure, and fit for a browser. */
export const steps = {
  sample: { zh: '采集血样', fact: 'child.blood-sampled', compartment: 'street' },
  dna: { zh: 'DNA 比对结果', fact: 'child.dna-compared', compartment: 'street' },
  trafficked: { zh: '认定被拐', fact: 'child.trafficking-confirmed', compartment: 'street' },
  search: { zh: '查找监护人', fact: 'tracing.guardian-searched', compartment: 'street' },
  told: { zh: '告知监护人', fact: 'child.guardian-told', compartment: 'street' },
  disciplined: { zh: '教育惩戒监护人', fact: 'child.guardian-disciplined', compartment: 'offence' },
  fee: { zh: '收费', fact: 'cost.recorded', compartment: 'street' },
  refund: { zh: '退费', fact: 'cost.recorded', compartment: 'street' },
} as const
export type StepKind = keyof typeof steps

export const dnaResults = { found: '比中', 'not-found': '未比中' } as const

export const searchManners = {
  child: '问孩子',
  records: '户籍、人口信息核查',
  village: '联系户籍地村社区',
  school: '联系学校',
  kin: '联系亲属',
  police: '请公安协查',
  notice: '发布公告、媒体寻亲',
  visit: '到原籍走访',
} as const
export const searchResults = { found: '找到', lead: '有线索', nothing: '没有线索' } as const

export const tellManners = { 'in-person': '当面', phone: '电话', written: '书面', police: '由公安告知' } as const

export const disciplines = {
  education: '批评教育',
  admonition: '训诫、责令接受家庭教育指导',
  penalty: '治安处罚',
  criminal: '刑事立案',
  none: '查明不是监护人所为，不处理',
} as const

export const chargers = { child: '孩子', family: '家庭' } as const
