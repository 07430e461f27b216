import { ActionButton, useAsk, useMe } from '#web/ui/index.ts'
import { fileReasonForm, sealForm } from '../schema-forms.ts'
import type { FileAnswer } from './answers.ts'

/** Seals a file for its named readers, or opens it to the station again. */
export default function SealButton({ subjectId }: { subjectId: string }) {
  const asked = useAsk<FileAnswer>('people.file', { fileId: subjectId })
  const me = useMe()
  if (!asked.data || !me) return null
  return asked.data.file.sealed ? (
    <ActionButton action="people.unseal-file" of={fileReasonForm} title="解除封存" kind="modal" fixed={{ fileId: subjectId }} />
  ) : (
    <ActionButton
      action="people.seal-file"
      of={sealForm}
      title="封存"
      kind="modal"
      fixed={{ fileId: subjectId, readers: [me.accountId] }}
    />
  )
}
