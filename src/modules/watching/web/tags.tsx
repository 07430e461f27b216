import { Tag } from '#web/ui/index.ts'
import { childKinds } from '#modules/people-and-cases/words.ts'
import { type Risk, risks, type Trend, trends } from '../words.ts'

export function RiskTag({ risk }: { risk: Risk | null }) {
  if (!risk) return <Tag>未排查</Tag>
  return <Tag tone={risk === 'high' ? 'red' : risk === 'middle' ? 'amb' : 'grn'}>{risks[risk]}风险</Tag>
}

export function TrendTag({ trend, missed }: { trend: Trend; missed: number }) {
  if (trend === 'same') return null
  if (trend === 'missed') return <Tag tone="amb">{missed > 1 ? `${missed} 次没见到` : '没见到'}</Tag>
  return <Tag tone={trend === 'worse' ? 'red' : trend === 'better' ? 'grn' : 'gry'}>{trends[trend]}</Tag>
}

export const kindWords = (kinds: readonly string[]): string =>
  kinds.map((each) => childKinds[each as keyof typeof childKinds] ?? each).join('、')

/** Days from one date to another; negative when it lies before. */
export const daysTo = (date: string, today: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)

export function dueWords(nextOn: string, today: string): { words: string; late: boolean } {
  const days = daysTo(nextOn, today)
  if (days < 0) return { words: `已过期 ${-days} 天`, late: true }
  if (days === 0) return { words: '今天到期', late: true }
  return { words: days <= 60 ? `还有 ${days} 天` : `${nextOn.slice(0, 4)} 年 ${Number(nextOn.slice(5, 7))} 月`, late: false }
}
