import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'

/** A patrol area that was set; without one its name is written in the field beside it. */
export function AreaPicker(props: PickerProps) {
  return <OrganisationSelect ask="weather.areas" none="不选" {...props} />
}
