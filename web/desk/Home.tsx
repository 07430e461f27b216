import { Suspense } from 'react'
import { useGo } from '../ui/go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Button.tsx'
import { Columns, Empty, Panel, PanelSkeleton } from '../ui/Layout.tsx'
import { useMay } from '../ui/me.ts'
import type { HomePanel } from '../ui/room.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loaded } from './lazy.ts'
import { homePanels, newReception, search } from './rooms.ts'
import { SearchBox } from './SearchBox.tsx'

/** Home: search first, then what must be done, by when, why; beside it what the rooms have to say. */
export default function Home() {
  const may = useMay()
  const go = useGo()
  const panels = homePanels.filter((panel) => may(panel.door))
  const main = panels.filter((panel) => panel.place === 'main')
  const side = panels.filter((panel) => panel.place === 'side')
  return (
    <div className="g-page">
      <title>应办 · 归途</title>
      <h1 className="g-hidden">应办事项</h1>
      <div className="d-first">
        {search && may(search.door) ? <SearchBox large /> : null}
        {newReception && may(newReception.door) ? (
          <button type="button" className="g-btn g-btn-plain d-register" onClick={() => go(newReception?.path ?? '/')}>
            <Icon name="plus" />
            登记求助
            <Kbd>N</Kbd>
          </button>
        ) : null}
      </div>
      {panels.length === 0 ? (
        <Panel>
          <Empty title="这里还没有您的事">您的岗位没有要在首页办理的事项。从左边的菜单进入，或请安全管理员核对您的岗位。</Empty>
        </Panel>
      ) : side.length === 0 || main.length === 0 ? (
        <Columns layout="even">
          {panels.map((panel) => (
            <Slot key={panel.title} panel={panel} />
          ))}
        </Columns>
      ) : (
        <Columns layout="main-side">
          <div className="d-stack">
            {main.map((panel) => (
              <Slot key={panel.title} panel={panel} />
            ))}
          </div>
          <aside className="d-stack" aria-label="本站情况">
            {side.map((panel) => (
              <Slot key={panel.title} panel={panel} />
            ))}
          </aside>
        </Columns>
      )}
    </div>
  )
}

function Slot({ panel }: { panel: HomePanel }) {
  const Content = loaded(panel.component)
  return (
    <ErrorBoundary small>
      <Suspense fallback={<PanelSkeleton title={panel.title} />}>
        <Content />
      </Suspense>
    </ErrorBoundary>
  )
}
