import {
  Button,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  subjectPath,
  Table,
  Tag,
  useGo,
  useMay,
  useNow,
  useRoute,
  dateOf,
} from '#web/ui/index.ts'
import { reception } from '../lifecycle.ts'
import { type Group, groups, letterKinds, ways } from '../words.ts'
import { type CaseLine, useBoard } from './answers.ts'
import { RegisterLetter } from './buttons.tsx'

const empties: Record<Group, string> = {
  answer: '没有等答复的来函',
  receive: '没有等接收的人',
  visit: '没有等走访的家庭',
  hardship: '没有等报送的困难',
  homeless: '没有等安置的人',
  register: '没有等恢复的户籍',
  open: '没有其他在办的',
  done: '还没有办结的',
}

const DAY = 86_400_000

/** What waits at the place of origin, by what it waits for. */
export default function Receiving() {
  const asked = useBoard()
  const now = useNow()
  const go = useGo()
  const may = useMay()
  const { search, setSearch } = useRoute()
  const counts = new Map(asked.data?.counts.map((each) => [each.group, each.count]))
  const waiting = (Object.keys(groups) as Group[]).find((group) => (counts.get(group) ?? 0) > 0)
  const chosen = (search['group'] && search['group'] in groups ? search['group'] : (waiting ?? 'answer')) as Group
  const rows = asked.data?.items.filter((each) => each.groups.includes(chosen))
  const year = Number(dateOf(now).slice(0, 4))
  return (
    <Page
      title="流出地接收"
      sub="别处送回本地的人：答复、接收、走访、落实"
      actions={
        <>
          {may('origin.keys') ? <Go to="/receiving/keys">公钥</Go> : null}
          <PaperButton query="origin.sheet" params={{ year }} how="save">
            本年台账
          </PaperButton>
          {may('origin.import-letter') ? <Button onClick={() => go('/receiving/file')}>导入函件文件</Button> : null}
          <RegisterLetter />
        </>
      }
    >
      <Row>
        {(Object.keys(groups) as Group[]).map((group) => (
          <Button
            key={group}
            look={group === chosen ? 'main' : 'plain'}
            size="small"
            aria-pressed={group === chosen}
            onClick={() => setSearch({ group })}
          >
            {`${groups[group]} ${counts.get(group) ?? 0}`}
          </Button>
        ))}
      </Row>
      <Panel flush>
        <Table
          title={`接收-${groups[chosen]}`}
          asked={asked}
          rows={rows}
          total={chosen === 'done' ? asked.data?.doneTotal : rows?.length}
          unit="人"
          rowKey={(row) => row.receptionId}
          onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
          rowTone={(row) => (toneOf(row, now) ? 'amb' : undefined)}
          empty={<Empty title={empties[chosen]}>别的站发来的函会自己出现在这里；纸质来函请“登记来函”。</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name ?? '—'}</Go>,
            },
            { key: 'no', title: '编号', width: 130, value: (row) => row.no },
            { key: 'from', title: '来函单位', value: (row) => row.from, wraps: true },
            {
              key: 'kind',
              title: '来函',
              value: (row) => `${letterKinds[row.asks ? 'ask' : 'tell']} ${ways[row.way]} ${row.letterNo ?? ''}`.trim(),
              wideOnly: true,
            },
            { key: 'told', title: '收到', value: (row) => row.toldAt, cell: (row) => showInstant(row.toldAt, now) },
            {
              key: 'state',
              title: '到哪一步',
              value: (row) => reception.states[row.state].zh,
              cell: (row) => <Tag tone={toneOf(row, now) ? 'amb' : 'gry'}>{reception.states[row.state].zh}</Tag>,
            },
            {
              key: 'fetch',
              title: '约定接收',
              value: (row) => row.fetchOn,
              cell: (row) => (row.fetchOn ? showDate(row.fetchOn) : '—'),
              wideOnly: true,
            },
            { key: 'place', title: '接收单位', value: (row) => row.place, wideOnly: true },
          ]}
        />
      </Panel>
    </Page>
  )
}

/** Waiting for more than a few days without an answer, or past the day agreed on. */
function toneOf(row: CaseLine, now: number): boolean {
  if (row.groups.includes('done')) return false
  if (row.groups.includes('answer')) return now - row.toldAt > 3 * DAY
  return row.groups.includes('receive') && row.fetchOn !== null && row.fetchOn < dateOf(now)
}
