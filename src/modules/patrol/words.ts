/** Lists of this room. Pure, and fit for a browser. */

export const areaKinds = {
  'busy-street': '繁华街区',
  bridge: '桥梁',
  culvert: '涵洞',
  underpass: '地下通道',
  station: '车站',
  scenic: '景区',
  other: '其他',
} as const
export type AreaKind = keyof typeof areaKinds

export const shiftKinds = { routine: '日常巡查', cold: '寒冬送温暖', heat: '夏季送清凉', flood: '防汛防台风' } as const
export type ShiftKind = keyof typeof shiftKinds

/** What somebody is taken for at the first look; several may hold, the first of this order that does is the fact's. */
export const groups = {
  minor: '未成年人',
  disabled: '残疾人',
  aged: '老年人',
  immobile: '行动不便人员',
  unclear: '不清楚',
  capable: '完全民事行为能力人',
} as const
export type Group = keyof typeof groups

export const signs = { mental: '疑似精神障碍', critical: '危重', drunk: '醉酒', injured: '受伤' } as const
export type Sign = keyof typeof signs

export const answers = { accepted: '接受', refused: '拒绝', 'cannot-answer': '无法表达' } as const
export type HelpAnswer = keyof typeof answers

export const goodsKinds = {
  quilt: '棉被',
  coat: '棉衣',
  food: '食品',
  water: '饮用水',
  medicine: '药品',
  raincoat: '雨具',
  card: '求助卡',
} as const
export type GoodsKind = keyof typeof goodsKinds

export const steps = {
  'emergency-called': '通知急救',
  'police-told': '通知公安',
  'evidence-taken': '现场取证',
  'station-told': '通知救助站',
} as const
export type Step = keyof typeof steps

/** Why somebody is not looked for any more. */
export const endReasons = {
  gone: '已离开此处',
  received: '已进站',
  home: '已返乡、有住处',
  hospital: '住院',
  twice: '记重了',
  died: '死亡',
  other: '其他',
} as const

/** What became of a record that the house did not take. */
export const settleOutcomes = {
  entered: '已由内勤补录',
  twice: '已有同样的记录',
  'passed-on': '已转有关单位',
  'not-needed': '无需补录',
} as const

/** Organisations that may patrol an area together. */
export const PATROLLING: readonly string[] = [
  'station',
  'bureau',
  'police',
  'city-management',
  'transport',
  'town',
  'social-organisation',
  'hospital',
]

export const weekdays = { '1': '周一', '2': '周二', '3': '周三', '4': '周四', '5': '周五', '6': '周六', '7': '周日' } as const
export type Weekday = keyof typeof weekdays

/** The part that an organisation patrolling an area holds of whoever is met there. */
export const PART = 'patrol'

/** A stop is looked at as far as this around its point; assumed. */
export const REACH_M = 100
/** The same words farther apart than this are two places; assumed. */
export const MISPLACED_M = 1000

/** A regular plan is laid out so far ahead at one time; assumed. */
export const PLANNED_AHEAD_DAYS = 92
/** A shift that nobody ended is over so long after its planned end (without a plan: after its start); assumed. */
export const FORGOTTEN_HOURS = 12
/** Positions are kept so long unless the bureau sets otherwise; assumed, no document gives it. */
export const TRACK_DAYS = 90
/** Somebody not met for so long stands at the end of the list; assumed. */
export const LONG_UNSEEN_DAYS = 30
/** So many records of one account may wait for the desk; more stay on the phone. */
export const MOST_ASIDE = 300
