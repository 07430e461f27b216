/** Lists of this room. Pure, and fit for a browser. */

export const kinds = {
  'forced-begging': '胁迫、诱骗、利用他人乞讨',
  'professional-begging': '以乞讨为业',
  disturbance: '扰乱公共秩序',
  traffic: '在车流中乞讨，危及交通',
  trafficking: '拐卖线索',
} as const
export type CaseKind = keyof typeof kinds

export const victimGroups = { minor: '未成年人', disabled: '残疾人', aged: '老年人', other: '其他人' } as const
export type VictimGroup = keyof typeof victimGroups

export const outcomes = {
  rescued: '解救',
  filed: '立案侦查',
  punished: '行政处罚',
  educated: '批评教育、劝离',
  'to-station': '送救助站',
  unfounded: '查否',
} as const
export type Outcome = keyof typeof outcomes

export const sources = {
  patrol: '街面巡查',
  report: '群众报告',
  video: '视频巡查',
  transport: '车站、车辆上发现',
  joint: '联合行动',
  other: '其他',
} as const

export const evidenceKinds = {
  photo: '照片',
  video: '录像',
  sound: '录音',
  statement: '询问笔录',
  object: '物证',
  scene: '现场记录',
} as const

/** Where somebody who was owed help was brought; `none` takes the reason why not. */
export const helps = {
  station: '送救助站',
  hospital: '送医院',
  'child-file': '交未成年人保护中心，已建档',
  family: '交还家人',
  elsewhere: '交其他单位照料',
  none: '没有送到',
} as const
export type Help = keyof typeof helps

/** Who may be given a case. */
export const BODIES: readonly string[] = ['police', 'city-management', 'transport']
/** A case with a minor is dealt with by the police alone. */
export const MINORS_BODIES: readonly string[] = ['police']
/** Between whom news of trafficking go. */
export const NEWS_PARTIES: readonly string[] = ['police', 'transport']

export const operationKinds = {
  joint: '联合整治',
  night: '夜间联合巡查',
  stations: '车站、码头清查',
  minors: '未成年人保护专项',
} as const

export const vehicleKinds = { rescue: '救助车', ambulance: '救护车', patrol: '巡查车', other: '其他' } as const

/** No document says how often: joint operations are looked for once a quarter. Assumed. */
export const OPERATION_MONTHS = 3
/** A figure compares so many months with as many before. Assumed. */
export const TREND_MONTHS = 3
