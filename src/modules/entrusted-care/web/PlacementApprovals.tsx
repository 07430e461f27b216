import {
  Answer,
  Banner,
  Empty,
  Go,
  Muted,
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
} from '#web/ui/index.ts'
import { careLevels } from '../words.ts'
import type { Approval } from './placement-answers.ts'
import { Nav } from './Nav.tsx'
import { Decide } from './placement-buttons.tsx'

interface Approvals {
  waiting: Approval[]
  total: number
  decided: Approval[]
}

/** What waits for the bureau's yes, what was sent before it, and what it decided. */
export default function PlacementApprovals() {
  const asked = useAsk<Approvals>('entrusted.approvals')
  return (
    <Page title="送托审批" sub={<Muted>站内照料是原则，站外托养是例外</Muted>}>
      <Nav here="/outside/approvals" />
      <Answer of={asked}>
        {({ waiting, total, decided }) => {
          const sent = waiting.filter((each) => each.state === 'placed-unapproved').length
          return (
            <Stack>
              {sent > 0 ? <Banner tone="red">{sent} 人已紧急送托，等补批。不批准的要接回。</Banner> : null}
              <Waiting rows={waiting} total={total} />
              <Decided rows={decided} />
            </Stack>
          )
        }}
      </Answer>
    </Page>
  )
}

const who = {
  key: 'name',
  title: '姓名',
  value: (row: Approval) => row.name,
  cell: (row: Approval) => (
    <>
      <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>
      <br />
      <Muted>{row.no}</Muted>
    </>
  ),
}

function Waiting({ rows, total }: { rows: Approval[]; total: number }) {
  const now = useNow()
  return (
    <Panel title="待审批" flush>
      <Table
        title="待审批的送托"
        unit="份"
        rows={rows}
        total={total}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.emergency ? 'red' : undefined)}
        empty={<Empty title="没有待审批的送托">救助站提出以后会出现在这里。</Empty>}
        columns={[
          who,
          { key: 'station', title: '救助站', value: (row) => row.station, wideOnly: true },
          {
            key: 'institution',
            title: '送到',
            value: (row) => row.institution,
            cell: (row) => (
              <>
                {row.institution} <Muted>{careLevels[row.level as keyof typeof careLevels]}</Muted>
                {row.against.length > 0 ? (
                  <>
                    <br />
                    <Tag tone="red">{row.against.join('，')}</Tag>
                  </>
                ) : null}
              </>
            ),
            wraps: true,
          },
          { key: 'proposal', title: '申请', value: (row) => row.proposal ?? '', wraps: true },
          {
            key: 'at',
            title: '提出',
            value: (row) => row.proposedAt,
            cell: (row) => (
              <Row>
                {showInstant(row.proposedAt, now)}
                {row.emergency ? <Tag tone="red">已紧急送托</Tag> : null}
              </Row>
            ),
          },
          { key: 'do', title: '办理', value: () => '', cell: (row) => <Decide placement={row} /> },
        ]}
      />
    </Panel>
  )
}

function Decided({ rows }: { rows: Approval[] }) {
  const now = useNow()
  return (
    <Panel title="最近办过的" flush>
      <Table
        title="办过的送托审批"
        unit="份"
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title="还没有审批过">批准、不批准和撤回都会记在这里。</Empty>}
        columns={[
          who,
          { key: 'station', title: '救助站', value: (row) => row.station, wideOnly: true },
          { key: 'institution', title: '送到', value: (row) => row.institution },
          { key: 'state', title: '现在', value: (row) => row.stateWords },
          { key: 'decision', title: '意见', value: (row) => row.decision ?? '', wraps: true },
          { key: 'at', title: '审批', value: (row) => row.decidedAt, cell: (row) => showInstant(row.decidedAt ?? now, now) },
        ]}
      />
    </Panel>
  )
}
