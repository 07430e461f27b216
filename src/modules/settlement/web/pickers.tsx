import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'

export function InstitutionPicker(props: PickerProps) {
  return <OrganisationSelect ask="settlement.institutions" {...props} />
}
export function PolicePicker(props: PickerProps) {
  return <OrganisationSelect ask="settlement.police-bodies" {...props} />
}
