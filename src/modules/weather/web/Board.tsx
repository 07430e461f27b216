import { ActionButton, Answer, Empty, Go, Page, Panel, Row, Stack, Table, useGo } from '#web/ui/index.ts'
import { casualtyForm, openForm } from '../schema.ts'
import { kinds } from '../words.ts'
import { type AreaLine, useBoard } from './answers.ts'
import { CasualtyStats, HeadLine, operationPath, StockWords, Tonight } from './parts.tsx'
import { AreaPicker } from './pickers.tsx'

const pickers = { areaId: AreaPicker }

/** Tonight, area by area: who is known and was not seen stands first; deaths are a number that does not hide. */
export default function Board() {
  const asked = useBoard()
  const go = useGo()
  return (
    <Page
      title="极端天气救助"
      sub="寒冬送温暖、夏季送清凉、防汛：加密巡查，逐人寻找，物资和伤亡"
      actions={
        <>
          <ActionButton
            action="weather.open"
            of={openForm}
            title="启动救助行动"
            look="main"
            icon="plus"
            pickers={pickers}
            draftKey="weather:open"
            onDone={({ reply }) => go(operationPath(String((reply as { operationId?: string }).operationId)))}
          />
          <ActionButton
            action="weather.record-casualty"
            of={casualtyForm}
            title="登记伤亡"
            pickers={pickers}
            draftKey="weather:casualty"
            onDone={() => go('/weather/casualties')}
          />
        </>
      }
    >
      <Answer of={asked}>
        {(board) => (
          <Stack>
            <Panel title="今年伤亡" right={<Go to="/weather/casualties">逐起看</Go>}>
              <Row>
                <CasualtyStats of={board.year} />
              </Row>
            </Panel>
            {board.operations.length === 0 ? (
              <Empty title="没有进行中的行动">
                接到寒潮、高温、汛情预警时由民政局启动；启动后各区域的班次、见到没见到的人、物资都在这里。
              </Empty>
            ) : null}
            {board.operations.map((each) => (
              <Panel
                key={each.operationId}
                title={`${kinds[each.kind]}　第 ${each.day} 天`}
                right={<Go to={operationPath(each.operationId)}>打开行动</Go>}
              >
                <Stack>
                  <HeadLine of={each} />
                  <Tonight of={each} />
                  <StockWords of={each.goods} />
                  <AreaTable rows={each.areas} title={`${each.no} 今夜`} />
                </Stack>
              </Panel>
            ))}
            {board.closed.length > 0 ? (
              <Panel title="以往行动" flush>
                <Table
                  title="以往极端天气行动"
                  rows={board.closed}
                  rowKey={(row) => row.operationId}
                  onOpen={(row) => go(operationPath(row.operationId))}
                  unit="次"
                  empty={<Empty title="还没有结束过的行动">结束后会出现在这里。</Empty>}
                  columns={[
                    { key: 'kind', title: '行动', value: (row) => kinds[row.kind], cell: (row) => <HeadLine of={row} /> },
                    { key: 'from', title: '自', value: (row) => row.from },
                    { key: 'deaths', title: '死亡', value: (row) => row.deaths },
                    { key: 'injuries', title: '受伤', value: (row) => row.injuries },
                  ]}
                />
              </Panel>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

export function AreaTable({ rows, title }: { rows: readonly AreaLine[]; title: string }) {
  return (
    <Table
      title={title}
      rows={rows}
      unit="片"
      rowKey={(row) => row.areaId ?? 'none'}
      rowTone={(row) => (row.missing > 0 ? 'red' : row.notSeen > 0 ? 'amb' : undefined)}
      initialSort={{ key: 'notSeen', down: true }}
      empty={<Empty title="没有区域">请用“延长、扩大行动”加区域。</Empty>}
      columns={[
        { key: 'name', title: '区域', value: (row) => row.name },
        { key: 'notSeen', title: '没有见到', value: (row) => row.notSeen },
        { key: 'missing', title: '多晚没见到', value: (row) => row.missing, wideOnly: true },
        { key: 'known', title: '已知', value: (row) => row.known },
        { key: 'seen', title: '见到', value: (row) => row.seen, wideOnly: true },
        { key: 'looked', title: '找过没见到', value: (row) => row.looked, wideOnly: true },
        { key: 'brought', title: '进站', value: (row) => row.brought, wideOnly: true },
        { key: 'rounds', title: '班次', value: (row) => `${row.held} / ${row.planned}` },
        { key: 'goods', title: '发出物资', value: (row) => row.goods, wideOnly: true },
      ]}
    />
  )
}
