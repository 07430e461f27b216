/** Lists of this room. Pure, and fit for a browser. */

export const kinds = { cold: '寒冬送温暖', heat: '夏季送清凉', flood: '防汛防台风' } as const
export type Kind = keyof typeof kinds

export const levels = {
  blue: '蓝色预警',
  yellow: '黄色预警',
  orange: '橙色预警',
  red: '红色预警',
  none: '没有预警，按气温',
} as const
export type Level = keyof typeof levels

export const items = {
  quilt: '棉被',
  coat: '棉衣',
  food: '食品',
  water: '饮用水',
  medicine: '药品',
  raincoat: '雨具',
  card: '求助卡',
} as const
export type Item = keyof typeof items
export const itemKeys = Object.keys(items) as Item[]

export const ways = { received: '调入', issued: '发出', patrol: '巡查发放', counted: '盘点更正' } as const
export type Way = keyof typeof ways

export const casualtyKinds = { death: '死亡', injury: '受伤' } as const
export type CasualtyKind = keyof typeof casualtyKinds

export const causes = {
  cold: '寒冷',
  hunger: '饥饿',
  heat: '炎热',
  illness: '疾病',
  accident: '意外',
} as const
export type Cause = keyof typeof causes
/** What the work is there to prevent: these count in s2.11. */
export const EXPOSURE: readonly Cause[] = ['cold', 'hunger', 'heat']

/** How somebody who is known to sleep out stands in a night; everybody stands in one, in the order in which they are drawn. */
export const standings = {
  seen: '见到，未进站',
  brought: '劝导进站',
  hospital: '叫急救、送医',
  looked: '找过，没见到',
  unseen: '还没有见到',
  missing: '多晚没有见到',
} as const
export type Standing = keyof typeof standings
export const standingKeys = Object.keys(standings) as Standing[]
/** Nobody has met them this night. */
export const NOT_SEEN: readonly Standing[] = ['looked', 'unseen', 'missing']

export const toldTo = { bureau: '民政局', government: '政府', superior: '上级民政部门' } as const
export type ToldTo = keyof typeof toldTo

/** Not met for so many nights of an operation: somebody has to go and look. Assumed, no document gives it. */
export const MISSING_NIGHTS = 3
/** Not met for so long, somebody is no longer known to sleep there. Assumed. */
export const KNOWN_DAYS = 60
/** Longest an operation is opened for at once. */
export const LONGEST_DAYS = 200
