import { useState } from 'react'
import { Notice } from '../ui/phone/layout.tsx'
import { BottomSheet } from '../ui/phone/sheet.tsx'
import { say } from '../ui/toast.tsx'
import { OldPassword } from './OldPassword.tsx'
import { endSession } from './session.ts'
import { useShell } from './shell.ts'
import { type Proven, SignInSteps } from './sign-in-steps.tsx'
import { phoneMe } from './SignIn.tsx'

/** Signing in again over the page: what is written stays, what waits goes afterwards. */
export function ReSignIn({ onClose }: { onClose(): void }) {
  const { engine, book } = useShell()
  const { me } = engine.state()
  const [login, setLogin] = useState<string | null>(null)
  const [proven, setProven] = useState<Proven | null>(null)
  const [other, setOther] = useState(false)
  if (login === null)
    void book.owners().then((owners) => setLogin(owners.find((owner) => owner.accountId === me.accountId)?.login ?? ''))

  async function go() {
    onClose()
    say('登录好了，正在上传')
    await engine.contact().catch(() => {})
  }

  async function take(given: Proven) {
    if (given.me.accountId !== me.accountId) {
      void endSession()
      return setOther(true)
    }
    const opened = await book.signedIn(phoneMe(given), given.login, given.password)
    // Only whether the password fits: the engine that is open goes on.
    if (opened.state === 'open') {
      opened.engine.lock()
      await go()
    } else setProven(given)
  }

  return (
    <BottomSheet title={`${me.name}，请重新登录`} onClose={onClose}>
      <p>登录到期了。记下的都在手机里，登录后接着上传；不登录也能照常记。</p>
      {other ? (
        <Notice tone="bad" urgent title="登录的是另一个人">
          这里存的是{me.name}的记录。换人请先锁屏，在锁屏上登录。
        </Notice>
      ) : null}
      {proven ? (
        <OldPassword
          book={book}
          proven={proven}
          onRenewed={go}
          onForgotten={go}
          forgottenWords="旧密码忘了，先上传，锁屏仍用旧密码"
        />
      ) : login === null ? null : (
        <SignInSteps login={login} fixed={login !== ''} onProven={take} />
      )}
    </BottomSheet>
  )
}
