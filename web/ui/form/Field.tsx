import { type CSSProperties, useId, type ReactNode } from 'react'
import { isUnknown, unknownKinds, type Unknown } from '#kernel/field.ts'
import { Control } from './Control.tsx'
import { kindOf, objectBelow, spanOf, type Draft } from './kinds.ts'
import { ListField } from './ListField.tsx'
import { Fields } from './Fields.tsx'
import type { FieldProps } from './scope.ts'

const kinds = Object.keys(unknownKinds) as Unknown['unknown'][]

/** 查不出 → 未问 → 不愿说 → empty again: what F2 does. */
export function nextUnknown(value: unknown): Unknown | undefined {
  const at = isUnknown(value) ? kinds.indexOf(value.unknown) : -1
  const next = kinds[at + 1]
  return next ? { unknown: next } : undefined
}

function UnknownAnswer({
  id,
  value,
  onChange,
  label,
}: {
  id: string
  value: Unknown
  onChange(value: unknown): void
  label: string
}) {
  return (
    <div className="g-unknown">
      <span aria-hidden="true">不详</span>
      <select
        id={id}
        aria-label={`${label}：不详，${unknownKinds[value.unknown]}`}
        value={value.unknown}
        onChange={(event) => onChange({ unknown: event.target.value })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {unknownKinds[kind]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="g-in-btn"
        tabIndex={-1}
        aria-label={`${label}：改为填写`}
        onClick={() => onChange(undefined)}
      >
        改填
      </button>
    </div>
  )
}

function Frame({ legend, id, label, children }: { legend: boolean; id: string; label: ReactNode; children: ReactNode }) {
  if (!legend) {
    return (
      <>
        <label className="g-label" htmlFor={id}>
          {label}
        </label>
        {children}
      </>
    )
  }
  return (
    <fieldset>
      <legend className="g-label">{label}</legend>
      {children}
    </fieldset>
  )
}

/** One field: label, control, 不详, help, and what is wrong with it. */
export function Field({ field, path, value, draft, onChange, scope }: FieldProps) {
  const id = useId()
  const kind = kindOf(field)
  const error = scope.errors[path]
  const unknown = isUnknown(value)
  const inner = objectBelow(field.schema)
  const span = scope.columns === 1 ? 24 : scope.columns === 2 ? (spanOf(field, kind) > 14 ? 24 : 12) : spanOf(field, kind)
  const helpId = field.help ? `${id}-help` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = [helpId, errorId].filter(Boolean).join(' ') || undefined
  const classes = [
    'g-field',
    `g-span-${span}`,
    error ? 'g-wrong' : '',
    scope.carried.has(path) && !unknown ? 'g-carried' : '',
  ].filter(Boolean)
  const askUnknown = field.unknowable && !unknown ? () => onChange({ unknown: kinds[0] }) : undefined
  const label = (
    <>
      {field.label}
      {field.required ? <em>必填</em> : null}
      {field.legalBasis ? <span className="g-basis">{field.legalBasis}</span> : null}
    </>
  )
  const grouped =
    kind !== 'text' &&
    kind !== 'textarea' &&
    kind !== 'lines' &&
    kind !== 'number' &&
    kind !== 'date' &&
    kind !== 'instant' &&
    kind !== 'select' &&
    kind !== 'picker'
  let body: ReactNode
  if (unknown) body = <UnknownAnswer id={id} value={value} onChange={onChange} label={field.label} />
  else if (kind === 'list' && inner)
    body = <ListField field={field} of={inner} path={path} value={value} onChange={onChange} scope={scope} />
  else if (kind === 'group' && inner)
    body = (
      <div className="g-grid">
        <Fields of={inner} path={`${path}.`} draft={(value as Draft) ?? {}} onChange={onChange} scope={scope} />
      </div>
    )
  else
    body = (
      <Control
        id={id}
        field={field}
        kind={kind}
        value={value}
        draft={draft}
        onChange={onChange}
        onUnknown={askUnknown}
        invalid={Boolean(error)}
        describedBy={describedBy}
        pickers={scope.pickers}
      />
    )
  return (
    <div
      className={classes.join(' ')}
      data-field={path}
      data-unknowable={field.unknowable || undefined}
      style={{ '--span': span, '--span-some': span > 12 ? 24 : span > 4 ? 12 : 8 } as CSSProperties}
      onBlur={() => scope.onLeave(path)}
    >
      <Frame legend={grouped && !unknown} id={id} label={label}>
        {body}
      </Frame>
      {field.help ? (
        <p className="g-help" id={helpId}>
          {field.help}
        </p>
      ) : null}
      {error ? (
        <p className="g-error" id={errorId}>
          {error}
        </p>
      ) : null}
    </div>
  )
}
