/** What the parts of a form hand to each other: types only, so that a field may hold fields without importing itself. */
import type { ComponentType } from 'react'
import type { FieldDescription } from '#kernel/field.ts'
import type { Pickers } from '../room.ts'
import type { FieldErrors } from './check.ts'
import type { Draft } from './kinds.ts'

/** What every field of one form shares. */
export interface FormScope {
  errors: FieldErrors
  pickers: Pickers
  carried: ReadonlySet<string>
  columns: 1 | 2 | 24
  /** Draws one field: the form's own, handed down to rows and groups. */
  Field: ComponentType<FieldProps>
  /** Called when a field is left: a carried-over value counts as looked at. */
  onLeave(path: string): void
}

export interface FieldProps {
  field: FieldDescription
  path: string
  value: unknown
  draft: Draft
  onChange(value: unknown): void
  scope: FormScope
}
