import { Go, Muted, Panel, useAsk } from '#web/ui/index.ts'
import type { OpenState } from './answers.ts'

/** Leads to the reading of a card, where that is switched on and installed. */
export default function HomePanel() {
  const asked = useAsk<OpenState>('vision.state')
  const found = asked.data
  if (!found?.installed || !found.current || !found.parts.includes('card') || found.state !== 'on') return null
  return (
    <Panel title="识别证件">
      <Go to="/vision/card">拍或选一张身份证照片，读出文字</Go> <Muted>照片读完即弃</Muted>
    </Panel>
  )
}
