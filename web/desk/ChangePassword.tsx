import { useState } from 'react'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { call } from '../ui/api.ts'
import { Button } from '../ui/Button.tsx'
import { RefusalNote } from '../ui/Refusal.tsx'
import { Line } from './sign-in-forms.tsx'

/** Old password, new one twice. */
export function ChangePassword({ onDone }: { onDone(): void }) {
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const differs = again !== '' && next !== again

  async function send() {
    if (busy || next !== again) return
    setBusy(true)
    const answer = await call('/api/session/password', { old, new: next })
    setBusy(false)
    if (isRefusal(answer)) return setRefusal(answer)
    onDone()
  }

  return (
    <form
      className="g-stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Line
        label="现在的密码"
        type="password"
        autoComplete="current-password"
        required
        value={old}
        onChange={(event) => setOld(event.target.value)}
        error={refusal?.fields?.['old']}
      />
      <Line
        label="新密码"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        help="至少 10 位，字母、数字、符号至少两种"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        error={refusal?.fields?.['new']}
      />
      <Line
        label="新密码再写一遍"
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onChange={(event) => setAgain(event.target.value)}
        error={differs ? '两遍不一样' : undefined}
      />
      <RefusalNote refusal={refusal} />
      <Button type="submit" look="main" size="large" busy={busy}>
        换密码
      </Button>
    </form>
  )
}
