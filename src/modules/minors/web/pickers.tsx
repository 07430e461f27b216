/** Controls of this room's forms: places, people who may be named, a child one knows. */
import { useState } from 'react'
import { type PickerProps, useAsk } from '#web/ui/index.ts'
import { type LineAnswer, sexWord } from './answers.ts'
import './minors.css'

interface Places {
  items: { id: string; name: string; kind: string; townId: string | null }[]
}

function PlaceSelect({
  kind,
  none,
  id,
  value,
  draft,
  onChange,
  invalid,
  describedBy,
}: PickerProps & { kind: string; none?: string }) {
  const asked = useAsk<Places>('minors.places')
  const town = kind === 'village' ? (draft as Record<string, unknown>)['townId'] : undefined
  const items = (asked.data?.items ?? []).filter((each) => each.kind === kind && (!town || each.townId === town))
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{none ?? '不详或不在名单里'}</option>
      {items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}

export const TownPicker = (props: PickerProps) => <PlaceSelect kind="town" {...props} />
export const VillagePicker = (props: PickerProps) => <PlaceSelect kind="village" {...props} />
export const SchoolPicker = (props: PickerProps) => <PlaceSelect kind="school" {...props} />
export const placePickers = { townId: TownPicker, villageId: VillagePicker, schoolId: SchoolPicker }

const SAME = '不变'
/** Where a child moves to: what is left alone stays. */
export const movePickers = {
  townId: (props: PickerProps) => <PlaceSelect kind="town" none={SAME} {...props} />,
  villageId: (props: PickerProps) => <PlaceSelect kind="village" none={SAME} {...props} />,
  schoolId: (props: PickerProps) => <PlaceSelect kind="school" none={SAME} {...props} />,
}

interface Namable {
  items: { accountId: string; name: string; post: string | null; organisation: string }[]
}

/** Somebody of the city who works for minors; grouped by house. */
export function PersonPicker({ id, field, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<Namable>('minors.namable')
  const houses = new Map<string, Namable['items']>()
  for (const each of asked.data?.items ?? []) houses.set(each.organisation, [...(houses.get(each.organisation) ?? []), each])
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{field.required ? '请选择' : '我自己'}</option>
      {[...houses].map(([house, people]) => (
        <optgroup key={house} label={house}>
          {people.map((each) => (
            <option key={each.accountId} value={each.accountId}>
              {each.name}
              {each.post ? ` ${each.post}` : ''}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

/** Another child whom one knows, looked up by name or number. */
export function ChildPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const [text, setText] = useState('')
  const asked = useAsk<{ items: LineAnswer[] }>('minors.search', { text, limit: 20 }, { enabled: text.trim().length > 1 })
  return (
    <div>
      <input
        id={id}
        className="g-input"
        type="search"
        placeholder="姓名、证件号、年龄"
        aria-invalid={invalid}
        aria-describedby={describedBy}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="m-found">
        {(asked.data?.items ?? []).map((each) => (
          <label key={each.childId}>
            <input type="radio" name={id} checked={value === each.childId} onChange={() => onChange(each.childId)} />
            {each.name}，{sexWord(each.sex)}，{each.age}，{each.no}
          </label>
        ))}
        {asked.data?.items.length === 0 ? <span className="g-muted">没有查到您看得到的孩子</span> : null}
      </div>
    </div>
  )
}
