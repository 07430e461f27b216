import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { Skeleton } from '../ui/Answer.tsx'
import { useGo } from '../ui/go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Banner } from '../ui/Layout.tsx'
import { useMay, useMe } from '../ui/me.ts'
import { Popover } from '../ui/Popover.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { showClock } from '../ui/time.ts'
import { useNow } from '../ui/useNow.ts'
import { useDeskKeys } from './keys.ts'
import { KeyList } from './KeyList.tsx'
import { Rail } from './Rail.tsx'
import { newReception } from './rooms.ts'
import { SearchBox } from './SearchBox.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useSignOut } from './useSignOut.ts'

/** Rail, top bar, and the page between. On a phone the rail lies at the foot. */
export function Frame() {
  const may = useMay()
  const go = useGo()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [keysShown, setKeysShown] = useState(false)
  const me = useMe()
  useDeskKeys({
    toSearch: () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
    toReception: newReception && may(newReception.door) ? () => go(newReception?.path ?? '/') : undefined,
    toKeys: () => setKeysShown(true),
  })
  return (
    <div className="d-app">
      <a className="d-skip" href="#main">
        跳到正文
      </a>
      <Rail onHelp={() => setKeysShown(true)} />
      <header className="d-top">
        <span className="d-org">{me?.organisation.name}</span>
        {path === '/' ? null : <SearchBox />}
        <span className="g-grow" />
        <Clock />
        <UserMenu />
      </header>
      <div className="d-body" data-scroll-restoration-id="page">
        <SampleBand />
        <main id="main" className="d-main" tabIndex={-1}>
          <ErrorBoundary key={path}>
            <Suspense fallback={<Skeleton lines={6} />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <Sheet open={keysShown} onClose={() => setKeysShown(false)} title="帮助：键盘" kind="modal">
        <KeyList />
      </Sheet>
    </div>
  )
}

function Clock() {
  const now = useNow(10_000)
  return <time className="d-clock">{showClock(now)}</time>
}

function SampleBand() {
  const me = useMe()
  if (!me?.sample) return null
  return (
    <aside aria-label="样例城市">
      <Banner>样例城市：人物、单位、地点都是虚构的，不要录入真实的人。</Banner>
    </aside>
  )
}

function UserMenu() {
  const me = useMe()
  const signOut = useSignOut()
  if (!me) return null
  return (
    <Popover
      label="我的账号"
      width={240}
      trigger={(props) => (
        <button type="button" className="d-me" {...props}>
          <span className="d-avatar" aria-hidden="true">
            {me.name.slice(0, 1)}
          </span>
          <span>{me.name}</span>
          <span className="d-post">{me.roles[0]?.title}</span>
          <Icon name="down" small />
        </button>
      )}
    >
      {(close) => (
        <div className="d-menu">
          <p>
            <b>{me.name}</b> <span className="g-muted">{me.login}</span>
          </p>
          <p className="g-muted">{me.roles.map((role) => role.title).join('、')}</p>
          <Link to="/account" onClick={close}>
            我的账号、设备、密码
          </Link>
          <button type="button" className="g-btn g-btn-plain" onClick={() => void signOut()}>
            退出登录
          </button>
        </div>
      )}
    </Popover>
  )
}
