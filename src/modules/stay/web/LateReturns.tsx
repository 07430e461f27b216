import { ActionButton, Go, Masked, Panel, Row, showDate, subjectPath, Tag, useNow } from '#web/ui/index.ts'
import { endLeaveForm } from '../schema-leave.ts'
import type { Guest } from './answers.ts'

/** Who should be back from leave and is not: named first, with what can be done. Nothing is drawn when all are back. */
export function LateReturns({ guests }: { guests: readonly Guest[] }) {
  const now = useNow()
  const late = guests.filter((guest) => guest.leave && (guest.leave.daysLate > 0 || guest.leave.notBack))
  if (late.length === 0) return null
  return (
    <Panel title="请假应回未回" sub={`${late.length} 人`}>
      {late.map(({ fileId, name, leave }) => (
        <div key={fileId} className="s-late">
          <Row>
            <Go to={subjectPath('rescue-file', fileId)}>{name}</Go>
            <Tag tone="red">{leave?.notBack ? '已记未归' : `超过 ${leave?.daysLate ?? 0} 天`}</Tag>
            <span>
              应于 {showDate(leave?.until, now)} 回，去了{leave?.where}，{leave?.companion}
            </span>
            {leave?.phone ? <Masked value={leave.phone} action="stay.reveal-leave" fixed={{ fileId }} label="看电话" /> : null}
          </Row>
          <Row>
            <ActionButton
              action="stay.end-leave"
              of={endLeaveForm}
              title="记返回"
              size="small"
              fixed={{ fileId, returned: true }}
            />
            {leave?.notBack ? null : (
              <ActionButton
                action="stay.end-leave"
                of={endLeaveForm}
                title="记未归"
                size="small"
                fixed={{ fileId, returned: false }}
              />
            )}
            <Go to={`${subjectPath('rescue-file', fileId)}?do=departure.leave`}>找不到的，办擅自离站</Go>
          </Row>
        </div>
      ))}
    </Panel>
  )
}
