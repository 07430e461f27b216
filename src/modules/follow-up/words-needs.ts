/** Lists of the needs side: causes, departments, what is shared. Data; fit for a browser. */
import { needs } from '#facts/follow-up.ts'

export { needs }
export type Need = keyof typeof needs

/** Why somebody took to the road again; the words of the fact, a test compares. */
export const causes = {
  poverty: '生活困难',
  violence: '家庭暴力',
  upbringing: '监护、教养失当',
  company: '不良交往',
  illness: '疾病发作',
  lost: '迷路走失',
  work: '务工不着',
  other: '其他',
} as const

export const howFound = { street: '在街上又遇到', elsewhere: '在外地被发现', missing: '家里、村里找不到人' } as const

export const departments = {
  civil: '民政（低保、特困、临时救助）',
  insurance: '医疗保障局',
  labour: '人力资源社会保障局',
  health: '卫生健康局',
  education: '教育局',
  federation: '残疾人联合会',
  poverty: '农业农村局（防返贫）',
  housing: '住房城乡建设局',
  police: '公安局（户籍）',
  town: '镇街',
  other: '其他',
} as const
export type Department = keyof typeof departments

/** Which department usually answers for a need, and what else may help when it says no. */
export const waysOf: Record<Need, { department: Department; otherwise: readonly Need[] }> = {
  allowance: { department: 'civil', otherwise: ['temporary', 'poverty', 'work'] },
  destitute: { department: 'civil', otherwise: ['allowance', 'temporary'] },
  medical: { department: 'insurance', otherwise: ['temporary', 'insurance', 'poverty'] },
  insurance: { department: 'labour', otherwise: ['medical', 'temporary'] },
  welfare: { department: 'federation', otherwise: ['allowance', 'temporary'] },
  temporary: { department: 'town', otherwise: ['allowance', 'poverty'] },
  schooling: { department: 'education', otherwise: ['skills', 'temporary'] },
  skills: { department: 'labour', otherwise: ['work'] },
  work: { department: 'labour', otherwise: ['skills', 'poverty', 'temporary'] },
  poverty: { department: 'poverty', otherwise: ['allowance', 'temporary'] },
  housing: { department: 'housing', otherwise: ['temporary', 'poverty'] },
  register: { department: 'police', otherwise: [] },
  treatment: { department: 'health', otherwise: ['medical', 'temporary'] },
}

/**
 * Days without a word after which a referral is shown as silent. No document of ours names a term: assumed, to be changed
 * here. Short where somebody has nothing to eat tomorrow.
 */
export const silence = {
  assumed: true,
  citation: '文件未定期限，按办事指南常见时限拟定',
  days: 20,
  byNeed: { temporary: 5, treatment: 7, schooling: 10 } as Partial<Record<Need, number>>,
} as const

/** Months until a household at the edge is looked at again. Assumed. */
export const REVIEW_MONTHS = 12

export const results = { 'in-progress': '正在办', granted: '已落实', refused: '不符合条件', declined: '本人不要' } as const
export type Result = keyof typeof results
export const closeReasons = {
  'no-longer': '已不需要',
  otherwise: '以其他办法解决',
  gone: '人已外出、迁走',
  died: '本人死亡',
  mistake: '记错了',
} as const
export const remindWays = { phone: '电话', letter: '书面', visit: '上门', system: '系统内' } as const
export const consents = { given: '本人（监护人）同意', asked: '问了，没有表示', cannot: '本人无法表示', none: '没有问' } as const

export const harms = { abandonment: '遗弃', abuse: '虐待', both: '遗弃和虐待' } as const
export const measures = {
  warning: '训诫、告诫书',
  punishment: '治安处罚',
  investigation: '立案侦查',
  protection: '人身安全保护',
  mediation: '督促履行赡养、抚养、扶养',
} as const

export const edgeReasons = {
  poverty: '生活困难',
  illness: '重病、残疾',
  disaster: '灾害、意外',
  debt: '因学、因病负债',
  alone: '无人照料',
  violence: '家庭矛盾、暴力',
} as const
export const edgeFindings = { stable: '没有变化', harder: '更困难', better: '好转' } as const
export const unlistReasons = {
  over: '困难已消除',
  covered: '已纳入低保、特困',
  moved: '迁走',
  died: '无人在世',
  mistake: '记错了',
} as const

/** What may be handed over of a household; the fewer the better. */
export const sharedColumns = {
  head: '户主',
  town: '镇街、村',
  address: '住址',
  members: '有流浪经历的成员',
  times: '再次流浪次数',
  reasons: '困难原因',
  situation: '家庭情况',
  listedOn: '列入日期',
} as const
export type SharedColumn = keyof typeof sharedColumns
