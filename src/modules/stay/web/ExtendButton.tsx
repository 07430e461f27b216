import { ActionButton, addDays, useAsk } from '#web/ui/index.ts'
import { extendForm } from '../schema.ts'
import type { StayOfFile } from './answers.ts'
import { useIsLeader } from './place.tsx'

/** Extends the stay and files it upward; for whom the ten days do not bind, nothing is asked. */
export default function ExtendButton({ subjectId }: { subjectId: string }) {
  const leader = useIsLeader()
  const stay = useAsk<StayOfFile>('stay.file', { fileId: subjectId }).data
  if (!stay?.here || stay.limit.on === null) return null
  return (
    <ActionButton
      action="stay.extend"
      of={extendForm}
      title="延长救助并报备"
      fixed={{ fileId: subjectId }}
      initial={{ until: addDays(stay.limit.on, 10) }}
      {...(leader ? {} : { impossible: '由值班长或站长办理' })}
    />
  )
}
