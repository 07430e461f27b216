import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'

export default function PolicePicker(props: PickerProps) {
  return <OrganisationSelect ask="identification.police" {...props} />
}
