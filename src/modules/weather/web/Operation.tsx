import { useState } from 'react'
import {
  ActionButton,
  Answer,
  Banner,
  Columns,
  Empty,
  Facts,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Timeline,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { stockWords } from '../rules.ts'
import { changeForm, closeForm, countForm, issueForm, receiveForm, roundsForm } from '../schema.ts'
import { kinds, NOT_SEEN, type Standing, standings, ways } from '../words.ts'
import type { Figures, MissingAnswer, OperationAnswer } from './answers.ts'
import { HeadLine, itemWord, operationPath } from './parts.tsx'
import { AreaPicker } from './pickers.tsx'
import { PeopleSquares } from './Squares.tsx'

const words: [keyof Figures, string][] = [
  ['deaths', '冻饿热死亡'],
  ['injuries', '冻饿热受伤'],
  ['unknown', '原因没查清'],
  ['beside', '后来另有认定'],
  ['nights', '已过的夜'],
  ['planned', '排定班次'],
  ['held', '实际巡查'],
  ['people', '见到的人'],
  ['brought', '劝导进站'],
  ['goodsIn', '调入物资'],
  ['goodsOut', '发出物资'],
]

/** One operation: its numbers beside last year's, whom nobody saw, its goods, its course. */
export default function Operation() {
  const { params } = useRoute()
  const operationId = params['operationId'] ?? ''
  const asked = useAsk<OperationAnswer>('weather.operation', { operationId })
  const { data } = asked
  const fixed = { operationId }
  const may = (door: string) => data?.may.includes(door) ?? false
  return (
    <Page
      title={data ? kinds[data.kind] : '救助行动'}
      sub={data ? `${data.no}　${data.from} 至 ${data.until}` : ''}
      actions={
        <>
          {may('weather.add-rounds') ? (
            <ActionButton
              action="weather.add-rounds"
              of={roundsForm}
              title="加密巡查"
              look="main"
              fixed={fixed}
              initial={{ from: data?.from, until: data?.until }}
            />
          ) : null}
          {may('weather.change') ? (
            <ActionButton
              action="weather.change"
              of={changeForm}
              title="延长、扩大"
              fixed={fixed}
              pickers={{ areaId: AreaPicker }}
            />
          ) : null}
          {may('weather.close') ? <ActionButton action="weather.close" of={closeForm} title="结束行动" fixed={fixed} /> : null}
          <PaperButton query="weather.paper-summary" params={fixed}>
            打印小结
          </PaperButton>
          <PaperButton query="weather.sheet" params={fixed} how="save">
            下载台账
          </PaperButton>
        </>
      }
    >
      <Answer of={asked}>
        {(operation) => (
          <Stack>
            <HeadLine of={operation} />
            {operation.state === 'open' && operation.areas.some((area) => !area.patrolled) ? (
              <Banner tone="amb">
                {`${operation.areas
                  .filter((area) => !area.patrolled)
                  .map((area) => area.name)
                  .join('、')}：只写了名称，没有划定为巡查区域，不排加密班次，也没有逐人名单。划定以后用“延长、扩大”选进来。`}
              </Banner>
            ) : null}
            <Columns layout="main-side">
              <Stack>
                <People operationId={operationId} />
                <Panel title="每晚" flush>
                  <Table
                    title={`${operation.no} 每晚`}
                    rows={operation.series.toReversed()}
                    unit="晚"
                    rowKey={(row) => row.night}
                    empty={<Empty title="还没有开始">开始那晚起，逐晚列在这里。</Empty>}
                    columns={[
                      { key: 'night', title: '夜', value: (row) => row.night },
                      { key: 'rounds', title: '巡查', value: (row) => `${row.held} / ${row.planned}` },
                      { key: 'seen', title: '见到', value: (row) => row.seen },
                      { key: 'looked', title: '找过没见到', value: (row) => row.looked },
                      { key: 'brought', title: '进站', value: (row) => row.brought },
                    ]}
                  />
                </Panel>
                <Goods operation={operation} may={may} />
              </Stack>
              <Stack>
                <Panel
                  title="数字"
                  sub={operation.before ? `去年同期 ${operation.before.from} 至 ${operation.before.until}` : '无去年同期'}
                >
                  <Facts
                    rows={words.map(([key, word]) => [
                      word,
                      operation.before
                        ? `${operation.figures[key]}（去年 ${operation.before.figures[key]}）`
                        : String(operation.figures[key]),
                    ])}
                  />
                  {operation.before ? <Go to={operationPath(operation.before.operationId)}>看去年那次</Go> : null}
                </Panel>
                <Panel title="依据和措施">
                  <Facts
                    rows={[
                      ['区域', operation.areas.map((area) => area.name).join('、')],
                      ['依据', operation.ground ?? undefined],
                      ['加密', operation.times ? `每晚 ${operation.rounds} 班，${operation.times}` : undefined],
                      ['避寒避暑点', operation.shelter ? '开放' : undefined],
                      ['措施', operation.measures ?? undefined],
                      ['小结', operation.summary ?? undefined],
                    ]}
                  />
                </Panel>
                <Panel title="经过">
                  <Timeline
                    items={operation.course.toReversed().map((each, at) => ({
                      id: `${each.at}:${at}`,
                      at: each.at,
                      title: each.title,
                      text: each.lines.join('；'),
                    }))}
                  />
                </Panel>
              </Stack>
            </Columns>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Goods({ operation, may }: { operation: OperationAnswer; may(door: string): boolean }) {
  const now = useNow()
  const fixed = { operationId: operation.operationId }
  return (
    <Panel
      title="物资"
      flush
      right={
        <Row>
          {may('weather.receive-goods') ? (
            <ActionButton action="weather.receive-goods" of={receiveForm} title="登记调入" size="small" fixed={fixed} />
          ) : null}
          {may('weather.issue-goods') ? (
            <ActionButton
              action="weather.issue-goods"
              of={issueForm}
              title="登记发出"
              size="small"
              fixed={fixed}
              pickers={{ areaId: AreaPicker }}
            />
          ) : null}
          {may('weather.count-goods') ? (
            <ActionButton action="weather.count-goods" of={countForm} title="盘点" size="small" fixed={fixed} />
          ) : null}
        </Row>
      }
    >
      <Table
        title={`${operation.no} 物资结存`}
        rows={operation.goods}
        unit="种"
        rowKey={(row) => row.item}
        rowTone={(row) => (row.stock < 0 ? 'red' : undefined)}
        empty={<Empty title="还没有登记物资">先登记调入，巡查发放的会自动扣减。</Empty>}
        columns={[
          { key: 'item', title: '物品', value: (row) => itemWord(row.item) },
          { key: 'in', title: '调入', value: (row) => row.in },
          { key: 'out', title: '发出', value: (row) => row.out },
          { key: 'stock', title: '结存', value: (row) => stockWords(row.stock) },
        ]}
      />
      <Table
        title={`${operation.no} 物资明细`}
        rows={operation.movements}
        unit="笔"
        rowKey={(row) => `${row.at}:${row.item}:${row.way}:${row.count}`}
        empty={<Empty title="还没有明细">每一笔调入、发出都列在这里。</Empty>}
        columns={[
          { key: 'at', title: '时间', value: (row) => row.at, cell: (row) => showInstant(row.at, now) },
          { key: 'item', title: '物品', value: (row) => itemWord(row.item) },
          { key: 'count', title: '件数', value: (row) => row.count },
          { key: 'way', title: '怎么动的', value: (row) => ways[row.way] },
          { key: 'area', title: '区域', value: (row) => row.area ?? '' },
          { key: 'note', title: '说明', value: (row) => row.note ?? '' },
        ]}
      />
    </Panel>
  )
}

/** Everybody who is known, one square each; the list beneath shows whom nobody saw, or whom one chooses. */
function People({ operationId }: { operationId: string }) {
  const now = useNow()
  const [chosen, setChosen] = useState<Standing | null>(null)
  const list = useAsk<MissingAnswer>('weather.missing', { operationId, everybody: true })
  const shown = list.data?.items.filter((each) => (chosen === null ? NOT_SEEN.includes(each.standing) : each.standing === chosen))
  return (
    <Panel title="今夜逐人" sub="姓名、样子在巡查名单里">
      <Answer of={list}>
        {(found) => <PeopleSquares people={found.items} total={found.total} chosen={chosen} onChoose={setChosen} />}
      </Answer>
      <Table
        title={chosen === null ? '今夜没有见到的人' : standings[chosen]}
        asked={list}
        rows={shown}
        unit="人"
        exportable={false}
        rowKey={(row) => row.personId}
        rowTone={(row) => (row.standing === 'missing' ? 'red' : undefined)}
        empty={
          list.data?.total === 0 ? (
            <Empty title="这里还没有已知露宿的人">巡查遇到的会自动列在这里。</Empty>
          ) : (
            <Empty title="已知的人都见到了">巡查记到的人会自动划去。</Empty>
          )
        }
        columns={[
          {
            key: 'area',
            title: '区域',
            value: (row) => row.area,
            cell: (row) => <Go to={subjectPath('person', row.personId)}>{row.area}</Go>,
          },
          { key: 'standing', title: '今夜', value: (row) => standings[row.standing] },
          { key: 'nights', title: '行动以来几晚没见到', value: (row) => row.nights },
          {
            key: 'last',
            title: '最后见到',
            value: (row) => row.lastSeenAt,
            cell: (row) => (row.lastSeenAt === null ? '没有见到过' : showInstant(row.lastSeenAt, now)),
          },
        ]}
      />
    </Panel>
  )
}
