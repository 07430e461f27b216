import { Go, Row, useMay } from '#web/ui/index.ts'

const places = [
  ['/settlement', '进度', 'settlement.board'],
  ['/settlement/soon', '即将满三个月', 'settlement.candidates'],
  ['/settlement/bureau', '民政局办理', 'settlement.plans'],
  ['/settlement/campaign', '专项行动', 'settlement.campaign'],
  ['/settlement/rules', '规则', 'settlement.rules'],
] as const

/** The pages of this room; the one that is open is left out. */
export function Nav({ here }: { here: (typeof places)[number][0] }) {
  const may = useMay()
  return (
    <Row>
      {places
        .filter(([path, , door]) => path !== here && may(door))
        .map(([path, title]) => (
          <Go key={path} to={path}>
            {title}
          </Go>
        ))}
    </Row>
  )
}
