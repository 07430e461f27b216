import {
  dateOf,
  Empty,
  Go,
  Page,
  Panel,
  showInstant,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useNow,
  useRoute,
  Button,
} from '#web/ui/index.ts'
import { ageWord, leftWords, sexWord, stateWords } from './answers.ts'

interface FileLine {
  fileId: string
  no: string
  displayName: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identity: string
  station: string
  state: string
  stateWord: string
  arrivedAt: number
  leftKind: string | null
}

/** Files of one's own range, newest first. */
export default function Files() {
  const { search, setSearch } = useRoute()
  const go = useGo()
  const now = useNow()
  const state = search.state && search.state in stateWords ? search.state : undefined
  const asked = useAsk<{ total: number; files: FileLine[] }>(
    'people.files',
    { limit: 200, ...(state ? { state } : {}) },
    { keepPrevious: true },
  )
  return (
    <Page
      title="个案"
      sub={asked.data ? `共 ${asked.data.total} 份` : ''}
      actions={
        <>
          <Button look={state ? 'plain' : 'main'} onClick={() => setSearch({ state: undefined })}>
            全部
          </Button>
          {Object.entries(stateWords).map(([key, word]) => (
            <Button key={key} look={state === key ? 'main' : 'plain'} onClick={() => setSearch({ state: key })}>
              {word}
            </Button>
          ))}
        </>
      }
    >
      <Panel flush>
        <Table
          title="个案"
          asked={asked}
          rows={asked.data?.files}
          total={asked.data?.total}
          rowKey={(file) => file.fileId}
          onOpen={(file) => go(subjectPath('rescue-file', file.fileId))}
          empty={<Empty title="还没有个案">登记第一位求助的人后会出现在这里。</Empty>}
          columns={[
            {
              key: 'no',
              title: '编号',
              value: (file) => file.no,
              cell: (file) => <Go to={subjectPath('rescue-file', file.fileId)}>{file.no}</Go>,
            },
            { key: 'name', title: '姓名', value: (file) => file.displayName },
            { key: 'sex', title: '性别', value: (file) => sexWord(file.sex) },
            { key: 'age', title: '年龄', value: (file) => ageWord(file.birthFrom, file.birthTo, dateOf(now)) },
            {
              key: 'identity',
              title: '身份',
              value: (file) =>
                ({ unknown: '不明', claimed: '自述', verified: '已核实', assigned: '被赋名' })[file.identity] ?? '',
            },
            { key: 'station', title: '救助站', value: (file) => file.station },
            { key: 'arrived', title: '来站', value: (file) => file.arrivedAt, cell: (file) => showInstant(file.arrivedAt, now) },
            {
              key: 'state',
              title: '状态',
              value: (file) => file.stateWord,
              cell: (file) => (
                <Tag>{file.state === 'left' ? (leftWords[file.leftKind ?? ''] ?? file.stateWord) : file.stateWord}</Tag>
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
