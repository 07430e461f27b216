/** On the home page: what waits for whoever looks into complaints, and what is asked of the own house. */
import { Go, Muted, Panel, Row, showDate, Stack, subjectPath, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { complaintLife, OPEN } from '../lifecycle.ts'
import { abouts } from '../words.ts'
import { type BoardAnswer, useStatements } from './answers.ts'
import { Statements } from './Statements.tsx'

/** The next to be answered, for whoever looks into complaints. */
export function ToLookInto() {
  const now = useNow()
  const { data } = useAsk<BoardAnswer>('complaints.board', { states: [...OPEN] }, { every: 120_000 })
  if (!data || data.total === 0) return null
  return (
    <Panel title="投诉" sub={`${data.total} 件在办${data.late > 0 ? `，${data.late} 件逾期` : ''}`}>
      <Stack>
        {data.items.slice(0, 5).map((each) => (
          <Row key={each.complaintId}>
            <Go to={subjectPath('complaint', each.complaintId)}>{`${abouts[each.about]}，${each.body ?? '名单以外的单位'}`}</Go>
            <Tag tone={each.late ? 'red' : 'amb'}>{complaintLife.states[each.state].zh}</Tag>
            {each.dueOn ? <Muted>{`${showDate(each.dueOn, now)} 以前答复`}</Muted> : null}
          </Row>
        ))}
        {data.total > 5 ? <Go to="/complaints">{`全部 ${data.total} 件`}</Go> : null}
      </Stack>
    </Panel>
  )
}

export function AskedOfUs() {
  const { data } = useStatements()
  return data && data.waiting > 0 ? <Statements quiet /> : null
}
