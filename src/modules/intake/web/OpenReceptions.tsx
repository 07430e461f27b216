import { Empty, Go, Page, Panel, showInstant, Table, Tag, useAsk } from '#web/ui/index.ts'
import { arrivals, remarkWords, stepTitles } from '../words.ts'
import { bornWord, type OpenReceptions as Answer, sexWord } from './answers.ts'

const stepWord = (step: string) => stepTitles[step as keyof typeof stepTitles] ?? step

/** Everybody who asked for help and waits for a decision. */
export default function OpenReceptions() {
  const asked = useAsk<Answer>('intake.open-receptions', { limit: 200 }, { every: 60_000 })
  return (
    <Page title="接待中" sub="等得最久的在前" actions={<Go to="/reception">登记求助</Go>}>
      <Panel flush>
        <Table
          title="接待中"
          asked={asked}
          rows={asked.data?.receptions}
          total={asked.data?.total}
          rowKey={(row) => row.fileId}
          empty={<Empty title="没有人在等">来了人，按 N 登记求助。</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.displayName,
              cell: (row) => <Go to={`/reception?file=${row.fileId}`}>{row.displayName}</Go>,
            },
            { key: 'who', title: '性别、年龄', value: (row) => `${sexWord(row.sex)} ${bornWord(row.birthFrom, row.birthTo)}` },
            { key: 'no', title: '编号', value: (row) => row.no },
            { key: 'arrival', title: '来站方式', value: (row) => arrivals[row.arrival as keyof typeof arrivals] ?? '' },
            {
              key: 'at',
              title: '到站',
              value: (row) => row.arrivedAt,
              cell: (row) => showInstant(row.arrivedAt),
            },
            {
              key: 'lacking',
              title: '还差',
              value: (row) => row.lacking.map(stepWord).join('、'),
              cell: (row) => (row.lacking.length === 0 ? <Tag tone="grn">可以决定</Tag> : row.lacking.map(stepWord).join('、')),
            },
            { key: 'warnings', title: '提醒', value: (row) => row.warnings.map((each) => remarkWords[each] ?? each).join('；') },
          ]}
        />
      </Panel>
    </Page>
  )
}
