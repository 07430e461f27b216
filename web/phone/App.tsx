import { useCallback, useEffect, useState } from 'react'
import type { Opened, Owner, PhoneBook } from './engine/book.ts'
import type { Engine } from './engine/engine.ts'
import { goPhone } from '../ui/phone/route.ts'
import { Frame } from './Frame.tsx'
import { Lock } from './Lock.tsx'
import { askToKeep } from './ready.ts'
import { endOwedSession, endSession } from './session.ts'
import { SignIn } from './SignIn.tsx'

type View =
  | { at: 'opening' }
  | { at: 'lock'; owners: Owner[]; chosen?: string }
  | { at: 'sign-in'; login?: string }
  | { at: 'open'; engine: Engine }

/** Account that opened the phone last in this tab: asked for first, and another does not land on his page. */
const LAST = 'guitu-phone-last'

const PATIENCE_MS = 3000

/** What was opened goes out of the memory too, with everything that the rooms keep there, where the page opens again without network. */
function wipeMemory(): boolean {
  if (!navigator.serviceWorker.controller) return false
  location.reload()
  return true
}

/** Locked, signing in, or open. */
export function App({ book }: { book: PhoneBook }) {
  const [view, setView] = useState<View>({ at: 'opening' })

  const toLock = useCallback(
    async (chosen?: string) => {
      const owners = await book.owners()
      setView(owners.length > 0 ? { at: 'lock', owners, ...(chosen ? { chosen } : {}) } : { at: 'sign-in' })
    },
    [book],
  )

  useEffect(() => void toLock(sessionStorage.getItem(LAST) ?? undefined), [toLock])

  useEffect(() => {
    const settle = () => void endOwedSession()
    settle()
    window.addEventListener('online', settle)
    return () => window.removeEventListener('online', settle)
  }, [])

  const open = useCallback((opened: Opened) => {
    if (opened.state !== 'open') return
    const { accountId } = opened.engine.state().me
    if ((sessionStorage.getItem(LAST) ?? accountId) !== accountId) goPhone('/', { replace: true })
    sessionStorage.setItem(LAST, accountId)
    void askToKeep()
    setView({ at: 'open', engine: opened.engine })
  }, [])

  const engine = view.at === 'open' ? view.engine : null
  const lock = useCallback(() => {
    const { accountId } = engine?.state().me ?? {}
    setView({ at: 'opening' })
    engine?.lock()
    if (!wipeMemory()) void toLock(accountId)
  }, [engine, toLock])

  const signOut = useCallback(async () => {
    setView({ at: 'opening' })
    await engine?.signOut()
    goPhone('/', { replace: true })
    // Without network the session ends by itself; it is not waited for long.
    await Promise.race([endSession(), new Promise((done) => setTimeout(done, PATIENCE_MS))])
    if (!wipeMemory()) await toLock()
  }, [engine, toLock])

  if (view.at === 'opening') return null
  if (view.at === 'open') return <Frame engine={view.engine} book={book} onLock={lock} onSignOut={signOut} />
  if (view.at === 'sign-in') return <SignIn book={book} login={view.login ?? ''} onOpen={open} onBack={() => void toLock()} />
  return (
    <Lock
      book={book}
      owners={view.owners}
      chosen={view.chosen}
      onOpen={open}
      onSignIn={(login) => setView({ at: 'sign-in', ...(login ? { login } : {}) })}
    />
  )
}
