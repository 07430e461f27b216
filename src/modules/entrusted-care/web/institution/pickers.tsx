/** Controls that choose a station or an organisation of the system. */
import { OrganisationSelect, type PickerProps, useAsk } from '#web/ui/index.ts'

export const InstitutionOrganisationPicker = (props: PickerProps) => (
  <OrganisationSelect ask="institution.organisations" {...props} />
)

interface Stations {
  stations: { id: string; name: string }[]
}
/** Of the stations below; a station's own people need not choose. */
export function StationPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<Stations>('institution.organisations')
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">本站</option>
      {asked.data?.stations.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}
