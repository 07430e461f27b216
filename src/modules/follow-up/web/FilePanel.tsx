import { Answer, Panel } from '#web/ui/index.ts'
import { useFileReturnee } from './answers.ts'
import { ReturneeView } from './ReturneeView.tsx'

/** On the file's page, once somebody went home. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const asked = useFileReturnee(subjectId)
  if (asked.data && asked.data.returnee === null) return null
  return (
    <Panel title="回访">
      <Answer of={asked}>{({ returnee }) => (returnee ? <ReturneeView of={returnee} /> : null)}</Answer>
    </Panel>
  )
}
