/** This room's buttons on a guest's and on an inquiry's page; what cannot be done now says why. */
import { useState } from 'react'
import type { z } from 'zod'
import { ActionButton, ActionDialog, Button, Muted, say, useAsk, useMay } from '#web/ui/index.ts'
import { answerForm, askForm, decideForm, faceForm, pushForm, raiseForm, sampleForm } from '../schema.ts'
import type { Kind } from '../words.ts'
import { type FileAnswer, type RequestAnswer, traceable, useFile } from './answers.ts'
import PolicePicker from './PolicePicker.tsx'

interface Subject {
  subjectId: string
}

const pickers = { policeId: PolicePicker }
/** What helps to recognise somebody, ticked before a clerk looks. */
const usual = ['name', 'heard', 'sex', 'age', 'marks', 'accent'] as const

const free = <p className="g-muted">核查、采血、比对都不收费。只有勾选的内容会告诉公安。</p>

/** Whether the request went out by itself, or the letter is to be printed. */
function sayHow({ reply }: { reply: Record<string, unknown> }) {
  say(reply['sent'] ? '已交数据交换发出，回执会自己记上' : `文号 ${String(reply['letterNo'] ?? '')}：请打印函件送达`)
}

export function AskButton({ file, fileId, kind, size }: { file: FileAnswer; fileId: string; kind?: Kind; size?: 'small' }) {
  if (!traceable(file)) return null
  const waiting = file.requests.filter((each) => ['asked', 'sampled', 'raised'].includes(each.state)).map((each) => each.kind)
  const next = kind ?? (['records', 'dna', 'face'] as const).find((each) => !waiting.includes(each))
  return (
    <ActionButton
      action="identification.ask-police"
      of={askForm}
      title="提请公安协查"
      {...(size ? { size } : {})}
      fixed={{ fileId }}
      initial={{ ...(next ? { kind: next } : {}), level: 'county', sends: [...usual] }}
      pickers={pickers}
      intro={free}
      impossible={next === undefined ? '三类都在等答复' : undefined}
      onDone={sayHow}
    />
  )
}

export function PushButton({ file, fileId, size }: { file: FileAnswer; fileId: string; size?: 'small' }) {
  if (!traceable(file) || file.steps.pushed.at !== null) return null
  return (
    <ActionButton
      action="identification.push-national"
      of={pushForm}
      title="记推送全国救助寻亲网"
      label="记推送"
      {...(size ? { size } : {})}
      fixed={{ fileId }}
      intro={<p className="g-muted">先打印信息表，在网站上提交，再到这里记。</p>}
    />
  )
}

interface Face {
  officer: boolean
  officers: string[]
}

/** Why somebody may not record a comparison. */
const whyNot = ({ officer, officers }: Face) =>
  officer ? undefined : officers.length > 0 ? `由专人做：${officers.join('、')}` : '还没有指定人像比对专人'

export function FaceButton({ file, fileId, size }: { file: FileAnswer; fileId: string; size?: 'small' }) {
  if (file.state !== 'in' && file.state !== 'asked') return null
  return (
    <ActionButton
      action="identification.record-face-comparison"
      of={faceForm}
      title="记人像比对"
      {...(size ? { size } : {})}
      fixed={{ subjectKind: 'rescue-file' as const, subjectId: fileId }}
      initial={{ purpose: file.steps.face.at === null ? 'entry' : 'again', system: 'national' }}
      impossible={whyNot(file)}
    />
  )
}

export function DecideButton({ file, fileId, size }: { file: FileAnswer; fileId: string; size?: 'small' }) {
  if (file.identity === 'verified') return null
  const open = file.decisions.some((each) => each.state === 'proposed' || each.state === 'undoing')
  return (
    <ActionButton
      action="identification.decide"
      of={decideForm}
      title="查明身份"
      {...(size ? { size } : {})}
      width={720}
      fixed={{ fileId }}
      draftKey={`identity:${fileId}`}
      intro={<p className="g-muted">先看凭据，再写是谁。人像或家属登记比中的，要另一名同事核对后才算数。</p>}
      impossible={open ? '已有一份在等第二人' : undefined}
      onDone={({ reply }) => {
        if (reply['second']) say('已提出，等第二人核对')
        if (typeof reply['warning'] === 'string') say(reply['warning'])
      }}
    />
  )
}

