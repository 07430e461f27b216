import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { Empty, Page, Panel } from '../ui/Layout.tsx'
import { Go } from '../ui/go.tsx'
import { useMay } from '../ui/me.ts'
import { Frame } from './Frame.tsx'
import { loaded } from './lazy.ts'
import { screenRoutes, subjectKinds } from './rooms.ts'
import { SubjectPage } from './SubjectPage.tsx'

function NotFound() {
  return (
    <Page title="没有这一页">
      <Panel>
        <Empty title="地址可能抄错了，或您无权查看" actions={<Go to="/">回到应办事项</Go>} />
      </Panel>
    </Page>
  )
}

/** A screen behind its door: who may not open it reads the same as where there is nothing. */
function behind(door: string | undefined, Screen: ComponentType): () => ReactNode {
  return function Guarded() {
    const may = useMay()
    return may(door) ? <Screen /> : <NotFound />
  }
}

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const own = [
  createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./Home.tsx')) }),
  createRoute({ getParentRoute: () => root, path: '/account', component: lazyRouteComponent(() => import('./Account.tsx')) }),
]

const ofRooms = screenRoutes.map((route) =>
  createRoute({ getParentRoute: () => root, path: route.path, component: behind(route.door, loaded(route.screen)) }),
)

const ofSubjects = subjectKinds.map((kind) =>
  createRoute({ getParentRoute: () => root, path: `/${kind}/$subjectId`, component: () => <SubjectPage kind={kind} /> }),
)

/** All addresses of the desk: its own, the rooms', and one per kind of subject. */
export const router = createRouter({
  routeTree: root.addChildren([...own, ...ofRooms, ...ofSubjects]),
  defaultPreload: false,
  scrollRestoration: true,
  scrollToTopSelectors: ['.d-body'],
  // search is words only, so that an address reads as it was written
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(Object.entries(search).map(([key, value]) => [key, String(value)])).toString()
    return text ? `?${text}` : ''
  },
})
