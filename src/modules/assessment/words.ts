/** Lists of this room. Pure, and fit for a browser. */
import type { SheetAnswers, SheetPurpose } from '#modules/people-and-cases/words.ts'

export const purposes = {
  intake: '受理评估',
  'before-return': '返家前评估',
  periodic: '定期评估',
  clue: '风险线索',
  placement: '安置评估',
} as const satisfies Partial<Record<SheetPurpose, string>>
export type Purpose = keyof typeof purposes

/** Who assesses by a profession counts where a rule asks for it. */
export const titles = { none: '无职称', junior: '初级', middle: '中级', senior: '高级' } as const
export type Title = keyof typeof titles
export const QUALIFIED: readonly Title[] = ['middle', 'senior']

export const opinionManners = {
  spoken: '当面说的',
  phone: '电话里说的',
  written: '写的、画的',
  'would-not': '不愿说',
  'too-young': '年龄太小，不会说',
  'cannot-say': '不能表达',
} as const

export const wishes = {
  home: '愿意回家',
  'not-home': '不愿回家',
  kin: '愿意跟亲属',
  here: '愿意留在现在的地方',
  unsure: '说不清',
} as const

/** Before these the child has to be heard (article 4 of the law; that it must come before the result is assumed). */
export const HEARD_BEFORE: readonly Purpose[] = ['before-return', 'placement']
/** Here a result between two grades decides nothing: what is not known has to be found out first. */
export const CERTAIN: readonly Purpose[] = ['before-return']

export const objectors = { guardian: '监护人', child: '本人', organisation: '其他单位', other: '其他人' } as const

export const disputeOutcomes = { upheld: '维持原结果', again: '撤销结果，重新评估' } as const

export const dropReasons = { closed: '个案已结', left: '孩子已不在本地', mistaken: '误开', other: '其他' } as const

/** Days within which an assessment that was set aside is made anew; assumed. */
export const AGAIN_DAYS = 10
/** The list shows what comes due within so many days. */
export const SOON_DAYS = 30
/** Days for which a named assessor still reads the file after the result. */
export const SIGHT_DAYS = 30

export type Answers = SheetAnswers
