import { useBoard } from './answers.ts'

/** What waits here: letters to answer, people to receive, families to visit, findings to act on. */
export default function WaitingBadge() {
  const { data } = useBoard()
  const count = data?.items.filter((each) => !each.groups.includes('done') && !each.groups.includes('open')).length ?? 0
  return count > 0 ? <>{count}</> : null
}
