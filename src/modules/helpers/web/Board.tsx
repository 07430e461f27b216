import {
  Answer,
  Button,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { helpingLife } from '../lifecycle.ts'
import { needs } from '../words.ts'
import type { BoardAnswer, Listed } from './answers.ts'
import { NameHelper } from './buttons.tsx'
import { Months } from './Months.tsx'

/** The justice office's children: who waits for a helper, whose month is late, who is in touch. */
export default function Board() {
  const { search, setSearch } = useRoute()
  const ended = search['show'] === 'ended'
  const asked = useAsk<BoardAnswer>('helpers.board', ended ? { ended } : {}, { keepPrevious: true })
  const go = useGo()
  const now = useNow()
  return (
    <Page
      title="帮教联系"
      sub="服刑、强制戒毒人员的孩子：每个孩子一位联系人，每月联系一次"
      actions={
        <PaperButton query="helpers.board-sheet" params={ended ? { ended } : {}} how="save">
          下载名单
        </PaperButton>
      }
    >
      <Answer of={asked}>
        {(data) => (
          <Stack>
            <Row>
              <Button size="small" look={ended ? 'plain' : 'main'} onClick={() => setSearch({ show: undefined })}>
                {`在联系 ${data.waiting + data.named}`}
              </Button>
              <Button size="small" look={ended ? 'main' : 'plain'} onClick={() => setSearch({ show: 'ended' })}>
                {`已结束 ${data.ended}`}
              </Button>
              {data.waiting > 0 ? <Tag tone="amb">{`${data.waiting} 个等联系人`}</Tag> : null}
              {data.late > 0 ? <Tag tone="red">{`${data.late} 个已过期`}</Tag> : null}
            </Row>
            <Panel flush>
              <Table<Listed>
                title="帮教联系"
                rows={data.items}
                total={data.total}
                unit="人"
                rowKey={(row) => row.childId}
                onOpen={(row) => go(subjectPath('child-file', row.childId))}
                rowTone={(row) => (row.late ? 'red' : row.state === 'waiting' ? 'amb' : undefined)}
                empty={
                  <Empty title={ended ? '没有结束的' : '没有要联系的孩子'}>
                    监所告知、或个案登记了服刑、戒毒人员子女后，会出现在这里。
                  </Empty>
                }
                columns={[
                  {
                    key: 'name',
                    title: '姓名',
                    value: (row) => row.name,
                    cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
                  },
                  { key: 'age', title: '年龄', value: (row) => row.age },
                  { key: 'town', title: '镇街', value: (row) => row.town ?? '不详', wideOnly: true },
                  { key: 'state', title: '状态', value: (row) => helpingLife.states[row.state].zh },
                  {
                    key: 'helper',
                    title: '联系人',
                    value: (row) => row.helper ?? (row.nameBy ? `${row.nameBy} 前确定（假定）` : ''),
                    wraps: true,
                  },
                  {
                    key: 'months',
                    title: '每月联系',
                    value: (row) => row.nextDue ?? '',
                    cell: (row) => <Months months={row.months} />,
                    wraps: true,
                    width: 380,
                    wideOnly: true,
                  },
                  {
                    key: 'due',
                    title: '下次联系',
                    value: (row) => row.nextDue ?? '',
                    cell: (row) =>
                      row.nextDue ? <span className={row.late ? 'g-t-red' : ''}>{showDate(row.nextDue, now)} 前</span> : null,
                  },
                  {
                    key: 'needs',
                    title: '需要',
                    value: (row) => row.needs.map((need) => needs[need as keyof typeof needs] ?? need).join('、'),
                    wideOnly: true,
                    wraps: true,
                  },
                  {
                    key: 'do',
                    title: '办理',
                    value: () => '',
                    cell: (row) => (row.state === 'waiting' ? <NameHelper childId={row.childId} small /> : null),
                  },
                ]}
              />
            </Panel>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}
