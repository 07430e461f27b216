/** Lists of this room. Pure, and fit for a browser. */

export const needs = {
  counselling: '心理辅导',
  schooling: '就学',
  hardship: '生活困难',
  legal: '法律援助',
  work: '就业',
  health: '医疗康复',
  behaviour: '行为矫治',
  guardianship: '监护支持',
} as const
export type Need = keyof typeof needs
export const needWord = (need: string): string => needs[need as Need] ?? need

export const results = {
  accepted: '已受理，正在办',
  granted: '已办成',
  refused: '不予办理',
  declined: '本人、监护人不要',
} as const
export type Result = keyof typeof results

export const aidKinds = {
  living: '基本生活救助',
  schooling: '教育资助',
  project: '公益项目',
  disability: '残疾资助',
  temporary: '临时救助',
  goods: '物资',
  other: '其他',
} as const

export const workKinds = { introduction: '职业介绍', training: '技能培训', subsidy: '培训补贴' } as const
export const topics = { culture: '文化课', 'self-protection': '自护教育', law: '法治教育' } as const

export const planEnds = {
  reached: '目标达到',
  moved: '迁出，已移交',
  refused: '本人、监护人不愿继续',
  replaced: '另行制定',
  other: '其他',
} as const
/** Ends that the file itself brings. */
export const fileEnds = { 'file-closed': '个案结案', 'same-child': '并入另一份个案' } as const

export const dropReasons = { unneeded: '不再需要', replaced: '换了别的办法', impossible: '办不下去', mistaken: '写错了' } as const
export const closeReasons = { unneeded: '不再需要', impossible: '办不下去', mistaken: '发错了', moved: '孩子迁走' } as const
export const remindWays = { system: '系统内', phone: '电话', letter: '书面', visit: '上门' } as const

/** What a child of an age is taught to protect itself, each band `from` to `until` full years. */
export const selfProtection = [
  { from: 3, until: 6, teaches: ['身体隐私部位不让碰', '记住家人电话', '不跟陌生人走'] },
  { from: 6, until: 9, teaches: ['会打 110、12355', '分清好秘密和坏秘密', '过路、防溺水', '走散了怎么办'] },
  { from: 10, until: 12, teaches: ['遇到欺凌告诉谁', '拒绝和离开', '网上不说真名、住址、不发照片'] },
  { from: 13, until: 15, teaches: ['青春期与边界', '网络交友和诈骗', '不做帮凶', '心里难受找谁'] },
  { from: 16, until: 17, teaches: ['打工的合同和工资', '不签看不懂的字', '求助和法律援助途径'] },
] as const

export const placeKinds = {
  'children-home': '儿童之家',
  'after-school': '课后托管点',
  'social-work': '社工站',
  library: '图书室',
  sports: '活动场地',
  other: '其他',
} as const

export const activityKinds = {
  homework: '作业辅导',
  reading: '阅读',
  sport: '文体',
  'self-protection': '自护教育',
  law: '法治宣传',
  counselling: '心理健康',
  'parents-class': '家长课堂',
  'family-call': '亲情通话',
  holiday: '节日、假期活动',
  other: '其他',
} as const

export const levels = { class: '班级', grade: '年级', school: '学校' } as const

/** When nobody answers: assumed, no document names a term. */
export const chasing = { remindAfterDays: 10, raiseAfterReminders: 2 } as const

/** Facts that a child is given something, with the compartment that each lies in. */
export const givenFacts = {
  'child.enrolled': { title: '入学', compartment: 'school' },
  'child.taught': { title: '教育', compartment: 'school' },
  'child.counselled': { title: '心理辅导', compartment: 'plan' },
  'child.corrected': { title: '行为矫治', compartment: 'offence' },
  'child.rehabilitated': { title: '医疗、康复', compartment: 'health' },
  'child.work-helped': { title: '就业帮扶', compartment: 'plan' },
  'child.legal-aid-given': { title: '法律援助', compartment: 'plan' },
  'child.aid-granted': { title: '生活、教育救助', compartment: 'plan' },
  'child.parents-taught': { title: '家庭教育指导', compartment: 'plan' },
} as const
export type GivenFact = keyof typeof givenFacts
