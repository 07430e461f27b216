import { Answer, Muted, Panel, Row, showDate, dateOf, Stack, useAsk } from '#web/ui/index.ts'
import { partWords } from '../words.ts'
import type { RequestAnswer } from './answers.ts'
import { RequestLine } from './RequestLine.tsx'

interface Readers {
  holders: { part: string; organisation: string; who: string | null; from: number; until: number | null }[]
  requests: RequestAnswer[]
}

/** Who may read what, since when; and who asked to. */
export default function ReadersPanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<Readers>('minors.readers', { childId: subjectId })
  return (
    <Panel title="能看的人" right={asked.data && asked.data.holders.length > 0 ? `${asked.data.holders.length} 项` : undefined}>
      <Answer of={asked}>
        {({ holders, requests }) => (
          <Stack>
            {holders.length === 0 && requests.length === 0 ? <Muted>名单由个案主管和负责人看。</Muted> : null}
            {holders.map((each) => (
              <Row key={`${each.part}${each.organisation}${each.who}`} between>
                <span>{each.who ? `${each.who}，${each.organisation}` : each.organisation}</span>
                <span className="g-muted">
                  {`${partWords[each.part] ?? each.part}${each.until ? `，到 ${showDate(dateOf(each.until))}` : ''}`}
                </span>
              </Row>
            ))}
            {requests.map((request) => (
              <RequestLine key={request.requestId} request={request} />
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
