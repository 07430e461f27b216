import { useState } from 'react'
import { Button, RefusalNote, Stack, useAct, useAsk } from '#web/ui/index.ts'
import { stateWords } from '../words.ts'
import type { Change } from '../schema.ts'
import type { PreviewAnswer } from './answers.ts'

const words = stateWords as Record<string, string>

/** What a change would change for whom: computed in the background, nothing is written. */
export function Preview({ change }: { change: Change }) {
  const acting = useAct<{ runId: string }>('supervision.start-preview')
  const [run, setRun] = useState<{ id: string; of: string } | null>(null)
  const of = JSON.stringify(change)
  const current = run?.of === of ? run.id : null
  const asked = useAsk<PreviewAnswer>(
    'supervision.preview-change',
    { runId: current ?? '' },
    { enabled: current !== null, every: 1500 },
  )
  async function start() {
    const outcome = await acting.send({ change })
    if (outcome.ok) setRun({ id: outcome.reply.runId, of })
  }
  const answer = current ? asked.data : undefined
  return (
    <Stack>
      <span className="g-row">
        <Button busy={acting.busy} onClick={() => void start()}>
          先看看会变什么
        </Button>
        {current && !answer?.finished ? (
          <span className="g-muted">正在试算 {answer ? `${answer.done} 份` : ''}…可以先关掉，不影响任何记录。</span>
        ) : null}
      </span>
      <RefusalNote refusal={acting.refusal} />
      {answer?.finished ? <Result answer={answer} /> : null}
    </Stack>
  )
}

function Result({ answer }: { answer: PreviewAnswer }) {
  if (answer.clauses.length === 0) return <p>算过 {answer.done} 份，没有一件会变。</p>
  return (
    <div className="s-preview">
      <p>
        <b>{answer.subjects}</b> 份里的事项会变：
      </p>
      <ul>
        {answer.clauses.map((each) => (
          <li key={each.clause}>
            <b>{each.title}</b>
            <span className="g-row">
              {each.appear > 0 ? <span>多出 {each.appear} 件</span> : null}
              {each.disappear > 0 ? <span>少掉 {each.disappear} 件</span> : null}
              {each.moved > 0 ? <span>时限改变 {each.moved} 件</span> : null}
              {each.changed.map(({ from, to, count }) => (
                <span key={`${from}${to}`}>
                  {words[from]} → {words[to]} {count} 件
                </span>
              ))}
            </span>
            {each.sample.length > 0 ? (
              <span className="g-muted">
                如{' '}
                {each.sample
                  .map((one) => one.no ?? one.name)
                  .slice(0, 6)
                  .join('、')}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
