/** What is typed or counted. */
import { type ReactNode, useId } from 'react'

export interface TextFieldProps {
  label: string
  value: string
  onChange(value: string): void
  help?: ReactNode
  error?: string | undefined
  placeholder?: string
  /** Lines of a larger box. */
  lines?: number
  most?: number
  inputMode?: 'text' | 'numeric' | 'tel' | 'decimal'
  type?: 'text' | 'password' | 'tel' | 'datetime-local' | 'date' | 'time'
  autoComplete?: string
  /** Common answers, one press each, put into the box. */
  offers?: readonly string[]
}

export function TextField({
  label,
  value,
  onChange,
  help,
  error,
  placeholder,
  lines,
  most = 500,
  inputMode,
  type = 'text',
  autoComplete = 'off',
  offers,
}: TextFieldProps) {
  const id = useId()
  const more = error || help ? `${id}-more` : undefined
  const common = {
    id,
    value,
    maxLength: most,
    placeholder,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': more,
  }
  return (
    <div className={error ? 'p-field p-wrong' : 'p-field'}>
      <label className="p-label" htmlFor={id}>
        {label}
      </label>
      {lines ? (
        <textarea {...common} rows={lines} className="p-input" onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...common}
          className="p-input"
          type={type}
          inputMode={inputMode}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {offers?.length ? (
        <div className="p-chips">
          {offers.map((offer) => (
            <button key={offer} type="button" className="p-chip" onClick={() => onChange(offer)}>
              {offer}
            </button>
          ))}
        </div>
      ) : null}
      {more ? (
        <p className={error ? 'p-error' : 'p-help'} id={more}>
          {error ?? help}
        </p>
      ) : null}
    </div>
  )
}

export interface NumberStepperProps {
  label: string
  value: number
  onChange(value: number): void
  least?: number
  most?: number
  unit?: string
}

/** A small number by − and ＋: `被 2 床`. */
export function NumberStepper({ label, value, onChange, least = 0, most = 99, unit }: NumberStepperProps) {
  const id = useId()
  return (
    <div className="p-stepper" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <button
        type="button"
        aria-label={`${label}减一`}
        disabled={value <= least}
        onClick={() => onChange(Math.max(least, value - 1))}
      >
        −
      </button>
      <output aria-live="polite">
        {value}
        {unit ? ` ${unit}` : ''}
      </output>
      <button
        type="button"
        aria-label={`${label}加一`}
        disabled={value >= most}
        onClick={() => onChange(Math.min(most, value + 1))}
      >
        ＋
      </button>
    </div>
  )
}
