/** Terms of this room as data. No document of the sector gives any; a bureau's own rule replaces the value here. */

export interface Term {
  /** Days, counted from the day after. */
  value: number
  from: string
  citation: string
  assumed: boolean
}

export const terms = {
  /** Given to somebody. */
  assign: { value: 3, from: '2020-01-01', citation: '文件未定时限，暂按 3 天', assumed: true },
  /** Looked into and answered, from the day it came. */
  answer: { value: 21, from: '2020-01-01', citation: '文件未定时限，暂按三周（约 15 个工作日）', assumed: true },
  /** The body's statement. */
  statement: { value: 5, from: '2020-01-01', citation: '文件未定时限，暂按 5 天', assumed: true },
  /** A review may be asked so long after the answer; then it is closed by itself. */
  reviewAsk: { value: 30, from: '2020-01-01', citation: '参照信访复查 30 日，未核对原文', assumed: true },
  review: { value: 30, from: '2020-01-01', citation: '参照信访复查 30 日，未核对原文', assumed: true },
} as const satisfies Record<string, Term>
