import { Answer, Empty, Go, MeterBar, Panel, useAsk, useMay, useMe } from '#web/ui/index.ts'
import type { HouseNow, Stations } from './answers.ts'
import './stay.css'

/** Zones of one kind together: the two minors' zones are one bar. */
function bars(zones: HouseNow['zones']) {
  const words: Record<string, string> = {
    men: '男区',
    women: '女区',
    'minors-boys': '未成年',
    'minors-girls': '未成年',
    special: '特护',
    observation: '观察隔离',
    'mother-child': '母婴',
  }
  const sums = new Map<string, { taken: number; total: number }>()
  for (const zone of zones) {
    const label = words[zone.kind] ?? zone.name
    const sum = sums.get(label) ?? { taken: 0, total: 0 }
    sums.set(label, { taken: sum.taken + zone.taken, total: sum.total + zone.total })
  }
  return [...sums]
}

/** A station sees its zones, a bureau the stations of its area. */
export default function HomePanel() {
  return useMe()?.organisation.kind === 'station' ? <OwnHouse /> : <Area />
}

function Area() {
  const asked = useAsk<Stations>('stay.stations', {}, { every: 120_000 })
  const page = useMay()('stay.board') ? '/beds' : '/in-station'
  return (
    <Panel title="各站床位">
      <Answer of={asked}>
        {({ stations }) =>
          stations.length === 0 ? (
            <Empty title="本地区没有救助站">由系统管理员登记机构后，这里显示各站用了多少床。</Empty>
          ) : (
            <ul className="g-stack">
              {stations.map((each) => (
                <li key={each.id}>
                  <Go to={`${page}?station=${each.id}`}>
                    <MeterBar label={each.name} value={each.taken} of={each.beds} />
                  </Go>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  )
}

/** 在站 N 人, with a bar for each kind of zone. */
function OwnHouse() {
  const asked = useAsk<HouseNow>('stay.house', {}, { every: 60_000 })
  const may = useMay()
  const counts = asked.data?.counts
  return (
    <Panel
      title={counts ? `在站 ${counts.inStation} 人` : '在站'}
      sub={counts ? `住院 ${counts.hospital} · 站外托养 ${counts.entrusted}` : undefined}
      right={may('stay.board') ? <Go to="/beds">床位图</Go> : null}
    >
      <Answer of={asked}>
        {(answer) =>
          answer.zones.length === 0 ? (
            <Empty title="还没有设立床位">站长在“分区”里设立后，这里显示各区住了多少人。</Empty>
          ) : (
            <div className="s-meters">
              {bars(answer.zones).map(([label, sum]) => (
                <MeterBar key={label} label={label} value={sum.taken} of={sum.total} />
              ))}
              <span className="g-muted">
                今天：入 {answer.cameIn} · 离 {answer.left}
                {answer.waiting > 0 ? ` · 待安排 ${answer.waiting}` : ''}
              </span>
            </div>
          )
        }
      </Answer>
    </Panel>
  )
}
