import {
  ActionButton,
  Empty,
  Go,
  Page,
  Panel,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { acknowledgeForm } from '../schema.ts'
import type { NewsLine } from './answers.ts'
import { Nav } from './Nav.tsx'

/** News of trafficking between police and transport: both sides acknowledge. */
export default function News() {
  const asked = useAsk<{ items: NewsLine[] }>('street-order.news', {})
  const now = useNow()
  return (
    <Page title="线索通报" sub="拐卖线索在公安和交通之间通报，双方确认">
      <Stack>
        <Nav at="/street-order/news" />
        <Panel flush>
          <Table
            title="线索通报"
            asked={asked}
            rows={asked.data?.items}
            unit="条"
            rowKey={(row) => row.newsId}
            rowTone={(row) => (row.waits ? 'red' : undefined)}
            empty={<Empty title="没有通报">在一件街面问题的页面上按“通报线索”。</Empty>}
            columns={[
              {
                key: 'no',
                title: '编号',
                value: (row) => row.no,
                cell: (row) => (row.seesCase ? <Go to={subjectPath('street-case', row.caseId)}>{row.no}</Go> : row.no),
              },
              { key: 'units', title: '通报', value: (row) => `${row.from} → ${row.to}` },
              { key: 'news', title: '线索', value: (row) => row.news, wraps: true },
              { key: 'answer', title: '答复', value: (row) => row.answer ?? '', wraps: true },
              { key: 'at', title: '时间', value: (row) => showInstant(row.passedAt, now) },
              {
                key: 'state',
                title: '确认',
                value: (row) => (row.readAt ? '双方已确认' : row.acknowledgedAt ? '对方已确认' : '等确认'),
                cell: (row) =>
                  row.waits ? (
                    <ActionButton
                      action="street-order.acknowledge-news"
                      of={acknowledgeForm}
                      title="确认通报"
                      fixed={{ newsId: row.newsId }}
                    />
                  ) : (
                    <Tag tone={row.readAt ? 'grn' : 'amb'}>
                      {row.readAt ? '双方已确认' : row.acknowledgedAt ? '对方已确认' : '等确认'}
                    </Tag>
                  ),
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
