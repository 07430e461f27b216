import { Button, Row, useGo, useMay } from '#web/ui/index.ts'

const pages = [
  ['/street-order', '街面问题', 'street-order.board'],
  ['/street-order/figures', '按月统计', 'street-order.figures'],
  ['/street-order/news', '线索通报', 'street-order.news'],
  ['/street-order/operations', '联合行动', 'street-order.operations'],
  ['/street-order/vehicles', '救助车辆', 'street-order.vehicles'],
] as const

/** The pages of this room. */
export function Nav({ at }: { at: (typeof pages)[number][0] }) {
  const go = useGo()
  const may = useMay()
  return (
    <Row>
      {pages
        .filter(([, , door]) => may(door))
        .map(([path, title]) => (
          <Button key={path} size="small" look={path === at ? 'main' : 'plain'} onClick={() => go(path)}>
            {title}
          </Button>
        ))}
    </Row>
  )
}
