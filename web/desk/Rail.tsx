import { Link, useRouterState } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useMay } from '../ui/me.ts'
import type { RailEntry } from '../ui/room.ts'
import { Sheet } from '../ui/Sheet.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loaded } from './lazy.ts'
import { railEntries } from './rooms.ts'

/** Above so many entries the rail stands in rows with captions; fewer stand as large signs. */
export const FEW = 9
/** So many fit side by side at the foot of a phone; the others wait behind 更多. */
const ON_PHONE = 5

const home: RailEntry = { key: 'home', title: '应办', about: '按政策该办的事', icon: 'duties', path: '/', order: 10, door: '' }

/** Captions between the entries, by their order. */
const captions: readonly { from: number; title: string }[] = [
  { from: 20, title: '接待照料' },
  { from: 50, title: '寻亲' },
  { from: 60, title: '街面、未保' },
  { from: 80, title: '离站以后' },
  { from: 90, title: '政策、管理' },
]
const captionOf = (entry: RailEntry) => captions.findLast((caption) => entry.order >= caption.from)?.title ?? ''

/** The entries that one may open, in order. */
export function useEntries(): RailEntry[] {
  const may = useMay()
  return railEntries.filter((entry) => may(entry.door))
}

/** The small number of an entry; nothing while it is asked for, nothing when nothing waits. */
export function EntryBadge({ entry, className }: { entry: RailEntry; className: string }) {
  if (!entry.badge) return null
  const Badge = loaded(entry.badge)
  return (
    <ErrorBoundary small>
      <Suspense fallback={null}>
        <span className={className}>
          <Badge />
        </span>
      </Suspense>
    </ErrorBoundary>
  )
}

/** The main menu: at the left edge, on a phone at the foot. */
export function Rail({ onHelp }: { onHelp(): void }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [more, setMore] = useState(false)
  const entries = [home, ...useEntries()]
  const many = entries.length > FEW
  const crowded = entries.length > ON_PHONE
  const isOn = (entry: RailEntry) =>
    entry.path === '/' ? path === '/' : path === entry.path || path.startsWith(`${entry.path}/`)
  const far = (index: number) => crowded && index >= ON_PHONE - 1
  return (
    <nav className={many ? 'd-rail d-rail-many' : 'd-rail'} aria-label="主菜单">
      <div className="d-mark" aria-hidden="true">
        归
      </div>
      <div className="d-rail-list">
        {entries.map((entry, index) => {
          const before = entries[index - 1]
          const caption = many && before && captionOf(entry) !== captionOf(before) ? captionOf(entry) : null
          return [
            caption ? (
              <span key={caption} className="d-rail-caption" aria-hidden="true">
                {caption}
              </span>
            ) : null,
            <Link
              key={entry.key}
              to={entry.path}
              title={entry.about}
              className={['d-rail-item', isOn(entry) ? 'd-on' : '', far(index) ? 'd-far' : ''].filter(Boolean).join(' ')}
              aria-current={isOn(entry) ? 'page' : undefined}
            >
              <Icon name={entry.icon} />
              <span>{entry.title}</span>
              <EntryBadge entry={entry} className="d-badge" />
            </Link>,
          ]
        })}
        {crowded ? (
          <button
            type="button"
            className={
              entries.some((entry, index) => far(index) && isOn(entry)) ? 'd-rail-item d-more d-on' : 'd-rail-item d-more'
            }
            onClick={() => setMore(true)}
          >
            <Icon name="more" />
            <span>更多</span>
          </button>
        ) : null}
      </div>
      <button type="button" className="d-rail-item d-rail-help" onClick={onHelp}>
        <Icon name="help" />
        <span>帮助</span>
      </button>
      <Sheet open={more} onClose={() => setMore(false)} title="全部" kind="modal">
        <EntryList entries={entries} onGo={() => setMore(false)} />
      </Sheet>
    </nav>
  )
}

/** The entries one below the other, each with what is done there. */
export function EntryList({ entries, onGo }: { entries: readonly RailEntry[]; onGo?: () => void }) {
  return (
    <ul className="d-entries">
      {entries.map((entry) => (
        <li key={entry.key}>
          <Link to={entry.path} onClick={onGo}>
            <Icon name={entry.icon} />
            <b>{entry.title}</b>
            <span className="d-about">
              {entry.about}
              {entry.badge ? (
                <span className="d-wait">
                  <EntryBadge entry={entry} className="d-count" />
                  {entry.waits}
                </span>
              ) : null}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
