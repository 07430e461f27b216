/** Lists of this room. Pure, and fit for a browser. */

/** Where it lies; the first two are what the plan wants looked at first, and stand first in lists. */
export const places = {
  school: '学校周边',
  community: '社区周边',
  water: '水域',
  road: '道路',
  venue: '营业场所',
  home: '家庭',
  other: '其他',
} as const
export type PlaceKind = keyof typeof places

export const kinds = {
  traffic: '交通',
  drowning: '溺水',
  fire: '消防用电',
  building: '建筑、设施',
  food: '食品药品',
  admission: '违规接纳未成年人',
  harassment: '滋扰、欺凌',
  content: '不良读物、网络',
  other: '其他',
} as const
export type HazardKind = keyof typeof kinds

export const sources = {
  patrol: '巡查',
  check: '自查',
  report: '群众、网上报告',
  joint: '联合检查',
  other: '其他',
} as const

/** Who works in the ledger without being the finder: the town, and centres, points and bureaus of the area. */
export const WATCHING: readonly string[] = ['town', 'protection-centre', 'protection-point', 'bureau']

/** Nobody was given it for so long, or it is late and was not told upwards for so long; assumed, no document says. */
export const UNASSIGNED_DAYS = 3
export const RAISE_AGAIN_DAYS = 7
/** What is offered for the term; s4.hazard keeps the one that counts. */
export const OFFERED_DAYS = 10
