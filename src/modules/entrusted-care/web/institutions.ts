/** Routes, panels and buttons of the institutions, joined by the room's `index.tsx`. */
import type { SubjectAction, SubjectPanel, ScreenRoute } from '#web/ui/room.ts'

const buttons = () => import('./institution/buttons.tsx')

export const institutionRoutes: ScreenRoute[] = [
  { path: '/outside', door: 'institution.board', screen: () => import('./institution/Board.tsx') },
  {
    path: '/outside/inspect/$institutionId',
    door: 'institution.inspection',
    screen: () => import('./institution/Inspect.tsx'),
  },
]

const panel = { subject: 'institution', door: 'institution.page' } as const
export const institutionPanels: SubjectPanel[] = [
  { ...panel, place: 'head', order: 10, title: '托养机构', component: () => import('./institution/Head.tsx') },
  { ...panel, place: 'left', order: 10, title: '机构', component: () => import('./institution/About.tsx') },
  { ...panel, place: 'middle', order: 10, title: '问题和检查', component: () => import('./institution/Watch.tsx') },
  {
    ...panel,
    place: 'middle',
    order: 20,
    title: '月账',
    door: 'institution.month',
    component: () => import('./institution/Money.tsx'),
  },
  { ...panel, place: 'right', order: 40, title: '联系和派驻', component: () => import('./institution/Log.tsx') },
]

const action = (name: string, order: number, component: SubjectAction['component']): SubjectAction => ({
  subject: 'institution',
  action: `institution.${name}`,
  order,
  component,
})
export const institutionActions: SubjectAction[] = [
  action('start-inspection', 10, () => buttons().then((all) => ({ default: all.Inspect }))),
  action('assess', 20, () => buttons().then((all) => ({ default: all.Assess }))),
  action('select', 30, () => buttons().then((all) => ({ default: all.Select }))),
  action('contract', 40, () => buttons().then((all) => ({ default: all.Contract }))),
  action('name-contact', 50, () => buttons().then((all) => ({ default: all.Contact }))),
  action('post-staff', 60, () => buttons().then((all) => ({ default: all.Post }))),
  action('check-video', 70, () => buttons().then((all) => ({ default: all.Video }))),
  action('make-finding', 80, () => buttons().then((all) => ({ default: all.Finding }))),
  action('change-rate', 90, () => buttons().then((all) => ({ default: all.Rate }))),
  action('stop-admission', 100, () => buttons().then((all) => ({ default: all.Stop }))),
  action('reopen-admission', 110, () => buttons().then((all) => ({ default: all.Reopen }))),
  action('hold-open-day', 120, () => buttons().then((all) => ({ default: all.OpenDay }))),
  action('end-contract', 130, () => buttons().then((all) => ({ default: all.End }))),
]
