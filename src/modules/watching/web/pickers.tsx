import { type PickerProps, useAsk } from '#web/ui/index.ts'

interface Places {
  items: { id: string; name: string; above: string | null }[]
}

function PlaceSelect({ kind, id, value, onChange, invalid, describedBy }: PickerProps & { kind: 'town' | 'village' | 'school' }) {
  const asked = useAsk<Places>('watching.places', { kind })
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">不选</option>
      {asked.data?.items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.above ? `${each.above} ${each.name}` : each.name}
        </option>
      ))}
    </select>
  )
}
const TownPicker = (props: PickerProps) => <PlaceSelect kind="town" {...props} />
const VillagePicker = (props: PickerProps) => <PlaceSelect kind="village" {...props} />
const SchoolPicker = (props: PickerProps) => <PlaceSelect kind="school" {...props} />

export const placePickers = { townId: TownPicker, villageId: VillagePicker, schoolId: SchoolPicker }
