import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'

export function ReceiverPicker(props: PickerProps) {
  return <OrganisationSelect ask="handovers.receivers" {...props} />
}
