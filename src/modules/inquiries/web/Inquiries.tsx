import {
  Button,
  Empty,
  Go,
  Page,
  Panel,
  Row,
  showInstant,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { channels, type Tab, tabs } from '../words.ts'
import type { InquiryLine, ListAnswer } from './answers.ts'

const empties: Record<Tab, [string, string]> = {
  waiting: ['没有待看的登记', '网上来的登记先在这里，看过才比对。'],
  looking: ['没有在找的登记', '接到家属电话，按“登记家属寻亲”。'],
  lead: ['还没有确认的比对', '两人确认以后会出现在这里。'],
  closed: ['没有办结的登记', '办结、搁置、并入的都在这里。'],
}

/** Families' inquiries by where they stand. */
export default function Inquiries() {
  const { search, setSearch } = useRoute()
  const tab: Tab = search['tab'] && search['tab'] in tabs ? (search['tab'] as Tab) : 'waiting'
  const asked = useAsk<ListAnswer>('inquiries.list', { tab, limit: 200 }, { every: 60_000, keepPrevious: true })
  const go = useGo()
  const may = useMay()
  const now = useNow()
  const [title, next] = empties[tab]
  const several = new Set(asked.data?.items.map((row) => row.organisation)).size > 1
  return (
    <Page
      title="家属寻亲"
      sub="有没有找到，由工作人员核实以后再说"
      actions={
        <>
          {may('inquiries.receive') ? (
            <Button look="main" onClick={() => go('/inquiries/new')}>
              登记家属寻亲
            </Button>
          ) : null}
          {may('inquiries.import-rows') ? <Button onClick={() => go('/inquiries/import')}>导入名单</Button> : null}
          {may('inquiries.import-pfif') ? <Button onClick={() => go('/inquiries/exchange')}>与外部寻人库交换</Button> : null}
          {may('inquiries.helpers') ? <Button onClick={() => go('/inquiries/helpers')}>协助人</Button> : null}
        </>
      }
    >
      <Panel flush>
        <Table<InquiryLine>
          title="家属寻亲登记"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          rowKey={(row) => row.inquiryId}
          onOpen={(row) => go(subjectPath('inquiry', row.inquiryId))}
          rowTone={(row) => (row.risk ? 'red' : row.lead ? 'amb' : undefined)}
          exportable={false}
          unit="份"
          tools={
            <Row>
              {Object.entries(tabs).map(([key, label]) => (
                <Button
                  key={key}
                  size="small"
                  look={key === tab ? 'main' : 'plain'}
                  aria-pressed={key === tab}
                  onClick={() => setSearch({ tab: key })}
                >
                  {`${label} ${asked.data?.counts[key as Tab] ?? ''}`}
                </Button>
              ))}
            </Row>
          }
          empty={<Empty title={title}>{next}</Empty>}
          columns={[
            {
              key: 'name',
              title: '找谁',
              value: (row) => row.name,
              cell: (row) => (
                <Go to={subjectPath('inquiry', row.inquiryId)}>
                  {row.risk ? '风险登记，写明理由再看' : (row.name ?? '姓名不详')}
                </Go>
              ),
            },
            { key: 'no', title: '编号', value: (row) => row.no },
            { key: 'sex', title: '性别', value: (row) => (row.sex === 'male' ? '男' : row.sex === 'female' ? '女' : '') },
            { key: 'lost', title: '走失', value: (row) => row.lostOn },
            { key: 'home', title: '家', value: (row) => row.home, wideOnly: true },
            ...(several ? [{ key: 'organisation', title: '单位', value: (row: InquiryLine) => row.organisation }] : []),
            { key: 'channel', title: '来路', value: (row) => channels[row.channel] },
            {
              key: 'notes',
              title: '提示',
              wraps: true,
              value: (row) =>
                [
                  row.lead ? '线索' : '',
                  row.minor ? '未成年' : '',
                  row.doubles > 0 ? '可能重复' : '',
                  row.photos > 0 ? (row.faceConsent ? '有照片，同意比对' : '有照片') : '',
                ]
                  .filter(Boolean)
                  .join('，'),
            },
            { key: 'state', title: '状态', value: (row) => row.stateWord, cell: (row) => <Tag>{row.stateWord}</Tag> },
            { key: 'at', title: '登记', value: (row) => row.receivedAt, cell: (row) => showInstant(row.receivedAt, now) },
          ]}
        />
      </Panel>
    </Page>
  )
}