interface RequestButtonProps<T extends z.ZodObject> {
  /** The first of a page opens when a duty leads to it; the others only when pressed. */
  first: boolean
  action: string
  of: T
  title: string
  fixed: Partial<z.input<T>>
  initial?: Partial<z.input<T>>
}

function RequestButton<T extends z.ZodObject>({ first, action, of, title, fixed, initial }: RequestButtonProps<T>) {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const passed = { action, of, title, fixed, pickers, ...(initial ? { initial } : {}) }
  if (first) return <ActionButton {...passed} size="small" />
  if (!may(action)) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <ActionDialog {...passed} open={open} onClose={() => setOpen(false)} />
    </>
  )
}

/** What can be done about one request; `first` for each door, so that a duty opens one form and no more. */
export function RequestButtons({ request, all }: { request: RequestAnswer; all: readonly RequestAnswer[] }) {
  const fixed = { requestId: request.requestId }
  const waits = (each: RequestAnswer) => ['asked', 'sampled', 'raised'].includes(each.state)
  const samples = (each: RequestAnswer) => each.kind === 'dna' && (each.state === 'asked' || each.state === 'raised')
  const first = (fits: (each: RequestAnswer) => boolean) => all.find(fits)?.requestId === request.requestId
  return (
    <>
      {samples(request) ? (
        <RequestButton
          first={first(samples)}
          action="identification.record-sample"
          of={sampleForm}
          title="记采样"
          fixed={fixed}
        />
      ) : null}
      {waits(request) ? (
        <RequestButton first={first(waits)} action="identification.record-answer" of={answerForm} title="记答复" fixed={fixed} />
      ) : null}
      {request.state === 'not-found' && request.kind === 'dna' ? (
        <RequestButton
          first={false}
          action="identification.record-answer"
          of={answerForm}
          title="记后来比中"
          fixed={fixed}
          initial={{ result: 'found' }}
        />
      ) : null}
      {request.state === 'cannot' || request.state === 'not-found' ? (
        <RequestButton
          first={first((each) => each.state === 'cannot' || each.state === 'not-found')}
          action="identification.raise"
          of={raiseForm}
          title="报上级核查"
          fixed={fixed}
        />
      ) : null}
    </>
  )
}

function OfFile({ subjectId, children }: Subject & { children: (file: FileAnswer) => React.ReactNode }) {
  const asked = useFile(subjectId)
  return asked.data ? children(asked.data) : null
}

export const Ask = ({ subjectId }: Subject) => (
  <OfFile subjectId={subjectId}>{(file) => <AskButton file={file} fileId={subjectId} />}</OfFile>
)
export const Push = ({ subjectId }: Subject) => (
  <OfFile subjectId={subjectId}>{(file) => <PushButton file={file} fileId={subjectId} />}</OfFile>
)
export const CompareFace = ({ subjectId }: Subject) => (
  <OfFile subjectId={subjectId}>{(file) => <FaceButton file={file} fileId={subjectId} />}</OfFile>
)
export const Decide = ({ subjectId }: Subject) => (
  <OfFile subjectId={subjectId}>{(file) => <DecideButton file={file} fileId={subjectId} />}</OfFile>
)

/** On an inquiry: only with the family's consent, only by a named officer. */
export function CompareFamily({ subjectId }: Subject) {
  const asked = useAsk<Face & { consent: boolean }>('identification.inquiry', { inquiryId: subjectId })
  if (!asked.data) return null
  return (
    <ActionButton
      action="identification.record-face-comparison"
      of={faceForm}
      title="记家属照片比对"
      fixed={{ subjectKind: 'inquiry' as const, subjectId }}
      initial={{ purpose: 'family', system: 'national' }}
      impossible={asked.data.consent ? whyNot(asked.data) : '家属没有同意人像比对'}
      intro={<Muted>每次比对都记入台账，家属可以撤回同意。</Muted>}
    />
  )
}
