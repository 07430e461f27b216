import { useAsk } from '#web/ui/index.ts'

interface Mine {
  items: { dueOn: string | null }[]
  today: string
}

const WEEK = 7 * 86_400_000

/** How many of one's own are to be looked in on within a week or late; nothing at nought. */
export default function DueBadge() {
  const { data } = useAsk<Mine>('follow-up.my-visits')
  const until = data ? new Date(Date.parse(`${data.today}T00:00:00Z`) + WEEK).toISOString().slice(0, 10) : ''
  const count = data?.items.filter((each) => each.dueOn !== null && each.dueOn <= until).length ?? 0
  return count > 0 ? <>{count}</> : null
}
