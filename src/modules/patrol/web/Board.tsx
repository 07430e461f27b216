import {
  ActionButton,
  Answer,
  Columns,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  showDate,
  showInstant,
  Stack,
  Table,
  useGo,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { planShiftForm, settleSetAsideForm } from '../schema.ts'
import { shiftLife } from '../lifecycle.ts'
import { shiftKinds } from '../words.ts'
import { type Aside, type ShiftLine, useBoard, useComing } from './answers.ts'
import { ComingList, Encounters, ShiftTag, Two } from './parts.tsx'
import { AreaPicker, OrganisationPicker } from './pickers.tsx'

/** Tonight: who is out and where, whom they met, who is coming, what no phone could enter. */
export default function Board() {
  const asked = useBoard()
  const coming = useComing()
  const go = useGo()
  const now = useNow()
  const may = useMay()
  const { data } = asked
  const month = data?.night.slice(0, 7)
  return (
    <Page
      title="街面巡查"
      sub={data ? `${showDate(data.night, now)} 夜` : '今晚'}
      actions={
        <>
          <ActionButton
            action="patrol.plan-shift"
            of={planShiftForm}
            title="排班"
            look="main"
            icon="plus"
            initial={{ ...(data ? { date: data.night } : {}), kind: 'routine', from: '21:30', to: '00:30' }}
            pickers={{ areaId: AreaPicker, organisationId: OrganisationPicker }}
            draftKey="patrol:plan"
          />
          {may('patrol.plans') ? <Go to="/patrol/plans">排班表</Go> : null}
          {may('patrol.sleepers') ? <Go to="/patrol/sleepers">常在街面的人</Go> : null}
          {may('patrol.areas') ? <Go to="/patrol/areas">区域和点位</Go> : null}
          {month && may('patrol.sheet') ? (
            <PaperButton query="patrol.sheet" params={{ month }} how="save">
              下载本月台账
            </PaperButton>
          ) : null}
        </>
      }
    >
      <Stack>
        {data && data.setAside.length > 0 ? (
          <Panel title="手机上没能入账的记录" sub={`${data.setAside.length} 条等人处理`}>
            <Stack>
              {data.setAside.map((each) => (
                <OneAside key={each.id} aside={each} />
              ))}
            </Stack>
          </Panel>
        ) : null}
        <Columns layout="main-side">
          <Stack>
            <Panel title="今晚的班" flush>
              <Table
                title="今晚的班"
                asked={asked}
                rows={data?.shifts}
                unit="班"
                rowKey={(row) => row.shiftId}
                onOpen={(row) => go(`/patrol/shift/${row.shiftId}`)}
                empty={<Empty title="今晚没有排班">用“排班”安排，手机上也可以直接开始巡查。</Empty>}
                columns={[
                  {
                    key: 'area',
                    title: '区域、状态',
                    value: (row) => [row.area, shiftLife.states[row.state].zh, shiftKinds[row.kind]].join('，'),
                    cell: (row) => (
                      <>
                        <div>
                          <Go to={`/patrol/shift/${row.shiftId}`}>{row.area || '一班'}</Go>
                        </div>
                        <ShiftTag shift={row} /> <Muted>{shiftKinds[row.kind]}</Muted>
                      </>
                    ),
                  },
                  {
                    key: 'from',
                    title: '时间',
                    value: (row) => row.from,
                    cell: (row) => <Two first={showInstant(row.from, now)} second={`至 ${showInstant(row.to, now)}`} />,
                  },
                  { key: 'crew', title: '参加', value: (row) => row.crew.join('、'), wraps: true },
                  {
                    key: 'last',
                    title: '到哪里了、见到',
                    value: (row) => [reachedWords(row, now), countedWords(row)].filter(Boolean).join('；'),
                    cell: (row) => <Two first={reachedWords(row, now)} second={countedWords(row)} />,
                    wraps: true,
                  },
                ]}
              />
            </Panel>
            <Panel title="一天来见到的人" flush>
              <Encounters title="一天来见到的人" rows={data?.met.items} total={data?.met.total ?? 0} />
            </Panel>
          </Stack>
          <Stack>
            <Panel title="正送来、等接待">
              <Answer of={coming}>
                {(found) =>
                  found.items.length > 0 ? <ComingList rows={found.items} /> : <Empty title="现在没有人正送来，也没有人等接待" />
                }
              </Answer>
            </Panel>
            <Panel title="各区域" flush>
              <Table
                title="各区域"
                asked={asked}
                rows={data?.areas}
                unit="个"
                rowKey={(row) => row.areaId}
                empty={
                  <Empty title="还没有巡查区域">
                    {may('patrol.set-area')
                      ? '到“区域和点位”划定，写明负责的站和参加的单位。'
                      : '请救助站或民政局划定，并把本单位写进参加单位。'}
                  </Empty>
                }
                columns={[
                  {
                    key: 'name',
                    title: '区域',
                    value: (row) => row.name,
                    cell: (row) => <Go to={`/patrol/sleepers?area=${row.areaId}`}>{row.name}</Go>,
                  },
                  { key: 'sleepers', title: '常在', value: (row) => row.sleepers },
                  { key: 'unseen', title: '一天没见到', value: (row) => row.unseen },
                  { key: 'met', title: '见到', value: (row) => row.met },
                ]}
              />
            </Panel>
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}

const reachedWords = (row: ShiftLine, now: number) =>
  row.lastAt === null ? '' : `${row.lastPlace ?? '途中'}，${showInstant(row.lastAt, now)}`
const countedWords = (row: ShiftLine) => (row.state === 'planned' ? '' : `见到 ${row.met} 人次，查点 ${row.checked} 处`)

function OneAside({ aside }: { aside: Aside }) {
  const now = useNow()
  return (
    <div>
      <b>{aside.title}</b> <Muted>{`${aside.by}，${showInstant(aside.recordedAt, now)}`}</Muted>
      <p>{[aside.refusal ? `没有入账：${aside.refusal}` : '', `说明：${aside.reason}`].filter(Boolean).join(' ')}</p>
      <details>
        <summary>原样的记录</summary>
        <pre>{aside.form}</pre>
      </details>
      <ActionButton action="patrol.settle-set-aside" of={settleSetAsideForm} title="处理" fixed={{ id: aside.id }} />
    </div>
  )
}
