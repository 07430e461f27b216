import { Empty, Page, Panel, showDate, showInstant, Stack, Table, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { Nav } from './Nav.tsx'

interface RoundRow {
  id: string
  by: string | null
  openedAt: number
  until: string
  children: number
  seen: number | null
  closedAt: number | null
  own: boolean
}

/** Rounds that were opened here and below. */
export default function Rounds() {
  const asked = useAsk<{ items: RoundRow[] }>('watching.rounds')
  const now = useNow()
  return (
    <Page title="排查轮次">
      <Stack>
        <Nav here="/watching/rounds" />
        <Panel flush>
          <Table
            title="排查轮次"
            unit="轮"
            asked={asked}
            rows={asked.data?.items}
            rowKey={(row) => row.id}
            empty={<Empty title="还没有开过排查">镇街、村（社区）、学校在“进度”里开始一轮，都列在这里。</Empty>}
            columns={[
              { key: 'by', title: '单位', value: (row) => row.by ?? '' },
              { key: 'openedAt', title: '开始', value: (row) => row.openedAt, cell: (row) => showInstant(row.openedAt, now) },
              { key: 'until', title: '截止', value: (row) => row.until, cell: (row) => showDate(row.until, now) },
              { key: 'children', title: '开始时在册', value: (row) => row.children },
              { key: 'seen', title: '看到', value: (row) => row.seen ?? '' },
              {
                key: 'state',
                title: '进展',
                value: (row) => (row.closedAt ? '已结束' : '排查中'),
                cell: (row) => <Tag tone={row.closedAt ? 'gry' : 'grn'}>{row.closedAt ? '已结束' : '排查中'}</Tag>,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
