/** On a child's file: clues of abuse for whose part opens them, and the reports that led here. */
import { Go, Muted, Panel, Row, showInstant, Stack, subjectPath, useAsk, useNow } from '#web/ui/index.ts'
import { type Lines, useClues } from './answers.ts'
import { ClueCard } from './clue-parts.tsx'
import { ReportTags } from './parts.tsx'
import './reports.css'

export function ChildClues({ subjectId }: { subjectId: string }) {
  const { data } = useClues(subjectId)
  if (!data || data.total === 0) return null
  return (
    <Panel title="侵害线索" sub="封存；只有主管和公安等指定单位能看">
      <Stack>
        {data.items.map((each) => (
          <ClueCard key={each.clueId} clue={each} />
        ))}
      </Stack>
    </Panel>
  )
}

export function ChildReports({ subjectId }: { subjectId: string }) {
  const now = useNow()
  const { data } = useAsk<Lines>('reports.of-child', { childId: subjectId })
  if (!data || data.total === 0) return null
  return (
    <Panel title="相关报告" sub={`${data.total} 份`}>
      <Stack>
        {data.items.map((each) => (
          <Row key={each.reportId}>
            <Go to={subjectPath('report', each.reportId)}>{each.no}</Go>
            <ReportTags report={each} now={now} />
            <Muted>{showInstant(each.receivedAt, now)}</Muted>
          </Row>
        ))}
      </Stack>
    </Panel>
  )
}
