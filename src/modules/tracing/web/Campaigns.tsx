import {
  ActionButton,
  Answer,
  Button,
  dateOf,
  Empty,
  Go,
  Page,
  Panel,
  Row,
  showDate,
  Stat,
  Table,
  Tag,
  useAsk,
  useGo,
  useRoute,
} from '#web/ui/index.ts'
import { closeCampaignForm, openCampaignForm } from '../schema-team.ts'
import './tracing.css'

interface Campaign {
  id: string
  year: number
  openedAt: number
  until: string | null
  closedAt: number | null
  stations: number
}
type Figures = Record<'atStart' | 'interviewed' | 'noticed' | 'asked' | 'consulted' | 'identified' | 'left' | 'remaining', number>
interface Guest {
  fileId: string
  no: string
  name: string
  station: string
  arrivedAt: number
  interviews: number
  noticed: boolean
  asked: boolean
  leads: number
  consulted: number
  identifiedAt: number | null
  leftAt: number | null
}
interface Board extends Campaign {
  figures: Figures
  byStation: (Figures & { stationId: string; station: string })[]
  guests: Guest[]
}

const words: Record<keyof Figures, string> = {
  atStart: '开始时不明',
  interviewed: '已问询',
  noticed: '已公告推送',
  asked: '已请公安',
  consulted: '已请专家',
  identified: '已查明',
  left: '未明离站',
  remaining: '还不明',
}
const shows: Record<keyof Figures, (guest: Guest) => boolean> = {
  atStart: () => true,
  interviewed: (guest) => guest.interviews > 0,
  noticed: (guest) => guest.noticed,
  asked: (guest) => guest.asked,
  consulted: (guest) => guest.consulted > 0,
  identified: (guest) => guest.identifiedAt !== null,
  left: (guest) => guest.identifiedAt === null && guest.leftAt !== null,
  remaining: (guest) => guest.identifiedAt === null && guest.leftAt === null,
}

/** 大爱寻亲，温暖回家: campaigns, and the board of one. */
export default function Campaigns() {
  const asked = useAsk<{ now: number; items: Campaign[] }>('tracing.campaigns')
  const { search, setSearch } = useRoute()
  const items = asked.data?.items ?? []
  const chosen = search['campaign'] ?? items[0]?.id
  const begun = items.some((each) => each.closedAt === null)
  const june = asked.data && dateOf(asked.data.now).slice(5, 7) === '06'
  return (
    <Page
      title="大爱寻亲，温暖回家"
      sub={
        <>
          <span>六月集中寻亲</span>
          <Go to="/tracing">回到寻亲</Go>
        </>
      }
      actions={
        asked.data && !begun ? (
          <ActionButton
            action="tracing.open-campaign"
            of={openCampaignForm}
            title="启动寻亲行动"
            look={june ? 'main' : 'plain'}
            kind="modal"
            intro={june ? undefined : <p className="g-muted">现在不是六月：政策看的是六月里启动的行动，这一次不算。</p>}
          />
        ) : null
      }
    >
      {items.length > 1 ? (
        <Row>
          {items.map((each) => (
            <Button
              key={each.id}
              size="small"
              aria-pressed={each.id === chosen}
              onClick={() => setSearch({ campaign: each.id, of: undefined })}
            >
              {each.year} 年
            </Button>
          ))}
        </Row>
      ) : null}
      {asked.data && items.length === 0 ? (
        <Panel>
          <Empty title="还没有启动过">
            六月由民政局启动：辖区各站那一刻身份不明的人都列入名单，之后逐人看问询、公告、公安、查明。
          </Empty>
        </Panel>
      ) : null}
      {chosen ? <BoardOf id={chosen} /> : null}
    </Page>
  )
}

