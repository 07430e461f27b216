import { ActionButton, Banner, Muted, Panel, Row, showInstant, Stack, Tag, useMay, useNow } from '#web/ui/index.ts'
import { withdrawForm } from '../schema.ts'
import { dnaResults } from '../steps.ts'
import { type StreetAnswer, useStreet } from './answers.ts'

/** What was done for a child of the street; nothing is drawn for other children. */
export default function ChildPanel({ subjectId }: { subjectId: string }) {
  const { data } = useStreet(subjectId)
  if (!data?.concerns) return null
  return (
    <Panel title="街面与寻亲">
      <Stack>
        <Row>
          <Tag tone={data.sampled ? 'grn' : 'red'}>{data.sampled ? '已采血' : '还没有采血'}</Tag>
          {data.dna ? (
            <Tag tone="grn">{`DNA ${dnaResults[data.dna as keyof typeof dnaResults] ?? data.dna}`}</Tag>
          ) : (
            <Tag tone={data.sampled ? 'amb' : 'gry'}>等比对结果</Tag>
          )}
          {data.trafficked ? <Tag tone="red">已认定被拐</Tag> : null}
          <Tag tone={data.told ? 'grn' : 'amb'}>{data.told ? '已告知监护人' : '监护人还没有告知'}</Tag>
        </Row>
        {data.feeLeft > 0 ? (
          <Banner tone="red">{`违规收费还有 ${data.feeLeft / 100} 元没有退。采血、比对从不收费。`}</Banner>
        ) : null}
        <Steps steps={data.steps} />
      </Stack>
    </Panel>
  )
}

function Steps({ steps }: { steps: StreetAnswer['steps'] }) {
  const now = useNow()
  const may = useMay()
  if (steps.length === 0) return <Muted>还没有记录。先登记采血；监护人没有找到的，每月至少查找一次（假定）。</Muted>
  return (
    <ul className="g-stack" aria-label="办过的">
      {steps.map((step) => (
        <li key={step.stepId}>
          <Row between>
            <span>
              <b>{step.title}</b>{' '}
              <Muted>
                {showInstant(step.at, now)} {step.by}（{step.organisation}）
              </Muted>
            </span>
            {step.withdrawn === null && may('street-minors.withdraw-step') ? (
              <ActionButton
                action="street-minors.withdraw-step"
                of={withdrawForm}
                title="撤回"
                size="small"
                look="link"
                fixed={{ stepId: step.stepId }}
              />
            ) : null}
          </Row>
          {step.withdrawn === null ? null : <Muted>{`已撤回：${step.withdrawn}`}</Muted>}
          <div>{step.lines.map(([label, words]) => `${label ?? ''}：${words ?? ''}`).join('；')}</div>
        </li>
      ))}
    </ul>
  )
}
