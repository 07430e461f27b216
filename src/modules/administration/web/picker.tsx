import type { PickerProps } from '#web/ui/index.ts'

export interface Option {
  value: string
  label: string
}

/** A control over a list that the screen has asked for: one of it, or several. */
export function pickerOf(options: Option[], many = false) {
  return function ListPicker({ id, field, value, onChange, invalid, describedBy }: PickerProps) {
    const chosen = many ? ((value as string[] | undefined) ?? []) : [String(value ?? '')]
    if (many) {
      return (
        <div className="g-chips" id={id} role="group" aria-label={field.label} aria-describedby={describedBy}>
          {options.map((option) => (
            <label key={option.value} className={chosen.includes(option.value) ? 'g-chip g-on' : 'g-chip'}>
              <input
                type="checkbox"
                checked={chosen.includes(option.value)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((each) => each !== option.value))
                }
              />
              {option.label}
            </label>
          ))}
        </div>
      )
    }
    return (
      <select
        id={id}
        className="g-input"
        value={chosen[0]}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">请选择</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
}
