import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'

export default function HospitalPicker(props: PickerProps) {
  return <OrganisationSelect ask="medical.hospitals" {...props} />
}
