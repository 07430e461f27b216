import {
  ActionButton,
  Answer,
  Banner,
  Go,
  Muted,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { answerAlarmForm, correctFindingForm, recheckFindingForm, urgeFindingForm } from '../../schema-watch.ts'
import { alarmKinds, alarmOutcomes, findingAreas, inspectors } from '../../words-institutions.ts'
import { type AlarmAnswer, type FindingAnswer, type PageAnswer, usePage } from './answers.ts'

/** What the watch shows: alarms first, then what stands against placements, findings, inspections. */
export default function Watch({ subjectId }: { subjectId: string }) {
  const asked = usePage(subjectId)
  return (
    <Answer of={asked}>
      {(page) => (
        <Stack>
          {page.alarms
            .filter((alarm) => alarm.answeredAt === null)
            .map((alarm) => (
              <OpenAlarm key={alarm.id} alarm={alarm} />
            ))}
          {page.state === 'contracted' && page.against.length > 0 ? (
            <Banner tone="amb">现在不能送人：{page.against.join('；')}。</Banner>
          ) : null}
          <Findings page={page} />
          <Inspections page={page} />
          <PastAlarms alarms={page.alarms.filter((alarm) => alarm.answeredAt !== null)} />
        </Stack>
      )}
    </Answer>
  )
}

function OpenAlarm({ alarm }: { alarm: AlarmAnswer }) {
  const now = useNow()
  return (
    <Banner tone="red">
      <Row between>
        <span>
          <b>{alarmKinds[alarm.kind]}异常</b> {showInstant(alarm.raisedAt, now)}：{alarm.words}
        </span>
        <ActionButton
          action="institution.answer-alarm"
          of={answerAlarmForm}
          title="写预警结论"
          look="main"
          fixed={{ alarmId: alarm.id }}
          intro={<p>{alarm.words}</p>}
        />
      </Row>
    </Banner>
  )
}

function PastAlarms({ alarms }: { alarms: AlarmAnswer[] }) {
  const now = useNow()
  if (alarms.length === 0) return null
  return (
    <Panel title="以前的预警" sub={`${alarms.length} 次`}>
      <Stack>
        {alarms.map((alarm) => (
          <div key={alarm.id}>
            <Row>
              <span>{showInstant(alarm.raisedAt, now)}</span>
              <Tag>{alarmOutcomes[alarm.outcome as keyof typeof alarmOutcomes] ?? alarm.outcome}</Tag>
            </Row>
            <Muted>{alarm.words}</Muted>
          </div>
        ))}
      </Stack>
    </Panel>
  )
}

function Findings({ page }: { page: PageAnswer }) {
  const open = page.findings.filter((each) => each.state !== 'closed')
  const closed = page.findings.filter((each) => each.state === 'closed')
  return (
    <Panel title="问题和整改" sub={`没有销号的 ${open.length} 个`}>
      <Stack>
        {page.findings.length === 0 ? <Muted>没有发现问题。检查结束时写下的问题会列在这里。</Muted> : null}
        {open.map((each) => (
          <Finding key={each.id} finding={each} />
        ))}
        {closed.length > 0 ? (
          <details>
            <summary>已销号 {closed.length} 个</summary>
            <Stack>
              {closed.map((each) => (
                <Finding key={each.id} finding={each} />
              ))}
            </Stack>
          </details>
        ) : null}
      </Stack>
    </Panel>
  )
}

function Finding({ finding }: { finding: FindingAnswer }) {
  const now = useNow()
  const fixed = { findingId: finding.id }
  return (
    <article>
      <Row>
        <b>
          {finding.no} {findingAreas[finding.area]}
        </b>
        {finding.grave ? <Tag tone="red">严重</Tag> : null}
        {finding.state === 'open' ? (
          <Tag tone={finding.overdue ? 'red' : 'amb'}>
            {finding.overdue ? '超期，' : ''}
            {showDate(finding.dueOn, now)} 前整改
          </Tag>
        ) : (
          <Tag tone={finding.state === 'closed' ? 'grn' : 'amb'}>{finding.state === 'closed' ? '已销号' : '待复查'}</Tag>
        )}
        {finding.noticedAgainAt === null ? null : <Tag>已发第二次通知</Tag>}
      </Row>
      <p>{finding.text}</p>
      {finding.corrected ? <p>整改：{finding.corrected}</p> : null}
      {finding.proof.length > 0 ? (
        <Row>
          {finding.proof.map((id, index) => (
            <PaperButton
              key={id}
              query="institution.attachment"
              params={{ institutionId: finding.institutionId, attachmentId: id }}
              look="link"
              size="small"
            >
              {`看整改证明 ${index + 1}`}
            </PaperButton>
          ))}
        </Row>
      ) : null}
      {finding.rechecked ? <p>复查：{finding.rechecked}</p> : null}
      <Row>
        {finding.state === 'open' ? (
          <ActionButton
            action="institution.correct-finding"
            of={correctFindingForm}
            title="提交整改"
            size="small"
            fixed={fixed}
          />
        ) : null}
        {finding.state === 'corrected' ? (
          <ActionButton
            action="institution.recheck-finding"
            of={recheckFindingForm}
            title="复查"
            size="small"
            fixed={fixed}
            {...(finding.correctedByMe ? { impossible: '整改是您提交的，须由另一人复查' } : {})}
          />
        ) : null}
        {finding.overdue ? (
          <ActionButton action="institution.urge-finding" of={urgeFindingForm} title="再次通知整改" size="small" fixed={fixed} />
        ) : null}
        <PaperButton query="institution.paper-notice" params={fixed} look="link" size="small">
          打印整改通知书
        </PaperButton>
        {finding.rechecked ? (
          <PaperButton query="institution.paper-recheck" params={fixed} look="link" size="small">
            打印复查单
          </PaperButton>
        ) : null}
      </Row>
    </article>
  )
}

function Inspections({ page }: { page: PageAnswer }) {
  const now = useNow()
  return (
    <Panel title="检查" sub={`${page.inspections.length} 次`}>
      <Stack>
        {page.inspections.length === 0 ? <Muted>还没有检查过。</Muted> : null}
        {page.inspections.map((each) => (
          <div key={each.id}>
            <Row between>
              <span>
                <b>{showInstant(each.startedAt, now)}</b> {inspectors[each.by]}，{each.visitors}，看了 {each.seen} 人
              </span>
              {each.closedAt === null ? (
                <Go to={`/outside/inspect/${page.id}?inspection=${each.id}`}>接着检查</Go>
              ) : (
                <Row>
                  <Go to={`/outside/inspect/${page.id}?inspection=${each.id}`}>逐人看</Go>
                  <PaperButton query="institution.paper-inspection" params={{ inspectionId: each.id }} look="link" size="small">
                    打印
                  </PaperButton>
                </Row>
              )}
            </Row>
            {each.summary ? <Muted>{each.summary}</Muted> : null}
          </div>
        ))}
      </Stack>
    </Panel>
  )
}
