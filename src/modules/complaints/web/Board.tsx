import {
  type Asked,
  Choices,
  Columns,
  dateOf,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  showDate,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useChoices,
  useGo,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { complaintLife } from '../lifecycle.ts'
import { abouts } from '../words.ts'
import type { BoardAnswer, Group } from './answers.ts'
import { StateTags } from './panels.tsx'
import { Receive } from './Receive.tsx'
import { Statements } from './Statements.tsx'
import { Supervisor } from './Supervisor.tsx'

/** Complaints: for who looks into them the list; for everybody else the way in, and what is asked of the own house. */
export default function Complaints() {
  const may = useMay()
  return (
    <Page
      title="投诉"
      sub="不予救助、照料、工作人员、机构、收费：由被反映单位以外的人查"
      actions={may('complaints.receive') ? <Receive /> : undefined}
    >
      <Stack>
        {may('complaints.statements') ? <Statements /> : null}
        {may('complaints.name-supervisor') ? <Supervisor /> : null}
        {may('complaints.board') ? <List /> : may('complaints.receive') ? <HowItGoes /> : null}
      </Stack>
    </Page>
  )
}

function HowItGoes() {
  return (
    <Panel title="有人要投诉">
      <Stack>
        <p>谁来说都登记：来人、来电、在站的人。可以不留姓名，照原话写。</p>
        <p>登记后直接交给上级查；本单位看不到内容和投诉人。把编号和查询码抄给投诉人。</p>
        <p>不因投诉刁难任何人。投诉人说有人受伤、受侵害，先打 110，再登记报告。</p>
      </Stack>
    </Panel>
  )
}

const foundedWords = (of: Group) => (of.founded === null ? '' : `${of.founded}%（${of.lookedInto} 件）`)
const daysWords = (of: Group) => (of.days === null ? '' : `平均 ${of.days} 天`)

function Groups({
  title,
  name: key,
  asked,
  items,
  chosen,
  choose,
}: {
  title: string
  /** What stands in the address when one is chosen. */
  name: 'body' | 'about'
  asked: Asked<BoardAnswer>
  items: Group[] | undefined
  chosen: string | undefined
  choose(key: string): void
}) {
  return (
    <Panel title={title} flush>
      <Table
        title={title}
        asked={asked}
        rows={items}
        total={items?.length}
        rowKey={(row) => row.key}
        onOpen={(row) => (row.key === '' ? undefined : choose(row.key))}
        rowTone={(row) => (chosen === row.key ? 'on' : row.late > 0 ? 'red' : undefined)}
        empty={<Muted>还没有投诉。</Muted>}
        columns={[
          {
            key: 'title',
            title: key === 'body' ? '单位' : '反映什么',
            value: (row) => row.title,
            cell: (row) => (row.key === '' ? row.title : <Go to={`/complaints?${key}=${row.key}`}>{row.title}</Go>),
            wraps: true,
          },
          {
            key: 'open',
            title: '在办',
            value: (row) => (row.late > 0 ? `${row.open}，逾期 ${row.late}` : `${row.open}`),
            align: 'end',
            cell: (row) => (
              <>
                <div>{row.open}</div>
                {row.late > 0 ? <Tag tone="red">{`${row.late} 逾期`}</Tag> : null}
              </>
            ),
          },
          { key: 'count', title: '共', value: (row) => row.count },
          {
            key: 'founded',
            title: '属实、平均几天',
            value: (row) => [foundedWords(row), daysWords(row)].filter(Boolean).join('，'),
            align: 'end',
            cell: (row) => (
              <>
                <div>{foundedWords(row) || <Muted>—</Muted>}</div>
                <Muted>{daysWords(row)}</Muted>
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function List() {
  const choices = useChoices(['state', 'about', 'late', 'body'])
  const go = useGo()
  const now = useNow()
  const { state, about, late, body } = choices.at
  const params = {
    ...(state ? { states: [state] } : {}),
    ...(about ? { about } : {}),
    ...(body ? { bodyId: body } : {}),
    ...(late ? { late: true } : {}),
  }
  const asked = useAsk<BoardAnswer>('complaints.board', params, { keepPrevious: true })
  const { data } = asked
  return (
    <Stack>
      <Choices
        of={choices}
        items={[
          { at: {}, title: '全部', count: data?.states.reduce((sum, each) => sum + each.count, 0) },
          ...(data?.states ?? [])
            .filter((each) => each.count > 0 || each.state === state)
            .map((each) => ({
              at: { state: each.state },
              title: complaintLife.states[each.state].zh,
              count: each.count,
            })),
          { at: { late: '1' }, title: '逾期', count: data?.late },
        ]}
      >
        <PaperButton query="complaints.sheet" params={params} how="save">
          下载登记簿
        </PaperButton>
      </Choices>
      <Panel flush>
        <Table
          title="投诉"
          asked={asked}
          rows={data?.items}
          total={data?.total}
          unit="件"
          rowKey={(row) => row.complaintId}
          onOpen={(row) => go(subjectPath('complaint', row.complaintId))}
          rowTone={(row) => (row.late ? 'red' : undefined)}
          empty={<Empty title="没有这样的投诉">来人、来电、网页交上的投诉，应由本单位查的会出现在这里。</Empty>}
          columns={[
            {
              key: 'words',
              title: '什么事',
              value: (row) => row.words,
              cell: (row) => (
                <Go to={subjectPath('complaint', row.complaintId)}>
                  {`${abouts[row.about]}：${row.words.length > 40 ? `${row.words.slice(0, 40)}…` : row.words}`}
                </Go>
              ),
              wraps: true,
            },
            { key: 'body', title: '反映的单位', value: (row) => row.body ?? '', wraps: true },
            {
              key: 'state',
              title: '进度',
              value: (row) => complaintLife.states[row.state].zh,
              cell: (row) => <StateTags complaint={row} />,
            },
            { key: 'who', title: '谁在查', value: (row) => row.who ?? '' },
            {
              key: 'due',
              title: '期限',
              value: (row) => row.dueOn ?? '',
              cell: (row) => (row.dueOn ? showDate(row.dueOn, now) : ''),
            },
            {
              key: 'received',
              title: '收到',
              value: (row) => row.receivedAt,
              cell: (row) => showDate(dateOf(row.receivedAt), now),
              wideOnly: true,
            },
            { key: 'no', title: '编号', value: (row) => row.no, cell: (row) => <Tag>{row.no}</Tag>, wideOnly: true },
          ]}
        />
      </Panel>
      <Columns layout="even">
        <Groups
          title="按单位"
          name="body"
          asked={asked}
          items={data?.bodies}
          chosen={body}
          choose={(key) => choices.choose({ body: key })}
        />
        <Groups
          title="按反映什么"
          name="about"
          asked={asked}
          items={data?.abouts}
          chosen={about}
          choose={(key) => choices.choose({ about: key })}
        />
      </Columns>
    </Stack>
  )
}
