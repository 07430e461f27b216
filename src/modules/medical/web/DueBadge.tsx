import { useAsk } from '#web/ui/index.ts'

/** How many still wait for their health check. */
export default function DueBadge() {
  const asked = useAsk<{ total: number }>('medical.due-screenings', {}, { every: 300_000 })
  return asked.data && asked.data.total > 0 ? <span aria-label={`${asked.data.total} 人待检视`}>{asked.data.total}</span> : null
}
