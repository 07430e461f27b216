import {
  Empty,
  Go,
  Page,
  Panel,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useNow,
  useRoute,
  Button,
} from '#web/ui/index.ts'
import { clueLife } from '../lifecycle.ts'
import { clueKinds } from '../words.ts'
import { type ClueLine, type Lines, wordOf } from './answers.ts'
import { ClueButtons } from './clue-parts.tsx'
import { clueTone, ReportsNav } from './parts.tsx'

const home = (row: ClueLine) => (row.childId ? subjectPath('child-file', row.childId) : subjectPath('report', row.reportId ?? ''))

/** All clues that are open to the asker's own organisation; what the police do not know yet above. */
export default function Clues() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const all = search['all'] === '1'
  const asked = useAsk<Lines<ClueLine>>('reports.clues', all ? { open: false } : {}, { keepPrevious: true })
  return (
    <Page title="侵害线索" sub="发现就报公安；只有本单位经手的在这里">
      <Stack>
        <ReportsNav here="/reports/clues" />
        <Row>
          <Button size="small" look={all ? 'plain' : 'main'} aria-pressed={!all} onClick={() => setSearch({ all: undefined })}>
            没处置的
          </Button>
          <Button size="small" look={all ? 'main' : 'plain'} aria-pressed={all} onClick={() => setSearch({ all: '1' })}>
            全部
          </Button>
        </Row>
        <Panel flush>
          <Table
            title="侵害线索"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            unit="条"
            rowKey={(row) => row.clueId}
            rowTone={(row) => (row.state === 'found' ? 'red' : undefined)}
            empty={<Empty title="没有线索">发现孩子可能受侵害，在孩子的个案或接到的报告里记线索，马上报公安。</Empty>}
            columns={[
              {
                key: 'no',
                title: '个案、报告',
                value: (row) => row.no ?? '',
                cell: (row) => <Go to={home(row)}>{row.no ?? '打开'}</Go>,
              },
              { key: 'name', title: '孩子', value: (row) => row.name ?? '姓名不详' },
              { key: 'kind', title: '线索', value: (row) => wordOf(clueKinds, row.kind) ?? row.kind },
              {
                key: 'state',
                title: '进展',
                value: (row) => clueLife.states[row.state].zh,
                cell: (row) => <Tag tone={clueTone(row.state)}>{clueLife.states[row.state].zh}</Tag>,
              },
              { key: 'found', title: '发现', value: (row) => row.foundAt, cell: (row) => showInstant(row.foundAt, now) },
              {
                key: 'told',
                title: '报公安',
                value: (row) => row.toldAt ?? 0,
                cell: (row) => (row.toldAt === null ? '没有报' : `${showInstant(row.toldAt, now)} ${row.police ?? ''}`),
              },
              { key: 'do', title: '办理', value: () => '', wraps: true, cell: (row) => <ClueButtons clue={row} /> },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
