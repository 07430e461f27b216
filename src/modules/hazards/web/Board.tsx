import {
  ActionButton,
  Choices,
  Empty,
  Go,
  GroupHead,
  Page,
  Panel,
  PaperButton,
  showDate,
  Stack,
  subjectPath,
  Table,
  useAsk,
  useChoices,
  useGo,
  useNow,
} from '#web/ui/index.ts'
import { hazardLife } from '../lifecycle.ts'
import { foundForm } from '../schema.ts'
import { kinds, type PlaceKind, places } from '../words.ts'
import type { BoardAnswer } from './answers.ts'
import { StateTags } from './panels.tsx'
import { PlacePicker } from './pickers.tsx'

/** The ledger: what may hurt at once and what is late above, schools and communities before the rest. */
export default function Board() {
  const choices = useChoices(['state', 'place', 'late', 'mine'])
  const go = useGo()
  const now = useNow()
  const { state, place, late, mine } = choices.at
  const params = {
    ...(state ? { states: [state] } : {}),
    ...(place ? { place } : {}),
    ...(late ? { late: true } : {}),
    ...(mine ? { mine: true } : {}),
  }
  const asked = useAsk<BoardAnswer>('hazards.board', params, { keepPrevious: true })
  const { data } = asked
  const busy = data?.places.filter((each) => each.open > 0) ?? []
  return (
    <Page
      title="隐患台账"
      sub="可能伤到孩子的：发现、交办、整改，别的单位看过才销号"
      actions={
        <>
          <ActionButton
            action="hazards.record-found"
            of={foundForm}
            title="登记隐患"
            look="main"
            icon="plus"
            pickers={{ placeId: PlacePicker }}
            draftKey="hazards:found"
            onDone={({ reply }) => go(subjectPath('hazard', String((reply as { hazardId?: string }).hazardId)))}
          />
          <PaperButton query="hazards.sheet" params={params} how="save">
            下载台账
          </PaperButton>
        </>
      }
    >
      <Stack>
        <Choices
          of={choices}
          items={[
            { at: {}, title: '全部', count: data?.states.reduce((sum, each) => sum + each.count, 0) },
            ...(data?.states ?? []).map((each) => ({
              at: { state: each.state },
              title: hazardLife.states[each.state].zh,
              count: each.count,
            })),
            { at: { late: '1' }, title: '逾期', count: data?.late },
            { at: { mine: '1' }, title: '交给本单位的', count: data?.mine },
          ]}
        />
        {busy.length > 0 ? (
          <Panel title="没有消除的，按地方">
            <Choices
              of={choices}
              items={busy.map((each) => ({
                at: { place: each.place },
                title: `${places[each.place]} ${each.open}${each.late > 0 ? `，逾期 ${each.late}` : ''}`,
              }))}
            />
          </Panel>
        ) : null}
        <Panel flush>
          {place ? <GroupHead title={places[place as PlaceKind] ?? place} count={data?.total ?? 0} /> : null}
          <Table
            title="隐患台账"
            asked={asked}
            rows={data?.items}
            total={data?.total}
            unit="处"
            rowKey={(row) => row.hazardId}
            onOpen={(row) => go(subjectPath('hazard', row.hazardId))}
            rowTone={(row) => (row.late || (row.urgent && row.state !== 'closed') ? 'red' : undefined)}
            empty={
              <Empty title="没有这样的隐患">先到学校、社区周边看一遍，看到的用“登记隐患”记下来，手机上也能记、能拍照。</Empty>
            }
            columns={[
              {
                key: 'what',
                title: '隐患',
                value: (row) => `${kinds[row.kind]}：${row.what}`,
                cell: (row) => (
                  <Go to={subjectPath('hazard', row.hazardId)}>
                    {`${kinds[row.kind]}：${row.what.length > 40 ? `${row.what.slice(0, 40)}…` : row.what}`}
                  </Go>
                ),
                wraps: true,
              },
              {
                key: 'place',
                title: '地方',
                value: (row) => [places[row.place], row.at, row.where].filter(Boolean).join('，'),
                wraps: true,
              },
              {
                key: 'state',
                title: '进度',
                value: (row) => hazardLife.states[row.state].zh,
                cell: (row) => <StateTags hazard={row} />,
              },
              { key: 'body', title: '整改单位', value: (row) => row.body ?? '' },
              {
                key: 'due',
                title: '期限',
                value: (row) => row.dueOn ?? '',
                cell: (row) => (row.dueOn ? showDate(row.dueOn, now) : '还没有定'),
              },
              { key: 'finder', title: '发现单位', value: (row) => row.finder, wideOnly: true },
              { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
