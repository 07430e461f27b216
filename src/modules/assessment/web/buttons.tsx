/** Buttons of assessing on a child's page. */
import { ActionButton, Muted, useGo } from '#web/ui/index.ts'
import { hearForm, startForm } from '../schema.ts'
import { useChild } from './answers.ts'
import { AssessorPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

export function Start({ subjectId }: Subject) {
  const { data } = useChild(subjectId)
  const go = useGo()
  if (!data?.mayDecide || data.closed) return null
  return (
    <ActionButton
      action="assessment.start"
      of={startForm}
      title="开始评估"
      look={data.assessments.length === 0 ? 'main' : 'plain'}
      fixed={{ childId: subjectId }}
      pickers={{ accountId: AssessorPicker }}
      intro={<Muted>用现行的指标表。一般两到三名评估人，返家前三名、其中一名中级以上职称（假定，以表为准）。</Muted>}
      onDone={({ reply }) => go(`/assessment/one/${String(reply['assessmentId'])}`)}
    />
  )
}

export function Hear({ subjectId }: Subject) {
  const { data } = useChild(subjectId)
  if (!data) return null
  return (
    <ActionButton
      action="assessment.hear-child"
      of={hearForm}
      title="听取本人意见"
      fixed={{ childId: subjectId }}
      intro={<Muted>记孩子的原话。返家、安置前必须听过；太小、不愿说、不能表达的也记。</Muted>}
    />
  )
}
