/** A report's page: what was told, who went there, what happened, and for the receiver alone the reporter. */
import {
  ActionButton,
  Answer,
  Assumed,
  Banner,
  Empty,
  Facts,
  Go,
  Muted,
  Panel,
  PaperButton,
  Reveal,
  Row,
  showDue,
  showInstant,
  Stack,
  subjectPath,
  Tag,
  Timeline,
  useNow,
} from '#web/ui/index.ts'
import { situationWords } from '../mandatory.ts'
import { answerForm, askReporterForm, releaseReporterForm } from '../schema.ts'
import { abouts, answers, answerWays, channels, dangers, outcomes, reporterKinds } from '../words.ts'
import { type DispatchLine, useReport, wordOf } from './answers.ts'
import { ClueCard } from './clue-parts.tsx'
import { ReportTags } from './parts.tsx'
import { Seen } from './street-parts.tsx'
import './reports.css'

interface Subject {
  subjectId: string
}

export function Head({ subjectId }: Subject) {
  const asked = useReport(subjectId)
  const now = useNow()
  return (
    <Answer of={asked}>
      {(report) => (
        <Stack>
          <Go to="/reports">线索报告</Go>
          <Row between>
            <Row>
              <h1>{report.about.map((each) => wordOf(abouts, each)).join('、')}</h1>
              <span className="g-muted">{report.no}</span>
              <ReportTags report={{ ...report, nextDue: null }} now={now} />
            </Row>
            <PaperButton query="reports.paper-report" params={{ reportId: subjectId }}>
              打印处置单
            </PaperButton>
          </Row>
          {report.closed ? (
            <Banner tone="dark">涉及未成年人，只给接报和派去的单位看；别的单位查不到有这份报告。报告人另外存。</Banner>
          ) : null}
          {report.joinedInto ? (
            <Banner tone="acc">
              已并入 <Go to={subjectPath('report', report.joinedInto.reportId)}>{report.joinedInto.no}</Go>
              ，在那一份上办；这一份的报告人仍要答复。
            </Banner>
          ) : null}
        </Stack>
      )}
    </Answer>
  )
}

