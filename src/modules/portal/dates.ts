/** Instants as the public reads them. Pure. */
import { dateOf, printInstant } from '#kernel/time.ts'

/** 今天 08:35 · 12 月 8 日 · 2025 年 12 月 8 日 */
export function shortTime(at: number, now: number): string {
  const [year, month, day] = dateOf(at).split('-')
  if (dateOf(at) === dateOf(now)) return `今天 ${printInstant(at).slice(11, 16)}`
  const short = `${Number(month)} 月 ${Number(day)} 日`
  return year === dateOf(now).slice(0, 4) ? short : `${year} 年 ${short}`
}
