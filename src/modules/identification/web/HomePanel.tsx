import { Go, Muted, Panel, Row, showLength, subjectPath, useMay, useNow } from '#web/ui/index.ts'
import { kinds, levels } from '../words.ts'
import { useWaiting } from './answers.ts'

/** What waits for this organisation: for the police what they were asked, for the bureau what is to be raised or signed. */
export default function HomePanel() {
  const asked = useWaiting()
  const may = useMay()
  const now = useNow()
  const items = asked.data?.items.filter((each) => each.mine || (each.state === 'cannot' && may('identification.raise'))) ?? []
  const second = asked.data?.decisions.filter((each) => !each.byMe && may('identification.confirm-decision')) ?? []
  if (items.length + second.length === 0) return null
  return (
    <Panel title="身份核查等您办" right={may('identification.coverage') ? <Go to="/identification">看全部</Go> : null}>
      {items.map((each) => (
        <Row key={each.requestId} between>
          <span>
            <Go to={subjectPath('rescue-file', each.fileId)}>{each.name ?? each.no}</Go> {kinds[each.kind]}
          </span>
          <Muted>
            {each.mine ? '等答复' : `${levels[each.level as keyof typeof levels]}查不了，待上报`} {showLength(now - each.since)}
          </Muted>
        </Row>
      ))}
      {second.map((each) => (
        <Row key={each.decisionId} between>
          <span>
            <Go to={subjectPath('rescue-file', each.fileId)}>{each.name ?? each.no}</Go>{' '}
            {each.state === 'undoing' ? '撤销认定' : '身份认定'}
          </span>
          <Muted>等第二人 {showLength(now - each.since)}</Muted>
        </Row>
      ))}
    </Panel>
  )
}
