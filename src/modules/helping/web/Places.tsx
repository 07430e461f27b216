import { ActionButton, Empty, Page, Panel, PaperButton, Row, showDate, Stack, Table, useAsk } from '#web/ui/index.ts'
import { activityForm, changePlaceForm, closePlaceForm, committeeForm, openPlaceForm } from '../schema-places.ts'
import { placeKinds } from '../words.ts'
import { Nav } from './Nav.tsx'
import { PlacePicker } from './pickers.tsx'

interface PlaceLine {
  placeId: string
  kind: keyof typeof placeKinds
  name: string
  address: string
  hours: string | null
  keeper: string | null
  phone: string | null
  seats: number | null
  owner: string | null
  openedOn: string
  closedOn: string | null
  held: number
  mine: boolean
}
interface MeetingLine {
  meetingId: string
  kind: string
  title: string
  heldOn: string
  owner: string | null
  children: number | null
  parents: number | null
  volunteers: number | null
  which: string | null
  what: string
}

/** Where children can go, what is held there, parents' committees. */
export default function Places() {
  const places = useAsk<{ items: PlaceLine[]; total: number }>('helping.places')
  const meetings = useAsk<{ items: MeetingLine[]; total: number }>('helping.meetings')
  const people = (value: number | null) => value ?? ''
  return (
    <Page
      title="场所和活动"
      sub="孩子去哪里、办了什么；只记人数，不写名字"
      actions={
        <Row>
          <ActionButton action="helping.open-place" of={openPlaceForm} title="登记儿童活动场所" />
          <ActionButton
            action="helping.hold-activity"
            of={activityForm}
            title="记一次活动"
            look="main"
            pickers={{ placeId: PlacePicker }}
          />
          <ActionButton action="helping.hold-committee" of={committeeForm} title="记家长委员会" />
        </Row>
      }
    >
      <Nav here="/helping/places" />
      <Stack>
        <Panel title="场所" flush>
          <Table
            title="儿童活动场所"
            asked={places}
            rows={places.data?.items}
            total={places.data?.total}
            unit="处"
            rowKey={(row) => row.placeId}
            empty={<Empty title="还没有登记场所">村社区的儿童之家、学校的课后托管点，从“登记儿童活动场所”开始。</Empty>}
            columns={[
              { key: 'name', title: '名称', value: (row) => row.name },
              { key: 'kind', title: '种类', value: (row) => placeKinds[row.kind] ?? row.kind },
              { key: 'address', title: '地址', value: (row) => row.address, wraps: true },
              { key: 'hours', title: '开放时间', value: (row) => row.hours ?? '', wraps: true, wideOnly: true },
              { key: 'keeper', title: '负责人', value: (row) => [row.keeper, row.phone].filter(Boolean).join(' '), wraps: true },
              { key: 'owner', title: '单位', value: (row) => row.owner ?? '', wideOnly: true },
              { key: 'held', title: '活动', value: (row) => row.held },
              {
                key: 'do',
                title: '办理',
                value: () => '',
                wraps: true,
                cell: (row) =>
                  row.closedOn ? (
                    `${showDate(row.closedOn)} 停用`
                  ) : row.mine ? (
                    <Row>
                      <ActionButton
                        action="helping.change-place"
                        of={changePlaceForm}
                        title="改场所信息"
                        label="改"
                        size="small"
                        fixed={{ placeId: row.placeId }}
                        initial={{
                          kind: row.kind,
                          name: row.name,
                          address: row.address,
                          ...(row.hours ? { hours: row.hours } : {}),
                          ...(row.keeper ? { keeper: row.keeper } : {}),
                          ...(row.phone ? { phone: row.phone } : {}),
                          ...(row.seats ? { seats: row.seats } : {}),
                        }}
                      />
                      <ActionButton
                        action="helping.close-place"
                        of={closePlaceForm}
                        title="停用场所"
                        label="停用"
                        size="small"
                        fixed={{ placeId: row.placeId }}
                      />
                    </Row>
                  ) : null,
              },
            ]}
          />
        </Panel>
        <Panel
          title="活动和家长委员会"
          flush
          right={
            <PaperButton query="helping.activity-sheet" how="save" size="small">
              下载 Excel
            </PaperButton>
          }
        >
          <Table
            title="活动和家长委员会"
            asked={meetings}
            rows={meetings.data?.items}
            total={meetings.data?.total}
            unit="次"
            rowKey={(row) => row.meetingId}
            empty={<Empty title="还没有记过活动">办一次，记一次：哪天、多少孩子和家长、做了什么。</Empty>}
            columns={[
              { key: 'on', title: '日期', value: (row) => row.heldOn, cell: (row) => showDate(row.heldOn) },
              { key: 'title', title: '种类', value: (row) => [row.title, row.which].filter(Boolean).join(' ') },
              { key: 'owner', title: '单位', value: (row) => row.owner ?? '' },
              { key: 'children', title: '孩子', value: (row) => people(row.children) },
              { key: 'parents', title: '家长', value: (row) => people(row.parents) },
              { key: 'volunteers', title: '志愿者', value: (row) => people(row.volunteers), wideOnly: true },
              { key: 'what', title: '内容', value: (row) => row.what, wraps: true, wideOnly: true },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
