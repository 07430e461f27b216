import type { z } from 'zod'
import { describe } from '#kernel/field.ts'
import { shownFields, type Draft } from './kinds.ts'
import type { FormScope } from './scope.ts'

interface FieldsProps {
  of: z.ZodObject
  /** Put before every key: `people.0.` */
  path: string
  draft: Draft
  onChange(draft: Draft): void
  scope: FormScope
}

/** The fields of a nested object, without sections: a row of a list, or a group. */
export function Fields({ of, path, draft, onChange, scope }: FieldsProps) {
  const { Field } = scope
  return shownFields(describe(of), draft).map((field) => (
    <Field
      key={field.key}
      field={field}
      path={path + field.key}
      value={draft[field.key]}
      draft={draft}
      onChange={(value) => onChange({ ...draft, [field.key]: value })}
      scope={scope}
    />
  ))
}
