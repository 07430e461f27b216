import { type PickerProps, useAsk } from '#web/ui/index.ts'

interface Fetchers {
  items: { id: string; name: string; kind: string; division: string | null }[]
}

/** Towns, bureaus: of the kind chosen above; without one the full name is written beside it. */
export default function FetcherPicker({ id, value, draft, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<Fetchers>('medical.fetchers')
  const kind = draft['by'] === 'town' ? 'town' : 'bureau'
  const items = asked.data?.items.filter((each) => each.kind === kind) ?? []
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
      {items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}
