import {
  Empty,
  Go,
  Page,
  Panel,
  Row,
  showInstant,
  subjectPath,
  Table,
  useAsk,
  useGo,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { type PairLine, percent } from './answers.ts'

interface Listed extends PairLine {
  sentence: string
}

const kinds = {
  suggested: '待核对',
  possible: '跟进中',
  agreed: '等第二人签',
  confirmed: '已认定，等公安或 DNA 核实',
  excluded: '已排除',
  undone: '已撤销',
} as const
type Kind = keyof typeof kinds

/** Pairs in words: to look at, to sign, to verify; and what was excluded. */
export default function Matches() {
  const { search, setSearch } = useRoute()
  const kind: Kind = search['kind'] && search['kind'] in kinds ? (search['kind'] as Kind) : 'suggested'
  const asked = useAsk<{ items: Listed[]; total: number }>('matching.list', { kind })
  const now = useNow()
  const go = useGo()
  const may = useMay()
  const open = (row: Listed) =>
    row.guest.own && may('matching.candidates')
      ? `/tracing/${row.guest.fileId}?inquiry=${row.inquiry.inquiryId}`
      : row.guest.own
        ? subjectPath('rescue-file', row.guest.fileId)
        : subjectPath('inquiry', row.inquiry.inquiryId)
  return (
    <Page
      title="比对"
      sub="机器只提示，两个人认定，可以撤回"
      actions={may('matching.weights') ? <Go to="/matching/weights">比对用的权重</Go> : null}
    >
      <Row>
        {(Object.keys(kinds) as Kind[]).map((each) => (
          <button
            key={each}
            type="button"
            className={`g-btn g-btn-small ${each === kind ? 'g-btn-main' : ''}`}
            aria-pressed={each === kind}
            onClick={() => setSearch({ kind: each })}
          >
            {kinds[each]}
          </button>
        ))}
      </Row>
      <Panel flush>
        <Table
          title={kinds[kind]}
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          rowKey={(row) => row.pairId}
          onOpen={(row) => go(open(row))}
          empty={<Empty title="这里没有">受助人员和家属登记一有新情况就自动比对，像的会列在“待核对”。</Empty>}
          columns={[
            {
              key: 'sentence',
              title: '说明',
              value: (row) => row.sentence,
              cell: (row) => <Go to={open(row)}>{row.sentence}</Go>,
            },
            { key: 'chance', title: '把握', value: (row) => row.probability, cell: (row) => percent(row.probability) },
            { key: 'station', title: '受助人员在', value: (row) => row.guest.station },
            { key: 'keeper', title: '家属登记在', value: (row) => row.inquiry.keeper },
            {
              key: 'at',
              title: '时间',
              value: (row) => row.decidedAt ?? row.agreedAt ?? row.suggestedAt ?? 0,
              cell: (row) => {
                const at = row.decidedAt ?? row.agreedAt ?? row.suggestedAt
                return at ? showInstant(at, now) : ''
              },
            },
            { key: 'by', title: '谁', value: (row) => row.decidedBy ?? row.agreedBy ?? '' },
          ]}
        />
      </Panel>
    </Page>
  )
}
