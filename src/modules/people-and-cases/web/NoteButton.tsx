import { ActionButton } from '#web/ui/index.ts'
import { noteForm } from '../schema-forms.ts'

/** Writes something down that changes no duty. */
export default function NoteButton({ subjectId }: { subjectId: string }) {
  return <ActionButton action="people.add-note" of={noteForm} title="记一笔" fixed={{ subjectKind: 'rescue-file', subjectId }} />
}
