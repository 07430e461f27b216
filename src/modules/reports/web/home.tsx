/** On the home page: what was sent to us, with large buttons for a telephone; and the one button that everybody must have. */
import {
  ActionButton,
  Assumed,
  Go,
  Muted,
  Panel,
  Row,
  showDue,
  showInstant,
  showLength,
  Stack,
  subjectPath,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { acknowledgeForm, arriveForm } from '../schema.ts'
import { channels, outcomes } from '../words.ts'
import { type Lines, type MadeLine, type NowLine, wordOf } from './answers.ts'
import { Dispatch, Join } from './buttons.tsx'
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

/** New reports with the minutes that nobody answered; who was there stands green. */
export function NewReports() {
  const now = useNow()
  const { data } = useAsk<Lines<NowLine> & { unanswered: number }>('reports.desk-now', {}, { every: 60_000 })
  if (!data || data.items.length === 0) return null
  return (
    <Panel
      title="新线索"
      sub={data.unanswered > 0 ? <Tag tone="amb">{`${data.unanswered} 条没人接`}</Tag> : undefined}
      right={<Go to="/reports">{`全部 ${data.total} 条`}</Go>}
    >
      <Stack>
        {data.items.map((each) => (
          <Stack key={each.reportId}>
            <Row between>
              <Go to={subjectPath('report', each.reportId)}>{[each.place, each.what].filter(Boolean).join('：') || each.no}</Go>
              <Standing line={each} now={now} />
            </Row>
            <Row>
              <Muted>
                {[each.no, wordOf(channels, each.channel), showInstant(each.receivedAt, now)].filter(Boolean).join(' · ')}
              </Muted>
              {each.emergency ? <Tag tone="red">紧急</Tag> : null}
              {each.dueScene === null ? null : (
                <>
                  <Tag tone={each.dueScene < now ? 'red' : 'amb'}>{`到场 ${showDue(each.dueScene, now)}`}</Tag>
                  <Assumed>30 分钟到场</Assumed>
                </>
              )}
            </Row>
            {each.mine && !each.answered && each.sent === 0 ? (
              <Row>
                <Dispatch subjectId={each.reportId} />
                <Join subjectId={each.reportId} />
              </Row>
            ) : null}
          </Stack>
        ))}
      </Stack>
    </Panel>
  )
}

function Standing({ line, now }: { line: NowLine; now: number }) {
  if (line.disposedAt !== null) return <Muted>{wordOf(outcomes, line.outcome)}</Muted>
  if (line.onSceneAt !== null) return <Tag tone="grn">{`已到场 ${showInstant(line.onSceneAt, now)}`}</Tag>
  if (line.answered) return <Tag tone="acc">已接单</Tag>
  return <Tag tone={line.emergency ? 'red' : 'amb'}>{`${showLength(now - line.receivedAt)}没人接`}</Tag>
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
