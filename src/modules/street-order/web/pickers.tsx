import { OrganisationSelect, type PickerProps, useAsk } from '#web/ui/index.ts'

export function BodyPicker(props: PickerProps) {
  return <OrganisationSelect ask="street-order.bodies" none="请选单位" {...props} />
}
/** Whoever is not on the list is written in full beside it. */
export function TrafficPicker(props: PickerProps) {
  return <OrganisationSelect ask="street-order.traffic-police" {...props} />
}
/** Several organisations, a tick each. */
export function PartnerPicker({ id, value, onChange, describedBy }: PickerProps) {
  const { data } = useAsk<{ items: { id: string; name: string }[] }>('street-order.partners')
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const turn = (organisation: string) =>
    onChange(chosen.includes(organisation) ? chosen.filter((each) => each !== organisation) : [...chosen, organisation])
  return (
    <div id={id} className="g-row" role="group" aria-label="参加单位" aria-describedby={describedBy}>
      {data?.items.map((each) => (
        <label key={each.id} className="g-row">
          <input type="checkbox" checked={chosen.includes(each.id)} onChange={() => turn(each.id)} />
          {each.name}
        </label>
      ))}
    </div>
  )
}
export function AreaPicker(props: PickerProps) {
  return <OrganisationSelect ask="street-order.areas" none="不选" {...props} />
}
