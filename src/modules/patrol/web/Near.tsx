/** On a report's page: how far it lies from the stops that are walked, and who walks there. */
import { type Place, pointOf } from '#kernel/place.ts'
import { Answer, Empty, Facts, Panel, useAsk } from '#web/ui/index.ts'
import { nearestStops } from '../rules-place.ts'
import { useAreas } from './answers.ts'

export default function Near({ subjectId }: { subjectId: string }) {
  const report = useAsk<{ content: { spot: Place | null } }>('reports.report', { reportId: subjectId }).data
  const areas = useAreas()
  const point = pointOf(report?.content.spot)
  if (!point) return null
  return (
    <Panel title="离巡查点位多远" sub="直线距离">
      <Answer of={areas}>
        {({ items }) => {
          const near = nearestStops(point, items)
          if (near.length === 0) return <Empty title="看得到的区域里没有记了位置的点位" />
          return (
            <Facts
              rows={near.map((each) => [
                each.name,
                `${each.words}；${each.area.name}，${each.area.station}${each.area.members.length > 0 ? `，参加的有${each.area.members.join('、')}` : ''}`,
              ])}
            />
          )
        }}
      </Answer>
    </Panel>
  )
}
