import type { z } from 'zod'
import type { FieldDescription } from '#kernel/field.ts'
import { Button } from '../Button.tsx'
import { Fields } from './Fields.tsx'
import type { Draft } from './kinds.ts'
import type { FormScope } from './scope.ts'

interface ListFieldProps {
  field: FieldDescription
  of: z.ZodObject
  path: string
  value: unknown
  onChange(value: unknown): void
  scope: FormScope
}

/** A list of things with fields of their own (relatives, belongings): one card each, add and take away. */
export function ListField({ field, of, path, value, onChange, scope }: ListFieldProps) {
  const rows = Array.isArray(value) ? (value as Draft[]) : []
  return (
    <div className="g-list">
      {rows.map((row, index) => (
        // biome-ignore lint: rows have no identity before they are saved; their place is their path
        <div className="g-list-row" key={index}>
          <div className="g-list-head">
            <b>
              {field.label} {index + 1}
            </b>
            <Button
              look="link"
              aria-label={`去掉${field.label} ${index + 1}`}
              onClick={() => onChange(rows.filter((_, other) => other !== index))}
            >
              去掉
            </Button>
          </div>
          <div className="g-grid">
            <Fields
              of={of}
              path={`${path}.${index}.`}
              draft={row}
              onChange={(next) => onChange(rows.map((each, other) => (other === index ? next : each)))}
              scope={scope}
            />
          </div>
        </div>
      ))}
      <Button size="small" icon="plus" data-focus="" onClick={() => onChange([...rows, {}])}>
        {rows.length === 0 ? `加${field.label}` : '再加一条'}
      </Button>
    </div>
  )
}
