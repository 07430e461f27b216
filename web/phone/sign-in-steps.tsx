/** The steps of signing in: name and password, then the second factor. The page and the sheet of signing in again use them. */
import { useState } from 'react'
import type { Refusal } from '#kernel/refusal.ts'
import { TextField } from '../ui/phone/fields.tsx'
import { Notice } from '../ui/phone/layout.tsx'
import { BigButton } from '../ui/phone/touch.tsx'
import { contact, endSession, isRefusal, type Me, sendCode, signIn, type SignedIn } from './session.ts'

export interface Proven {
  me: Me
  login: string
  password: string
}

interface SignInStepsProps {
  /** Known already: only the password is asked. */
  login?: string
  fixed?: boolean
  /** The server has taken it. */
  onProven(proven: Proven): Promise<void>
}

export function SignInSteps({ login: known = '', fixed, onProven }: SignInStepsProps) {
  const [login, setLogin] = useState(known)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [step, setStep] = useState<SignedIn | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [mustChange, setMustChange] = useState(false)

  async function next(work: () => Promise<SignedIn | Refusal>) {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    setMustChange(false)
    const answer = await work()
    if (isRefusal(answer)) setRefusal(answer)
    else if (answer.state === 'in') await proven()
    else setStep(answer)
    setCode('')
    setBusy(false)
  }

  async function proven() {
    const met = await contact()
    if (isRefusal(met)) return setRefusal(met)
    if (!met.me) return setStep(null)
    if (met.me.mustChangePassword) {
      void endSession()
      setStep(null)
      return setMustChange(true)
    }
    await onProven({ me: met.me, login: login.trim(), password })
  }

  const note = refusal ? (
    <Notice tone="bad" urgent>
      {refusal.sentence}
    </Notice>
  ) : mustChange ? (
    <Notice tone="warn" urgent title="先到电脑上改密码">
      这个密码是别人发给您的，要先换成只有您知道的：在电脑上登录一次，按提示改好，再回来用新密码登录。手机里的记录将用它加密。
    </Notice>
  ) : null

  if (step && step.state !== 'in')
    return (
      <form
        className="s-form"
        onSubmit={(event) => {
          event.preventDefault()
          void next(() => sendCode(code.replace(/\s/g, '')))
        }}
      >
        {step.state === 'enrol' ? (
          <>
            <p>
              这个账号登录时要加一道动态码，只需设置一次：在验证器应用里选“输入密钥”，填这一串，再把应用上的六位数字填在下面。
            </p>
            <p className="s-secret">{(step.secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
            <p>
              验证器就在这部手机上？<a href={step.uri}>直接添加</a>。密钥只显示这一次，不要拍照外传。
            </p>
          </>
        ) : null}
        <TextField
          label="动态码"
          inputMode="numeric"
          autoComplete="one-time-code"
          most={7}
          value={code}
          onChange={setCode}
          help="验证器应用上的六位数字，每 30 秒换一次"
        />
        {note}
        <BigButton type="submit" look="main" busy={busy} disabled={code.trim().length < 6}>
          验证并登录
        </BigButton>
        <BigButton look="quiet" onClick={() => setStep(null)}>
          返回，重填密码
        </BigButton>
      </form>
    )
  return (
    <form
      className="s-form"
      onSubmit={(event) => {
        event.preventDefault()
        void next(() => signIn(login.trim(), password))
      }}
    >
      {fixed ? null : <TextField label="账号" autoComplete="username" most={60} value={login} onChange={setLogin} />}
      <TextField
        label="密码"
        type="password"
        autoComplete="current-password"
        most={200}
        value={password}
        onChange={setPassword}
      />
      {note}
      <BigButton type="submit" look="main" busy={busy} disabled={login.trim() === '' || password === ''}>
        登录
      </BigButton>
    </form>
  )
}
