import { Suspense, lazy, useId } from 'react'
import type { FieldDescription } from '#kernel/field.ts'
import type { Pickers } from '../room.ts'
import { DateInput, InstantInput } from './DateInput.tsx'
import { FileInput } from './FileInput.tsx'
import { SignatureInput } from './SignatureInput.tsx'
import { kindOf, type Draft, type Kind } from './kinds.ts'

const SelectInput = lazy(() => import('./SelectInput.tsx'))
const PlaceInput = lazy(() => import('./PlaceInput.tsx'))

export interface ControlProps {
  id: string
  field: FieldDescription
  kind: Kind
  value: unknown
  draft: Draft
  onChange(value: unknown): void
  /** Answers 不详; absent where the field does not allow it. */
  onUnknown: (() => void) | undefined
  invalid: boolean
  describedBy: string | undefined
  pickers: Pickers
}

/** The 不详 button inside a field. */
function Unknown({ onUnknown, label }: { onUnknown: (() => void) | undefined; label: string }) {
  if (!onUnknown) return null
  return (
    <button type="button" className="g-in-btn" tabIndex={-1} aria-label={`${label}：不详`} title="F2" onClick={onUnknown}>
      不详
    </button>
  )
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

function Chips({ field, kind, value, onChange, onUnknown }: ControlProps) {
  const name = useId()
  const many = kind === 'many'
  const options: [string, string][] =
    kind === 'yes-no'
      ? [
          ['true', '是'],
          ['false', '否'],
        ]
      : Object.entries(field.options ?? {})
  const chosen = many
    ? Array.isArray(value)
      ? (value as string[])
      : []
    : [value === undefined || value === null ? '' : String(value)]
  const choose = (key: string, on: boolean) => {
    if (many) onChange(on ? [...chosen, key] : chosen.filter((each) => each !== key))
    else onChange(kind === 'yes-no' ? key === 'true' : key)
  }
  return (
    <div className="g-chips">
      {options.map(([key, label]) => {
        const on = chosen.includes(key)
        return (
          <label key={key} className={on ? 'g-chip g-on' : 'g-chip'}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              checked={on}
              onChange={(event) => choose(key, event.target.checked)}
              onClick={() => {
                if (on && !many && !field.required) onChange(undefined)
              }}
            />
            {label}
          </label>
        )
      })}
      {onUnknown ? (
        <span className="g-chip-unknown">
          <Unknown onUnknown={onUnknown} label={field.label} />
        </span>
      ) : null}
    </div>
  )
}

/** The control for a field, by its kind. */
export function Control(props: ControlProps) {
  const { id, field, kind, value, draft, onChange, onUnknown, invalid, describedBy, pickers } = props
  const common = {
    id,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
    'aria-required': field.required || undefined,
  }
  const unknown = <Unknown onUnknown={onUnknown} label={field.label} />
  const Picker = pickers[field.key] ?? (kind === 'picker' ? pickers[field.widget ?? ''] : undefined)
  if (Picker) {
    return (
      <div className="g-with-unknown">
        <Picker
          id={id}
          field={field}
          value={value}
          draft={draft}
          onChange={onChange}
          invalid={invalid}
          describedBy={describedBy}
        />
        {unknown}
      </div>
    )
  }
  switch (kind) {
    case 'chips':
    case 'many':
    case 'yes-no':
      return <Chips {...props} />
    case 'switch':
    case 'tick':
      return (
        <label className="g-tick">
          <input
            type="checkbox"
            {...common}
            checked={value === true}
            onChange={(event) => onChange(event.target.checked || (kind === 'tick' ? undefined : false))}
          />
          {field.placeholder ?? '是'}
        </label>
      )
    case 'select':
      return (
        <div className="g-with-unknown">
          <Suspense fallback={<div className="g-in" />}>
            <SelectInput {...common} field={field} value={value} onChange={onChange} invalid={invalid} />
          </Suspense>
          {unknown}
        </div>
      )
    case 'date':
      return (
        <DateInput {...common} value={textOf(value)} onChange={(text) => onChange(text || undefined)} label={field.label}>
          {unknown}
        </DateInput>
      )
    case 'instant':
      return (
        <InstantInput {...common} value={value} onChange={onChange} label={field.label}>
          {unknown}
        </InstantInput>
      )
    case 'file':
      return <FileInput {...common} many={field.many} value={value} onChange={onChange} label={field.label} />
    case 'signature':
      return <SignatureInput {...common} value={value} onChange={onChange} label={field.label} />
    case 'place':
      return (
        <div className="g-with-unknown">
          <Suspense fallback={<div className="g-in" />}>
            <PlaceInput {...common} value={value} onChange={onChange} label={field.label} placeholder={field.placeholder} />
          </Suspense>
          {unknown}
        </div>
      )
    case 'textarea':
    case 'lines':
      return (
        <div className="g-in g-in-area">
          <textarea
            {...common}
            rows={kind === 'lines' ? 2 : 3}
            value={Array.isArray(value) ? value.join('\n') : textOf(value)}
            placeholder={field.placeholder ?? (kind === 'lines' ? '一行写一个' : undefined)}
            onChange={(event) => onChange(kind === 'lines' ? event.target.value.split('\n') : event.target.value)}
          />
          {unknown}
        </div>
      )
    default:
      return (
        <div className="g-in">
          <input
            {...common}
            type="text"
            autoComplete="off"
            inputMode={kindOf(field) === 'number' ? 'decimal' : undefined}
            value={textOf(value)}
            placeholder={field.placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
          {field.unit ? <span className="g-unit">{field.unit}</span> : null}
          {unknown}
        </div>
      )
  }
}
