import { Go, Row, useMay } from '#web/ui/index.ts'

const places = [
  ['/outside', '托养机构', 'institution.board'],
  ['/outside/people', '在外人员', 'entrusted.people'],
  ['/outside/approvals', '送托审批', 'entrusted.approvals'],
  ['/outside/bring-back', '接回计划', 'entrusted.bring-back-board'],
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
