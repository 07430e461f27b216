import { useMe } from '#web/ui/index.ts'
import { Tellings } from './Needs.tsx'

/** On the home page of the police: abandonment and abuse that was told to them. */
export default function HomeTellings() {
  return useMe()?.organisation.kind === 'police' ? <Tellings /> : null
}
