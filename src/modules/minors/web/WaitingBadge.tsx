import { useAsk, useMay } from '#web/ui/index.ts'

/** How many requests wait for one's leave. */
export default function WaitingBadge() {
  const may = useMay()
  const asked = useAsk<{ waiting: number }>('minors.approvals', {}, { enabled: may('minors.approvals') })
  return asked.data && asked.data.waiting > 0 ? <>{asked.data.waiting}</> : null
}
