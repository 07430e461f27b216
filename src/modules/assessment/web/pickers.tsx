import { type PickerProps, useAsk } from '#web/ui/index.ts'

interface People {
  items: { id: string; name: string; organisation: string }[]
}

/** Chooses who assesses; somebody without an account is written in the fields beside it. */
export function AssessorPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const { data } = useAsk<People>('assessment.assessors')
  const groups = Map.groupBy(data?.items ?? [], (each) => each.organisation)
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">不在名单里，旁边写姓名和单位</option>
      {[...groups].map(([organisation, people]) => (
        <optgroup key={organisation} label={organisation}>
          {people.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
