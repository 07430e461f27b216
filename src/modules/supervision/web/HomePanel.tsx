import { Answer, Empty, Go, GroupHead, Panel, useAsk } from '#web/ui/index.ts'
import { bucketNotes } from '../words.ts'
import type { DutyList } from './answers.ts'
import { DutyRow } from './DutyRow.tsx'
import { Working } from './Working.tsx'

const SHOWN = 12
/** Old arrears must not push today out of sight. */
const MOST_OVERDUE = 6

/** 我的应办事项: overdue first, then today, then this week; each with its clause, cause, time left and one button. */
export default function HomePanel() {
  const asked = useAsk<DutyList>('supervision.duties', { limit: SHOWN }, { every: 60_000, keepPrevious: true })
  const near = (asked.data?.buckets ?? []).filter((bucket) => ['overdue', 'today', 'week'].includes(bucket.key))
  const shown = near.some((bucket) => bucket.items.length > 0)
    ? near
    : (asked.data?.buckets ?? []).filter((bucket) => ['later', 'no-term'].includes(bucket.key))
  const cut = (bucket: DutyList['buckets'][number]) =>
    bucket.key === 'overdue' ? bucket.items.slice(0, MOST_OVERDUE) : bucket.items
  return (
    <Panel
      title="我的应办事项"
      sub="按政策条款算出，不用自己记"
      flush
      right={<Go to="/duties">{asked.data ? `全部 ${asked.data.total} 件` : '全部'}</Go>}
    >
      <Answer of={asked} lines={6}>
        {(list) => (
          <>
            <Working progress={list.underWay} />
            {shown.every((bucket) => bucket.items.length === 0) ? (
              <Empty title="现在没有到期的事">记下的事按政策要接着办的，会自己出现在这里。</Empty>
            ) : (
              shown
                .filter((bucket) => bucket.items.length > 0)
                .map((bucket) => (
                  <section key={bucket.key} aria-label={bucket.title}>
                    <GroupHead
                      title={bucket.title}
                      count={bucket.count}
                      {...(bucket.key === 'overdue'
                        ? { tone: 'red' as const }
                        : bucket.key === 'today'
                          ? { tone: 'amb' as const }
                          : {})}
                      right={
                        bucket.count > cut(bucket).length ? (
                          <Go to={`/duties?only=${bucket.key}`}>还有 {bucket.count - cut(bucket).length} 件</Go>
                        ) : (
                          bucketNotes[bucket.key]
                        )
                      }
                    />
                    <ul>
                      {cut(bucket).map((duty) => (
                        <DutyRow key={duty.id} duty={duty} />
                      ))}
                    </ul>
                  </section>
                ))
            )}
          </>
        )}
      </Answer>
    </Panel>
  )
}
