import { Suspense } from 'react'
import { Link } from '@tanstack/react-router'
import { useGo } from '../ui/go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Button.tsx'
import { Columns, Empty, Panel, PanelSkeleton } from '../ui/Layout.tsx'
import { useMay } from '../ui/me.ts'
import type { HomePanel, RailEntry } from '../ui/room.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loaded } from './lazy.ts'
import { EntryBadge, EntryList, FEW, useEntries } from './Rail.tsx'
import { homePanels, newReception } from './rooms.ts'
import { SearchBox } from './SearchBox.tsx'

/** Home: search first, then what must be done, by when, why; beside it what the rooms have to say. */
export default function Home() {
  const may = useMay()
  const go = useGo()
  const panels = homePanels.filter((panel) => may(panel.door))
  const main = panels.filter((panel) => panel.place === 'main')
  const entries = useEntries()
  const few = entries.length > 0 && entries.length < FEW
  const side = panels.filter((panel) => panel.place === 'side')
  return (
    <div className="g-page">
      <title>应办 · 归途</title>
      <h1 className="g-hidden">应办事项</h1>
      <div className="d-first">
        <SearchBox large />
        {newReception && may(newReception.door) ? (
          <button type="button" className="g-btn g-btn-plain d-register" onClick={() => go(newReception?.path ?? '/')}>
            <Icon name="plus" />
            登记求助
            <Kbd>N</Kbd>
          </button>
        ) : null}
      </div>
      {few ? null : <Waiting entries={entries} />}
      {panels.length === 0 && entries.length === 0 ? (
        <Panel>
          <Empty title="这里还没有您的事">您的岗位还没有要办的事项。请安全管理员核对您的岗位。</Empty>
        </Panel>
      ) : main.length === 0 || (side.length === 0 && !few) ? (
        <Columns layout="even">
          {few ? <Here entries={entries} /> : null}
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
          <aside className="d-stack" aria-label="本单位情况">
            {few ? <Here entries={entries} /> : null}
            {side.map((panel) => (
              <Slot key={panel.title} panel={panel} />
            ))}
          </aside>
        </Columns>
      )}
    </div>
  )
}

/** Where one may go and what is done there: for posts with few entries, who are here seldom. */
function Here({ entries }: { entries: readonly RailEntry[] }) {
  return (
    <Panel title="从这里办" flush>
      <EntryList entries={entries} />
    </Panel>
  )
}

/** One line of what waits behind the entries; an entry that has nothing is not named. */
function Waiting({ entries }: { entries: readonly RailEntry[] }) {
  return (
    <nav className="d-waits" aria-label="等着办的">
      <span>等着办</span>
      {entries.map((entry) =>
        entry.badge ? (
          <Link key={entry.key} to={entry.path} className="d-wait">
            {entry.title} <EntryBadge entry={entry} className="d-count" /> {entry.waits}
          </Link>
        ) : null,
      )}
    </nav>
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
