import { Go, Panel, Row, Stack, Tag, useAsk } from '#web/ui/index.ts'
import type { OnTheWay } from './Road.tsx'

/** For escorts: who is on the way, and where to sign on arrival. Nothing where nobody is. */
export default function HomePanel() {
  const asked = useAsk<{ items: OnTheWay[]; total: number }>('departure.under-way')
  const items = asked.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Panel title="返乡途中" sub={`${asked.data?.total ?? items.length} 人`}>
      <Stack>
        {items.slice(0, 6).map((each) => (
          <Row key={each.fileId} between>
            <span>
              {each.name} {each.to} {each.arrived ? <Tag tone="amb">待签收</Tag> : null}
            </span>
            <Go to={`/handover/${each.fileId}`}>签交接</Go>
          </Row>
        ))}
      </Stack>
    </Panel>
  )
}
