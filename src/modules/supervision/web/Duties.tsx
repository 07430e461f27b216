import { useState } from 'react'
import { Answer, Button, Empty, GroupHead, Page, Panel, Row, useAsk, useRoute } from '#web/ui/index.ts'
import { bucketNotes, ownerText } from '../words.ts'
import type { DutyList } from './answers.ts'
import { DutyRow } from './DutyRow.tsx'
import { Working } from './Working.tsx'

const groups = {
  overdue: '已超期',
  today: '今天到期',
  week: '本周',
  later: '以后',
  'no-term': '不限期',
  'cannot-tell': '无法判断',
}

/** All duties of the station or range, by time, filtered by who owes them and by name, number or matter. */
export default function Duties() {
  const { search, setSearch } = useRoute()
  const [typed, setTyped] = useState(search['text'] ?? '')
  const params = {
    limit: search['only'] ? 200 : 60,
    ...(search['only'] ? { only: search['only'] } : {}),
    ...(search['owner'] ? { owner: search['owner'] } : {}),
    ...(search['text'] ? { text: search['text'] } : {}),
    ...(search['clause'] ? { clause: search['clause'] } : {}),
  }
  const asked = useAsk<DutyList>('supervision.duties', params, { every: 60_000, keepPrevious: true })
  const owners = [...new Set([...(search['owner'] ? [search['owner']] : []), ...(asked.data?.owners ?? [])])]
  return (
    <Page title="应办事项" sub={asked.data ? `共 ${asked.data.total} 件，按政策条款算出` : undefined}>
      <Panel>
        <Row>
          {Object.entries(groups).map(([key, title]) => (
            <button
              key={key}
              type="button"
              className={search['only'] === key ? 's-chip s-chip-on' : 's-chip'}
              aria-pressed={search['only'] === key}
              onClick={() => setSearch({ only: search['only'] === key ? undefined : key })}
            >
              {title}
            </button>
          ))}
          <span className="g-muted">责任</span>
          {owners.map((owner) => (
            <button
              key={owner}
              type="button"
              className={search['owner'] === owner ? 's-chip s-chip-on' : 's-chip'}
              aria-pressed={search['owner'] === owner}
              onClick={() => setSearch({ owner: search['owner'] === owner ? undefined : owner })}
            >
              {ownerText(owner)}
            </button>
          ))}
          <form
            className="g-row"
            onSubmit={(event) => {
              event.preventDefault()
              setSearch({ text: typed.trim() || undefined })
            }}
          >
            <input
              className="g-input"
              aria-label="姓名、编号或事项"
              placeholder="姓名、编号或事项"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button type="submit">筛选</Button>
          </form>
        </Row>
      </Panel>
      <Answer of={asked} lines={8}>
        {(list) => (
          <>
            <Working progress={list.underWay} />
            {list.buckets.every((bucket) => bucket.items.length === 0) ? (
              <Panel>
                <Empty title="没有这样的应办事项">换一个筛选条件，或清空后再看。</Empty>
              </Panel>
            ) : (
              <Panel flush>
                {list.buckets
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
                          bucket.count > bucket.items.length ? (
                            <button type="button" className="g-btn g-btn-link" onClick={() => setSearch({ only: bucket.key })}>
                              显示了 {bucket.items.length} 件{bucket.exact ? '' : '，总数不止这些'}，只看这一组
                            </button>
                          ) : (
                            bucketNotes[bucket.key]
                          )
                        }
                      />
                      <ul>
                        {bucket.items.map((duty) => (
                          <DutyRow key={duty.id} duty={duty} owner />
                        ))}
                      </ul>
                    </section>
                  ))}
              </Panel>
            )}
          </>
        )}
      </Answer>
    </Page>
  )
}
