import {
  ActionButton,
  addDays,
  Answer,
  Button,
  dateOf,
  Empty,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showInstant,
  Stack,
  Table,
  Tag,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { dutyForm, shiftForm } from '../schema.ts'
import { Here } from './HomeHere.tsx'
import { Nav } from './Nav.tsx'

interface Shift {
  dutyId: string
  name: string
  callAt: string | null
  turn: 1 | 2
  startsAt: number
  endsAt: number
}

interface RosterAnswer {
  organisationId: string
  name: string
  kind: string
  from: string
  keep: boolean
  shifts: Shift[]
}

/** Thirty-one days of one organisation; a report that comes in is sent to whoever stands here. */
export default function Roster() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const today = dateOf(now)
  const from = search['from'] ?? today
  const place = search['place']
  const params = { from, ...(place ? { organisationId: place } : {}) }
  const asked = useAsk<RosterAnswer>('network.roster', params, { keepPrevious: true })
  const { data } = asked
  return (
    <Page
      title={data ? `值班：${data.name}` : '值班'}
      sub="来了报告，先派给值班的人"
      actions={
        <>
          {data?.keep ? (
            <ActionButton
              action="network.set-duty"
              of={dutyForm}
              title="排值班表"
              look="main"
              icon="calendar"
              fixed={{ organisationId: data.organisationId }}
              initial={{ from: today, until: addDays(today, 30), startsAt: '08:00', turn: 'daily' }}
              draftKey={`network:duty:${data.organisationId}`}
            />
          ) : null}
          {data && data.shifts.length > 0 ? (
            <PaperButton query="network.paper-roster" params={params}>
              打印值班表
            </PaperButton>
          ) : null}
        </>
      }
    >
      <Nav here="/network/roster" />
      <Stack>
        <Here {...(place ? { organisationId: place } : {})} />
        <Row>
          <Button size="small" icon="left" onClick={() => setSearch({ from: addDays(from, -31) })}>
            往前一月
          </Button>
          <Button size="small" look={from === today ? 'main' : 'plain'} onClick={() => setSearch({ from: undefined })}>
            从今天起
          </Button>
          <Button size="small" icon="right" onClick={() => setSearch({ from: addDays(from, 31) })}>
            往后一月
          </Button>
        </Row>
        <Answer of={asked}>
          {(roster) => (
            <Panel flush>
              <Table
                title="值班表"
                rows={roster.shifts}
                unit="班"
                rowKey={(row) => row.dutyId}
                rowTone={(row) => (row.startsAt <= now && now < row.endsAt ? 'on' : undefined)}
                empty={
                  <Empty title="这些天没有排班">用“排值班表”一次排好一个月，按人轮流。没有排的，报告会派给上一级值班的人。</Empty>
                }
                columns={[
                  {
                    key: 'from',
                    title: '从',
                    value: (row) => row.startsAt,
                    cell: (row) => showInstant(row.startsAt, now),
                  },
                  { key: 'until', title: '到', value: (row) => row.endsAt, cell: (row) => showInstant(row.endsAt, now) },
                  { key: 'name', title: '姓名', value: (row) => row.name },
                  { key: 'phone', title: '值班电话', value: (row) => row.callAt ?? '' },
                  {
                    key: 'turn',
                    title: '班次',
                    value: (row) => (row.turn === 1 ? '值班' : '备班'),
                    cell: (row) => (row.turn === 1 ? <Tag tone="acc">值班</Tag> : <Tag>备班</Tag>),
                  },
                  {
                    key: 'do',
                    title: '办理',
                    value: () => '',
                    cell: (row) =>
                      roster.keep && row.endsAt > now ? (
                        <ActionButton
                          size="small"
                          action="network.change-shift"
                          of={shiftForm}
                          title={`${showInstant(row.startsAt, now)} 这一班换人`}
                          label="换人"
                          fixed={{ dutyId: row.dutyId }}
                        />
                      ) : (
                        <Muted>{row.endsAt <= now ? '已过' : ''}</Muted>
                      ),
                  },
                ]}
              />
            </Panel>
          )}
        </Answer>
      </Stack>
    </Page>
  )
}
