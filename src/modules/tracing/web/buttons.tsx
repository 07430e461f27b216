/** Tracing's buttons on the workbench and on a file's page. */
import { useState } from 'react'
import { ActionButton, ActionDialog, Button, Go, useMay, useRoute } from '#web/ui/index.ts'
import { interviewForm, sayingForm, takeOnForm } from '../schema.ts'
import { askExpertForm } from '../schema-team.ts'
import { useBench } from './answers.ts'
import { ExpertPicker, StaffPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

/** Records an interview; where the next best question led here, it stands in the record which one was asked. */
export function Interview({ subjectId }: Subject) {
  const bench = useBench(subjectId).data
  const { search, setSearch } = useRoute()
  if (!bench?.present) return null
  const question = search['question']
  return (
    <ActionButton
      action="tracing.record-interview"
      of={interviewForm}
      title="记问询"
      look={bench.plan.held === 0 ? 'main' : 'plain'}
      fixed={{ fileId: subjectId, ...(question ? { question } : {}) }}
      draftKey={`interview:${subjectId}`}
      width={720}
      onDone={() => (question ? setSearch({ question: undefined }) : undefined)}
      intro={
        <p className="g-muted">
          听到多少记多少，一项也不必全；照音写，拿不准的字写同音字。{question ? '这次按“下一句最该问”问的，会一并记下。' : ''}
        </p>
      }
    />
  )
}

/** One line, in a drawer that any place can open. */
export function Saying({ subjectId }: Subject) {
  const bench = useBench(subjectId).data
  if (!bench?.present) return null
  return (
    <ActionButton
      action="tracing.add-saying"
      of={sayingForm}
      title="记一句"
      label="记听到的一句"
      fixed={{ fileId: subjectId }}
      initial={{ kind: 'phrase' }}
      kind="modal"
    />
  )
}

/** `+ 记一句` among what was said. */
export function PlusSaying({ fileId }: { fileId: string }) {
  const [open, setOpen] = useState(false)
  if (!useMay()('tracing.add-saying')) return null
  return (
    <>
      <Button look="link" icon="plus" onClick={() => setOpen(true)}>
        记一句
      </Button>
      <ActionDialog
        open={open}
        onClose={() => setOpen(false)}
        action="tracing.add-saying"
        of={sayingForm}
        title="记一句"
        fixed={{ fileId }}
        initial={{ kind: 'phrase' }}
        kind="modal"
      />
    </>
  )
}

export function TakeOn({ subjectId }: Subject) {
  const bench = useBench(subjectId).data
  if (!bench?.present) return null
  return (
    <ActionButton
      action="tracing.take-on"
      of={takeOnForm}
      title={bench.officer ? '换寻亲责任人' : '认领寻亲责任'}
      fixed={{ fileId: subjectId }}
      pickers={{ officerId: StaffPicker }}
      kind="modal"
    />
  )
}

export function AskExpert({ subjectId }: Subject) {
  const bench = useBench(subjectId).data
  if (!bench) return null
  return (
    <ActionButton
      action="tracing.ask-expert"
      of={askExpertForm}
      title="请教专家"
      fixed={{ fileId: subjectId }}
      initial={{
        sayings: bench.sayings.slice(0, 20).map((each) => each.text),
        withRecordings: bench.interviews.some((each) => each.recordings.length > 0),
      }}
      pickers={{ expertId: ExpertPicker }}
    />
  )
}

export function OpenWorkbench({ subjectId }: Subject) {
  const bench = useBench(subjectId).data
  return bench ? (
    <Go to={`/tracing/${subjectId}`} className="g-btn g-btn-plain">
      打开寻亲台
    </Go>
  ) : null
}
