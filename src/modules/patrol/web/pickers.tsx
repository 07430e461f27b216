/** Choices of organisations and areas for this room's forms. */
import { OrganisationSelect, type PickerProps, useAsk } from '#web/ui/index.ts'
import { useAreas } from './answers.ts'

export function StationPicker(props: PickerProps) {
  return <OrganisationSelect ask="patrol.stations" none="请选救助站" {...props} />
}
export function OrganisationPicker(props: PickerProps) {
  return <OrganisationSelect ask="patrol.organisations" none="不选" {...props} />
}

export function AreaPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const { data } = useAreas()
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">请选区域</option>
      {data?.items
        .filter((each) => each.active)
        .map((each) => (
          <option key={each.areaId} value={each.areaId}>
            {each.name}
          </option>
        ))}
    </select>
  )
}

/** Several organisations, a tick each. */
export function MembersPicker({ id, value, onChange, describedBy }: PickerProps) {
  const { data } = useAsk<{ items: { id: string; name: string }[] }>('patrol.organisations')
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const turn = (organisation: string) =>
    onChange(chosen.includes(organisation) ? chosen.filter((each) => each !== organisation) : [...chosen, organisation])
  return (
    <div id={id} className="g-row" role="group" aria-describedby={describedBy}>
      {data?.items.map((each) => (
        <label key={each.id} className="g-row">
          <input type="checkbox" checked={chosen.includes(each.id)} onChange={() => turn(each.id)} />
          {each.name}
        </label>
      ))}
    </div>
  )
}
