/** Lists of this room. Pure, and fit for a browser. */

export const pairKinds = { 'one-to-one': '一助一', several: '多助一', 'proxy-mother': '代理妈妈' } as const
export type PairKind = keyof typeof pairKinds

/** How many volunteers one child has in each kind, and who. */
export const pairRules: Record<PairKind, { from: number; to: number; women: boolean; about: string }> = {
  'one-to-one': { from: 1, to: 1, women: false, about: '一名志愿者帮一个孩子' },
  several: { from: 2, to: 6, women: false, about: '两名以上志愿者分工帮一个孩子' },
  'proxy-mother': { from: 1, to: 1, women: true, about: '一名女志愿者像妈妈一样常陪伴' },
}

/** Children that one volunteer helps at a time, assumed: the documents name no number. */
export const MOST_CHILDREN = 3
/** How long a check holds. 未成年人保护法第六十二条: looked up every year. */
export const CHECK_MONTHS = 12
/** A check that ends within these days is shown as ending. */
export const SOON_DAYS = 30

export const wishes = { wants: '愿意', 'too-small': '太小，说不清', unwilling: '不愿意' } as const
export const consents = { given: '监护人同意', 'no-guardian': '没有监护人，由照护单位同意' } as const

export const barred = { record: '查到不宜从事的违法犯罪记录', 'no-answer': '拒绝查询' } as const

export const endReasons = {
  done: '期满、目标已达到',
  'volunteer-left': '志愿者离开',
  'child-asked': '孩子或家里希望结束',
  unfit: '查询不合格',
  'not-met': '长期没有活动',
  'file-closed': '结案',
} as const
export const givenReasons = {
  done: endReasons.done,
  'volunteer-left': endReasons['volunteer-left'],
  'child-asked': endReasons['child-asked'],
  'not-met': endReasons['not-met'],
} as const

export const declineReasons = { nobody: '没有合适的志愿者', elsewhere: '已由别的单位帮助', unwilling: '孩子不愿意了' } as const
export const leaveReasons = { moved: '搬走', time: '没有时间', own: '本人要求', other: '其他' } as const

export const meetingKinds = {
  talk: '谈心',
  study: '辅导功课',
  outing: '外出活动',
  festival: '过节、生日',
  help: '送东西、帮办事',
} as const

/** Kinds of organisation that answer for volunteers. */
export const KEEPERS = ['federation', 'social-organisation'] as const
