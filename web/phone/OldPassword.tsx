import { useState } from 'react'
import type { PhoneBook } from './engine/book.ts'
import { TextField } from '../ui/phone/fields.tsx'
import { Notice } from '../ui/phone/layout.tsx'
import { BigButton } from '../ui/phone/touch.tsx'
import type { Proven } from './sign-in-steps.tsx'

interface OldPasswordProps {
  book: PhoneBook
  proven: Proven
  onRenewed(): Promise<void> | void
  /** The old one is forgotten: go on without what lies under it. */
  onForgotten(): Promise<void> | void
  forgottenWords?: string
}

/** The password was changed at the desk: the phone's records lie under the old one. */
export function OldPassword({ book, proven, onRenewed, onForgotten, forgottenWords = '旧密码忘了，从头开始' }: OldPasswordProps) {
  const [old, setOld] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [sure, setSure] = useState(false)

  async function renew() {
    setBusy(true)
    const fits = await book.renew(proven.me.accountId, old, proven.password)
    setWrong(!fits)
    if (fits) await onRenewed()
    setBusy(false)
  }

  return (
    <form
      className="s-form"
      onSubmit={(event) => {
        event.preventDefault()
        void renew()
      }}
    >
      <p>新密码登录成功。手机里的记录是用旧密码加密的，请再输一次旧密码，以后就用新密码打开。</p>
      <TextField label="旧密码" type="password" most={200} value={old} onChange={setOld} />
      {wrong ? (
        <Notice tone="bad" urgent title="旧密码不对">
          请想一想上一次在这部手机上用的密码。记录都还在。
        </Notice>
      ) : null}
      <BigButton type="submit" look="main" busy={busy} disabled={old === ''}>
        换成新密码
      </BigButton>
      {sure ? (
        <>
          <Notice tone="warn" title="没有旧密码，谁也打不开那些记录">
            它们不会被删：留在手机里，哪天想起旧密码，在锁屏上用旧密码打开就会传走。要紧的内容请现在凭记忆补记。
          </Notice>
          <BigButton look="danger" onClick={() => void onForgotten()}>
            知道了，继续
          </BigButton>
        </>
      ) : (
        <BigButton look="quiet" onClick={() => setSure(true)}>
          {forgottenWords}
        </BigButton>
      )}
    </form>
  )
}
