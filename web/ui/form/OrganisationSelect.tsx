import { useAsk } from '../api.ts'
import type { PickerProps } from './kinds.ts'

interface Organisations {
  items: { id: string; name: string; phone: string | null }[]
}

/** Chooses an organisation of the system out of a room's list; without one the full name is written in the field beside it, or `none` says what else. */
export function OrganisationSelect({
  ask,
  none = '不在名单里，右边写全称',
  id,
  value,
  onChange,
  invalid,
  describedBy,
}: PickerProps & { ask: string; none?: string }) {
  const asked = useAsk<Organisations>(ask)
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{none}</option>
      {asked.data?.items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
          {each.phone ? ` ${each.phone}` : ''}
        </option>
      ))}
    </select>
  )
}
