import type { Month, MonthState } from '../rules-series.ts'
import './helpers.css'

const words: Record<MonthState, (on: string) => string> = {
  before: () => '',
  named: () => '指定',
  done: (on) => `✓ ${on} 日`,
  late: (on) => `晚，${on} 日`,
  missed: (on) => `缺，${on} 日前`,
  due: (on) => `${on} 日前`,
  ahead: () => '',
}

/** Six months as a row: done, late, missed, owed; each with its words, colour never alone. */
export function Months({ months }: { months: readonly Month[] }) {
  if (months.length === 0) return null
  return (
    <ol className="helper-months" aria-label="每月联系">
      {months.map((each) => (
        <li key={each.month} className={`helper-month helper-${each.state}`}>
          <span>{Number(each.month.slice(5))} 月</span>
          <b>{words[each.state](each.on ? String(Number(each.on.slice(8))) : '')}</b>
        </li>
      ))}
    </ol>
  )
}
