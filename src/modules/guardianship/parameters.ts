/** Numbers and dates of this room. Dated, each with its source; what no text was seen for stands as assumed. Pure. */

interface Valued {
  value: number
  /** In force from this date. */
  from: string
  citation: string
  assumed: boolean
}

const since = (from: string, value: number, citation: string, assumed = true): Valued => ({ value, from, citation, assumed })

const table = {
  /** Hours within which an emergency protection becomes something else. */
  emergencyHours: [since('2000-01-01', 72, '紧急保护后的处置时限，文件未定')],
  /** Months after which temporary guardianship is looked at again; a year at the most is only recalled. */
  reviewMonths: [since('2000-01-01', 3, '临时监护期间的复核，文件未定')],
  temporaryMonths: [since('2015-01-01', 12, '法发〔2014〕24号：临时安置一般不超过一年（凭记忆，未核原文）')],
  /** Days between visits to a placement. */
  visitDays: [since('2000-01-01', 30, '走访安置家庭或机构，文件未定周期')],
  /** Days until a child who went home is visited, and between visits. */
  returnedDays: [since('2000-01-01', 30, '返家后回访，文件未定周期')],
  /** Children that one foster family takes; siblings may be more. */
  familyChildren: [since('2014-12-01', 2, '家庭寄养管理办法：不超过二人（凭记忆，未核原文）')],
  /** Months for which the check of a family holds. */
  familyMonths: [since('2021-06-01', 12, '未成年人保护法第六十二条：每年查询', false)],
  /** Days for which a protection order holds at the most. */
  orderMonths: [since('2016-03-01', 6, '反家庭暴力法：不超过六个月（凭记忆，未核原文）')],
  /** Below this age a child is an infant or toddler for the routing. */
  infantYears: [since('2000-01-01', 3, '婴幼儿的年龄，文件未定')],
  /** Days in which a changed situation of the guardian is looked at. */
  changedDays: [since('2000-01-01', 7, '监护人情况变化后的复核，文件未定')],
  /** Days before the eighteenth birthday from which leaving care is prepared. */
  adultDays: [since('2000-01-01', 180, '成年前的安置准备，文件未定')],
} satisfies Record<string, Valued[]>

export type Parameter = keyof typeof table

/** The value in force on a date, with its source. */
export function parameter(name: Parameter, on: string): Valued {
  const all = table[name]
  return all.findLast((each) => each.from <= on) ?? (all[0] as Valued)
}

/** From this day the measures on minors' institutions and the revised ones on welfare institutions route a placement. */
export const ROUTED_FROM = { on: '2026-04-01', citation: '未成年人救助保护机构管理暂行办法；儿童福利机构管理办法（2026 年修订）' }
