import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'

export function BodyPicker(props: PickerProps) {
  return <OrganisationSelect ask="street-order.bodies" {...props} />
}
export function PartnerPicker(props: PickerProps) {
  return <OrganisationSelect ask="street-order.partners" {...props} />
}
export function AreaPicker(props: PickerProps) {
  return <OrganisationSelect ask="street-order.areas" {...props} />
}
