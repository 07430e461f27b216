import { ActionButton, useAsk } from '#web/ui/index.ts'
import { correctForm } from '../schema-forms.ts'
import type { FileAnswer } from './answers.ts'

/** Adds to or corrects what is known of the person; masked values are not carried into the form. */
export default function CorrectButton({ subjectId }: { subjectId: string }) {
  const asked = useAsk<FileAnswer>('people.file', { fileId: subjectId })
  if (!asked.data) return null
  const { idNumber: _number, phone: _phone, kin: _kin, ...carried } = asked.data.person.description
  return (
    <ActionButton
      action="people.correct-person"
      of={correctForm}
      title="补充、更正资料"
      fixed={{ personId: asked.data.person.personId }}
      initial={carried}
      carried={new Set(Object.keys(carried))}
      intro={<p className="g-muted">证件号、电话、亲属只在有变化时填写；不填就保持原样。</p>}
    />
  )
}
