import { ActionButton, useAsk } from '#web/ui/index.ts'
import { identityForm } from '../schema-forms.ts'
import type { FileAnswer } from './answers.ts'

/** States how sure the identity is, and by what evidence. */
export default function IdentityButton({ subjectId }: { subjectId: string }) {
  const asked = useAsk<FileAnswer>('people.file', { fileId: subjectId })
  if (!asked.data) return null
  return (
    <ActionButton
      action="people.state-identity"
      of={identityForm}
      title="认定身份"
      fixed={{ personId: asked.data.person.personId }}
    />
  )
}
