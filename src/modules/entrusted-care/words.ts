/** Words of care outside that both sides of the room use: fit for a browser. */

export const institutionKinds = {
  welfare: '福利机构',
  elderly: '养老机构',
  mental: '精神康复机构',
  hospital: '医院',
  other: '其他',
} as const
export type InstitutionKind = keyof typeof institutionKinds

/** Levels of care; a contract has a rate for each that it takes. */
export const careLevels = { self: '自理', partial: '半护理', full: '全护理', special: '特护' } as const
export type CareLevel = keyof typeof careLevels

/** What an institution reports within hours that the contract sets. */
export const reportKinds = { death: '死亡', missing: '走失', hospital: '送医', infection: '传染病' } as const
export type ReportKind = keyof typeof reportKinds

/** Agreed when the contract sets nothing else; assumed, no document found says it. */
export const REPORT_HOURS: Record<ReportKind, number> = { death: 2, missing: 2, hospital: 12, infection: 2 }
