import { Answer, Columns, Empty, MeterBar, Page, Panel, Row, showDate, Stack, Stat, useAsk, useMay } from '#web/ui/index.ts'
import { Nav } from './Nav.tsx'

interface Dates {
  pack: string
  title: string
  opened: string
  closed: string | null
  cutOff: string
  applicationBy: string
  planBy: string
  doneBy: string
}
interface Counts {
  entered: number
  applied: number
  planned: number
  approved: number
  registered: number
  supported: number
  eligible: number
}

/** The campaign's dates, as the policies have them, and how many have come how far. */
export default function Campaign() {
  const may = useMay()
  const asked = useAsk<{ items: Dates[] }>('supervision.campaign', {}, { enabled: may('supervision.campaign') })
  return (
    <Page title="专项行动进度" sub="截止日以前受理、身份没有查明的人">
      <Nav here="/settlement/campaign" />
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel>
              <Empty title="没有设定专项行动日期">民政局在政策页采用大提升行动，并“设定专项行动日期”后，这里显示进度。</Empty>
            </Panel>
          ) : (
            <Columns layout="even">
              {items.map((dates) => (
                <One key={dates.pack} dates={dates} />
              ))}
            </Columns>
          )
        }
      </Answer>
    </Page>
  )
}

function One({ dates }: { dates: Dates }) {
  const asked = useAsk<Counts>('settlement.campaign', { cutOff: dates.cutOff })
  return (
    <Panel title={dates.title} sub={`${showDate(dates.opened)} 启动${dates.closed ? `，${showDate(dates.closed)} 结束` : ''}`}>
      <Answer of={asked}>
        {(counts) => (
          <Stack>
            <Row>
              <Stat label={`${showDate(dates.cutOff)} 以前受理`} value={counts.entered} />
              <Stat
                label="已登记户口"
                value={counts.registered}
                of={`共 ${counts.entered}`}
                target={`${showDate(dates.doneBy)} 前全部`}
              />
              <Stat label="符合条件已供养" value={counts.supported} of={`共 ${counts.eligible}`} target="100%" />
            </Row>
            <MeterBar label={`申请（${showDate(dates.applicationBy)} 前）`} value={counts.applied} of={counts.entered} />
            <MeterBar label={`方案（${showDate(dates.planBy)} 前）`} value={counts.planned} of={counts.entered} />
            <MeterBar label="政府批准" value={counts.approved} of={counts.entered} />
            <MeterBar label={`登记户口（${showDate(dates.doneBy)} 前）`} value={counts.registered} of={counts.entered} />
            <MeterBar label="纳入特困供养" value={counts.supported} of={counts.eligible} />
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
