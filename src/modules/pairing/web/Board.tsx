import {
  Answer,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { pairLife } from '../lifecycle.ts'
import { pairKinds } from '../words.ts'
import { type Pair, standingWords, useBoard, type Volunteer } from './answers.ts'
import { Enrol, PairButtons, VolunteerButtons } from './buttons.tsx'

/** A federation's or social organisation's board: children who wait, pairings, the register of volunteers. */
export default function Board() {
  const asked = useBoard()
  const now = useNow()
  return (
    <Page
      title="结对"
      sub="一助一、多助一、代理妈妈；志愿者先查询，每年一次"
      actions={
        <>
          <PaperButton query="pairing.volunteers-sheet" how="save">
            下载志愿者名册
          </PaperButton>
          <Enrol />
        </>
      }
    >
      <Answer of={asked}>
        {(data) => (
          <Stack>
            <Panel title="孩子" flush>
              <Table<Pair>
                title="结对"
                rows={data.items}
                total={data.total}
                unit="对"
                rowKey={(row) => row.pairId}
                rowTone={(row) => (row.state === 'wanted' ? 'amb' : undefined)}
                empty={<Empty title="没有请求结对的孩子">保护中心、镇街、村社区、学校请求后会出现在这里。</Empty>}
                columns={[
                  {
                    key: 'name',
                    title: '孩子',
                    value: (row) => row.name,
                    cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
                  },
                  { key: 'age', title: '年龄', value: (row) => row.age },
                  { key: 'kind', title: '方式', value: (row) => pairKinds[row.kind] },
                  { key: 'state', title: '状态', value: (row) => pairLife.states[row.state].zh },
                  { key: 'need', title: '希望', value: (row) => row.need, wraps: true, wideOnly: true },
                  {
                    key: 'who',
                    title: '志愿者',
                    value: (row) => row.volunteers.map((each) => each.name).join('、'),
                    wraps: true,
                  },
                  {
                    key: 'met',
                    title: '上次活动',
                    value: (row) => row.lastMet,
                    cell: (row) => (row.lastMet === null ? '' : showInstant(row.lastMet, now)),
                    wideOnly: true,
                  },
                  {
                    key: 'do',
                    title: '办理',
                    value: () => '',
                    cell: (row) => (
                      <Row>
                        <PairButtons pair={row} />
                      </Row>
                    ),
                  },
                ]}
              />
            </Panel>
            <Panel title="志愿者名册" flush>
              <Table<Volunteer>
                title="志愿者名册"
                rows={data.volunteers}
                total={data.volunteersInAll}
                unit="人"
                rowKey={(row) => row.id}
                rowTone={(row) =>
                  row.standing === 'over' || row.standing === 'barred'
                    ? 'red'
                    : row.standing === 'never' || row.standing === 'ending'
                      ? 'amb'
                      : undefined
                }
                empty={<Empty title="还没有志愿者">在右上角登记；查询合格后才能结对。</Empty>}
                columns={[
                  { key: 'name', title: '姓名', value: (row) => row.name },
                  { key: 'sex', title: '性别', value: (row) => (row.sex === 'female' ? '女' : '男') },
                  { key: 'phone', title: '电话', value: (row) => row.phone, wideOnly: true },
                  { key: 'skills', title: '会什么', value: (row) => row.skills ?? '', wraps: true, wideOnly: true },
                  { key: 'check', title: '查询', value: (row) => standingWords[row.standing] },
                  {
                    key: 'until',
                    title: '有效到',
                    value: (row) => row.clearUntil ?? '',
                    cell: (row) => (row.clearUntil ? showDate(row.clearUntil, now) : ''),
                  },
                  {
                    key: 'guardian',
                    title: '提示',
                    value: (row) => (row.guardian ? '在册孩子的家人' : ''),
                    cell: (row) => (row.guardian ? <Tag tone="amb">在册孩子的家人</Tag> : null),
                  },
                  { key: 'children', title: '帮几个', value: (row) => row.children },
                  {
                    key: 'do',
                    title: '办理',
                    value: () => '',
                    cell: (row) => (
                      <Row>
                        <VolunteerButtons volunteer={row} />
                      </Row>
                    ),
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
