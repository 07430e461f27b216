import type { ReactNode } from 'react'
import { Answer, Facts, Muted, Panel, showDate, showInstant, showLength, Tag, useAsk } from '#web/ui/index.ts'
import { type Segment, type Where, WHERES, wheres } from '../stay-clock.ts'
import './people.css'

interface StayAnswer {
  segments: Segment[]
  count: number
  stays: number
  totals: Record<Where, number>
  wholeMs: number
  days: Record<Where, number>
  wholeDays: number
  now: Where | null
  until: number
  threeMonthsOn: string | null
  daysUntilThreeMonths: number | null
}

/** Days before three months are full from which the line is marked. */
const SOON = 30

/** How long a guest has been here, and where: one bar, its parts in words, and the line of three months ahead. */
export default function StayTime({ subjectId }: { subjectId: string }) {
  const asked = useAsk<StayAnswer>('people.stay-clock', { fileId: subjectId })
  // Whoever has left is told of by the timeline.
  if (asked.data && asked.data.now === null) return null
  return (
    <Panel title="在站时间" sub={asked.data ? `第 ${asked.data.wholeDays} 天` : ''}>
      <Answer of={asked}>{(clock) => <Time clock={clock} />}</Answer>
    </Panel>
  )
}

function Time({ clock }: { clock: StayAnswer }) {
  return (
    <>
      <div className="p-clock" aria-hidden="true">
        {clock.segments.map(({ where, from, to }) => (
          <span
            key={from}
            className={`p-clock-${where}`}
            style={{ flexGrow: Math.max(to - from, 1), flexBasis: 0 }}
            title={`${wheres[where]} ${showInstant(from, clock.until)} — ${showInstant(to, clock.until)}，${showLength(to - from)}`}
          />
        ))}
      </div>
      <Facts
        rows={[
          ...WHERES.filter((where) => clock.totals[where] > 0).map((where): [string, ReactNode] => [
            wheres[where],
            <>
              <span className={`p-clock-key p-clock-${where}`} aria-hidden="true" />
              {clock.days[where]} 天 {clock.now === where ? <Muted>现在</Muted> : null}
            </>,
          ]),
          ['合计', `${clock.wholeDays} 天${clock.stays > 1 ? `，${clock.stays} 次在站` : ''}`],
          ['满三个月', <ThreeMonths key="three" clock={clock} />],
        ]}
      />
    </>
  )
}

/** The line that settlement begins at, seen ahead. */
function ThreeMonths({ clock }: { clock: StayAnswer }) {
  const { threeMonthsOn: on, daysUntilThreeMonths: left } = clock
  if (on === null || left === null) return '—'
  const day = showDate(on, clock.until)
  if (left < 0)
    return (
      <>
        {day} <Tag tone="red">已满 {-left} 天</Tag>
      </>
    )
  if (left === 0)
    return (
      <>
        {day} <Tag tone="amb">今天满</Tag>
      </>
    )
  return (
    <>
      {day} {left <= SOON ? <Tag tone="amb">还有 {left} 天</Tag> : <Muted>还有 {left} 天</Muted>}
    </>
  )
}
