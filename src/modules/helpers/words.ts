/** Lists of this room, and what a helper keeps to. Pure, and fit for a browser. */

/** Kinds of file that need a helper. */
export const heldKinds = { 'prisoner-child': '服刑', 'detox-child': '强制隔离戒毒' } as const
export type HeldKind = keyof typeof heldKinds
export const heldKindKeys = Object.keys(heldKinds) as HeldKind[]

export const parentRelations = { father: '父亲', mother: '母亲', guardian: '其他监护人' } as const

export const manners = { 'in-person': '上门', phone: '电话' } as const
export type Manner = keyof typeof manners

/** Why nobody was reached. */
export const missedReasons = { 'no-answer': '电话没人接', away: '家里没人', moved: '搬走了', refused: '不愿见、不愿说' } as const

/** How the child seemed. `danger` is told at once. */
export const conditions = { well: '都好', low: '情绪低落', trouble: '有难处', danger: '可能受到伤害' } as const

export const needs = {
  hardship: '生活困难',
  counselling: '心理辅导',
  schooling: '上学',
  health: '看病',
  care: '没人照料',
  'parent-visit': '想见父母',
} as const
export type Need = keyof typeof needs

/** Why a helper helps no longer. */
export const endReasons = {
  'moved-away': '联系人搬走、调走',
  'cannot-go-on': '联系人有困难，不能再联系',
  'child-asked': '孩子或家里希望换人',
  replaced: '换人',
  released: '父母已回家，不再需要',
  'no-need': '不再需要',
  'kind-withdrawn': '类别撤回或结束',
  'file-closed': '结案',
} as const
export type EndReason = keyof typeof endReasons
/** Reasons somebody gives; the others follow from what happened. */
export const givenReasons = {
  'moved-away': endReasons['moved-away'],
  'cannot-go-on': endReasons['cannot-go-on'],
  'child-asked': endReasons['child-asked'],
} as const
/** Reasons after which nobody is named again. */
export const overReasons = { released: endReasons.released, 'no-need': endReasons['no-need'] } as const

export const visitWays = { 'in-person': '当面会见', video: '视频会见' } as const
/** What the child said of it. Nobody is taken who does not want to. */
export const wishes = { wants: '想见', 'too-small': '太小，说不清', unwilling: '不想见' } as const

/** Assumed as in the town's action: the document gives no days. */
export const NAME_WITHIN_DAYS = 15

/** What stands above every list and form of a helper. */
export const privacyRules = [
  '不穿制服，不开公务车，不挂工作证上门',
  '不到学校、不在同学和邻居面前找孩子',
  '对外只说是走访、慰问，不说父母在哪里',
  '孩子不想说的不追问，拍照、发布一律不做',
  '记下的只写办事要用的，不写案情',
] as const

export const privacyShort = '不穿制服、不开公务车、不去学校'
