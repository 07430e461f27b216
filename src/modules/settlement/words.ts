/** Lists of this room: what a file must hold, why somebody is withdrawn, what hangs on a true name. Pure, and fit for a browser. */

/** Read from facts; nobody ticks them. */
export const computedItems = {
  form: '接待登记',
  health: '健康检视',
  records: '公安信息核查有结果',
  dna: 'DNA 采样比对有结果',
  face: '人像比对',
  notice: '寻亲公告已发布',
  renewed: '寻亲公告已更新',
  national: '已推送全国救助寻亲网',
  interviews: '寻亲问询',
  matches: '没有待核的比对候选',
} as const
export type ComputedItem = keyof typeof computedItems

/** Nothing in the system tells these: somebody looks at the paper and ticks. */
export const handItems = {
  photo: '近照',
  'found-papers': '发现、移送经过的材料',
  fingerprints: '指纹核查材料',
  'duplicate-check': '公安出具的无重复户口核查',
  wish: '征求过本人意见',
  disability: '残疾、精神状况的评定材料',
} as const
export type HandItem = keyof typeof handItems

export const allItems = { ...computedItems, ...handItems } as const
export type Item = keyof typeof allItems
export const itemKeys = Object.keys(allItems) as Item[]
export const needs = { required: '必备', wanted: '应有', off: '不要求' } as const
export type Need = keyof typeof needs
export type Checklist = Record<Item, Need>

/** Until a bureau sets its own; assumed, since no document lists the papers. */
export const DEFAULT_CHECKLIST: Checklist = {
  form: 'required',
  health: 'required',
  records: 'required',
  dna: 'required',
  face: 'required',
  notice: 'required',
  renewed: 'required',
  national: 'required',
  interviews: 'required',
  matches: 'required',
  photo: 'required',
  'found-papers': 'required',
  fingerprints: 'wanted',
  'duplicate-check': 'wanted',
  wish: 'required',
  disability: 'wanted',
}

/** What became of a request to the police. */
export const answers = {
  none: '未提请',
  asked: '已提请，等反馈',
  sampled: '已采样，等反馈',
  'not-found': '未查到',
  cannot: '本级无法核实',
  found: '已查实',
} as const
export type Answer = keyof typeof answers
/** The police have answered, and the answer gives no name. */
export const SETTLED: readonly Answer[] = ['not-found', 'cannot', 'found']

export const withdrawReasons = { named: '查明身份', left: '已离站', died: '死亡', other: '其他' } as const

export const nameWays = {
  wish: '本人愿意用的名字',
  called: '平时叫惯的名字',
  rule: '按命名规则',
} as const

export const birthConventions = {
  'found-day': '月日取入站之日',
  'first-day': '月日取 1 月 1 日',
  'mid-year': '月日取 7 月 1 日',
} as const
export type BirthConvention = keyof typeof birthConventions

export const registerWays = { police: '公安机关办理', document: '凭公安机关书面材料补记' } as const

export const supportLevels = { self: '全自理', half: '半护理', care: '全护理' } as const

/** Who has to do what once the true name is known. Days are assumed: no document gives a term. */
export const followSteps = {
  'register-corrected': { zh: '公安机关更正户口登记', who: '公安', days: 30, after: 'registered' },
  'old-register': { zh: '注销赋名时登记的户口，恢复或迁回原户口', who: '公安', days: 30, after: 'registered' },
  'support-recalculated': { zh: '特困供养重新核定或移交户籍地', who: '民政局', days: 30, after: 'supported' },
  'papers-reissued': { zh: '更换身份证、残疾证、医保等证件', who: '救助站', days: 60, after: 'registered' },
  'family-told': { zh: '征得本人同意后告知家属', who: '救助站', days: 3, after: 'named' },
  'notice-withdrawn': { zh: '撤下寻亲公告', who: '救助站', days: 1, after: 'named' },
  'institution-told': { zh: '告知安置机构更名', who: '救助站', days: 3, after: 'placed' },
  card: { zh: '银行卡、社保卡更名', who: '救助站', days: 60, after: 'supported' },
} as const
export type FollowStep = keyof typeof followSteps
export const followStepKeys = Object.keys(followSteps) as FollowStep[]

/** The list shows who will have been here three months within so many days. */
export const SOON_DAYS = 30
