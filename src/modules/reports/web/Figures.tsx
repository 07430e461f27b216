import { addDays, dateOf, Empty, Page, Panel, Row, Stack, Table, useAsk, useNow, useRoute } from '#web/ui/index.ts'
import { reportLife } from '../lifecycle.ts'
import { channels, outcomes } from '../words.ts'
import { type FigureLine, type Lines, wordOf } from './answers.ts'
import { ReportsNav } from './parts.tsx'

/** How many by channel and end, over a time that the reader chooses. */
export default function Figures() {
  const { search, setSearch } = useRoute()
  const today = dateOf(useNow())
  const from = search['from'] ?? addDays(today, -30)
  const to = search['to'] ?? today
  const asked = useAsk<Lines<FigureLine>>('reports.figures', { from, to }, { keepPrevious: true })
  const end = (row: FigureLine) =>
    row.state === 'disposed' ? (wordOf(outcomes, row.outcome) ?? '已办结') : reportLife.states[row.state].zh
  return (
    <Page title="报告数量" sub="按渠道和结果；涉及未成年人的，只数您看得到的">
      <Stack>
        <ReportsNav here="/reports/figures" />
        <Row>
          <label>
            从{' '}
            <input
              className="g-input r-filter"
              type="date"
              value={from}
              max={to}
              onChange={(event) => setSearch({ from: event.target.value || undefined })}
            />
          </label>
          <label>
            到{' '}
            <input
              className="g-input r-filter"
              type="date"
              value={to}
              min={from}
              onChange={(event) => setSearch({ to: event.target.value || undefined })}
            />
          </label>
        </Row>
        <Panel flush title={asked.data ? `共 ${asked.data.total} 份` : '份数'}>
          <Table
            title="报告数量"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.items.length}
            unit="行"
            rowKey={(row) => `${row.channel} ${row.state} ${row.outcome}`}
            empty={<Empty title="这段时间没有报告">换一段时间看。</Empty>}
            columns={[
              { key: 'channel', title: '渠道', value: (row) => wordOf(channels, row.channel) ?? '' },
              { key: 'end', title: '结果', value: end },
              { key: 'count', title: '份数', value: (row) => row.count },
              { key: 'scene', title: '到场', value: (row) => row.onScene },
              { key: 'answered', title: '已答复报告人', value: (row) => row.answered },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
