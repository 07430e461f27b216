import { ActionButton, Answer, Muted, Panel, PaperButton, Row, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { exceptionForm, receiptForm } from '../schema.ts'
import { faceResults, type Kind, kinds, type Step, steps } from '../words.ts'
import { type FileAnswer, traceable, useFile } from './answers.ts'
import { AskButton, DecideButton, FaceButton, PushButton } from './buttons.tsx'
import { Decisions } from './Decisions.tsx'
import { Requests, RequestState } from './Requests.tsx'

/** State of each step with its date, what was answered, and the next thing to press; below, everything about them. */
export function Steps({ subjectId, inline, title }: { subjectId: string; inline: boolean; title: string }) {
  const asked = useFile(subjectId)
  return (
    <Panel title={title}>
      <Answer of={asked}>
        {(file) => (
          <Stack>
            <Pushed file={file} fileId={subjectId} inline={inline} />
            {(Object.keys(kinds) as Kind[]).map((kind) => (
              <Police key={kind} kind={kind} file={file} fileId={subjectId} inline={inline} />
            ))}
            <Face file={file} fileId={subjectId} inline={inline} />
            {inline ? (
              <Row>
                <DecideButton file={file} fileId={subjectId} size="small" />
              </Row>
            ) : null}
            {file.decisions.length > 0 ? <Decisions decisions={file.decisions} fileId={subjectId} /> : null}
            {file.requests.length > 0 ? (
              <details open={file.requests.some((each) => each.state !== 'withdrawn' && each.state !== 'found')}>
                <summary>公安协查 {file.requests.length} 件</summary>
                <Requests requests={file.requests} />
              </details>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

interface Part {
  file: FileAnswer
  fileId: string
  inline: boolean
}

function Pushed({ file, fileId, inline }: Part) {
  const now = useNow()
  const { at } = file.steps.pushed
  return (
    <div>
      <Row between>
        <b>全国救助寻亲网</b>
        {at === null ? <Tag tone="amb">还没有推送</Tag> : <Tag tone="grn">已推送 {showInstant(at, now)}</Tag>}
      </Row>
      <Row>
        {at === null ? (
          <>
            <PaperButton size="small" query="identification.paper-national" params={{ fileId }}>
              打印信息表
            </PaperButton>
            {inline ? <PushButton file={file} fileId={fileId} size="small" /> : null}
          </>
        ) : file.receipt ? (
          <Muted>回执 {file.receipt}</Muted>
        ) : (
          <ActionButton
            size="small"
            action="identification.record-receipt"
            of={receiptForm}
            title="补记回执"
            fixed={{ fileId }}
          />
        )}
      </Row>
      <Exception step="pushed" file={file} fileId={fileId} />
    </div>
  )
}

function Police({ kind, file, fileId, inline }: Part & { kind: Kind }) {
  const last = file.requests.find((each) => each.kind === kind && each.state !== 'withdrawn')
  if (!last && kind === 'face') return null
  return (
    <div>
      <Row between>
        <b>公安{kinds[kind]}</b>
        {last ? <RequestState request={last} /> : <Tag tone="amb">还没有提请</Tag>}
      </Row>
      {last?.answer?.words ? <Muted>答复：{last.answer.words}</Muted> : null}
      <Row>
        {!last && inline ? <AskButton file={file} fileId={fileId} kind={kind} size="small" /> : null}
        {kind === 'dna' ? <Exception step="dna" file={file} fileId={fileId} /> : null}
      </Row>
    </div>
  )
}

function Face({ file, fileId, inline }: Part) {
  const now = useNow()
  const last = file.faces[0]
  const word = last?.result ? (faceResults[last.result as keyof typeof faceResults] ?? last.result) : ''
  return (
    <div>
      <Row between>
        <b>人像比对</b>
        {last ? (
          <Tag tone={last.result === 'not-found' ? 'gry' : 'grn'}>
            {word} {showInstant(last.at, now)}
          </Tag>
        ) : (
          <Tag tone="amb">还没有比对</Tag>
        )}
      </Row>
      {last?.candidates ? <Muted>候选：{last.candidates}</Muted> : null}
      {inline ? <FaceButton file={file} fileId={fileId} size="small" /> : null}
      <Exception step="face" file={file} fileId={fileId} />
    </div>
  )
}

/** A step that was not taken: the reason somebody named, or the button to name one. */
function Exception({ step, file, fileId }: { step: Step; file: FileAnswer; fileId: string }) {
  const { at, exception } = file.steps[step]
  if (at !== null || !traceable(file)) return null
  if (exception) return <Muted>例外：{exception}</Muted>
  return (
    <ActionButton
      size="small"
      look="link"
      action="identification.name-exception"
      of={exceptionForm}
      title={`说明例外：${steps[step]}`}
      label="办不了，说明原因"
      fixed={{ fileId, step }}
    />
  )
}
