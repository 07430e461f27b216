import { useAsk } from '#web/ui/index.ts'
import type { Counts } from './answers.ts'

/** What waits to be sent, to be acknowledged, to be told to the police; nothing at nought. */
export default function Badge() {
  const { data } = useAsk<Counts>('reports.counts', {}, { every: 60_000 })
  const count = data ? data.received + data.mine + data.clues : 0
  return count > 0 ? <>{count}</> : null
}
