import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { signedOutEvent } from '../ui/api.ts'
import { Skeleton } from '../ui/Answer.tsx'
import { Button } from '../ui/Button.tsx'
import { useSituation } from '../ui/me.ts'
import { PickersProvider } from '../ui/pickers.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { Alone } from './Alone.tsx'
import { ChangePassword } from './ChangePassword.tsx'
import { FirstStart } from './FirstStart.tsx'
import { loaded } from './lazy.ts'
import { rooms } from './rooms.ts'
import { router } from './router.tsx'
import { SignIn } from './SignIn.tsx'

const pickers = Object.fromEntries(
  rooms.flatMap((room) => Object.entries(room.pickers ?? {}).map(([name, load]) => [name, loaded(load)])),
)

/** What stands on the screen: first start, sign-in, a new password, or the desk itself. */
export function Desk() {
  const situation = useSituation()
  const [lost, setLost] = useState(false)
  const me = situation.data?.me ?? null

  useEffect(() => {
    const onLost = () => setLost(true)
    window.addEventListener(signedOutEvent, onLost)
    return () => window.removeEventListener(signedOutEvent, onLost)
  }, [])

  if (!situation.data) {
    if (!situation.error) return <Skeleton lines={5} />
    return (
      <Alone title="连不上服务器">
        <p>{situation.error.refusal.sentence}</p>
        <p className="g-muted">断网时可先用纸表登记，恢复后补录；已提交的记录都在服务器上。</p>
        <Button look="main" onClick={() => void situation.refetch()}>
          再试一次
        </Button>
      </Alone>
    )
  }
  if (situation.data.setup === 'needed') return <FirstStart onDone={() => void situation.refetch()} />
  if (!me) return <SignIn sampleCity={situation.data.sampleCity} onIn={() => void situation.refetch()} />
  if (me.mustChangePassword) {
    return (
      <Alone title="先换一个密码">
        <p>这是管理员给的初始密码，只用一次。</p>
        <ChangePassword onDone={() => void situation.refetch()} />
      </Alone>
    )
  }
  return (
    <PickersProvider pickers={pickers}>
      <RouterProvider router={router} />
      <Sheet open={lost} onClose={() => setLost(false)} title="请重新登录" kind="modal">
        <p>登录已过期。您填的内容还在，登录后接着办。</p>
        <SignIn
          bare
          sampleCity={situation.data.sampleCity}
          onIn={async () => {
            const before = me.accountId
            const next = (await situation.refetch()).data?.me
            if (next?.accountId !== before) window.location.assign('/')
            setLost(false)
          }}
        />
      </Sheet>
    </PickersProvider>
  )
}
