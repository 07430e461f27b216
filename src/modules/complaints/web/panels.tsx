/** A complaint's page: what was said, who looks into it, what came of it. */
import {
  ActionButton,
  Answer,
  Banner,
  CoursePanel,
  Facts,
  Go,
  Muted,
  Panel,
  PaperButton,
  Reveal,
  Row,
  showDate,
  showInstant,
  Stack,
  SubjectHead,
  subjectPath,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { complaintLife } from '../lifecycle.ts'
import { correctForm } from '../schema.ts'
import { abouts, foundeds, stepWords, wants } from '../words.ts'
import { type ComplaintLine, useComplaint } from './answers.ts'
import { Material } from './Material.tsx'

interface Subject {
  subjectId: string
}

export function StateTags({ complaint }: { complaint: ComplaintLine }) {
  const settled = ['closed', 'withdrawn', 'joined'].includes(complaint.state)
  return (
    <Row>
      <Tag tone={complaint.late ? 'red' : settled ? 'grn' : 'amb'}>{complaintLife.states[complaint.state].zh}</Tag>
      {complaint.late ? <Tag tone="red">逾期</Tag> : null}
      {complaint.founded ? <Tag>{foundeds[complaint.founded]}</Tag> : null}
      {complaint.openMeasures > 0 ? <Tag tone="amb">{`${complaint.openMeasures} 项待整改`}</Tag> : null}
      {complaint.fears && !settled ? <Tag tone="red">防报复</Tag> : null}
    </Row>
  )
}

export function Head({ subjectId }: Subject) {
  const asked = useComplaint(subjectId)
  return (
    <Answer of={asked}>
      {(complaint) => (
        <SubjectHead
          back={['/complaints', '投诉']}
          title={`${abouts[complaint.about]}：${complaint.body ?? '名单以外的单位'}`}
          no={complaint.no}
          tags={<StateTags complaint={complaint} />}
          actions={
            complaint.answer ? (
              <PaperButton query="complaints.paper-answer" params={{ complaintId: subjectId }}>
                打印答复
              </PaperButton>
            ) : null
          }
        >
          {complaint.fears ? (
            <Banner tone="red">投诉人担心被报复：不要让被反映的单位知道是谁投诉的，问话、取证时也不说。</Banner>
          ) : null}
          {complaint.joinedInto ? (
            <Banner>
              已并入另一件一起查。<Go to={subjectPath('complaint', complaint.joinedInto)}>看那一件</Go>
            </Banner>
          ) : null}
        </SubjectHead>
      )}
    </Answer>
  )
}

/** Said once, at the head of the page. */
const isRefused = (asked: ReturnType<typeof useComplaint>) => asked.data === undefined && Boolean(asked.refusal)

export function What({ subjectId }: Subject) {
  const asked = useComplaint(subjectId)
  const now = useNow()
  if (isRefused(asked)) return null
  return (
    <Panel title="投诉内容">
      <Answer of={asked}>
        {(complaint) => (
          <Stack>
            <p style={{ whiteSpace: 'pre-wrap' }}>{complaint.words}</p>
            <Facts
              rows={[
                ['反映谁', complaint.staffName ?? undefined],
                ['什么时候的事', complaint.when ?? undefined],
                ['希望怎么解决', complaint.asksFor ?? undefined],
                ['怎么来的', `${complaint.way}，${showInstant(complaint.receivedAt, now)}`],
                ['在哪里登记', complaint.receivedBy ?? undefined],
                ['由谁负责', complaint.owner],
                ['谁在查', complaint.who ?? `${complaint.owner}，没有指定个人`],
                ['要求', complaint.ask ?? undefined],
                ['答复期限', complaint.dueOn ? showDate(complaint.dueOn, now) : undefined],
                ['转成的报告', complaint.reportNo ?? undefined],
              ]}
            />
            <Material complaintId={subjectId} ids={complaint.files} />
            {complaint.joined.length > 0 ? (
              <Row>
                <Muted>一起查的：</Muted>
                {complaint.joined.map((each) => (
                  <Go key={each.complaintId} to={subjectPath('complaint', each.complaintId)}>
                    {each.no}
                  </Go>
                ))}
              </Row>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

export function Who({ subjectId }: Subject) {
  const { data } = useComplaint(subjectId)
  if (!data?.may.includes('complaints.open-complainant')) return null
  return (
    <Panel title="投诉人" sub="只有查的单位写明理由才能看，每次留痕">
      <Stack>
        {data.anonymous ? <Muted>没有留姓名和电话。</Muted> : null}
        {data.wants ? <Muted>{`要求答复：${wants[data.wants]}`}</Muted> : null}
        {data.anonymous ? null : (
          <Reveal<{ name: string; phone: string; relation: string }>
            action="complaints.open-complainant"
            fixed={{ complaintId: subjectId }}
            label="查看投诉人"
          >
            {(reply) => <b>{[reply.name || '没有留姓名', reply.relation, reply.phone].filter(Boolean).join('，')}</b>}
          </Reveal>
        )}
      </Stack>
    </Panel>
  )
}

export function Found({ subjectId }: Subject) {
  const asked = useComplaint(subjectId)
  const now = useNow()
  if (isRefused(asked)) return null
  return (
    <Panel title="说明、查明、整改、答复">
      <Answer of={asked}>
        {(complaint) => (
          <Stack>
            {complaint.statements.map((each) => (
              <Stack key={each.askedAt}>
                <Row>
                  <b>请被反映单位说明</b>
                  <Tag tone={each.givenAt === null ? 'amb' : 'grn'}>
                    {each.givenAt === null ? `${showDate(each.dueOn, now)} 以前` : '已说明'}
                  </Tag>
                </Row>
                <Muted>{each.question}</Muted>
                {each.answer ? <p>{`${each.answer}（${each.by ?? ''}）`}</p> : null}
              </Stack>
            ))}
            {complaint.founded ? (
              <Facts
                rows={[
                  ['查明', foundeds[complaint.founded]],
                  ['查到', complaint.finding ?? undefined],
                  ['处理', complaint.done ?? undefined],
                ]}
              />
            ) : (
              <Muted>还没有查明。</Muted>
            )}
            {complaint.measures.map((each) => (
              <Row key={each.measureId} between>
                <span>
                  {each.what}
                  {each.proof ? <Muted>{`　${each.proof}`}</Muted> : null}
                </span>
                {each.doneAt !== null ? (
                  <Tag tone="grn">已整改</Tag>
                ) : complaint.may.includes('complaints.correct') ? (
                  <ActionButton
                    action="complaints.correct"
                    of={correctForm}
                    title="登记整改结果"
                    fixed={{ measureId: each.measureId }}
                    intro={<p>{each.what}</p>}
                  />
                ) : (
                  <Tag tone="amb">{each.dueOn ? `${showDate(each.dueOn, now)} 以前` : '待整改'}</Tag>
                )}
              </Row>
            ))}
            {complaint.answer ? (
              <Facts
                rows={[
                  ['答复', complaint.answer],
                  [
                    '复核',
                    complaint.reviewed
                      ? '已经申请过一次'
                      : complaint.reviewUntil
                        ? `投诉人可以在 ${showDate(complaint.reviewUntil, now)} 以前申请`
                        : undefined,
                  ],
                ]}
              />
            ) : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

export function Course({ subjectId }: Subject) {
  const asked = useComplaint(subjectId)
  if (isRefused(asked)) return null
  return (
    <CoursePanel
      of={asked}
      steps={(complaint) =>
        complaint.course.map((each) => ({
          at: each.at,
          title: each.by ? `${stepWords[each.kind]}　${each.by}` : stepWords[each.kind],
          text: each.lines.join('；'),
          more: each.files.length > 0 && <Material complaintId={subjectId} ids={each.files} />,
          tone: each.kind === 'retaliation' ? 'bad' : each.kind === 'answered' ? 'key' : undefined,
        }))
      }
    />
  )
}
