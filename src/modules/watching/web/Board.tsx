import {
  ActionButton,
  Empty,
  Go,
  MeterBar,
  Muted,
  Page,
  Panel,
  Row,
  showDate,
  Stack,
  Stat,
  Table,
  useAsk,
  useGo,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { closeRoundForm, daysForm, openRoundForm } from '../schema.ts'
import type { BoardAnswer, PlaceRow } from './answers.ts'
import { Nav } from './Nav.tsx'
import { RegisterButton } from './RegisterButton.tsx'

const sum = (rows: readonly PlaceRow[], key: Exclude<keyof PlaceRow, 'place' | 'name'>) =>
  rows.reduce((total, each) => total + each[key], 0)

/** How the round stands: by village for a town, by town for a bureau; one look, no names. */
export default function Board() {
  const asked = useAsk<BoardAnswer>('watching.board')
  const days = useAsk<{ now: { low: number; middle: number; high: number } }>('watching.days')
  const now = useNow()
  const go = useGo()
  const may = useMay()
  const { data } = asked
  const rows = data?.rows ?? []
  const list = (search: Record<string, string>) => `/watching/children?${new URLSearchParams(search)}`
  return (
    <Page
      title="排查"
      sub={data ? `${showDate(data.today, now)}，${data.termWords}` : ''}
      actions={
        <Row>
          {data?.round || !data?.lists ? null : (
            <ActionButton action="watching.open-round" of={openRoundForm} title="开始一轮排查" look="main" />
          )}
          <RegisterButton />
          <ActionButton
            action="watching.set-days"
            of={daysForm}
            title="规定多久再看一次"
            {...(days.data ? { initial: days.data.now } : {})}
          />
        </Row>
      }
    >
      <Stack>
        <Nav here="/watching" />
        {data?.round ? (
          <Panel
            title={`${data.round.own ? '' : `${data.round.by ?? ''}的`}这一轮排查`}
            sub={`${showDate(data.round.until, now)} 止`}
            right={
              data.round.own ? (
                <ActionButton
                  action="watching.close-round"
                  of={closeRoundForm}
                  title="结束这一轮"
                  fixed={{ roundId: data.round.id }}
                  kind="modal"
                />
              ) : null
            }
          >
            <Stack>
              <MeterBar label="看到的孩子" value={data.round.seen} of={Math.max(data.round.children, data.round.seen)} />
              {data.round.note ? <p>{data.round.note}</p> : null}
              {may('watching.my-round') ? <Go to="/watching/round">去看孩子</Go> : null}
            </Stack>
          </Panel>
        ) : null}
        <Row>
          <Stat label="在册" value={sum(rows, 'total')} />
          <Stat label="已过期" value={sum(rows, 'overdue')} {...(sum(rows, 'overdue') > 0 ? { tone: 'red' as const } : {})} />
          <Stat label="30 天内到期" value={sum(rows, 'soon')} />
          <Stat label="还没排查过" value={sum(rows, 'never')} />
          <Stat label="高风险" value={sum(rows, 'high')} {...(sum(rows, 'high') > 0 ? { tone: 'red' as const } : {})} />
          <Stat label="本学期已普查" value={sum(rows, 'censusDone')} of={`应普查 ${sum(rows, 'censusDue')}`} />
        </Row>
        <Panel flush>
          <Table
            title={data?.by === 'town' ? '按镇街' : '按村（社区）'}
            unit="处"
            asked={asked}
            rows={data?.rows}
            rowKey={(row) => row.place ?? 'none'}
            rowTone={(row) => (row.overdue > 0 ? 'red' : row.high > 0 ? 'amb' : undefined)}
            {...(data?.lists ? { onOpen: (row: PlaceRow) => go(list({ place: row.place ?? '' })) } : {})}
            empty={<Empty title="还没有在册的孩子">导入登记册，或者逐个登记。登记以后会按风险排出下次去看的日子。</Empty>}
            columns={[
              {
                key: 'name',
                title: data?.by === 'town' ? '镇街' : '村（社区）',
                value: (row) => row.name ?? '没有写明',
                cell: (row) =>
                  data?.lists ? (
                    <Go to={list({ place: row.place ?? '' })}>{row.name ?? '没有写明'}</Go>
                  ) : (
                    (row.name ?? '没有写明')
                  ),
              },
              { key: 'total', title: '在册', value: (row) => row.total },
              { key: 'overdue', title: '已过期', value: (row) => row.overdue },
              { key: 'soon', title: '30 天内', value: (row) => row.soon },
              { key: 'never', title: '没排查过', value: (row) => row.never, wideOnly: true },
              { key: 'high', title: '高风险', value: (row) => row.high },
              { key: 'middle', title: '中风险', value: (row) => row.middle, wideOnly: true },
              { key: 'worse', title: '变差', value: (row) => row.worse, wideOnly: true },
              { key: 'missed', title: '没见到', value: (row) => row.missed, wideOnly: true },
              {
                key: 'census',
                title: '普查',
                value: (row) => row.censusDone,
                cell: (row) => (row.censusDue > 0 ? `${row.censusDone}/${row.censusDue}` : ''),
                wideOnly: true,
              },
            ]}
          />
        </Panel>
        {days.data ? (
          <Muted>
            多久再看一次：低风险 {days.data.now.low} 天，中风险 {days.data.now.middle} 天，高风险 {days.data.now.high}{' '}
            天；每季至少一次。
          </Muted>
        ) : null}
      </Stack>
    </Page>
  )
}
