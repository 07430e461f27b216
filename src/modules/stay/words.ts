/** The words of the room: codes with their Chinese, shared by forms, rules and screens. */

export const zoneKinds = {
  observation: '观察、隔离区',
  men: '男区',
  women: '女区',
  'minors-boys': '未成年区 · 男',
  'minors-girls': '未成年区 · 女',
  special: '特护区',
  'mother-child': '母婴区',
} as const
export type ZoneKind = keyof typeof zoneKinds

/** The zone's rule in one line, as the board shows it. */
export const zoneRules: Record<ZoneKind, string> = {
  observation: '未排除传染病、性别或年龄未定者先住；一人一间',
  men: '发热者须先进观察区，检视合格再转入',
  women: '女工作人员管理；成年女性可带 6 岁以下子女同住',
  'minors-boys': '与成年人分开',
  'minors-girls': '与成年人分开；女工作人员管理',
  special: '老年、残疾、不能自理',
  'mother-child': '母亲与 6 岁以下子女',
}

export const careKinds = {
  meals: '膳食',
  clothing: '衣物',
  bedding: '被服更换',
  hygiene: '个人卫生',
  feeding: '协助进食',
  toilet: '协助如厕、翻身',
  temperature: '测体温',
  medication: '协助服药',
  watch: '巡看',
  activity: '文体活动',
  education: '教育',
  counselling: '心理疏导',
  rehabilitation: '康复',
  belongings: '随身物品',
} as const
export type CareKind = keyof typeof careKinds

export const careResults = { done: '已做', refused: '本人不愿', 'not-possible': '未能做' } as const

export const trainingKinds = { skills: '技能培训', referral: '职业介绍', work: '就业' } as const
export type TrainingKind = keyof typeof trainingKinds

export const trainingResults = {
  ongoing: '进行中',
  completed: '完成',
  certified: '取得证书',
  employed: '已就业',
  'not-employed': '未就业',
  stopped: '本人中止',
} as const
export type TrainingResult = keyof typeof trainingResults

/** Measures of a behaviour plan: a closed list, none of which locks anybody in. */
export const measures = {
  companion: '专人陪护',
  'quiet-room': '安排安静房间（不上锁）',
  'keep-objects': '代管危险物品',
  'accompany-out': '外出有人陪同',
  'remove-hazards': '清除房内危险物',
  counselling: '心理疏导',
  'guided-activity': '有计划的活动',
  'legal-education': '法治教育',
  'medication-advice': '遵医嘱督促服药',
  'refer-hospital': '转精神卫生机构诊断',
} as const

export const disturbanceKinds = {
  quarrel: '吵闹、打斗',
  'gathering-outside': '围堵',
  attack: '冲击、打砸',
  'staff-hurt': '伤害工作人员',
  'guest-hurt': '伤害受助人员',
  other: '其他扰乱秩序',
} as const
export type DisturbanceKind = keyof typeof disturbanceKinds

export const disturbanceOutcomes = {
  calmed: '劝止平息',
  'police-took-away': '公安带离',
  'police-warned': '公安警告、训诫',
  'police-case': '公安立案',
  'sent-to-hospital': '送医',
  other: '其他',
} as const

export const liaisonKinds = { 'police-room': '警务室', officer: '联络民警' } as const

/** A name for a screen that faces the room: family name and a star; a nameless guest keeps the number without its year. */
export function maskedName(displayName: string): string {
  const nameless = /^无名氏\s*(?:\d{4})?(\d{4}-\d+|\S+)$/u.exec(displayName)
  if (nameless) return `无名氏 ${nameless[1]}`
  const heard = displayName.endsWith('（音）')
  const first = Array.from(displayName)[0] ?? ''
  return `${first}*${heard ? '（音）' : ''}`
}
