import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { serverNow } from '../api.ts'
import { addDays, dateOf, weekdayOf } from '../time.ts'

const heads = ['一', '二', '三', '四', '五', '六', '日']
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 }

function firstShown(month: string): string {
  const first = `${month}-01`
  return addDays(first, -['周一', '周二', '周三', '周四', '周五', '周六', '周日'].indexOf(weekdayOf(first)))
}

/** A month to choose a day from; arrows move, Enter chooses. */
export function MonthGrid({ chosen, onChoose }: { chosen: string | null; onChoose(date: string): void }) {
  const today = dateOf(serverNow())
  const [at, setAt] = useState(chosen ?? today)
  const grid = useRef<HTMLDivElement>(null)
  const month = at.slice(0, 7)
  const start = firstShown(month)
  useEffect(() => grid.current?.querySelector<HTMLButtonElement>(`[data-date="${at}"]`)?.focus(), [at])
  const moveMonths = (by: number) => {
    const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
    setAt(`${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    setAt(addDays(at, step))
  }
  return (
    <div className="g-month" ref={grid} onKeyDown={onKeyDown}>
      <div className="g-month-head">
        <Step by={-12} label="上一年" sign="«" onStep={moveMonths} />
        <Step by={-1} label="上个月" sign="‹" onStep={moveMonths} />
        <b>
          {Number(month.slice(0, 4))} 年 {Number(month.slice(5))} 月
        </b>
        <Step by={1} label="下个月" sign="›" onStep={moveMonths} />
        <Step by={12} label="下一年" sign="»" onStep={moveMonths} />
      </div>
      <div className="g-month-grid">
        {heads.map((head) => (
          <span key={head} className="g-muted" aria-hidden="true">
            {head}
          </span>
        ))}
        {Array.from({ length: 42 }, (_, index) => addDays(start, index)).map((date) => (
          <button
            type="button"
            key={date}
            data-date={date}
            tabIndex={date === at ? 0 : -1}
            className={[
              date.slice(0, 7) === month ? '' : 'g-other',
              date === chosen ? 'g-on' : '',
              date === today ? 'g-today' : '',
            ].join(' ')}
            aria-label={`${date} ${weekdayOf(date)}`}
            aria-pressed={date === chosen}
            onClick={() => onChoose(date)}
          >
            {Number(date.slice(8))}
          </button>
        ))}
      </div>
    </div>
  )
}

function Step({ by, label, sign, onStep }: { by: number; label: string; sign: string; onStep(by: number): void }) {
  return (
    <button type="button" className="g-in-btn" aria-label={label} onClick={() => onStep(by)}>
      {sign}
    </button>
  )
}
