import { type PickerProps, useAsk } from '#web/ui/index.ts'
import type { Choice } from './placement-answers.ts'

/** The institutions of the station; those that take nobody now say why and cannot be chosen. */
export default function PlacementPicker({ fileId, id, value, onChange, invalid, describedBy }: PickerProps & { fileId: string }) {
  const asked = useAsk<{ items: Choice[] }>('entrusted.choices', { fileId })
  const items = asked.data?.items ?? []
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{asked.data && items.length === 0 ? '还没有登记托养机构' : '请选'}</option>
      {items.map((each) => (
        <option key={each.id} value={each.id} disabled={each.against.length > 0}>
          {each.name}
          {each.heads === null ? '' : `（${each.placed}/${each.heads} 人）`}
          {each.against.length > 0 ? `：${each.against.join('，')}` : ''}
        </option>
      ))}
    </select>
  )
}
