interface ChipsProps {
  label: string
  options: Readonly<Record<string, string>>
  big?: boolean
  /** One of them. */
  value?: string | null
  onChange?(key: string): void
  /** Several of them. */
  many?: readonly string[]
  onMany?(keys: readonly string[]): void
}

/** Large choices for a thumb; one or several. */
export function Chips({ label, options, big, value, onChange, many, onMany }: ChipsProps) {
  return (
    <fieldset className="watch-chips">
      <legend>{label}</legend>
      {Object.entries(options).map(([key, word]) => {
        const on = many ? many.includes(key) : value === key
        return (
          <button
            key={key}
            type="button"
            aria-pressed={on}
            className={`watch-chip ${big ? 'watch-big' : ''} ${on ? 'watch-on' : ''}`}
            onClick={() => (many && onMany ? onMany(on ? many.filter((each) => each !== key) : [...many, key]) : onChange?.(key))}
          >
            {word}
          </button>
        )
      })}
    </fieldset>
  )
}
