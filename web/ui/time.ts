/** Times as this house writes them: always Asia/Shanghai, 24 hours, `12-09 16:05` this year, `2025-12-02` other years. */
const zone = 'Asia/Shanghai'
const partsFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

interface Parts {
  year: string
  month: string
  day: string
  hour: string
  minute: string
  second: string
}

function partsOf(instant: number): Parts {
  const parts = {} as Record<string, string>
  for (const { type, value } of partsFormat.formatToParts(instant)) parts[type] = value
  return parts as unknown as Parts
}

/** The day in Shanghai, `2026-12-09`. */
export function dateOf(instant: number): string {
  const p = partsOf(instant)
  return `${p.year}-${p.month}-${p.day}`
}

/** The time of day in Shanghai, `16:05`. */
export function clockOf(instant: number): string {
  const p = partsOf(instant)
  return `${p.hour}:${p.minute}`
}

/** `16:05:09`, for "saved at". */
export function clockWithSeconds(instant: number): string {
  return `${clockOf(instant)}:${partsOf(instant).second}`
}

/** Number of days since 1970 of a date string; differences of it are differences of days. */
function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / day)
}

/** `周三` of a date string. */
export function weekdayOf(date: string): string {
  return weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] as string
}

/** A date string with days added. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * day).toISOString().slice(0, 10)
}

/** A date for reading: `12-09` this year, `2025-12-02` otherwise. */
export function showDate(date: string | null | undefined, now: number = Date.now()): string {
  if (!date) return '—'
  return date.slice(0, 4) === dateOf(now).slice(0, 4) ? date.slice(5) : date
}

/** An instant for reading: `12-09 16:05` this year, `2025-12-02 16:05` otherwise. */
export function showInstant(instant: number | null | undefined, now: number = Date.now()): string {
  if (instant === null || instant === undefined) return '—'
  return `${showDate(dateOf(instant), now)} ${clockOf(instant)}`
}

/** `12月9日 周三 08:42`, the clock in the top bar. */
export function showClock(instant: number): string {
  const date = dateOf(instant)
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日 ${weekdayOf(date)} ${clockOf(instant)}`
}

/** A length of time: `7 小时 23 分`, `43 分`; from `daysFrom` ms on whole days, `2 天`. */
export function showLength(ms: number, daysFrom: number = day): string {
  const length = Math.max(0, ms)
  if (length >= daysFrom) return `${Math.floor(length / day)} 天`
  const hours = Math.floor(length / hour)
  const minutes = Math.floor((length % hour) / minute)
  if (hours === 0) return minutes === 0 ? '不到 1 分' : `${minutes} 分`
  return minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分`
}

/** The end of a term: `今天 16:05`, `今天 24:00`, `12-14 24:00`. Midnight belongs to the day that it ends. */
export function showEnd(dueAt: number, now: number): string {
  const atMidnight = clockOf(dueAt) === '00:00'
  const date = atMidnight ? addDays(dateOf(dueAt), -1) : dateOf(dueAt)
  return `${date === dateOf(now) ? '今天' : showDate(date, now)} ${atMidnight ? '24:00' : clockOf(dueAt)}`
}

/** Whole days from today to the last day of a term; 0 on the last day. */
export function daysLeft(dueAt: number, now: number): number {
  return dayNumber(dateOf(dueAt - 1)) - dayNumber(dateOf(now))
}

/** Time left, as counted: `剩 7 小时 23 分` · `剩 5 天` · on the last day `剩 15 小时`; late: `超期 6 小时 20 分` · `超期 2 天`. */
export function showDue(dueAt: number, now: number, dueKind: 'minute' | 'day' | 'none' = 'minute'): string {
  if (now >= dueAt) return `超期 ${showLength(now - dueAt)}`
  if (dueKind === 'day') {
    const left = daysLeft(dueAt, now)
    if (left > 0) return `剩 ${left} 天`
    return dueAt - now >= hour ? `剩 ${Math.floor((dueAt - now) / hour)} 小时` : `剩 ${showLength(dueAt - now)}`
  }
  return dueAt - now >= 2 * day ? `剩 ${daysLeft(dueAt, now)} 天` : `剩 ${showLength(dueAt - now, 2 * day)}`
}

function realDate(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
  return same ? date.toISOString().slice(0, 10) : null
}

/** Reads a typed date: `2026-12-9` `20261209` `2026年12月9日` `12-9` `今天` `昨天`; null when it is no real day. */
export function readDate(text: string, now: number = Date.now()): string | null {
  const typed = text.trim()
  if (typed === '今天') return dateOf(now)
  if (typed === '昨天') return addDays(dateOf(now), -1)
  if (typed === '前天') return addDays(dateOf(now), -2)
  const solid = /^(\d{4})(\d{2})(\d{2})$/.exec(typed)
  if (solid) return realDate(Number(solid[1]), Number(solid[2]), Number(solid[3]))
  const parts = typed.split(/[-/.年月日\s]+/).filter(Boolean)
  if (!parts.every((part) => /^\d+$/.test(part))) return null
  const numbers = parts.map(Number)
  if (numbers.length === 3 && (parts[0] as string).length === 4)
    return realDate(numbers[0] as number, numbers[1] as number, numbers[2] as number)
  if (numbers.length === 2 && (parts[0] as string).length <= 2)
    return realDate(Number(dateOf(now).slice(0, 4)), numbers[0] as number, numbers[1] as number)
  return null
}

/** The instant of a Shanghai day and time. */
export function instantOf(date: string, clock = '00:00'): number {
  return Date.parse(`${date}T${clock}:00+08:00`)
}

/** Reads a typed instant: a date, then `16:05` `1605` `16点5分`; `刚才` and `现在` are now; a time alone is today's. */
export function readInstant(text: string, now: number = Date.now()): number | null {
  const typed = text.trim()
  if (typed === '现在' || typed === '刚才') return Math.floor(now / minute) * minute
  const match = /^(?:(.*?)\s+)?(\d{1,2})(?:[:：点时]|(?=\d{2}$))(\d{1,2})?分?$/.exec(typed)
  if (!match) return null
  const date = match[1] ? readDate(match[1], now) : dateOf(now)
  const hours = Number(match[2])
  const minutes = Number(match[3] ?? 0)
  if (!date || hours > 23 || minutes > 59) return null
  return instantOf(date, `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`)
}
