import {
  ActionButton,
  Answer,
  Banner,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  Row,
  showDate,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useGo,
  useNow,
} from '#web/ui/index.ts'
import { institutionLife } from '../../lifecycle-institutions.ts'
import { registerForm } from '../../schema-institutions.ts'
import { institutionKinds } from '../../words.ts'
import { findingAreas } from '../../words-institutions.ts'
import { Nav } from '../Nav.tsx'
import { type AlarmAnswer, type BoardLine, contractWords, type FindingAnswer, licenceWords, toneOf, useBoard } from './answers.ts'
import { InstitutionOrganisationPicker, StationPicker } from './pickers.tsx'

/** All institutions: how full, licensed until when, inspected when, what is open, what rang. */
export default function Board() {
  const asked = useBoard()
  const go = useGo()
  return (
    <Page
      title="托养机构"
      sub={
        asked.data ? (
          <Muted>
            {asked.data.total} 家，在托 {asked.data.people} 人。站内照料是原则，站外托养是例外。
          </Muted>
        ) : null
      }
      actions={
        <ActionButton
          action="institution.register"
          of={registerForm}
          title="登记托养机构"
          pickers={{ stationId: StationPicker, organisationId: InstitutionOrganisationPicker }}
          onDone={({ reply }) => go(subjectPath('institution', (reply as { institutionId: string }).institutionId))}
        />
      }
    >
      <Nav here="/outside" />
      <Answer of={asked}>
        {(board) => (
          <Stack>
            <Alarms alarms={board.alarms} />
            <Houses rows={board.items} total={board.total} />
            <Findings rows={board.findings} />
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Alarms({ alarms }: { alarms: AlarmAnswer[] }) {
  return alarms.map((alarm) => (
    <Banner key={alarm.id} tone="red">
      <Go to={subjectPath('institution', alarm.institutionId)}>{alarm.institution}</Go>：{alarm.words}还没有结论。
    </Banner>
  ))
}

function Houses({ rows, total }: { rows: BoardLine[]; total: number }) {
  const now = useNow()
  const go = useGo()
  return (
    <Panel title="机构" sub={`${total} 家`} flush>
      <Table
        title="托养机构"
        rows={rows}
        total={total}
        unit="家"
        rowKey={(row) => row.id}
        rowTone={(row) =>
          row.alarms > 0 || row.overdue > 0 || row.licence === 'expired' ? 'red' : row.stopped ? 'amb' : undefined
        }
        onOpen={(row) => go(subjectPath('institution', row.id))}
        empty={<Empty title="还没有登记托养机构">先登记，再核查、选定、签约；签约以后才能送人。</Empty>}
        columns={[
          {
            key: 'name',
            title: '机构',
            value: (row) => row.name,
            cell: (row) => (
              <>
                <Go to={subjectPath('institution', row.id)}>{row.name}</Go>
                <br />
                <Muted>
                  {institutionKinds[row.kind]}
                  {row.governmentRun ? '，政府举办' : ''}
                </Muted>
              </>
            ),
          },
          { key: 'station', title: '送托的站', value: (row) => row.station, wideOnly: true },
          {
            key: 'state',
            title: '状态',
            value: (row) => institutionLife.states[row.state].zh,
            cell: (row) => (
              <Row>
                <span>{institutionLife.states[row.state].zh}</span>
                {row.stopped ? <Tag tone="amb">暂停送托</Tag> : null}
                {row.fit === false ? <Tag tone="red">不合格</Tag> : null}
              </Row>
            ),
          },
          {
            key: 'heads',
            title: '在托 / 上限',
            value: (row) => row.heads,
            cell: (row) => `${row.heads} / ${row.cap ?? '—'}`,
            align: 'end',
          },
          {
            key: 'licence',
            title: '证照',
            value: (row) => licenceWords[row.licence],
            cell: (row) => <Tag tone={row.licence === 'none' ? 'amb' : toneOf(row.licence)}>{licenceWords[row.licence]}</Tag>,
          },
          {
            key: 'contract',
            title: '协议到期',
            value: (row) => row.coveredUntil ?? contractWords[row.contract],
            cell: (row) => (
              <Tag tone={toneOf(row.contract)}>
                {row.coveredUntil ? showDate(row.coveredUntil, now) : contractWords[row.contract]}
              </Tag>
            ),
          },
          {
            key: 'inspected',
            title: '最近检查',
            value: (row) => row.inspectedAt ?? 0,
            cell: (row) => (row.inspectedAt === null ? '没有' : showInstant(row.inspectedAt, now)),
          },
          {
            key: 'open',
            title: '问题',
            value: (row) => row.open,
            cell: (row) => (
              <>
                {row.overdue > 0 ? <Tag tone="red">超期 {row.overdue}</Tag> : null} {row.open}
              </>
            ),
            align: 'end',
          },
          {
            key: 'alarms',
            title: '预警',
            value: (row) => row.alarms,
            cell: (row) => (row.alarms > 0 ? <Tag tone="red">{row.alarms}</Tag> : '—'),
            align: 'end',
          },
          {
            key: 'contact',
            title: '联系负责人',
            value: (row) => (row.contactAt === null ? '没有' : '已指定'),
            wideOnly: true,
          },
        ]}
      />
    </Panel>
  )
}

function Findings({ rows }: { rows: FindingAnswer[] }) {
  const now = useNow()
  return (
    <Panel title="没有销号的问题" sub={`${rows.length} 个，最久没整改的在前`} flush>
      <Table
        title="托养机构问题"
        rows={rows}
        total={rows.length}
        unit="个"
        rowKey={(row) => row.id}
        rowTone={(row) => (row.overdue ? 'red' : undefined)}
        empty={<Empty title="没有未销号的问题">检查时发现的问题会列在这里，由另一人复查后销号。</Empty>}
        columns={[
          {
            key: 'institution',
            title: '机构',
            value: (row) => row.institution ?? '',
            cell: (row) => <Go to={subjectPath('institution', row.institutionId)}>{row.institution}</Go>,
          },
          { key: 'no', title: '编号', value: (row) => row.no, width: 90 },
          { key: 'area', title: '哪方面', value: (row) => findingAreas[row.area] },
          { key: 'text', title: '问题', value: (row) => row.text ?? '', wraps: true },
          {
            key: 'due',
            title: '期限',
            value: (row) => row.dueOn,
            cell: (row) => <Tag tone={row.overdue ? 'red' : 'gry'}>{showDate(row.dueOn, now)}</Tag>,
          },
          { key: 'state', title: '状态', value: (row) => (row.state === 'open' ? '待整改' : '待复查') },
        ]}
      />
    </Panel>
  )
}
