/** Controls that choose a body, a person to look into it, another complaint. */
import { type PickerProps, useAsk } from '#web/ui/index.ts'
import type { BoardAnswer } from './answers.ts'

interface Items {
  items: { id: string; name: string; more: string | null }[]
}

export function Choose({ id, value, onChange, invalid, describedBy, items, none }: PickerProps & Items & { none: string }) {
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
      {items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.more ? `${each.name}（${each.more}）` : each.name}
        </option>
      ))}
    </select>
  )
}

export function BodyPicker(props: PickerProps) {
  const { data } = useAsk<Items>('complaints.bodies')
  return <Choose {...props} items={data?.items ?? []} none="不在名单里，右边写名称" />
}

/** Nobody of whom it may not be asked stands in the list. */
export const handlerPicker = (complaintId: string) =>
  function HandlerPicker(props: PickerProps) {
    const { data } = useAsk<Items>('complaints.handlers', { complaintId })
    return <Choose {...props} items={data?.items ?? []} none="本单位，还没有定人" />
  }

export const staffPicker = (complaintId: string) =>
  function StaffPicker({ id, value, onChange }: PickerProps) {
    const { data } = useAsk<Items>('complaints.staff', { complaintId })
    const chosen = Array.isArray(value) ? (value as string[]) : []
    const turn = (one: string, on: boolean) => onChange(on ? [...chosen, one] : chosen.filter((each) => each !== one))
    if (data?.items.length === 0) return <p className="g-muted">被反映的单位在系统里没有账号。</p>
    return (
      <div id={id} role="group">
        {data?.items.map((each) => (
          <label key={each.id} style={{ display: 'block' }}>
            <input type="checkbox" checked={chosen.includes(each.id)} onChange={(event) => turn(each.id, event.target.checked)} />{' '}
            {each.name}
          </label>
        ))}
      </div>
    )
  }

/** Open ones about the same body first. */
export const joinPicker = (complaintId: string, bodyId: string | null) =>
  function JoinPicker(props: PickerProps) {
    const { data } = useAsk<BoardAnswer>('complaints.board', { states: ['received', 'assigned', 'found'] })
    const others = (data?.items ?? []).filter((each) => each.complaintId !== complaintId)
    const items = others
      .toSorted((a, b) => Number(b.bodyId === bodyId) - Number(a.bodyId === bodyId))
      .map((each) => ({
        id: each.complaintId,
        name: each.no,
        more: `${each.body ?? '未写单位'}：${each.words.length > 20 ? `${each.words.slice(0, 20)}…` : each.words}`,
      }))
    return <Choose {...props} items={items} none="请选" />
  }
