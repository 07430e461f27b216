interface ChipsProps {
  label: string
  options: Readonly<Record<string, string>>
  big?: boolean
  disabled?: boolean
  /** One of them. */
  value?: string | null
  onChange?(key: string): void
  /** Several of them. */
  many?: readonly string[]
  onMany?(keys: readonly string[]): void
}

/** Large choices for a thumb; one or several. */
export function Chips({ label, options, big, disabled, value, onChange, many, onMany }: ChipsProps) {
  return (
    <fieldset className="phone-chips" disabled={disabled}>
      <legend>{label}</legend>
      {Object.entries(options).map(([key, word]) => {
        const on = many ? many.includes(key) : value === key
        return (
          <button
            key={key}
            type="button"
            aria-pressed={on}
            className={`phone-chip ${big ? 'phone-big' : ''} ${on ? 'phone-on' : ''}`}
            onClick={() => (many && onMany ? onMany(on ? many.filter((each) => each !== key) : [...many, key]) : onChange?.(key))}
          >
            {word}
          </button>
        )
      })}
    </fieldset>
  )
}
