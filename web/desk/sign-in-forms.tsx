import { lazy, Suspense, useId, useRef, useEffect, useState, type ReactNode, type InputHTMLAttributes } from 'react'
import type { Refusal } from '../ui/api.ts'
import { Button } from '../ui/Button.tsx'
import { RefusalNote } from '../ui/Refusal.tsx'

/** A plain labelled input, for the pages before the desk. */
export function Line({
  label,
  help,
  error,
  ...rest
}: { label: string; help?: ReactNode; error?: string | undefined } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <div className={error ? 'g-wrong' : ''}>
      <label className="g-label" htmlFor={id}>
        {label}
      </label>
      <div className="g-in">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || help ? `${id}-more` : undefined}
          {...rest}
        />
      </div>
      {error || help ? (
        <p className={error ? 'g-error' : 'g-help'} id={`${id}-more`}>
          {error ?? help}
        </p>
      ) : null}
    </div>
  )
}

/** Account and password. */
export function PasswordForm({
  busy,
  refusal,
  onSend,
}: {
  busy: boolean
  refusal: Refusal | null
  onSend(login: string, password: string): void
}) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  return (
    <form
      className="g-stack"
      onSubmit={(event) => {
        event.preventDefault()
        onSend(login.trim(), password)
      }}
    >
      <Line
        label="账号"
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <Line
        label="密码"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <RefusalNote refusal={refusal} />
      <Button type="submit" look="main" size="large" busy={busy}>
        登录
      </Button>
    </form>
  )
}

/** The six digits of the second factor. */
export function CodeForm({
  busy,
  refusal,
  onCode,
  onBack,
}: {
  busy: boolean
  refusal: Refusal | null
  onCode(code: string): void
  onBack(): void
}) {
  const [code, setCode] = useState('')
  const box = useRef<HTMLFormElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  return (
    <form
      ref={box}
      className="g-stack"
      onSubmit={(event) => {
        event.preventDefault()
        onCode(code.replace(/\s/g, ''))
      }}
    >
      <Line
        label="动态码"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,7}"
        maxLength={7}
        required
        help="验证器应用上的六位数字，每 30 秒换一次"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <RefusalNote refusal={refusal} />
      <Button type="submit" look="main" size="large" busy={busy}>
        验证并登录
      </Button>
      <Button look="link" onClick={onBack}>
        换账号登录
      </Button>
    </form>
  )
}

const QrCode = lazy(() => import('./QrCode.tsx'))

/** First use of the second factor: the secret as a code to scan, as words, and as a link that an authenticator opens. */
export function Enrol({ secret, uri }: { secret: string; uri: string }) {
  return (
    <div className="g-stack">
      <p>这个账号登录时要加一道动态码，只需设置一次。请用手机的验证器应用扫这个码，再把应用上的六位数字填在下面：</p>
      <Suspense fallback={<div className="d-qr" />}>
        <QrCode text={uri} label="给验证器应用扫的二维码" />
      </Suspense>
      <p>扫不了，就在应用里选“输入密钥”，填这一串：</p>
      <p className="d-secret" data-testid="totp-secret">
        {(secret.match(/.{1,4}/g) ?? []).join(' ')}
      </p>
      <p className="g-muted">
        验证器就在这台设备上？<a href={uri}>直接添加</a>。密钥只显示这一次，不要拍照外传。
      </p>
    </div>
  )
}
