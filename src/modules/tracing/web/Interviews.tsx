import {
  ActionButton,
  Answer,
  Assumed,
  Empty,
  Go,
  Muted,
  Panel,
  showInstant,
  Stack,
  Tag,
  Timeline,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { correctInterviewForm, withdrawInterviewForm } from '../schema.ts'
import { interviewResults } from '../words.ts'
import { type Bench, type Interview, useBench } from './answers.ts'
import './tracing.css'

const FIRST = 6
const stateWords = { done: '已谈', late: '晚谈', open: '待谈', missed: '没谈' } as const
const tones = { done: 'grn', late: 'amb', open: 'out', missed: 'gry' } as const

/** Interviews and quick lines, latest first, under the plan of the first three days. */
export default function Interviews({ subjectId }: { subjectId: string }) {
  const asked = useBench(subjectId)
  const may = useMay()
  return (
    <Panel
      title="问询"
      sub={asked.data ? `已谈 ${asked.data.plan.held} 次` : undefined}
      right={
        asked.data?.present && may('tracing.record-interview') ? (
          <Go to={`/tracing/${subjectId}?do=tracing.record-interview`}>记问询</Go>
        ) : undefined
      }
    >
      <Answer of={asked}>{(bench) => <Shown bench={bench} />}</Answer>
    </Panel>
  )
}

function Shown({ bench }: { bench: Bench }) {
  const { plan, interviews, withdrawn, fileId } = bench
  const now = useNow()
  return (
    <Stack>
      <div className="t-plan">
        <span>头 {plan.hours} 小时</span>
        {plan.steps.map((step) => (
          <Tag key={step.no} tone={tones[step.state]} title={`最好在 ${showInstant(step.until, now)} 前`}>
            {`第 ${step.no} 次 ${stateWords[step.state]}${step.doneAt === null ? '' : ` ${showInstant(step.doneAt, now)}`}`}
          </Tag>
        ))}
        <Assumed>至少 {plan.steps.length} 次</Assumed>
        <Muted>{plan.source}</Muted>
      </div>
      {interviews.length === 0 ? (
        <Empty title="还没有问询">第一次不求全：名字怎么叫、家里有谁、家门口有什么，听到一句记一句。</Empty>
      ) : (
        <Timeline items={interviews.slice(0, FIRST).map((each) => itemOf(each, fileId))} />
      )}
      {interviews.length > FIRST ? (
        <details>
          <summary>更早的 {interviews.length - FIRST} 次</summary>
          <Timeline items={interviews.slice(FIRST).map((each) => itemOf(each, fileId))} />
        </details>
      ) : null}
      {withdrawn.length > 0 ? (
        <details>
          <summary>撤回的 {withdrawn.length} 条</summary>
          {withdrawn.map((each) => (
            <p key={each.id} className="g-muted">
              <s>{each.pieces.join('；') || '问询'}</s>（{each.by}，{showInstant(each.at, now)}）{each.goneBy}撤回：{each.reason}
            </p>
          ))}
        </details>
      ) : null}
    </Stack>
  )
}

function itemOf(each: Interview, fileId: string) {
  const result = interviewResults[each.result as keyof typeof interviewResults]
  const heard = each.pieces.map((piece) => `“${piece}”`).join(' ')
  return {
    id: each.id,
    at: each.at,
    title: each.brief ? '记下一句' : `问询${result ? `：${result}` : ''}`,
    by: each.listener && each.listener !== each.by ? `${each.listener} 听，${each.by} 记` : each.by,
    text: (
      <>
        {heard ? <div>{heard}</div> : null}
        {each.how || each.condition ? (
          <Muted>{[each.how, each.condition ? `本人${each.condition}` : ''].filter(Boolean).join(' · ')}</Muted>
        ) : null}
        {each.note ? <div>{each.note}</div> : null}
        {each.question ? <Tag tone="acc">按“下一句最该问”问的</Tag> : null}
        {each.recordings.length > 0 ? <Tag>录音 {each.recordings.length} 段</Tag> : null}
        {each.corrected === null ? null : <Muted>已更正：{each.corrected}</Muted>}
      </>
    ),
    more: (
      <>
        <ActionButton
          size="small"
          look="link"
          action="tracing.correct-interview"
          of={correctInterviewForm}
          title="更正问询"
          label="更正"
          fixed={{ fileId, interviewId: each.id, ...(each.question ? { question: each.question } : {}) }}
          initial={each.form as never}
          width={720}
        />
        <ActionButton
          size="small"
          look="link"
          action="tracing.withdraw-interview"
          of={withdrawInterviewForm}
          title="撤回问询"
          label="撤回"
          fixed={{ fileId, interviewId: each.id }}
          kind="modal"
        />
      </>
    ),
    ...(each.brief ? {} : { tone: 'key' as const }),
  }
}
