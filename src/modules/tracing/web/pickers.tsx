/** Controls that choose a colleague or an expert. */
import { type PickerProps, useAsk } from '#web/ui/index.ts'
import { expertFields, type ExpertField, type Province, provinces } from '../words.ts'
import type { Expert } from './answers.ts'

interface Staff {
  items: { accountId: string; name: string; post: string | null; stationId: string; station: string }[]
}

/** A colleague of one's range; of several stations the station stands with the name. */
export function StaffPicker({ id, value, onChange, invalid, describedBy, field }: PickerProps) {
  const asked = useAsk<Staff>('tracing.staff')
  const items = asked.data?.items ?? []
  const several = new Set(items.map((each) => each.stationId)).size > 1
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{field.required ? '请选' : '我本人'}</option>
      {items.map((each) => (
        <option key={each.accountId} value={each.accountId}>
          {[several ? each.station : '', each.name, each.post ?? ''].filter(Boolean).join(' ')}
        </option>
      ))}
    </select>
  )
}

/** What an expert knows, in one line. */
export const knows = (expert: Pick<Expert, 'field' | 'areas' | 'places'>) =>
  [
    expertFields[expert.field as ExpertField] ?? expert.field,
    expert.areas.map((code) => provinces[code as Province] ?? code).join('、'),
    expert.places ?? '',
  ]
    .filter(Boolean)
    .join(' · ')

/** An expert of the city who can be asked now. */
export function ExpertPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<{ items: Expert[] }>('tracing.experts')
  const items = asked.data?.items.filter((each) => each.active) ?? []
  return (
    <>
      <select
        id={id}
        className="g-input"
        value={typeof value === 'string' ? value : ''}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">请选</option>
        {items.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}（{knows(each)}）
          </option>
        ))}
      </select>
      {asked.data && items.length === 0 ? <span className="g-muted">专家库还是空的：先到“寻亲—专家库”登记一位。</span> : null}
    </>
  )
}
