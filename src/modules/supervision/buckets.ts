/** The groups of the list of duties. Pure. */
import { addDays, dateOf, dayOf, endOfDay } from '#kernel/time.ts'
import type { Bucket } from './store-lists.ts'

/** Sunday of the week of a date. */
export function sundayOf(date: string): string {
  const weekday = (((dayOf(date) + 3) % 7) + 7) % 7
  return addDays(date, 6 - weekday)
}

/** The groups of the list, in its order. */
export function bucketsAt(now: number): (Bucket & { title: string })[] {
  const today = dateOf(now)
  const [midnight, week] = [endOfDay(today), endOfDay(sundayOf(today))]
  return [
    { key: 'overdue', title: '已超期', state: 'open', from: null, to: now },
    { key: 'today', title: '今天到期', state: 'open', from: now, to: midnight },
    { key: 'week', title: '本周', state: 'open', from: midnight, to: week },
    { key: 'later', title: '以后', state: 'open', from: Math.max(week, midnight), to: null },
    { key: 'no-term', title: '不限期', state: 'open', from: null, to: null, never: true },
    { key: 'cannot-tell', title: '无法判断', state: 'cannot-tell', from: null, to: null },
  ]
}
