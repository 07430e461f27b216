import { useRef, useState, type ReactNode } from 'react'
import { serverNow } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { Popover } from '../Popover.tsx'
import { clockOf, dateOf, readDate, readInstant } from '../time.ts'
import { MonthGrid } from './MonthGrid.tsx'

interface DateInputProps {
  id: string
  value: string
  onChange(value: string): void
  label: string
  children?: ReactNode
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
  'aria-required'?: boolean | undefined
}

function CalendarButton({ label, chosen, onChoose }: { label: string; chosen: string | null; onChoose(date: string): void }) {
  return (
    <Popover
      label={`${label}：日历`}
      width={268}
      trigger={(props) => (
        <button type="button" className="g-in-btn" tabIndex={-1} aria-label={`${label}：打开日历`} {...props}>
          <Icon name="calendar" small />
        </button>
      )}
    >
      {(close) => (
        <MonthGrid
          chosen={chosen}
          onChoose={(date) => {
            onChoose(date)
            close()
          }}
        />
      )}
    </Popover>
  )
}

/** A date: typed as one likes (2026-12-9, 20261209, 12-9, 今天), written out when the field is left; or from the calendar. */
export function DateInput({ value, onChange, label, children, ...rest }: DateInputProps) {
  return (
    <div className="g-in">
      <input
        {...rest}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder="如 2026-12-9"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => {
          const read = readDate(value, serverNow())
          if (read && read !== value) onChange(read)
        }}
      />
      <CalendarButton label={label} chosen={readDate(value, serverNow())} onChoose={onChange} />
      {children}
    </div>
  )
}

/** An instant: typed as `12-9 16:05`, `1605` or 刚才. The form keeps epoch milliseconds, or the words while they cannot be read. */
export function InstantInput({
  value,
  onChange,
  label,
  children,
  ...rest
}: Omit<DateInputProps, 'value' | 'onChange'> & { value: unknown; onChange(value: unknown): void }) {
  const written = typeof value === 'number' ? `${dateOf(value)} ${clockOf(value)}` : typeof value === 'string' ? value : ''
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? written
  const input = useRef<HTMLInputElement>(null)
  const settle = (text: string) => {
    onChange(text.trim() === '' ? undefined : (readInstant(text, serverNow()) ?? text))
    setTyped(null)
  }
  return (
    <div className="g-in">
      <input
        {...rest}
        ref={input}
        type="text"
        autoComplete="off"
        placeholder="如 12-9 16:05，或“刚才”"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value)
          const read = readInstant(event.target.value, serverNow())
          onChange(event.target.value.trim() === '' ? undefined : (read ?? event.target.value))
        }}
        onBlur={() => (typed === null ? undefined : settle(typed))}
      />
      <button type="button" className="g-in-btn" tabIndex={-1} aria-label={`${label}：现在`} onClick={() => settle('现在')}>
        现在
      </button>
      <CalendarButton
        label={label}
        chosen={typeof value === 'number' ? dateOf(value) : null}
        onChoose={(date) => settle(`${date} ${clockOf(typeof value === 'number' ? value : serverNow())}`)}
      />
      {children}
    </div>
  )
}
