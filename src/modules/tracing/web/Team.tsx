import { ActionButton, Answer, dateOf, Empty, Go, Page, Panel, showDate, Table, Tag, useAsk } from '#web/ui/index.ts'
import { nameOfficerForm, relieveOfficerForm } from '../schema-team.ts'
import { duties, type Duty } from '../words.ts'
import { StaffPicker } from './pickers.tsx'

interface Officer {
  id: string
  accountId: string
  name: string
  stationId: string
  station: string
  duty: Duty
  namedAt: number
}
interface Team {
  officers: Officer[]
  stations: { id: string; name: string }[]
}

/** Officers of each station, and which station still lacks one. */
export default function Team() {
  const asked = useAsk<Team>('tracing.team')
  return (
    <Page
      title="寻亲队伍"
      sub={
        <>
          <span>寻亲专人、人像比对专人</span>
          <Go to="/tracing">回到寻亲</Go>
        </>
      }
      actions={
        <ActionButton
          action="tracing.name-officer"
          of={nameOfficerForm}
          title="指定专人"
          look="main"
          pickers={{ accountId: StaffPicker }}
          kind="modal"
        />
      }
    >
      <Answer of={asked}>
        {({ officers, stations }) => {
          const lacking = stations.flatMap((station) =>
            (Object.keys(duties) as Duty[])
              .filter((duty) => !officers.some((each) => each.stationId === station.id && each.duty === duty))
              .map((duty) => `${station.name}：${duties[duty]}`),
          )
          return (
            <Panel title="已指定" sub={lacking.length > 0 ? `还缺 ${lacking.join('；')}` : '各站都有'} flush>
              <Table<Officer>
                title="寻亲队伍"
                rows={officers}
                unit="人"
                rowKey={(row) => row.id}
                empty={<Empty title="还没有指定专人">从本站账号里指定；账号由安全管理员开。</Empty>}
                columns={[
                  { key: 'station', title: '救助站', value: (row) => row.station },
                  { key: 'name', title: '姓名', value: (row) => row.name },
                  {
                    key: 'duty',
                    title: '专项职责',
                    value: (row) => duties[row.duty],
                    cell: (row) => <Tag tone="acc">{duties[row.duty]}</Tag>,
                  },
                  { key: 'since', title: '起', value: (row) => showDate(dateOf(row.namedAt)) },
                  {
                    key: 'do',
                    title: '办理',
                    value: () => '',
                    cell: (row) => (
                      <ActionButton
                        size="small"
                        action="tracing.relieve-officer"
                        of={relieveOfficerForm}
                        title="免去专人"
                        fixed={{ accountId: row.accountId, duty: row.duty }}
                        kind="modal"
                      />
                    ),
                  },
                ]}
              />
            </Panel>
          )
        }}
      </Answer>
    </Page>
  )
}
