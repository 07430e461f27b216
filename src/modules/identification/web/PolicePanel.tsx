import { Answer, Panel, useAsk, useMay } from '#web/ui/index.ts'
import type { RequestAnswer } from './answers.ts'
import { Requests } from './Requests.tsx'

/** On a file's page for the police body that was asked: what it was asked, and nothing else of this room. */
export default function PolicePanel({ subjectId }: { subjectId: string }) {
  const may = useMay()
  const whole = may('identification.file')
  const asked = useAsk<{ requests: RequestAnswer[] }>('identification.requests', { fileId: subjectId }, { enabled: !whole })
  if (whole) return null
  return (
    <Panel title="请协查的事项">
      <Answer of={asked}>{({ requests }) => <Requests requests={requests} />}</Answer>
    </Panel>
  )
}
