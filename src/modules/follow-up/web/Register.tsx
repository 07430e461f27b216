import { Button, dateOf, Page, Row, Stack, useAsk, useNow, useRoute } from '#web/ui/index.ts'
import { leavings } from '../words.ts'
import { type View, views } from '../words-board.ts'
import { People } from './Board.tsx'
import { NeedsNav } from './NeedsNav.tsx'

const order: View[] = ['ledger', 'suggested', 'due', 'out']

/** Ledger of returnees and register of people prone to wander: all of them, by year, station and way home. */
export default function Register() {
  const { search, setSearch } = useRoute()
  const view = (search['view'] as View | undefined) ?? 'ledger'
  const stations = useAsk<{ items: { id: string; name: string }[] }>('follow-up.stations')
  const thisYear = Number(dateOf(useNow()).slice(0, 4))
  const select = (key: string, label: string, options: [string, string][]) => (
    <label>
      <span className="g-muted">{label} </span>
      <select
        className="g-input"
        value={search[key] ?? ''}
        onChange={(event) => setSearch({ [key]: event.target.value || undefined })}
      >
        <option value="">全部</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <Page title="台账与信息库" sub="返乡人员台账、易流浪走失人员信息库">
      <Stack>
        <NeedsNav here="/follow-up/register" />
        <Row>
          {order.map((each) => (
            <Button key={each} look={each === view ? 'main' : 'plain'} size="small" onClick={() => setSearch({ view: each })}>
              {each === 'due' ? '在信息库' : views[each]}
            </Button>
          ))}
        </Row>
        <Row>
          {select(
            'year',
            '返乡年份',
            Array.from({ length: 8 }, (_, back) => [String(thisYear - back), `${thisYear - back} 年`]),
          )}
          {select('station', '救助站', stations.data?.items.map((each) => [each.id, each.name]) ?? [])}
          {select('kind', '怎么返乡', Object.entries(leavings))}
        </Row>
        <People view={view} />
      </Stack>
    </Page>
  )
}
