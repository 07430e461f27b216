import {
  ActionButton,
  Answer,
  Button,
  Go,
  Muted,
  Panel,
  Row,
  showInstant,
  Stack,
  Stat,
  subjectPath,
  useAsk,
  useGo,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { seenForm } from '../schema-forms.ts'
import { alertKinds, tabs } from '../words.ts'
import type { SummaryAnswer } from './answers.ts'

const shown = ['waiting', 'looking', 'lead'] as const

/** Families who wait, and what two persons confirmed or undid. */
export default function HomePanel() {
  const asked = useAsk<SummaryAnswer>('inquiries.summary', {}, { every: 120_000 })
  const now = useNow()
  const go = useGo()
  const may = useMay()
  return (
    <Panel title="家属寻亲" right={<Go to="/inquiries">全部</Go>}>
      <Answer of={asked}>
        {({ counts, alerts, alertsTotal }) => (
          <Stack>
            <Row>
              {shown.map((tab) => (
                <Go key={tab} to={`/inquiries?tab=${tab}`}>
                  <Stat
                    label={tabs[tab]}
                    value={counts[tab]}
                    {...(tab === 'waiting' && counts[tab] > 0 ? { tone: 'amb' as const } : {})}
                  />
                </Go>
              ))}
            </Row>
            {alerts.map((alert) => (
              <Row key={alert.alertId}>
                <Go to={subjectPath('inquiry', alert.inquiryId)}>{alert.no}</Go>
                <span>{alertKinds[alert.kind]}</span>
                <Muted>{`${showInstant(alert.at, now)}${alert.own ? ' · 您跟进的' : ''}`}</Muted>
                <ActionButton
                  size="small"
                  look="link"
                  action="inquiries.acknowledge-alert"
                  of={seenForm}
                  title="看过了"
                  fixed={{ alertId: alert.alertId }}
                />
              </Row>
            ))}
            {alertsTotal > alerts.length ? <Muted>{`还有 ${alertsTotal - alerts.length} 条提醒`}</Muted> : null}
            {may('inquiries.receive') ? <Button onClick={() => go('/inquiries/new')}>登记家属寻亲</Button> : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
