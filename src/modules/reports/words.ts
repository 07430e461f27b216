/** Lists and words of reports. Fit for a browser. */
export const abouts = {
  minor: '未成年人有困难、没人管',
  'abuse-clue': '侵害未成年人',
  vagrant: '流浪乞讨人员',
  hazard: '安全隐患',
  'found-again': '返乡人员再次流浪',
  complaint: '投诉',
} as const
export type About = keyof typeof abouts

export const channels = {
  '110': '110 报警',
  hotline: '12345、未保热线',
  '12319': '12319 城管热线',
  phone: '救助电话',
  'walk-in': '当面反映',
  patrol: '巡查发现',
  'mandatory-report': '强制报告',
  volunteer: '志愿者、社工',
  driver: '公交、出租车司机',
  school: '学校',
  hospital: '医疗机构',
  village: '村社区、网格员',
  web: '网上登记',
} as const
/** The ways in which a desk hears; the public page and the mandatory report name their own. */
const { web: _web, 'mandatory-report': _mandatory, ...byDesk } = channels
export const deskChannels = byDesk

export const clueKinds = {
  'sexual-assault': '性侵害',
  'domestic-violence': '家庭暴力',
  abuse: '虐待',
  abandonment: '遗弃',
  trafficking: '拐卖、组织乞讨',
  bullying: '欺凌',
} as const
export type ClueKind = keyof typeof clueKinds

export const dangers = { yes: '现在有危险', no: '现在没有危险', unknown: '不清楚' } as const

export const reporterKinds = {
  self: '本人',
  family: '父母、亲属',
  neighbour: '邻居、路人',
  driver: '司机',
  shop: '店主、保安、保洁',
  teacher: '老师',
  doctor: '医生、护士',
  village: '村社区干部',
  social: '社工、志愿者',
  official: '机关工作人员',
  other: '其他',
} as const

export const answerWays = { phone: '打电话告诉我', receipt: '我凭编号和查询码自己查', none: '不用告诉' } as const

export const consultWays = { meeting: '碰头会', phone: '电话会商', 'on-scene': '现场会商' } as const

export const declineReasons = {
  'not-ours': '不归本单位管',
  'too-far': '到不了现场',
  'no-one': '当班没有人',
  conflict: '与当事人有利害关系，须回避',
} as const

/** What was seen on the street, by whoever reports it; nobody is asked to judge. */
export const doings = { sleeping: '露宿', begging: '乞讨', wandering: '流浪', lost: '像是走失', scavenging: '捡拾' } as const
export const groups = {
  aged: '老年人',
  disabled: '残疾人',
  immobile: '行动不便',
  minor: '有孩子',
  capable: '能自理的成年人',
  unclear: '看不清',
} as const
export const signs = {
  mental: '神志不清、自言自语',
  critical: '昏迷、病得很重',
  drunk: '醉酒',
  injured: '受伤',
  exposed: '挨冻、中暑',
} as const

/** How a report ended, and what the reporter may hear of it: whole sentences that give nobody away. */
export const outcomes = {
  helped: '已核实，正在帮助',
  met: '街面见到本人，已登记',
  brought: '已护送到站',
  hospital: '已送医',
  'refused-help': '见到本人，不愿求助，已留联系方式',
  'made-safe': '隐患已处理',
  protected: '已采取保护措施',
  filed: '公安机关已立案',
  referred: '已转有关部门办理',
  safe: '已上门核实，没有发现危险',
  'not-found': '没有找到，继续留意',
  untrue: '核实不属实',
} as const
export type Outcome = keyof typeof outcomes

/** What fits a report of the street, and what fits one about a child. */
export const streetOutcomes = ['met', 'brought', 'hospital', 'refused-help', 'made-safe'] as const

export const answers = {
  handled: '您反映的情况已经核实处理，谢谢您',
  helping: '已经有人在帮助，谢谢您',
  passed: '已转有管辖权的部门办理',
  checked: '已经上门核实，目前没有发现危险',
  'checked-on': '已经到现场看过，会继续留意，谢谢您',
  unfound: '按您说的没有找到，请再想想时间和地点，可以再报一次',
  refused: '不属于受理范围，请看说明或打电话',
} as const
export type Answer = keyof typeof answers

/** What the reporter is answered with when the desk says nothing else. */
export const answerOfOutcome: Record<Outcome, Answer> = {
  helped: 'helping',
  met: 'helping',
  brought: 'handled',
  hospital: 'handled',
  'refused-help': 'checked-on',
  'made-safe': 'handled',
  protected: 'handled',
  filed: 'handled',
  referred: 'passed',
  safe: 'checked',
  'not-found': 'unfound',
  untrue: 'checked',
}

export const refusalReasons = {
  'not-our-place': '不在辖区，已告知打当地电话',
  'not-our-matter': '不属于救助保护的事',
  'no-content': '没有可查的内容',
  nuisance: '恶意、重复骚扰',
} as const

export const clueOutcomes = {
  filed: '公安立案侦办',
  'not-filed': '公安不予立案，已书面告知',
  admonished: '出具告诫书、行政处罚',
  protected: '已采取保护措施',
  untrue: '查否',
} as const

/** What the holder of a receipt hears, by state. */
export const receiptWords = {
  received: '已收到，正在安排人处理',
  working: '已经派人处理',
  reached: '已经有人到现场看过，正在办',
  closed: '已办结，正在整理答复',
  'no-match': '编号或查询码不对，请核对后再试；丢了请打电话',
  later: '试的次数太多，请一小时后再试',
} as const
