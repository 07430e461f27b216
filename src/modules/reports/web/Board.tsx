import { useState } from 'react'
import {
  ActionButton,
  Button,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDue,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useNow,
  useMay,
  useRoute,
} from '#web/ui/index.ts'
import { reportLife } from '../lifecycle.ts'
import { receiveForm } from '../schema.ts'
import { abouts, channels } from '../words.ts'
import { type Counts, type Lines, type ReportLine, wordOf } from './answers.ts'
import { Receipt, ReportsNav, ReportTags } from './parts.tsx'
import { Floods, Similar } from './street-parts.tsx'
import { TownPicker } from './pickers.tsx'
import './reports.css'

const views = { open: '没办完的', answer: '等答复报告人的', all: '全部' } as const
const sides = { receiver: '本单位接的', desk: '移交、上报来的', sent: '派给本单位的', range: '辖区' } as const

const about = (row: ReportLine) => row.about.map((each) => wordOf(abouts, each)).join('、')
const steps = (row: ReportLine) =>
  row.sent === 0 ? '没有派单' : `派 ${row.sent}，接 ${row.acknowledged}${row.onSceneAt === null ? '' : '，已到场'}`

function Filter({
  label,
  list,
  value,
  onChange,
}: {
  label: string
  list: Record<string, string>
  value: string | undefined
  onChange(value: string | undefined): void
}) {
  return (
    <select
      className="g-input r-filter"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{label}：全部</option>
      {Object.entries(list).map(([key, word]) => (
        <option key={key} value={key}>
          {word}
        </option>
      ))}
    </select>
  )
}

/** The desk: what waits for somebody to be sent above, then what nobody acknowledged, then what is under way. */
export default function Board() {
  const { search, setSearch } = useRoute()
  const go = useGo()
  const now = useNow()
  const [receipt, setReceipt] = useState<{ number: string; code: string; reportId: string } | null>(null)
  const view = search['view'] === 'answer' || search['view'] === 'all' ? search['view'] : 'open'
  const sentToUs = search['sent'] === '1'
  const pick = (key: 'about' | 'channel') => (search[key] ? { [key]: search[key] } : {})
  const may = useMay()
  const asked = useAsk<Lines & { inFloods: number }>(
    'reports.board',
    { state: view, ...(sentToUs ? { sentToUs } : {}), ...pick('about'), ...pick('channel') },
    { keepPrevious: true, every: 60_000 },
  )
  const counts = useAsk<Counts>('reports.counts').data
  const number = { open: counts?.received, answer: counts?.answers, all: undefined }
  return (
    <Page
      title="线索报告"
      sub="接报、派单、到场、会商、办结，每个报告人都要答复"
      actions={
        <Row>
          <PaperButton query="reports.sheet" params={{}} how="save">
            导出台账
          </PaperButton>
          <ActionButton<typeof receiveForm, { reportId: string; number: string; code: string }>
            action="reports.receive"
            of={receiveForm}
            title="接报登记"
            look="main"
            icon="phone"
            pickers={{ townId: TownPicker }}
            draftKey="reports:receive"
            intro={
              <p className="g-muted">
                有人正在受伤害，先打 110。写明怎么接到的、反映什么、看到了什么就能交；报告人另外存，派去的单位看不到。
              </p>
            }
            onDone={({ reply }) => setReceipt(reply)}
          />
        </Row>
      }
    >
      <Stack>
        <ReportsNav here="/reports" />
        {receipt ? (
          <Stack>
            <Receipt {...receipt} />
            {may('reports.report') ? <Similar subjectId={receipt.reportId} /> : null}
            <Row>
              <Button look="main" onClick={() => go(subjectPath('report', receipt.reportId))}>
                打开这份报告，派单
              </Button>
              <Button onClick={() => setReceipt(null)}>记下了</Button>
            </Row>
          </Stack>
        ) : null}
        <Row>
          {(Object.keys(views) as (keyof typeof views)[]).map((each) => (
            <Button
              key={each}
              size="small"
              look={view === each ? 'main' : 'plain'}
              aria-pressed={view === each}
              onClick={() => setSearch({ view: each === 'open' ? undefined : each })}
            >
              {number[each] ? `${views[each]}（${each === 'open' ? '待处理 ' : ''}${number[each]}）` : views[each]}
            </Button>
          ))}
          <Filter label="反映什么" list={abouts} value={search['about']} onChange={(about) => setSearch({ about })} />
          <Filter label="怎么接到的" list={channels} value={search['channel']} onChange={(channel) => setSearch({ channel })} />
          <Button
            size="small"
            look={sentToUs ? 'main' : 'plain'}
            aria-pressed={sentToUs}
            onClick={() => setSearch({ sent: sentToUs ? undefined : '1' })}
          >
            {counts?.mine ? `派给本单位的（等接单 ${counts.mine}）` : '派给本单位的'}
          </Button>
        </Row>
        <Floods inFloods={asked.data?.inFloods ?? 0} />
        <Panel flush>
          <Table
            title="线索报告"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            unit="份"
            rowKey={(row) => row.reportId}
            onOpen={(row) => go(subjectPath('report', row.reportId))}
            rowTone={(row) =>
              row.emergency && row.state === 'received' ? 'red' : row.nextDue !== null && row.nextDue < now ? 'amb' : undefined
            }
            empty={
              <Empty title="没有这样的报告">
                接到电话、有人来说，用右上角“接报登记”记下来；网上报的、别的单位报的会自己到这里。
              </Empty>
            }
            columns={[
              {
                key: 'no',
                title: '编号',
                value: (row) => row.no,
                cell: (row) => <Go to={subjectPath('report', row.reportId)}>{row.no}</Go>,
              },
              {
                key: 'what',
                title: '情况',
                value: (row) => [row.place, row.what].filter(Boolean).join('：'),
                cell: (row) => {
                  const said = [row.place, row.what].filter(Boolean).join('：')
                  return said.length > 48 ? `${said.slice(0, 48)}…` : said
                },
                wraps: true,
              },
              { key: 'about', title: '反映', value: about, wideOnly: true },
              {
                key: 'state',
                title: '进展',
                value: (row) => reportLife.states[row.state].zh,
                cell: (row) => <ReportTags report={row} now={now} />,
              },
              { key: 'steps', title: '派单', value: steps },
              {
                key: 'scene',
                title: '到场',
                value: (row) => (row.onSceneAt === null ? '' : '已到场'),
                cell: (row) =>
                  row.dueScene === null ? '' : <Tag tone={row.dueScene < now ? 'red' : 'amb'}>{showDue(row.dueScene, now)}</Tag>,
              },
              {
                key: 'received',
                title: '接到',
                value: (row) => row.receivedAt,
                cell: (row) => showInstant(row.receivedAt, now),
              },
              { key: 'side', title: '本单位', value: (row) => sides[row.mine], wideOnly: true },
              {
                key: 'channel',
                title: '渠道',
                value: (row) => (row.mine === 'sent' ? '' : (wordOf(channels, row.channel) ?? '')),
                wideOnly: true,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
