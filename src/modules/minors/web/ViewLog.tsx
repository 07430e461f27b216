import { Answer, Muted, Panel, Row, showInstant, useAsk, useNow } from '#web/ui/index.ts'
import { useBand } from './answers.ts'
import './minors.css'

interface Log {
  days: number
  recent: number
  total: number
  items: {
    id: string
    at: number
    who: string
    organisation: string
    what: string
    reason: string | null
    refused: boolean
    times: number
  }[]
}
const SHOWN = 12

/** Who looked and why; who tried and was not let in. */
export default function ViewLog({ subjectId }: { subjectId: string }) {
  const band = useBand(subjectId)
  const whole = band.data?.whole ?? false
  const asked = useAsk<Log>('minors.view-log', { childId: subjectId }, { enabled: whole })
  const now = useNow()
  if (!whole) return null
  return (
    <Panel title="谁看过" right={asked.data ? `近 ${asked.data.days} 天 ${asked.data.recent} 次` : undefined} flush>
      <Answer of={asked}>
        {({ items, total }) => (
          <ul className="m-log">
            {items.slice(0, SHOWN).map((each) => (
              <li key={each.id} className={each.refused ? 'm-refused' : ''}>
                <Row>
                  <span className="g-muted">{showInstant(each.at, now)}</span>
                  <b>{each.who}</b>
                  <span>{each.organisation}</span>
                </Row>
                <span className="g-muted">
                  {each.refused
                    ? `未获准：与本案无关${each.times > 1 ? `（${each.times} 次）` : ''}`
                    : each.what === '查看'
                      ? (each.reason ?? '')
                      : `${each.what}：${each.reason ?? ''}`}
                </span>
              </li>
            ))}
            <li>
              <Muted>{`共 ${total} 次${total > SHOWN ? `，最近 ${SHOWN} 次在上面` : ''}。各方只看到与自己有关的部分。`}</Muted>
            </li>
          </ul>
        )}
      </Answer>
    </Panel>
  )
}
