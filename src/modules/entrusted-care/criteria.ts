/**
 * What an institution is held against, as dated data. The text of notice 民办函〔2018〕346号 was not found: the items are our
 * reading of what the 2018 guideline and 大提升第2项 name, and are shown as assumed.
 */
export const criterionStates = { met: '符合', lacking: '不符合', unknown: '没有查到' } as const
export type CriterionState = keyof typeof criterionStates

export interface Criterion {
  title: string
  /** What to look at. */
  help: string
}

export interface CriteriaSheet {
  /** In force from this date. */
  from: string
  citation: string
  assumed: boolean
  items: Record<CriterionKey, Criterion>
}

export const criterionKeys = ['legal', 'licence', 'staff', 'medical', 'fire', 'food', 'video', 'beds'] as const
export type CriterionKey = (typeof criterionKeys)[number]

export const sheets: readonly CriteriaSheet[] = [
  {
    from: '2018-01-01',
    citation: '民办函〔2018〕346号（文本未找到，按通行要求解读）',
    assumed: true,
    items: {
      legal: { title: '法人资格', help: '登记证书与实际举办人一致' },
      licence: { title: '业务许可', help: '业务范围含所托人员，在有效期内' },
      staff: { title: '人员配比', help: '护理员与全护理人员不低于一比四，夜间有人（假定）' },
      medical: { title: '医疗条件', help: '有医务室或签约医院，精神类药品有人管' },
      fire: { title: '消防', help: '验收、检查合格，出口不上锁' },
      food: { title: '食品', help: '许可在有效期内，留样 48 小时（假定）' },
      video: { title: '视频监控', help: '公共区域有，站里能看' },
      beds: { title: '床位', help: '够住，男女分区，不与社会人员混住' },
    },
  },
]

/** The sheet in force on a date; before the first, the first. */
export function sheetOn(date: string): CriteriaSheet {
  return sheets.findLast((sheet) => sheet.from <= date) ?? (sheets[0] as CriteriaSheet)
}

/** Fit when every item is met; what is lacking or not found out is named. */
export function judged(answers: Readonly<Record<CriterionKey, { state: CriterionState }>>): {
  fit: boolean
  lacking: CriterionKey[]
  unknown: CriterionKey[]
} {
  const of = (state: CriterionState) => criterionKeys.filter((key) => answers[key].state === state)
  const [lacking, unknown] = [of('lacking'), of('unknown')]
  return { fit: lacking.length === 0 && unknown.length === 0, lacking, unknown }
}
