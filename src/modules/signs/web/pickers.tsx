import { type PickerProps, useAsk } from '#web/ui/index.ts'

export function TownPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const { data } = useAsk<{ items: { id: string; name: string }[] }>('signs.towns')
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">不写</option>
      {data?.items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}
