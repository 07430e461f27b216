import { ActionButton, dateOf, useAsk, useNow } from '#web/ui/index.ts'
import { recordTrainingForm } from '../schema.ts'
import type { StayOfFile } from './answers.ts'

/** Training or help to a job, for who can work and wants to. */
export default function TrainingButton({ subjectId }: { subjectId: string }) {
  const now = useNow()
  const stay = useAsk<StayOfFile>('stay.file', { fileId: subjectId }).data
  if (!stay?.here) return null
  return (
    <ActionButton
      action="stay.record-training"
      of={recordTrainingForm}
      title="安排技能培训、就业帮扶"
      fixed={{ fileId: subjectId }}
      initial={{ beganOn: dateOf(now) }}
    />
  )
}
