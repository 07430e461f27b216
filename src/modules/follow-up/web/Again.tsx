import {
  Answer,
  Banner,
  Button,
  Empty,
  Facts,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { FEW, seasons } from '../rules-again.ts'
import { causes } from '../words-needs.ts'
import { NeedsNav } from './NeedsNav.tsx'
import { type AgainAnswer, type PatternAnswer, wordsOf } from './needs-answers.ts'
import { AgainButtons } from './needs-buttons.tsx'

interface Figures {
  from: string
  to: string
  times: number
  persons: number
  cells: { month: string; cause: string; times: number; persons: number }[]
  homes: { division: string | null; name: string | null; times: number; persons: number }[]
  pattern: PatternAnswer
  sayings: string[]
}

const allCauses: Record<string, string> = { ...causes, untold: '还没问明' }

/** Who was found again, why, and what an area can do before it happens. */
export default function Again() {
  return (
    <Page
      title="反复流浪"
      sub={<Muted>返乡后又流浪、走失的；受理时自动记上，也可以由镇街、村上报</Muted>}
      actions={
        <PaperButton query="follow-up.again-sheet" how="save">
          下载 Excel
        </PaperButton>
      }
    >
      <Stack>
        <NeedsNav here="/follow-up/again" />
        <Area />
        <List />
      </Stack>
    </Page>
  )
}

function Area() {
  const { search, setSearch } = useRoute()
  const asked = useAsk<Figures>('follow-up.again-figures', search['from'] ? { from: search['from'] } : {})
  return (
    <Answer of={asked}>
      {(figures) => {
        const sums = Object.keys(allCauses)
          .map((key) => ({
            key,
            times: figures.cells.filter((cell) => cell.cause === key).reduce((sum, cell) => sum + cell.times, 0),
            months: figures.cells.filter((cell) => cell.cause === key).length,
          }))
          .filter((each) => each.times > 0)
          .toSorted((a, b) => b.times - a.times)
        return (
          <Panel title="原因和规律" sub={`${figures.from} 至 ${figures.to}，${figures.times} 次，${figures.persons} 人`}>
            <Stack>
              {figures.times < FEW ? <Banner tone="acc">次数少，只看个案，不看比例。</Banner> : null}
              {sums.length > 0 ? (
                <Row>
                  {sums.map((each) => (
                    <Button
                      key={each.key}
                      look={search['cause'] === each.key ? 'main' : 'plain'}
                      aria-pressed={search['cause'] === each.key}
                      onClick={() => setSearch({ cause: search['cause'] === each.key ? undefined : each.key })}
                    >
                      {allCauses[each.key]} {each.times} 次
                    </Button>
                  ))}
                </Row>
              ) : (
                <Muted>这段时间没有再次流浪的记录。</Muted>
              )}
              <Facts
                rows={[
                  [
                    '季节',
                    figures.times === 0
                      ? undefined
                      : Object.entries(seasons)
                          .map(([key, word]) => `${word} ${figures.pattern.bySeason[key] ?? 0}`)
                          .join('，'),
                  ],
                  ['规律', figures.sayings.length > 0 ? figures.sayings.join('；') : undefined],
                ]}
              />
              {figures.homes.length > 0 ? (
                <Row>
                  <Muted>从哪里来：</Muted>
                  {figures.homes.slice(0, 12).map((home) => (
                    <Button
                      key={home.division ?? 'none'}
                      size="small"
                      look={search['division'] !== undefined && search['division'] === home.division ? 'main' : 'plain'}
                      disabled={home.division === null}
                      onClick={() =>
                        setSearch({ division: search['division'] === home.division ? undefined : (home.division ?? undefined) })
                      }
                    >
                      {home.name ?? '户籍不详'} {home.times} 次 {home.persons} 人
                    </Button>
                  ))}
                </Row>
              ) : null}
              <Months cells={figures.cells} />
            </Stack>
          </Panel>
        )
      }}
    </Answer>
  )
}

function Months({ cells }: { cells: Figures['cells'] }) {
  if (cells.length === 0) return null
  return (
    <Table
      title="反复流浪原因按月"
      rows={cells}
      total={cells.length}
      unit="行"
      rowKey={(row) => `${row.month}:${row.cause}`}
      empty={<Empty title="没有" />}
      columns={[
        { key: 'month', title: '月份', value: (row) => row.month },
        { key: 'cause', title: '原因', value: (row) => allCauses[row.cause] ?? row.cause },
        { key: 'times', title: '次', value: (row) => row.times },
        { key: 'persons', title: '人', value: (row) => row.persons },
      ]}
    />
  )
}

function List() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const untold = search['untold'] === '1'
  const asked = useAsk<{ items: AgainAnswer[]; total: number; persons: number }>(
    'follow-up.again-list',
    {
      ...(search['cause'] ? { cause: search['cause'] } : {}),
      ...(search['division'] ? { division: search['division'] } : {}),
      ...(untold ? { untold: true } : {}),
    },
    { keepPrevious: true },
  )
  return (
    <Panel title="名单" sub={asked.data ? `${asked.data.total} 次，${asked.data.persons} 人` : undefined} flush>
      <Table
        title="反复流浪"
        asked={asked}
        rows={asked.data?.items}
        total={asked.data?.total}
        unit="次"
        rowKey={(row) => row.againId}
        rowTone={(row) => (row.toldAt === null ? 'amb' : undefined)}
        tools={
          <Button
            aria-pressed={untold}
            look={untold ? 'main' : 'plain'}
            onClick={() => setSearch({ untold: untold ? undefined : '1' })}
          >
            只看没反馈的
          </Button>
        }
        empty={<Empty title="没有再次流浪的">有人再次受理，会自己出现在这里。</Empty>}
        columns={[
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => (row.fileId ? <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go> : row.name),
          },
          { key: 'at', title: '再次流浪', value: (row) => row.foundAt, cell: (row) => showInstant(row.foundAt, now) },
          { key: 'place', title: '在哪里', value: (row) => row.place ?? '', wideOnly: true },
          { key: 'times', title: '第几次', value: (row) => row.times },
          {
            key: 'causes',
            title: '原因',
            value: (row) => wordsOf(causes, row.causes),
            cell: (row) => (row.causes.length > 0 ? wordsOf(causes, row.causes) : <Muted>还没问明</Muted>),
          },
          {
            key: 'told',
            title: '反馈民政局',
            value: (row) => row.toldAt ?? 0,
            cell: (row) => (row.toldAt === null ? <Tag tone="amb">没有反馈</Tag> : showInstant(row.toldAt, now)),
          },
          { key: 'act', title: '办理', value: () => '', wraps: true, cell: (row) => <AgainButtons again={row} /> },
        ]}
      />
    </Panel>
  )
}
