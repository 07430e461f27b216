import {
  ActionButton,
  dateOf,
  Empty,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  Stat,
  Table,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { eventForm } from '../schema.ts'
import { eventKinds } from '../words.ts'
import type { BoardAnswer, EventsAnswer } from './answers.ts'
import { Nav } from './Nav.tsx'
import { TownPicker } from './pickers.tsx'

const wordOf = (kind: string) => eventKinds[kind as keyof typeof eventKinds] ?? kind

export default function Events() {
  const now = useNow()
  const asked = useAsk<EventsAnswer>('signs.events')
  const board = useAsk<BoardAnswer>('signs.board')
  const year = board.data?.events
  return (
    <Page
      title="宣传活动"
      sub="街头宣传、电子屏、发放联系卡"
      actions={
        <>
          <ActionButton
            action="signs.record-event"
            of={eventForm}
            title="登记宣传活动"
            look="main"
            icon="plus"
            initial={{ heldOn: dateOf(now) }}
            pickers={{ townId: TownPicker }}
          />
          <PaperButton query="signs.sheet" params={{}} how="save">
            下载登记表
          </PaperButton>
        </>
      }
    >
      <Stack>
        <Nav here="/signs/events" />
        {year ? (
          <Row>
            <Stat label="今年宣传" value={year.count} of="次" />
            <Stat label="大约到场" value={year.people} of="人" />
            <Stat label="发放" value={year.leaflets} of="份" />
          </Row>
        ) : null}
        <Panel flush>
          <Table
            title="宣传活动"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            unit="次"
            rowKey={(row) => row.eventId}
            empty={<Empty title="还没有登记">6·19 开放日、街头发卡、电子屏播放都记在这里。</Empty>}
            columns={[
              { key: 'on', title: '日期', value: (row) => row.heldOn, cell: (row) => showDate(row.heldOn, now) },
              { key: 'kind', title: '怎么宣传的', value: (row) => wordOf(row.kind) },
              { key: 'where', title: '在哪里', value: (row) => [row.town, row.where].filter(Boolean).join('，'), wraps: true },
              { key: 'what', title: '做了什么', value: (row) => row.what, wraps: true },
              { key: 'people', title: '人数', value: (row) => row.people ?? '' },
              { key: 'leaflets', title: '发放', value: (row) => row.leaflets ?? '' },
              { key: 'owner', title: '单位', value: (row) => row.owner, wideOnly: true },
              { key: 'together', title: '和谁一起', value: (row) => row.together ?? '', wideOnly: true },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
