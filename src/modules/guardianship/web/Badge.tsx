import { useBoard } from './answers.ts'

/** What waits here: requests to decide, reviews and visits past their day, children who must be placed elsewhere. */
export default function Badge() {
  const { data } = useBoard()
  if (!data) return null
  const late = (day: string | null) => day !== null && day < data.today
  const count =
    data.waiting.items.filter((each) => each.decides && each.state === 'asked').length +
    data.waiting.items.filter((each) => each.ours && each.state === 'approved').length +
    data.held.items.filter((each) => late(each.reviewOn)).length +
    data.placed.items.filter((each) => each.mustMove || late(each.nextVisit)).length +
    data.home.items.filter((each) => late(each.nextVisit)).length
  return count > 0 ? <>{count}</> : null
}
