import { useState } from 'react'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { call } from '../ui/api.ts'
import { Alone } from './Alone.tsx'
import { CodeForm, Enrol, PasswordForm } from './sign-in-forms.tsx'
import { SampleAccounts } from './SampleAccounts.tsx'

type State = { state: 'in' } | { state: 'code' } | { state: 'enrol'; secret: string; uri: string }

interface SignInProps {
  sampleCity: boolean
  onIn(): void
  /** Without the page around it, for signing in again over an open page. */
  bare?: boolean
}

/** Account and password, then the second factor; in the sample city also its accounts, one press each. */
export function SignIn({ sampleCity, onIn, bare }: SignInProps) {
  const [state, setState] = useState<State | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function step(path: string, body: object) {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    const answer = await call<State>(path, body)
    setBusy(false)
    if (isRefusal(answer)) return setRefusal(answer)
    if (answer.state === 'in') onIn()
    else setState(answer)
  }

  const inner =
    state && state.state !== 'in' ? (
      <>
        {state.state === 'enrol' ? <Enrol secret={state.secret} uri={state.uri} /> : null}
        <CodeForm
          busy={busy}
          refusal={refusal}
          onCode={(code) => void step('/api/session/code', { code })}
          onBack={() => setState(null)}
        />
      </>
    ) : (
      <>
        <PasswordForm
          busy={busy}
          refusal={refusal}
          onSend={(login, password) => void step('/api/session/sign-in', { login, password })}
        />
        {sampleCity ? (
          <SampleAccounts busy={busy} onChoose={(login, password) => void step('/api/session/sign-in', { login, password })} />
        ) : null}
      </>
    )
  if (bare) return <div className="g-stack">{inner}</div>
  return (
    <Alone title="登录归途" wide={sampleCity && !state}>
      <div className={sampleCity && !state ? 'd-sign-in' : 'g-stack'}>{inner}</div>
    </Alone>
  )
}
