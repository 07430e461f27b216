/** The words of reception: codes with their Chinese, shared by forms, rules, papers and screens. */

export const arrivals = {
  self: '自行来站',
  police: '公安护送',
  'city-management': '城管护送',
  patrol: '巡查劝导',
  hospital: '医院',
  public: '群众',
  'other-station': '他站',
} as const
export type Arrival = keyof typeof arrivals

/** Ways of arrival that the policies want a written handover for. */
export const officialArrivals: readonly Arrival[] = ['police', 'city-management']

export const causes = {
  lost: '走失',
  'no-work': '务工不着',
  'no-kin': '寻亲不遇',
  robbed: '被盗被骗',
  runaway: '离家出走',
  abandoned: '被遗弃',
  begging: '流浪乞讨',
  medical: '求医无着',
  violence: '家庭暴力',
  trafficked: '被拐、被胁迫',
  other: '其他',
} as const

export const requests = {
  home: '送我回家',
  'food-lodging': '吃住',
  family: '找家人',
  medical: '看病',
  fare: '路费、车票',
  other: '其他',
} as const

export const assistances = { none: '没有', allowance: '低保', destitute: '特困', other: '其他救助' } as const

export const educations = { none: '不识字', primary: '小学', junior: '初中', senior: '高中、中专', higher: '大专及以上' } as const
export const maritals = { single: '未婚', married: '已婚', divorced: '离异', widowed: '丧偶' } as const

export const triageSigns = {
  unconscious: '昏迷、重伤',
  abnormal: '言行异常',
  speechless: '说不了话',
  drunk: '醉酒',
  fever: '发热',
  infectious: '疑似传染病',
  dangerous: '有危险品',
  drugs: '疑似吸毒',
} as const
export const triageDecisions = { 'go-on': '继续接待', hospital: '先送医', police: '先请公安' } as const

export const consents = { given: '本人同意', escort: '护送人或监护人同意', cannot: '不能表达，依职责检查' } as const
export const safetyResults = {
  clear: '同意，未见违禁',
  found: '查出物品',
  deferred: '暂缓（先救治等）',
  refused: '拒绝检查',
} as const
export const foundKinds = {
  weapon: '管制器具',
  explosive: '易燃易爆、腐蚀品',
  drug: '疑似毒品',
  sharp: '刀剪等尖锐物',
  lighter: '打火机、火柴',
  medicine: '药品',
  other: '其他',
} as const
export const foundDisposals = { kept: '代为保管', police: '交公安', discarded: '本人同意丢弃' } as const
/** What the law takes from the station's hands: goes to the police, is not kept. */
export const forPolice: readonly (keyof typeof foundKinds)[] = ['weapon', 'explosive', 'drug']

export const belongingKinds = {
  cash: '现金',
  papers: '证件',
  phone: '手机',
  card: '银行卡',
  medicine: '药品',
  valuable: '贵重物品',
  bag: '包裹行李',
  clothing: '衣物',
  other: '其他',
} as const
export const signings = { signed: '本人签字', thumb: '按手印', witnessed: '不能签，两名工作人员见证' } as const
export const returnWays = {
  returned: '发还本人',
  family: '交亲属',
  'receiving-unit': '交接收单位',
  police: '交公安',
  perished: '食品等已处理，本人同意',
  lost: '遗失、损坏，已说明处理',
} as const

export const identityProofs = {
  none: '没有证件',
  'card-read': '读卡核验',
  'card-seen': '看过原件，人证相符',
  police: '公安核实',
} as const

/** The six grounds of a refusal, after DB3212/T 1069—2021 §4.3, which repeats the national work rule. */
export const refusalGrounds = {
  'refuses-check': '拒绝安全检查',
  'refuses-belongings-rules': '不遵守物品规定',
  'can-provide': '能自行解决食宿',
  'wants-cash': '只索要现金，拒绝其他救助',
  'refuses-information': '拒不提供或不如实提供个人情况',
  'not-eligible': '其他不符合救助条件',
} as const
export type RefusalGround = keyof typeof refusalGrounds

export const transferTargets = {
  police: '公安机关',
  hospital: '医院',
  'other-station': '其他救助站',
  'child-protection': '未成年人救助保护机构',
  other: '其他单位',
} as const

export const receptionDecisions = { accept: '受理', hospital: '先送医', later: '先登记，稍后决定' } as const
export const deliveries = { signed: '本人签收', thumb: '按手印', refused: '拒签，两名见证人注明' } as const
export const paperKinds = {
  registration: '求助登记表',
  refusal: '不予救助通知书',
  handover: '书面交接单',
} as const
export type PaperKind = keyof typeof paperKinds
/** What can be struck out because it was wrong; a later answer alone never turns something known into something unknown. */
export const strikable = {
  writtenName: '姓名',
  birth: '出生、年龄',
  sex: '性别',
  idNumber: '证件号',
  household: '户籍地',
  division: '户籍区划',
  ethnicity: '民族',
  phone: '本人电话',
  kin: '亲属',
} as const
export type Strikable = keyof typeof strikable

export const stepTitles = {
  triage: '先看人',
  handover: '护送交接',
  safety: '安全检查',
  belongings: '物品保管',
  register: '求助登记',
  decision: '决定',
} as const
export type Step = keyof typeof stepTitles

const warningWords = {
  'handover-missing': '护送交接还没有双签：交接应在受理之前，补签会记为迟办',
  'safety-deferred': '安全检查暂缓，请尽快补做',
  'belongings-kept': '本站还保管着此人的物品，离开前请发还',
  'hospital-first': '已判断先送医，请看住院是否已登记',
  'police-first': '已判断先请公安，请看公安是否已到',
  'with-minor': '带着未成年人：请给孩子另登记一次求助，并核对是否亲生、是否被胁迫',
} as const
export type Warning = keyof typeof warningWords

const personWarnings = {
  'id-check': '证件号校验不符，已照原样留存，请核对',
  'verified-kept': '身份已核实，说法与核实的不同：核实的保留，新的说法已另记',
  'birth-kept': '已有更确切的出生资料，这次说的已另记',
  'age-unknown': '年龄不详，看不出是否未成年',
} as const
export type PersonWarning = keyof typeof personWarnings

/** Every remark that a reply may carry beside its success. */
export const remarkWords: Record<string, string> = { ...personWarnings, ...warningWords }

/** States of the rescue file as the desk says them. */
export const stateWords: Record<string, string> = {
  asked: '接待中',
  in: '在站',
  refused: '不予救助',
  withdrawn: '放弃求助',
  transferred: '已移交',
  left: '已离站',
}
