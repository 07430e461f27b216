import { Button, useAsk, useGo } from '#web/ui/index.ts'
import type { StayOfFile } from './answers.ts'

/** Leads to the board with this guest chosen: every zone then says yes or no. */
export default function BedButton({ subjectId }: { subjectId: string }) {
  const go = useGo()
  const stay = useAsk<StayOfFile>('stay.file', { fileId: subjectId }).data
  if (!stay?.here) return null
  return (
    <Button look={stay.bed || !stay.needsBed ? 'plain' : 'main'} icon="bed" onClick={() => go(`/beds?file=${subjectId}`)}>
      {stay.bed ? '换床' : '安排床位'}
    </Button>
  )
}
