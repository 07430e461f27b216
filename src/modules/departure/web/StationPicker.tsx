import { type PickerProps, useAsk } from '#web/ui/index.ts'

/** Chooses one of the bureau's own stations. */
export default function StationPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<{ stations: { id: string; name: string }[] }>('departure.designated')
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">选一个站</option>
      {asked.data?.stations.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}
