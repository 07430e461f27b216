import { addMonthsTo } from './months.ts'
import { Button, Empty, Go, Page, Panel, Row, showInstant, subjectPath, Table, useAsk, useNow, useRoute } from '#web/ui/index.ts'
import { subjectKinds } from '../schema.ts'
import { facePurposes, faceResults, faceSystems } from '../words.ts'

interface Log {
  month: string
  items: {
    factId: string
    at: number
    subjectKind: string
    subjectId: string
    no: string | null
    result: string | null
    system: string | null
    purpose: string | null
    reason: string | null
    by: string | null
    station: string | null
  }[]
}

const word = (words: Record<string, string>, key: string | null) => (key ? (words[key] ?? key) : '')

/** Every use of face comparison: when, whom, what for, what came of it, by whom. */
export default function FaceLog() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const asked = useAsk<Log>('identification.face-log', search['month'] ? { month: search['month'] } : {}, { keepPrevious: true })
  const month = asked.data?.month
  return (
    <Page title="人像比对台账" sub={month}>
      <Panel
        flush
        title="使用记录"
        right={
          month ? (
            <Row>
              <Button size="small" onClick={() => setSearch({ month: addMonthsTo(month, -1) })}>
                看上个月
              </Button>
              <Button size="small" onClick={() => setSearch({ month: addMonthsTo(month, 1) })}>
                看下个月
              </Button>
            </Row>
          ) : null
        }
      >
        <Table
          title="人像比对台账"
          asked={asked}
          rows={asked.data?.items}
          rowKey={(row) => row.factId}
          empty={<Empty title="这个月没有使用">指定的专人每比对一次，这里就有一行，谁也改不了。</Empty>}
          columns={[
            { key: 'at', title: '时间', value: (row) => row.at, cell: (row) => showInstant(row.at, now) },
            {
              key: 'no',
              title: '比对谁',
              value: (row) => row.no ?? word(subjectKinds, row.subjectKind),
              cell: (row) => (
                <Go to={subjectPath(row.subjectKind, row.subjectId)}>{row.no ?? word(subjectKinds, row.subjectKind)}</Go>
              ),
            },
            { key: 'purpose', title: '用途', value: (row) => word(facePurposes, row.purpose) },
            { key: 'system', title: '系统', value: (row) => word(faceSystems, row.system) },
            { key: 'result', title: '结果', value: (row) => word(faceResults, row.result) },
            { key: 'reason', title: '事由', value: (row) => row.reason ?? '', wraps: true },
            { key: 'by', title: '谁做的', value: (row) => row.by ?? '' },
            { key: 'station', title: '单位', value: (row) => row.station ?? '', wideOnly: true },
          ]}
        />
      </Panel>
    </Page>
  )
}
