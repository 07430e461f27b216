import { type PickerProps, useAsk } from '#web/ui/index.ts'

interface Bodies {
  items: { id: string; name: string; phone: string | null }[]
}

/** Chooses a police body of the system; without one the full name is written in the field beside it. */
export default function PolicePicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<Bodies>('identification.police')
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">不在名单里，右边写全称</option>
      {asked.data?.items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
          {each.phone ? ` ${each.phone}` : ''}
        </option>
      ))}
    </select>
  )
}