export function What({ subjectId }: Subject) {
  const asked = useReport(subjectId)
  const now = useNow()
  return (
    <Panel title="反映的情况">
      <Answer of={asked}>
        {({ content, ...report }) => (
          <Stack>
            <p className="r-words">{content.what}</p>
            <Seen report={{ content, ...report }} />
            <Facts
              rows={[
                ['在哪里', content.place ?? undefined],
                ['什么时候', content.when ?? undefined],
                ['现在', wordOf(dangers, content.danger)],
                ['情形', content.situations.map((each) => wordOf(situationWords, each)).join('；') || undefined],
                [
                  '孩子',
                  [content.childName, wordOf({ male: '男', female: '女' }, content.childSex), content.childAge]
                    .filter(Boolean)
                    .join('，') || (report.closed ? '姓名不详' : undefined),
                ],
                ['孩子在哪', content.childWhere ?? undefined],
                ['学校', content.childSchool ?? undefined],
                ['接到', showInstant(report.receivedAt, now)],
                ['渠道', wordOf(channels, report.channel)],
                ['接报', report.receiver ?? undefined],
                ['现在由谁办', report.desk],
                ['镇街', report.town ?? undefined],
                ['结果', wordOf(outcomes, report.outcome)],
                [
                  '按线索见到',
                  report.met.length > 0 ? (
                    <Stack>
                      {report.met.map((each) => (
                        <span key={each.key}>
                          {each.personId ? (
                            <Go to={subjectPath('person', each.personId)}>{each.name ?? '打开这个人'}</Go>
                          ) : (
                            '一个人'
                          )}{' '}
                          <Muted>{[showInstant(each.at, now), each.organisation].filter(Boolean).join(' ')}</Muted>
                        </span>
                      ))}
                    </Stack>
                  ) : undefined,
                ],
                ['街面见到', report.metId ? <Go to={subjectPath('person', report.metId)}>打开这个人</Go> : undefined],
                [
                  '个案',
                  report.child ? (
                    <Go to={subjectPath('child-file', report.child.childId)}>{`${report.child.name} ${report.child.no}`}</Go>
                  ) : report.linked ? (
                    '已关联，您看不到'
                  ) : undefined,
                ],
              ]}
            />
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function Sent({ line, now, ended }: { line: DispatchLine; now: number; ended: boolean }) {
  const silent = line.acknowledgedAt === null && line.declinedAt === null
  return (
    <Row>
      <b>{line.organisation}</b>
      {line.declinedAt !== null ? (
        <Tag>已退单</Tag>
      ) : line.onSceneAt !== null ? (
        <Tag tone="grn">{`${showInstant(line.onSceneAt, now)} 到场`}</Tag>
      ) : line.acknowledgedAt !== null ? (
        <Tag tone="acc">{`${showInstant(line.acknowledgedAt, now)} 接单`}</Tag>
      ) : ended ? (
        <Tag>没有接单</Tag>
      ) : (
        <Tag tone={line.dueAt < now ? 'red' : 'amb'}>{`等接单，${showDue(line.dueAt, now)}`}</Tag>
      )}
      {silent && line.raisedAt !== null ? <Tag tone="red">到时没接，已报上级</Tag> : null}
      <Muted>{showInstant(line.at, now)} 派</Muted>
    </Row>
  )
}

export function Course({ subjectId }: Subject) {
  const asked = useReport(subjectId)
  const now = useNow()
  return (
    <>
      <Panel title="联动处置" sub="接单的期限文件没有定，暂按 15 分钟（紧急）、1 小时">
        <Answer of={asked}>
          {(report) =>
            report.dueScene !== null && report.onSceneAt === null && report.disposedAt === null ? (
              <Row>
                <Tag tone={report.dueScene < now ? 'red' : 'amb'}>{`到场 ${showDue(report.dueScene, now)}`}</Tag>
                <Assumed>{report.about.includes('vagrant') ? '30 分钟到场' : '1 小时到场'}</Assumed>
              </Row>
            ) : null
          }
        </Answer>
        <Answer of={asked}>
          {(report) =>
            report.dispatches.length === 0 ? (
              <Empty title="还没有派单">点“派单”选单位，或派给值班表上的单位。</Empty>
            ) : (
              <Stack>
                {report.dispatches.map((each) => (
                  <Sent key={each.dispatchId} line={each} now={now} ended={report.disposedAt !== null} />
                ))}
              </Stack>
            )
          }
        </Answer>
      </Panel>
      <Panel title="经过" sub="最近的在上面">
        <Answer of={asked}>
          {(report) => (
            <Timeline
              items={report.events.toReversed().map((each) => ({
                id: each.key,
                at: each.at,
                title: each.title,
                by: each.organisation ?? undefined,
                text: each.words ?? undefined,
                tone: each.name === 'report.raised' ? 'bad' : each.name === 'report.disposed' ? 'key' : undefined,
              }))}
            />
          )}
        </Answer>
      </Panel>
    </>
  )
}

export function CluesHere({ subjectId }: Subject) {
  const { data } = useReport(subjectId)
  if (!data || data.clues.length === 0) return null
  return (
    <Panel title="侵害线索" sub="立即报公安">
      <Stack>
        {data.clues.map((each) => (
          <ClueCard key={each.clueId} clue={each} />
        ))}
      </Stack>
    </Panel>
  )
}

interface Contact {
  name: string
  phone: string
  kind: string
  organisation: string
}

const Opened = ({ reportId }: { reportId: string }) => (
  <Reveal<Contact> action="reports.open-reporter" fixed={{ reportId }} label="查看报告人">
    {(reply) =>
      [reply.organisation, wordOf(reporterKinds, reply.kind), reply.name, reply.phone].filter(Boolean).join('，') ||
      '没有留姓名、电话'
    }
  </Reveal>
)

/** The receiver answers; the police ask; whoever else was sent reads here only that it is not theirs to know. */
export function Reporter({ subjectId }: Subject) {
  const asked = useReport(subjectId)
  const now = useNow()
  return (
    <Panel title="报告人">
      <Answer of={asked}>
        {({ reporter, may, asked: question, joined }) =>
          reporter ? (
            <Stack>
              <Facts
                rows={[
                  ['希望', wordOf(answerWays, reporter.wants)],
                  ['强制报告', reporter.mandatory ? '是' : undefined],
                  [
                    '答复',
                    reporter.answeredAt === null
                      ? '还没有'
                      : `${showInstant(reporter.answeredAt, now)} ${wordOf(answers, reporter.answer) ?? ''}`,
                  ],
                ]}
              />
              <Row>
                <Opened reportId={subjectId} />
                {reporter.answeredAt === null || joined.some((each) => each.answeredAt === null) ? (
                  <ActionButton
                    action="reports.answer-reporter"
                    of={answerForm}
                    title="答复报告人"
                    fixed={{ reportId: subjectId }}
                    initial={{
                      joinedToo: joined.length > 0,
                      ...(reporter.suggested ? { answer: reporter.suggested as keyof typeof answers } : {}),
                    }}
                  />
                ) : null}
              </Row>
              {reporter.asked > 0 ? (
                <Banner tone="amb">
                  <p>公安在问报告人是谁，理由在“经过”里。</p>
                  <ActionButton
                    action="reports.release-reporter"
                    of={releaseReporterForm}
                    title="决定是否提供"
                    fixed={{ reportId: subjectId }}
                  />
                </Banner>
              ) : null}
            </Stack>
          ) : (
            <Stack>
              <Muted>报告人由接报单位保密并答复，这里不显示。</Muted>
              {may.police && question.released ? <Opened reportId={subjectId} /> : null}
              {may.police && !question.released ? (
                <ActionButton
                  action="reports.ask-reporter"
                  of={askReporterForm}
                  title="向接报单位问报告人"
                  fixed={{ reportId: subjectId }}
                  impossible={question.asked ? '已经问过，等接报单位决定' : undefined}
                />
              ) : null}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}

export function Joined({ subjectId }: Subject) {
  const { data } = useReport(subjectId)
  const now = useNow()
  if (!data || data.joined.length === 0) return null
  return (
    <Panel title="并入的报告" sub={`${data.joined.length} 份，每个报告人都要答复`}>
      <Stack>
        {data.joined.map((each) => (
          <Row key={each.reportId}>
            <Go to={subjectPath('report', each.reportId)}>{each.no}</Go>
            <Muted>{showInstant(each.receivedAt, now)}</Muted>
            <Tag tone={each.answeredAt === null ? 'amb' : 'grn'}>{each.answeredAt === null ? '等答复' : '已答复'}</Tag>
          </Row>
        ))}
      </Stack>
    </Panel>
  )
}
