import { type ComponentType, lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import type { PhoneBook } from './engine/book.ts'
import type { Engine } from './engine/engine.ts'
import { usePhoneState } from '../ui/phone/hooks.ts'
import { EmptyNote, PhoneLink, Screen } from '../ui/phone/layout.tsx'
import { PhoneContext, type PhoneScreen } from '../ui/phone/phone.ts'
import { findRoute, PhoneParams, usePhoneAddress } from '../ui/phone/route.ts'
import { useAutoLock } from './auto-lock.ts'
import { Bands } from './Band.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { HandOver } from './HandOver.tsx'
import { Help } from './Help.tsx'
import { ReSignIn } from './ReSignIn.tsx'
import { screens, suppliesFor, tabsFor } from './rooms.ts'
import { ShellContext } from './shell.ts'
import { Tabs } from './Tabs.tsx'
import { ThisPhone } from './ThisPhone.tsx'
import { lookForNewer } from './update.ts'
import { WaitingPage } from './WaitingPage.tsx'

/** How long after opening the screens are fetched that nobody has opened yet. */
const FETCH_AHEAD_MS = 1500

interface Page {
  path: string
  View: ComponentType
}

const own: Page[] = [
  { path: '/help', View: Help },
  { path: '/help/waiting', View: WaitingPage },
  // as rooms name it
  { path: '/waiting', View: WaitingPage },
  { path: '/help/this-phone', View: ThisPhone },
  { path: '/help/hand-over', View: HandOver },
]

const shown = ({ path, screen }: PhoneScreen): Page => ({ path, View: lazy(screen) })
const pages: Page[] = [...screens.map(shown), ...own]

interface FrameProps {
  engine: Engine
  book: PhoneBook
  onLock(): void
  onSignOut(): Promise<void>
}

/** The open phone: bands, the page, tabs. */
export function Frame({ engine, book, onLock, onSignOut }: FrameProps) {
  const [signing, setSigning] = useState(false)
  const askSignIn = useCallback(() => setSigning(true), [])
  const shell = useMemo(
    () => ({ engine, book, lock: onLock, signOut: onSignOut, askSignIn }),
    [engine, book, onLock, onSignOut, askSignIn],
  )
  useAutoLock(onLock, book.clock)
  return (
    <PhoneContext value={engine}>
      <ShellContext value={shell}>
        <Inside engine={engine} />
        {signing ? <ReSignIn onClose={() => setSigning(false)} /> : null}
      </ShellContext>
    </PhoneContext>
  )
}

function Inside({ engine }: { engine: Engine }) {
  const { me } = usePhoneState()
  const doors = me.doors.join(' ')
  const tabs = useMemo(() => tabsFor(doors.split(' ')), [doors])

  useEffect(() => engine.start(suppliesFor(doors.split(' '))), [engine, doors])

  // The browser's word that the network came or went is only a reason to look.
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return
      lookForNewer()
      void engine.contact().catch(() => {})
    }
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [engine])

  // What a page needs is there before the network is gone.
  useEffect(() => {
    const timer = setTimeout(() => {
      lookForNewer()
      for (const { screen } of screens) void screen().catch(() => {})
    }, FETCH_AHEAD_MS)
    return () => clearTimeout(timer)
  }, [])

  const [address] = usePhoneAddress().split('?') as [string]
  const path = address === '/' ? (tabs[0]?.path ?? '/help') : address
  const match = findRoute(pages, path)
  const View = match?.route.View
  return (
    <div className="s-frame">
      <Bands thin={!tabs.some((tab) => tab.path === path)} />
      <div className="s-page">
        <ErrorBoundary resetKey={path}>
          <PhoneParams value={match?.params ?? {}}>
            <Suspense fallback={<p className="s-opening">正在打开…</p>}>{View ? <View key={path} /> : <NotFound />}</Suspense>
          </PhoneParams>
        </ErrorBoundary>
      </div>
      <Tabs tabs={tabs} path={path} />
    </div>
  )
}

function NotFound() {
  return (
    <Screen title="没有这一页">
      <EmptyNote title="网址不对，或程序换了新版">
        <PhoneLink to="/">回到第一页</PhoneLink>
      </EmptyNote>
    </Screen>
  )
}
