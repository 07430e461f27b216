import { ActionButton, useAsk } from '#web/ui/index.ts'
import { logCareForm } from '../schema.ts'
import type { StayOfFile } from './answers.ts'

/** Logs care of this guest. */
export default function CareButton({ subjectId }: { subjectId: string }) {
  const stay = useAsk<StayOfFile>('stay.file', { fileId: subjectId }).data
  if (!stay?.here) return null
  return <ActionButton action="stay.log-care" of={logCareForm} title="记照料" fixed={{ fileIds: [subjectId] }} />
}
