import { OrganisationSelect, type PickerProps, useAsk } from '#web/ui/index.ts'

interface People {
  items: { id: string; name: string; post: string | null; organisation: string }[]
}

/** A person of the city who may be a helper; those of the own office stand first. */
export function HelperPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<People>('helpers.people')
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">请选一个人</option>
      {asked.data?.items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}，{each.organisation}
          {each.post ? `，${each.post}` : ''}
        </option>
      ))}
    </select>
  )
}
export function TownPicker(props: PickerProps) {
  return <OrganisationSelect ask="helpers.towns" {...props} />
}
export function OfficePicker(props: PickerProps) {
  return <OrganisationSelect ask="helpers.offices" {...props} />
}
