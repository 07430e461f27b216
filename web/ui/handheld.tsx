/** A screen of the desk that somebody fills in on a telephone, standing, with one thumb: large cards, large answers, one button. */
import type { ReactNode } from 'react'

/** Larger words and buttons, no wider than a hand. */
export function Handheld({ children }: { children: ReactNode }) {
  return <div className="g-hand">{children}</div>
}

export interface HandCard {
  key: string
  title: string
  /** Beside the name: when it is due. */
  due: string
  late: boolean
  /** Below: where, and when last. */
  where: string
  last: string
}

/** Whom to look in on; a press opens one. */
export function HandCards({ items, onOpen }: { items: readonly HandCard[]; onOpen(key: string): void }) {
  return (
    <ul className="g-hand-cards">
      {items.map((each) => (
        <li key={each.key}>
          <button
            type="button"
            className={each.late ? 'g-hand-card g-hand-late' : 'g-hand-card'}
            onClick={() => onOpen(each.key)}
          >
            <span className="g-hand-name">{each.title}</span>
            <span className={each.late ? 'g-hand-end g-t-red' : 'g-hand-end'}>{each.due}</span>
            <span>{each.where}</span>
            <span className="g-hand-end g-ink-3">{each.last}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface HandChipsProps {
  label: string
  options: Readonly<Record<string, string>>
  /** Three in a row and taller: the question that must be answered. */
  big?: boolean
  disabled?: boolean
  /** One of them. */
  value?: string | null
  onChange?(key: string): void
  /** Several of them. */
  many?: readonly string[]
  onMany?(keys: readonly string[]): void
}

/** Large answers to one question; one or several. */
export function HandChips({ label, options, big, disabled, value, onChange, many, onMany }: HandChipsProps) {
  return (
    <fieldset className="g-hand-chips" disabled={disabled}>
      <legend>{label}</legend>
      {Object.entries(options).map(([key, word]) => {
        const on = many ? many.includes(key) : value === key
        return (
          <button
            key={key}
            type="button"
            aria-pressed={on}
            className={`g-hand-chip ${big ? 'g-hand-big' : ''} ${on ? 'g-hand-on' : ''}`}
            onClick={() => (many && onMany ? onMany(on ? many.filter((each) => each !== key) : [...many, key]) : onChange?.(key))}
          >
            {word}
          </button>
        )
      })}
    </fieldset>
  )
}

interface HandTextProps {
  label: string
  value: string
  onChange(value: string): void
  most: number
  /** One line instead of three. */
  line?: boolean
}

/** Words of one's own. */
export function HandText({ label, value, onChange, most, line }: HandTextProps) {
  const field = { className: 'g-input g-hand-text', maxLength: most, value }
  return (
    <label className="g-hand-label">
      {label}
      {line ? (
        <input {...field} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...field} rows={3} onChange={(event) => onChange(event.target.value)} />
      )}
    </label>
  )
}

interface HandNumberProps {
  label: string
  value: number | undefined
  onChange(value: number | undefined): void
  min?: number | undefined
  max?: number | undefined
}

/** A number, with the telephone's keys for numbers. */
export function HandNumber({ label, value, onChange, min, max }: HandNumberProps) {
  return (
    <label className="g-hand-label">
      {label}
      <input
        className="g-input g-hand-text"
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
      />
    </label>
  )
}

interface HandSaveProps {
  /** What is still to be answered: stands on the button until it is. */
  lacking?: string | null
  busy: boolean
  danger?: boolean
  /** Of a long form: in reach all the way down. */
  stays?: boolean
  onClick(): void
  children: string
}

/** The one button that keeps it. */
export function HandSave({ lacking = null, busy, danger, stays, onClick, children }: HandSaveProps) {
  return (
    <button
      type="button"
      className={`g-hand-save ${danger ? 'g-hand-danger' : ''} ${stays ? 'g-hand-stays' : ''}`}
      disabled={busy || lacking !== null}
      aria-busy={busy}
      onClick={onClick}
    >
      {lacking ?? (busy ? '正在保存…' : children)}
    </button>
  )
}
