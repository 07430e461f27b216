import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'

export function PlacePicker(props: PickerProps) {
  return <OrganisationSelect ask="hazards.places" none="不在名单里" {...props} />
}
export function BodyPicker(props: PickerProps) {
  return <OrganisationSelect ask="hazards.bodies" {...props} />
}
