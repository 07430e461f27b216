/** On a report's page: how far it lies from the stops that are walked, and who walks there. */
import { type Place, pointOf } from '#kernel/place.ts'
import { Answer, Empty, Facts, Muted, Panel, Stack, useAsk } from '#web/ui/index.ts'
import { nearestStops } from '../rules-place.ts'
import { useAreas } from './answers.ts'

export default function Near({ subjectId }: { subjectId: string }) {
  const report = useAsk<{ content: { spot: Place | null } }>('reports.report', { reportId: subjectId }).data
  const asked = useAreas()
  const point = pointOf(report?.content.spot)
  if (!point) return null
  return (
    <Panel title="离巡查点位多远" sub="直线距离">
      <Answer of={asked}>
        {({ items }) => {
          const near = nearestStops(point, items)
          if (near.length === 0) return <Empty title="看得到的区域里没有记了位置的点位" />
          const areas = [...new Set(near.map((each) => each.area))]
          return (
            <Stack>
              <Facts rows={near.map((each) => [each.name, each.words])} />
              {areas.map((each) => (
                <Muted key={each.areaId}>{`${each.name}：${[each.station, ...each.members].join('、')}`}</Muted>
              ))}
            </Stack>
          )
        }}
      </Answer>
    </Panel>
  )
}
