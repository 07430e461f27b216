import { showDate, Tag } from '#web/ui/index.ts'
import { dueTone } from './answers.ts'

/** A day by which something is to be done: red when it is past, amber within the week. */
export function DayTag({ day, today, words = '' }: { day: string | null; today: string; words?: string }) {
  if (day === null) return null
  const tone = dueTone(day, today)
  return (
    <Tag tone={tone}>
      {words}
      {showDate(day)} {tone === 'red' ? '已过' : '前'}
    </Tag>
  )
}
