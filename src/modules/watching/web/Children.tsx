import { useState } from 'react'
import {
  act,
  Button,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  type Refusal,
  RefusalNote,
  Row,
  say,
  Stack,
  subjectPath,
  Table,
  useAsk,
  useAskAgain,
  useGo,
  useMay,
  useRoute,
} from '#web/ui/index.ts'
import { type Bucket, buckets, type Risk, risks } from '../words.ts'
import type { ChildLine, ListAnswer } from './answers.ts'
import { Nav } from './Nav.tsx'
import './watch.css'
import { dueWords, kindWords, RiskTag, TrendTag } from './tags.tsx'

const views = { due: '按期限', changes: '有变化的', census: '本学期没普查的' } as const

/** Who is in the register: by the day by which they are to be seen, by what changed, by who lacks the census. */
export default function Children() {
  const { search, setSearch } = useRoute()
  const go = useGo()
  const may = useMay()
  const view = (search['view'] && search['view'] in views ? search['view'] : 'due') as keyof typeof views
  const [behind, setBehind] = useState<string[]>([])
  const filter = {
    view,
    ...(search['bucket'] ? { bucket: search['bucket'] } : {}),
    ...(search['risk'] ? { risk: search['risk'] } : {}),
    ...(search['place'] === undefined ? {} : { place: search['place'] }),
  }
  const after = behind.at(-1)
  const asked = useAsk<ListAnswer>('watching.children', { ...filter, ...(after ? { after } : {}) }, { keepPrevious: true })
  const choose = (change: Record<string, string | undefined>) => {
    setBehind([])
    setSearch(change)
  }
  const today = asked.data?.today ?? ''
  return (
    <Page
      title="在册的孩子"
      actions={
        <Row>
          <PaperButton query="watching.round-sheet" params={filter} how="save">
            下载名单
          </PaperButton>
          {may('watching.register-sheet') ? (
            <PaperButton query="watching.register-sheet" params={{}} how="save">
              下载本单位登记册
            </PaperButton>
          ) : null}
        </Row>
      }
    >
      <Stack>
        <Nav here="/watching/children" />
        <Panel flush>
          <Table
            title="在册的孩子"
            unit="人"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            rowKey={(row) => row.childId}
            onOpen={(row) => go(subjectPath('child-file', row.childId))}
            rowTone={(row) => (row.nextOn < today ? 'red' : row.risk === 'high' ? 'amb' : undefined)}
            tools={
              <Row>
                <Choice label="怎么看" options={views} value={view} onChange={(each) => choose({ view: each })} />
                <Choice
                  label="期限"
                  options={buckets}
                  value={search['bucket'] as Bucket | undefined}
                  any="全部期限"
                  onChange={(bucket) => choose({ bucket })}
                />
                <Choice
                  label="风险"
                  options={risks}
                  value={search['risk'] as Risk | undefined}
                  any="全部风险"
                  onChange={(risk) => choose({ risk })}
                />
                {search['place'] === undefined ? null : <Button onClick={() => choose({ place: undefined })}>看全部地方</Button>}
                {view === 'census' ? <CensusAll rows={asked.data?.items ?? []} /> : null}
              </Row>
            }
            empty={
              <Empty title={view === 'census' ? '本学期都普查过了' : '没有这样的孩子'}>
                {view === 'census' ? '下学期开学后会重新列出。' : '换一个期限或风险看看；新来的孩子可以登记或导入。'}
              </Empty>
            }
            columns={[
              {
                key: 'name',
                title: '姓名',
                value: (row) => row.name,
                cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
              },
              { key: 'age', title: '年龄', value: (row) => [row.sex, row.age].filter(Boolean).join('，') },
              { key: 'kinds', title: '类别', value: (row) => kindWords(row.kinds), wideOnly: true },
              { key: 'village', title: '村（社区）', value: (row) => row.village ?? '', wideOnly: true },
              { key: 'school', title: '学校', value: (row) => row.school ?? '', wideOnly: true },
              { key: 'risk', title: '风险', value: (row) => row.risk ?? '', cell: (row) => <RiskTag risk={row.risk} /> },
              {
                key: 'trend',
                title: '变化',
                value: (row) => row.trend,
                cell: (row) => <TrendTag trend={row.trend} missed={row.missed} />,
                wideOnly: true,
              },
              { key: 'lastOn', title: '上次', value: (row) => row.lastOn ?? '', wideOnly: true },
              {
                key: 'nextOn',
                title: '下次不晚于',
                value: (row) => row.nextOn,
                cell: (row) => {
                  const due = dueWords(row.nextOn, today)
                  return <span className={due.late ? 'g-t-red' : undefined}>{due.words}</span>
                },
              },
            ]}
          />
        </Panel>
        <Row>
          {behind.length > 0 ? <Button onClick={() => setBehind(behind.slice(0, -1))}>上一页</Button> : null}
          {asked.data?.next ? <Button onClick={() => setBehind([...behind, asked.data?.next as string])}>下一页</Button> : null}
        </Row>
      </Stack>
    </Page>
  )
}

interface ChoiceProps<K extends string> {
  label: string
  options: Readonly<Record<K, string>>
  value: K | undefined
  any?: string
  onChange(value: string | undefined): void
}
function Choice<K extends string>({ label, options, value, any, onChange }: ChoiceProps<K>) {
  return (
    <select
      className="g-input watch-choice"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      {any ? <option value="">{any}</option> : null}
      {Object.entries<string>(options).map(([key, word]) => (
        <option key={key} value={key}>
          {word}
        </option>
      ))}
    </select>
  )
}

/** Registers the listed children for the term in one act; whoever left is taken out by a look of its own. */
function CensusAll({ rows }: { rows: readonly ChildLine[] }) {
  const may = useMay()
  const askAgain = useAskAgain()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  if (!may('watching.register-census') || rows.length === 0) return null
  async function register() {
    setBusy(true)
    const outcome = await act('watching.register-census', { childIds: rows.map((each) => each.childId) })
    setBusy(false)
    if (!outcome.ok) return setRefusal(outcome.refusal)
    setRefusal(null)
    say('已普查登记')
    askAgain()
  }
  return (
    <>
      <Button look="main" busy={busy} onClick={() => void register()}>
        本页 {rows.length} 人都在册，普查登记
      </Button>
      <RefusalNote refusal={refusal} />
    </>
  )
}
