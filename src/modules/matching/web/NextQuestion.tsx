import { useState } from 'react'
import { Answer, Button, Empty, Muted, Panel, Row, Stack, useAsk, useGo, useMay } from '#web/ui/index.ts'
import { percent, type QuestionsAnswer } from './answers.ts'
import './matching.css'

/** Below one in a hundred an answer changes nothing that anybody would act upon. */
const telling = (outcomes: QuestionsAnswer['questions'][number]['outcomes']) =>
  outcomes.filter((each) => Math.abs(each.after - (each.before ?? 0)) >= 0.01)

/** What to ask next: open, not leading, with what an answer would change for who compares. */
export default function NextQuestion({ subjectId }: { subjectId: string }) {
  const asked = useAsk<QuestionsAnswer>('matching.next-question', { fileId: subjectId })
  const may = useMay()
  const go = useGo()
  const [turn, setTurn] = useState(0)
  return (
    <Panel title="下一句最该问" sub="最能分开前几条 · 不提示答案" className="m-question">
      <Answer of={asked}>
        {({ questions, pending }) => {
          const all = questions.flatMap((each) => [
            { ...each, first: true },
            ...each.otherWays.map((way) => ({ ...each, ...way, first: false })),
          ])
          // Other questions first, then other ways to put them.
          const order = [...all.filter((each) => each.first), ...all.filter((each) => !each.first)]
          const now = order[turn % Math.max(order.length, 1)]
          if (!now)
            return (
              <Empty title={pending ? '正在重新比对' : '眼下没有特别该问的'}>
                问到什么记什么；每记一句都会重新比对，再算下一句。
              </Empty>
            )
          return (
            <Stack>
              <div>
                <blockquote>“{now.text}”</blockquote>
                <Muted>{now.how}</Muted>
              </div>
              {telling(now.outcomes).length > 0 ? (
                <div>
                  {telling(now.outcomes)
                    .slice(0, 4)
                    .map((each, index) => (
                      <div key={`${each.no}${index}`} className="m-outcome">
                        <span>{each.answer}</span>
                        <span>
                          {each.rank ? `第 ${each.rank} 条` : each.no}
                          {each.before !== null && each.after < each.before ? '降到 ' : '升到 '}
                          <b>{percent(each.after)}</b>
                        </span>
                      </div>
                    ))}
                </div>
              ) : now.outcomes.length > 0 ? (
                <Muted>前面的候选已经很明确，这一句的答案改变不大。</Muted>
              ) : null}
              <Row>
                {may('tracing.record-interview') ? (
                  <Button
                    look="main"
                    onClick={() =>
                      go(`/tracing/${subjectId}?do=tracing.record-interview&question=${encodeURIComponent(now.key)}`)
                    }
                  >
                    记下回答
                  </Button>
                ) : null}
                {order.length > 1 ? <Button onClick={() => setTurn(turn + 1)}>换一句</Button> : null}
              </Row>
            </Stack>
          )
        }}
      </Answer>
    </Panel>
  )
}
