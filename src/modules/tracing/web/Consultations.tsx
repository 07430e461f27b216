import { ActionButton, Answer, dateOf, Empty, Go, Muted, Panel, Row, showDate, Tag, useAsk, useMay } from '#web/ui/index.ts'
import { opinionForm } from '../schema-team.ts'
import { opinionResults } from '../words.ts'
import './tracing.css'

interface Consultation {
  id: string
  expert: string
  field: string
  question: string
  sayings: string[]
  recordings: number
  askedAt: number
  askedBy: string
  dueOn: string | null
  answeredAt: number | null
  opinion: string | null
  result: string | null
  judged: string[]
}

/** Experts asked about this guest and what they said. */
export default function Consultations({ subjectId }: { subjectId: string }) {
  const asked = useAsk<{ items: Consultation[] }>('tracing.consultations', { fileId: subjectId })
  const may = useMay()
  return (
    <Panel title="请教专家" right={may('tracing.experts') ? <Go to="/tracing/experts">专家库</Go> : undefined}>
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="还没有请教过专家">口音听不准、话听不懂、不会手语时，请一位懂的人听几句原话或录音。</Empty>
          ) : (
            items.map((each) => (
              <div key={each.id} className="t-lead">
                <Row>
                  <Tag tone={each.answeredAt === null ? 'amb' : 'grn'}>
                    {each.answeredAt === null ? '等意见' : (opinionResults[each.result as keyof typeof opinionResults] ?? '已答')}
                  </Tag>
                  <b>{each.expert}</b>
                  <Muted>{each.field}</Muted>
                </Row>
                <p>{each.question}</p>
                <Muted>
                  {showDate(dateOf(each.askedAt))} {each.askedBy} 请教
                  {each.sayings.length > 0 ? `，附 ${each.sayings.length} 句原话` : ''}
                  {each.recordings > 0 ? `、${each.recordings} 段录音` : ''}
                  {each.dueOn && each.answeredAt === null ? `，${showDate(each.dueOn)} 前要答复` : ''}
                </Muted>
                {each.opinion ? <p>{each.opinion}</p> : null}
                {each.judged.length > 0 ? <p>判断：{each.judged.join('、')}</p> : null}
                {each.answeredAt === null ? (
                  <ActionButton
                    size="small"
                    action="tracing.record-opinion"
                    of={opinionForm}
                    title="记专家意见"
                    fixed={{ fileId: subjectId, consultationId: each.id }}
                  />
                ) : null}
              </div>
            ))
          )
        }
      </Answer>
    </Panel>
  )
}
