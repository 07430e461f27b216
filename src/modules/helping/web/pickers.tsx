import { type PickerProps, useAsk } from '#web/ui/index.ts'
import { type ChildAnswer, useServices } from './answers.ts'

function Select({
  props,
  none,
  options,
}: {
  props: PickerProps
  none: string
  options: readonly { id: string; label: string }[] | undefined
}) {
  return (
    <select
      id={props.id}
      className="g-input"
      value={typeof props.value === 'string' ? props.value : ''}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      onChange={(event) => props.onChange(event.target.value || undefined)}
    >
      <option value="">{none}</option>
      {options?.map((each) => (
        <option key={each.id} value={each.id}>
          {each.label}
        </option>
      ))}
    </select>
  )
}

/** A service out of the catalogue. */
export function ServicePicker(props: PickerProps) {
  const { data } = useServices()
  return <Select props={props} none="请选" options={data?.services.map(({ id, title }) => ({ id, label: title }))} />
}

/** An organisation that gives the service chosen in the form. */
export function OfficePicker(props: PickerProps) {
  const service = typeof props.draft['service'] === 'string' ? props.draft['service'] : undefined
  const { data } = useAsk<{ items: { id: string; name: string; phone: string | null }[] }>(
    'helping.offices',
    { service: service ?? '' },
    { enabled: service !== undefined },
  )
  return (
    <Select
      props={props}
      none={service ? '不在名单里，另写全称' : '先选服务'}
      options={data?.items.map(({ id, name, phone }) => ({ id, label: phone ? `${name} ${phone}` : name }))}
    />
  )
}

export function SchoolPicker(props: PickerProps) {
  const { data } = useAsk<{ items: { id: string; name: string }[] }>('helping.schools')
  return <Select props={props} none="不在名单里，另写全称" options={data?.items.map(({ id, name }) => ({ id, label: name }))} />
}

/** An item of the present plan of the child of the form. */
export function ItemPicker(props: PickerProps) {
  const childId = typeof props.draft['childId'] === 'string' ? props.draft['childId'] : ''
  const { data } = useAsk<ChildAnswer>('helping.of-child', { childId }, { enabled: childId !== '' })
  const items = data?.plan?.items.filter((each) => each.state === 'open' || each.state === 'referred')
  return <Select props={props} none="不在方案里" options={items?.map(({ itemId, title }) => ({ id: itemId, label: title }))} />
}

/** A place that is open. */
export function PlacePicker(props: PickerProps) {
  const { data } = useAsk<{ items: { placeId: string; name: string; closedOn: string | null }[] }>('helping.places')
  return (
    <Select
      props={props}
      none="不在登记的场所"
      options={data?.items.filter((each) => each.closedOn === null).map(({ placeId, name }) => ({ id: placeId, label: name }))}
    />
  )
}