function BoardOf({ id }: { id: string }) {
  const { search, setSearch } = useRoute()
  const stationId = search['station']
  const of = (search['of'] ?? 'atStart') as keyof Figures
  const asked = useAsk<Board>('tracing.campaign', { campaignId: id, ...(stationId ? { stationId } : {}) }, { keepPrevious: true })
  const go = useGo()
  return (
    <Answer of={asked}>
      {(board) => {
        const figures = board.byStation.find((each) => each.stationId === stationId) ?? board.figures
        const station = board.byStation.find((each) => each.stationId === stationId)?.station
        return (
          <>
            <Panel
              title={`${board.year} 年`}
              sub={`${showDate(dateOf(board.openedAt))} 启动，${board.stations} 站${board.closedAt ? `，${showDate(dateOf(board.closedAt))} 结束` : board.until ? `，打算到 ${showDate(board.until)}` : ''}`}
              right={
                board.closedAt === null ? (
                  <ActionButton
                    size="small"
                    action="tracing.close-campaign"
                    of={closeCampaignForm}
                    title="结束寻亲行动"
                    fixed={{ campaignId: id }}
                    kind="modal"
                  />
                ) : (
                  <Tag>已结束</Tag>
                )
              }
            >
              <div className="t-figures">
                {(Object.keys(words) as (keyof Figures)[]).map((key) => (
                  <Stat key={key} label={words[key]} value={figures[key]} of={key === 'atStart' ? '人' : `/ ${figures.atStart}`}>
                    <Button look="link" aria-pressed={of === key} onClick={() => setSearch({ of: key })}>
                      看名单
                    </Button>
                  </Stat>
                ))}
              </div>
            </Panel>
            {board.byStation.length > 1 ? (
              <Panel title="各站" flush>
                <Table
                  title="寻亲行动各站"
                  rows={board.byStation}
                  unit="站"
                  rowKey={(row) => row.stationId}
                  empty={null}
                  columns={[
                    {
                      key: 'station',
                      title: '救助站',
                      value: (row) => row.station,
                      cell: (row) => (
                        <Button
                          look="link"
                          onClick={() => setSearch({ station: row.stationId === stationId ? undefined : row.stationId })}
                        >
                          {row.station}
                        </Button>
                      ),
                    },
                    ...(Object.keys(words) as (keyof Figures)[]).map((key) => ({
                      key,
                      title: words[key],
                      value: (row: Board['byStation'][number]) => row[key],
                    })),
                  ]}
                />
              </Panel>
            ) : null}
            <Panel title={`名单：${station ?? '全部'} ${words[of]}`} flush>
              <Table<Guest>
                title={`寻亲行动${board.year}`}
                rows={board.guests.filter(shows[of])}
                unit="人"
                rowKey={(row) => row.fileId}
                onOpen={(row) => go(`/tracing/${row.fileId}`)}
                empty={
                  <Empty title="没有这样的人" actions={<Button onClick={() => setSearch({ of: undefined })}>看全部</Button>} />
                }
                columns={[
                  {
                    key: 'name',
                    title: '姓名',
                    value: (row) => row.name,
                    cell: (row) => <Go to={`/tracing/${row.fileId}`}>{row.name}</Go>,
                  },
                  { key: 'no', title: '编号', value: (row) => row.no },
                  { key: 'station', title: '救助站', value: (row) => row.station },
                  { key: 'arrived', title: '入站', value: (row) => showDate(dateOf(row.arrivedAt)) },
                  { key: 'interviews', title: '问询', value: (row) => row.interviews },
                  { key: 'noticed', title: '公告推送', value: (row) => row.noticed },
                  { key: 'asked', title: '公安', value: (row) => row.asked },
                  { key: 'consulted', title: '专家', value: (row) => row.consulted },
                  { key: 'leads', title: '线索', value: (row) => row.leads },
                  {
                    key: 'end',
                    title: '结果',
                    value: (row) =>
                      row.identifiedAt !== null
                        ? `${showDate(dateOf(row.identifiedAt))} 查明`
                        : row.leftAt !== null
                          ? `${showDate(dateOf(row.leftAt))} 离站`
                          : '还不明',
                  },
                ]}
              />
            </Panel>
          </>
        )
      }}
    </Answer>
  )
}
