import { useList } from './answers.ts'

/** What waits for somebody here: approvals, tips, things to take down elsewhere. */
export default function WaitingBadge() {
  const { data } = useList()
  const count = data ? data.waiting.filter((each) => !each.mine).length + data.tips.length + data.takeDown.length : 0
  return count > 0 ? <>{count}</> : null
}
