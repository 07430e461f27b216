import { Answer, Go, Panel, showDate, useAsk, useMe, useNow } from '#web/ui/index.ts'
import type { Extensions } from './answers.ts'

/** For a bureau: stays that were extended and wait to be acknowledged. Stations have no such duty and see nothing. */
export default function ExtensionsHome() {
  return useMe()?.organisation.kind === 'bureau' ? <Filed /> : null
}

function Filed() {
  const asked = useAsk<Extensions>('stay.extensions')
  const now = useNow()
  return (
    <Panel title="延长救助备案" right={<Go to="/extensions">全部</Go>}>
      <Answer of={asked}>
        {({ items }) => {
          const waiting = items.filter((each) => each.acknowledgedAt === null)
          if (waiting.length === 0) return <span className="g-muted">没有待备案的延期</span>
          return (
            <ul>
              {waiting.slice(0, 5).map((each) => (
                <li key={each.id}>
                  {each.station} {each.name} 延至 {showDate(each.until, now)} <span className="g-muted">{each.groundWords}</span>
                </li>
              ))}
              {waiting.length > 5 ? <li className="g-muted">还有 {waiting.length - 5} 件</li> : null}
            </ul>
          )
        }}
      </Answer>
    </Panel>
  )
}
