import { useEffect, useState } from 'react'
import type { Opened, PhoneBook } from './engine/book.ts'
import { BigButton } from '../ui/phone/touch.tsx'
import { Alone } from './Alone.tsx'
import { NotKept } from './NotKept.tsx'
import { OldPassword } from './OldPassword.tsx'
import { useApp } from './update.ts'
import { type Proven, SignInSteps } from './sign-in-steps.tsx'

interface SignInProps {
  book: PhoneBook
  login: string
  onOpen(opened: Opened): void
  onBack(): void
}

/** Signing in with the network; then the worker's vault on this phone is made or opened with the same password. */
export function SignIn({ book, login, onOpen, onBack }: SignInProps) {
  const [proven, setProven] = useState<Proven | null>(null)
  const [others, setOthers] = useState(false)
  const { turnedAway } = useApp()
  useEffect(() => void book.owners().then((owners) => setOthers(owners.length > 0)), [book])

  async function take(given: Proven) {
    const opened = await book.signedIn(phoneMe(given), given.login, given.password)
    if (opened.state === 'open') onOpen(opened)
    else setProven(given)
  }

  if (proven)
    return (
      <Alone title="密码改过了">
        <OldPassword
          book={book}
          proven={proven}
          onRenewed={() => take(proven)}
          onForgotten={async () => onOpen(await book.startAnew(phoneMe(proven), proven.login, proven.password))}
        />
      </Alone>
    )
  return (
    <Alone title="登录归途外勤">
      <NotKept />
      <p>第一次在这部手机上用，要有网络。{turnedAway ? '' : '以后没有网络也能用同一个密码打开。'}</p>
      <SignInSteps login={login} onProven={take} />
      {others ? (
        <BigButton look="quiet" onClick={onBack}>
          返回锁屏
        </BigButton>
      ) : null}
    </Alone>
  )
}

/** What the engine keeps of a worker. */
export function phoneMe({ me }: Proven) {
  const { accountId, name, organisation, doors } = me
  return { accountId, name, organisation, doors }
}
