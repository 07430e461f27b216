import { BigButton, ButtonRow, Card, EmptyNote, goPhone, PhoneRow, Screen, usePhoneRoute, uuid7 } from '#web/ui/phone/index.ts'
import { nightWords } from './Sleepers.tsx'
import { stopLines } from './tonight.ts'
import { useTonight } from './useTonight.ts'

/** One stop of the shift: how to get there, who sent us, who is usually there. */
export default function StopPage() {
  const { params } = usePhoneRoute()
  const tonight = useTonight()
  const { stopId } = params
  if (!tonight.ready) return <Screen title="点位">{null}</Screen>
  const shift =
    tonight.shifts.find((each) => each.shiftId === tonight.current?.shiftId && each.stops.some((one) => one.stopId === stopId)) ??
    tonight.shifts.find((each) => each.stops.some((one) => one.stopId === stopId))
  const stop = shift?.stops.find((each) => each.stopId === stopId)
  if (!shift || !stop)
    return (
      <Screen title="点位" back="/patrol" backIcon="left">
        <EmptyNote title="今夜的班次里没有这个点位">回到巡查看今夜要走的。</EmptyNote>
      </Screen>
    )
  const line = stopLines(shift, tonight.entries).find((each) => each.stopId === stopId)
  const usual = tonight.sleepers.filter((each) => each.stopId === stopId)
  return (
    <Screen title={stop.name} sub={line?.words} back="/patrol" backIcon="left">
      {stop.reports.map((each) => (
        <Card key={each.reportId} tone="warn" title={`线索 ${each.number}`}>
          {each.where ? <p>报的地点：{each.where}</p> : null}
          <p>{each.what || '到场看看，找到的人照“见到一个人”记。'}</p>
        </Card>
      ))}
      {stop.note ? (
        <Card title="怎么走、注意什么">
          <p>{stop.note}</p>
        </Card>
      ) : null}
      {usual.length > 0 ? (
        <Card flush title="常在这里">
          {usual.map((each) => (
            <PhoneRow
              key={each.sleeperId}
              title={each.alias}
              sub={[each.look, each.offered.join('；')].filter(Boolean).join(' · ')}
              aside={nightWords(each.nights)}
              asideTone={each.nights > 1 ? 'warn' : 'plain'}
              to={`/sleepers/${each.sleeperId}`}
            />
          ))}
        </Card>
      ) : null}
      <BigButton look="main" icon="plus" onClick={() => goPhone(`/patrol/encounter/${uuid7()}?stop=${stopId}`)}>
        见到一个人
      </BigButton>
      <ButtonRow>
        <BigButton icon="check" onClick={() => goPhone(`/patrol/nobody?stop=${stopId}`)}>
          到点，没有人
        </BigButton>
        <BigButton icon="bag" onClick={() => goPhone(`/patrol/goods?stop=${stopId}`)}>
          发物资
        </BigButton>
      </ButtonRow>
    </Screen>
  )
}
