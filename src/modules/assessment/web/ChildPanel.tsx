import { dateOf, Facts, Go, Muted, Panel, PaperButton, Row, showDate, Stack, Tag, useMay } from '#web/ui/index.ts'
import { sheetNeeds } from '#modules/people-and-cases/words.ts'
import { opinionManners, wishes } from '../words.ts'
import { type ChildAnswer, scoreText, type ShortAnswer, toneOf, useChild } from './answers.ts'

/** What the assessments say of one child, the latest first, and what the child says. */
export default function ChildPanel({ subjectId }: { subjectId: string }) {
  const { data } = useChild(subjectId)
  if (!data) return null
  const [latest, ...rest] = data.assessments
  return (
    <Panel title="监护评估" right={latest?.nextOn ? `下次 ${showDate(latest.nextOn)} 前` : undefined}>
      <Stack>
        {latest ? <Shown one={latest} /> : <Muted>还没有评估过。从“开始评估”选评估人。</Muted>}
        {rest.map((one) => (
          <Row key={one.assessmentId}>
            <Go to={`/assessment/one/${one.assessmentId}`}>{`${showDate(dateOf(one.startedAt))} ${one.purposeTitle}`}</Go>
            <Tag tone={toneOf(one.state)}>{one.gradeTitle ?? one.stateTitle}</Tag>
          </Row>
        ))}
        <Opinions opinions={data.opinions} />
        {data.closed ? null : <Blank childId={subjectId} />}
      </Stack>
    </Panel>
  )
}

function Shown({ one }: { one: ShortAnswer }) {
  return (
    <Stack>
      <Row>
        <Go to={`/assessment/one/${one.assessmentId}`}>{one.purposeTitle}</Go>
        <Tag tone={toneOf(one.state)}>{one.stateTitle}</Tag>
        {one.gradeTitle ? <b>{one.gradeTitle}</b> : null}
      </Row>
      <Facts
        rows={[
          ['得分', scoreText(one)],
          ['意见', one.conclusion ?? undefined],
          ['建议', one.advice ?? undefined],
          ['需求', one.needs.map((need) => sheetNeeds[need as keyof typeof sheetNeeds] ?? need).join('、') || undefined],
          ['未了解', one.missing > 0 ? `${one.missing} 项` : undefined],
          ['评估人', one.assessors.map((each) => `${each.name}（${each.organisation}）`).join('、') || undefined],
          ['异议', one.disputes.length > 0 ? `${one.disputes.length} 次` : undefined],
        ]}
      />
    </Stack>
  )
}

function Opinions({ opinions }: { opinions: ChildAnswer['opinions'] }) {
  if (opinions.length === 0) return <Muted>本人意见：还没有听过。</Muted>
  return (
    <ul className="g-stack" aria-label="本人意见">
      {opinions.slice(0, 3).map((each) => (
        <li key={each.id}>
          <Muted>
            {showDate(dateOf(each.heardAt))} {opinionManners[each.manner as keyof typeof opinionManners]}
            {each.alone ? '，单独听取' : ''}，{each.by}
          </Muted>
          <div>
            {each.words ? `“${each.words}”` : ''}
            {each.wish ? <Tag>{wishes[each.wish as keyof typeof wishes]}</Tag> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Blank({ childId }: { childId: string }) {
  const may = useMay()
  return may('assessment.paper-sheet') ? (
    <Row>
      <PaperButton query="assessment.paper-sheet" params={{ childId, purpose: 'intake' }} size="small">
        打印空白评估表
      </PaperButton>
      <PaperButton query="assessment.paper-sheet" params={{ childId, purpose: 'before-return' }} size="small">
        打印空白返家评估表
      </PaperButton>
    </Row>
  ) : null
}
