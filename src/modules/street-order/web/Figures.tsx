import {
  Answer,
  Button,
  Facts,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  Stat,
  Table,
  Tag,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { kinds, outcomes, type Outcome } from '../words.ts'
import type { FiguresAnswer } from './answers.ts'
import { Nav } from './Nav.tsx'

interface Line {
  key: string
  name: string
  counts: number[]
  total: number
  at: string
}

/** Counted over time: by kind, by area; each number leads to its cases. */
export default function Figures() {
  const { search, setSearch } = useRoute()
  const kind = search['kind']
  const now = useNow()
  const asked = useAsk<FiguresAnswer>('street-order.figures', kind ? { kind } : {}, { keepPrevious: true })
  return (
    <Page
      title="街面问题按月"
      sub="文件要求逐步减少；这里只数登记过的"
      actions={
        <PaperButton query="street-order.figures-sheet" params={{}} how="save">
          下载统计表
        </PaperButton>
      }
    >
      <Stack>
        <Nav at="/street-order/figures" />
        <Row>
          <Button size="small" look={kind ? 'plain' : 'main'} onClick={() => setSearch({ kind: undefined })}>
            全部类别
          </Button>
          {Object.entries(kinds).map(([key, title]) => (
            <Button key={key} size="small" look={kind === key ? 'main' : 'plain'} onClick={() => setSearch({ kind: key })}>
              {title}
            </Button>
          ))}
        </Row>
        <Answer of={asked}>
          {(data) => (
            <Stack>
              <Panel title="是不是少了">
                <Row>
                  <Stat label={`近三个整月（${data.trend.months[0]} 起）`} value={data.trend.now} />
                  <Stat label="再前三个月" value={data.trend.before} />
                  <Stat label="解救、送站" value={data.rescued} />
                  <Tag tone={data.trend.fewer === null ? undefined : data.trend.fewer ? 'grn' : 'amb'}>
                    {data.trend.fewer === null ? '登记不满半年，还比不了' : data.trend.fewer ? '比以前少' : '没有比以前少'}
                  </Tag>
                </Row>
                <Facts
                  rows={[
                    [
                      '联合行动',
                      data.operation.last
                        ? `最近一次 ${showDate(data.operation.last, now)}，下一次 ${showDate(data.operation.by, now)} 以前（暂定每季度一次）${data.operation.late ? '，已过' : ''}`
                        : '还没有登记过（暂定每季度一次）',
                    ],
                    [
                      '处置结果',
                      data.outcomes
                        .map((each) => `${outcomes[each.outcome as Outcome] ?? each.outcome} ${each.count}`)
                        .join('，') || '还没有',
                    ],
                  ]}
                />
              </Panel>
              <Months
                title="按类别"
                months={data.months}
                lines={data.kinds.map((each) => ({ ...each, key: each.kind, name: kinds[each.kind], at: `kind=${each.kind}` }))}
                asked={asked}
              />
              <Months
                title="按镇街"
                months={data.months}
                lines={data.areas.map((each) => ({
                  ...each,
                  key: each.areaId ?? 'none',
                  at: [each.areaId ? `area=${each.areaId}` : '', kind ? `kind=${kind}` : ''].filter(Boolean).join('&'),
                }))}
                asked={asked}
              />
            </Stack>
          )}
        </Answer>
      </Stack>
    </Page>
  )
}

interface MonthsProps {
  title: string
  months: string[]
  lines: Line[]
  asked: unknown
}

function Months({ title, months, lines, asked }: MonthsProps) {
  return (
    <Panel title={title} flush>
      <Table
        title={title}
        asked={asked as never}
        rows={lines}
        rowKey={(row) => row.key}
        empty="还没有登记过。"
        columns={[
          { key: 'name', title, value: (row) => row.name },
          ...months.map((month, index) => ({
            key: month,
            title: month.slice(2),
            value: (row: Line) => String(row.counts[index] ?? 0),
            cell: (row: Line) =>
              row.counts[index] ? <Go to={`/street-order?month=${month}&${row.at}`}>{String(row.counts[index])}</Go> : '·',
          })),
          { key: 'total', title: '合计', value: (row) => String(row.total) },
        ]}
      />
    </Panel>
  )
}
