import { Answer, Empty, Go, Muted, Panel, showLength, Stack, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { arrivals, stepTitles } from '../words.ts'
import type { OpenReceptions } from './answers.ts'

type Waiting = OpenReceptions['receptions'][number]

/** Who is at the desk and waits for a decision. */
export default function WaitingPanel() {
  const asked = useAsk<OpenReceptions>('intake.open-receptions', { limit: 6 }, { every: 60_000 })
  return (
    <Panel title="接待中" right={<Go to="/reception/open">全部</Go>}>
      <Answer of={asked}>
        {(data) =>
          data.receptions.length === 0 ? (
            <Empty title="没有人在等">来了人，按 N 登记求助。</Empty>
          ) : (
            <Stack>
              {data.receptions.map((each) => (
                <WaitingLine key={each.fileId} waiting={each} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}

/** One who waits: name, how they came, how long, what is lacking. */
export function WaitingLine({ waiting }: { waiting: Waiting }) {
  const now = useNow()
  return (
    <div>
      <div className="g-row g-between">
        <Go to={`/reception?file=${waiting.fileId}`}>
          <b>{waiting.displayName}</b>
        </Go>
        <Muted>{`等了 ${showLength(now - waiting.arrivedAt)}`}</Muted>
      </div>
      <div className="g-row">
        <Muted>{arrivals[waiting.arrival as keyof typeof arrivals] ?? '来站方式不详'}</Muted>
        {waiting.triage === 'hospital' ? <Tag tone="red">先送医</Tag> : null}
        {waiting.triage === 'police' ? <Tag tone="red">先请公安</Tag> : null}
        {waiting.lacking.length > 0 ? (
          <Muted>{`还差：${waiting.lacking.map((step) => stepTitles[step as keyof typeof stepTitles]).join('、')}`}</Muted>
        ) : (
          <Tag tone="grn">可以决定</Tag>
        )}
      </div>
    </div>
  )
}
