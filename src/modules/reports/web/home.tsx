/** On the home page: what was sent to us, with large buttons for a telephone; and the one button that everybody must have. */
import { ActionButton, Go, Muted, Panel, Row, showDue, Stack, subjectPath, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { acknowledgeForm, arriveForm } from '../schema.ts'
import type { Lines, MadeLine } from './answers.ts'
import { ReportMandatory } from './Mine.tsx'

export function SentToUs() {
  const now = useNow()
  const { data } = useAsk<Lines>('reports.board', { sentToUs: true }, { every: 60_000 })
  const items = data?.items.filter((each) => each.mine === 'sent') ?? []
  if (items.length === 0) return null
  return (
    <Panel title="派给本单位的" sub={`${items.length} 份`}>
      <Stack>
        {items.slice(0, 6).map((each) => (
          <Stack key={each.reportId}>
            <Row>
              <Go to={subjectPath('report', each.reportId)}>{each.no}</Go>
              {each.emergency ? <Tag tone="red">紧急</Tag> : null}
              {each.nextDue === null ? null : (
                <Tag tone={each.nextDue < now ? 'red' : 'amb'}>{`接单 ${showDue(each.nextDue, now)}`}</Tag>
              )}
              {each.place ? <Muted>{each.place}</Muted> : null}
            </Row>
            <Row>
              {each.waiting > 0 ? (
                <ActionButton
                  action="reports.acknowledge"
                  of={acknowledgeForm}
                  title="接单"
                  look="main"
                  fixed={{ reportId: each.reportId }}
                />
              ) : null}
              {each.onSceneAt === null ? (
                <ActionButton action="reports.arrive" of={arriveForm} title="记到场" fixed={{ reportId: each.reportId }} />
              ) : null}
            </Row>
          </Stack>
        ))}
      </Stack>
    </Panel>
  )
}

export function Mandatory() {
  const { data } = useAsk<Lines<MadeLine>>('reports.mine')
  const last = data?.items[0]
  return (
    <Panel title="孩子可能受侵害">
      <Stack>
        <Muted>怀疑就报，不必先查实。正在发生先打 110。</Muted>
        <Row>
          <ReportMandatory />
          <Go to="/reports/mine">{data && data.total > 0 ? `本单位报出的 ${data.total} 份` : '本单位报出的'}</Go>
        </Row>
        {last ? <Muted>{`${last.no}：${last.words}`}</Muted> : null}
      </Stack>
    </Panel>
  )
}
