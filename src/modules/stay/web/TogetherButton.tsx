import { ActionButton, type PickerProps, useAsk } from '#web/ui/index.ts'
import { keepTogetherForm } from '../schema.ts'
import type { InStation, StayOfFile } from './answers.ts'

/** Women in the station, to name the mother. */
function MotherPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<InStation>('stay.in-station')
  const women = asked.data?.items.filter((guest) => guest.sex === '女') ?? []
  return (
    <select
      id={id}
      className="g-in"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{asked.isPending ? '正在载入' : women.length === 0 ? '站内没有女性受助人员' : '请选择'}</option>
      {women.map((guest) => (
        <option key={guest.fileId} value={guest.fileId}>
          {guest.name} {guest.age} {guest.bed ?? ''} {guest.no}
        </option>
      ))}
    </select>
  )
}

/** Registers that a small child stays with its mother; shown for who may be under six. */
export default function TogetherButton({ subjectId }: { subjectId: string }) {
  const stay = useAsk<StayOfFile>('stay.file', { fileId: subjectId }).data
  if (!stay?.here || stay.together || !stay.small) return null
  return (
    <ActionButton
      action="stay.keep-together"
      of={keepTogetherForm}
      title="登记母子同住"
      fixed={{ fileId: subjectId }}
      pickers={{ motherFileId: MotherPicker }}
    />
  )
}
