import {
  ActionButton,
  Button,
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
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { sleeperStates } from '../lifecycle.ts'
import { endSleeperForm, nameSleeperForm } from '../schema.ts'
import { groups } from '../words.ts'
import { type SleeperLine, useAreas } from './answers.ts'

/** Who is known to sleep there: not met last night first. */
export default function Sleepers() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const areas = useAreas()
  const state = (search['state'] ?? 'there') as keyof typeof sleeperStates
  const asked = useAsk<{ total: number; items: SleeperLine[] }>(
    'patrol.sleepers',
    { state, ...(search['area'] ? { areaId: search['area'] } : {}) },
    { keepPrevious: true },
  )
  const look = (on: boolean) => (on ? 'main' : 'plain')
  return (
    <Page title="常在街面的人" sub="昨夜没有见到的在前；参加巡查的单位才看得到" actions={<Go to="/patrol">今晚街面</Go>}>
      <Panel flush>
        <Table
          title="常在街面的人"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          unit="人"
          rowKey={(row) => row.sleeperId}
          rowTone={(row) => (row.state === 'there' && !row.seenLastNight ? 'amb' : undefined)}
          empty={<Empty title="名单上没有人">巡查时遇到的人自动上名单。</Empty>}
          tools={
            <Row>
              {Object.entries(sleeperStates).map(([key, words]) => (
                <Button key={key} size="small" look={look(state === key)} onClick={() => setSearch({ state: key })}>
                  {words}
                </Button>
              ))}
              <Button size="small" look={look(!search['area'])} onClick={() => setSearch({ area: undefined })}>
                全部区域
              </Button>
              {areas.data?.items
                .filter((each) => each.active)
                .map((each) => (
                  <Button
                    key={each.areaId}
                    size="small"
                    look={look(search['area'] === each.areaId)}
                    onClick={() => setSearch({ area: each.areaId })}
                  >
                    {each.name}
                  </Button>
                ))}
            </Row>
          }
          columns={[
            {
              key: 'alias',
              title: '谁',
              value: (row) => [row.alias, row.group ? groups[row.group] : '', row.look ?? ''].filter(Boolean).join('，'),
              cell: (row) => <Who row={row} />,
              wraps: true,
            },
            { key: 'where', title: '在哪里', value: (row) => [row.area, row.stop].filter(Boolean).join('，'), wraps: true },
            {
              key: 'last',
              title: '最近见到',
              value: (row) => row.lastMetAt,
              cell: (row) => showInstant(row.lastMetAt, now),
              wideOnly: true,
            },
            { key: 'met', title: '见过', value: (row) => row.met, wideOnly: true },
            { key: 'offered', title: '以前', value: (row) => row.offered.join('；'), wraps: true, wideOnly: true },
          ]}
        />
      </Panel>
    </Page>
  )
}

/** Who it is, how long nobody met him, and what may be done: all of it also where the screen is narrow. */
function Who({ row }: { row: SleeperLine }) {
  const opens = useMay()('people.person')
  const about = [row.group ? groups[row.group] : '', row.look ?? ''].filter(Boolean).join('，')
  return (
    <Stack>
      <Row>
        {opens ? <Go to={subjectPath('person', row.sleeperId)}>{row.alias}</Go> : <b>{row.alias}</b>}
        {row.nights > 1 ? <Tag tone="amb">{`${row.nights} 夜没见到`}</Tag> : null}
      </Row>
      {about ? <Muted>{about}</Muted> : null}
      <Row>
        <ActionButton
          action="patrol.name-sleeper"
          of={nameSleeperForm}
          title="起叫法"
          size="small"
          fixed={{ sleeperId: row.sleeperId }}
          initial={row.named ? { alias: row.alias } : {}}
        />
        {row.state === 'there' ? (
          <ActionButton
            action="patrol.end-sleeper"
            of={endSleeperForm}
            title="不再寻找"
            size="small"
            fixed={{ sleeperId: row.sleeperId }}
          />
        ) : null}
      </Row>
    </Stack>
  )
}
