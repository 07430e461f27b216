import { useState } from 'react'
import { usePhoneState, useWaiting } from '../ui/phone/hooks.ts'
import { Card, EmptyNote, Notice, PhoneRow, Screen } from '../ui/phone/layout.tsx'
import type { Waiting } from '../ui/phone/phone.ts'
import { BigButton } from '../ui/phone/touch.tsx'
import { say } from '../ui/toast.tsx'
import { sinceWords } from './band-words.ts'
import { Settle } from './Settle.tsx'
import { useShell } from './shell.ts'

const SHOWN = 50

/** `21:12 记 · 正在上传 64%` */
function stateWords(each: Waiting, now: number): string {
  const since = `${sinceWords(each.recordedAt, now)} 记`
  if (each.state === 'refused') return since
  const part = each.sent && each.sent.bytes > 0 ? ` ${Math.floor((100 * each.sent.bytes) / Math.max(1, each.sent.of))}%` : ''
  if (each.state === 'sending') return `${since} · 正在上传${part}，服务器还没说收到`
  return `${since} · 存在手机${each.tries > 0 ? `，试过 ${each.tries} 次` : ''}`
}

/** Every record that the server has not received, with its reason where it was refused. */
export function WaitingPage() {
  const { engine, askSignIn } = useShell()
  const { online, signedOut, received } = usePhoneState()
  const { all, oldestAt } = useWaiting()
  const [busy, setBusy] = useState(false)
  const [more, setMore] = useState(false)
  const now = engine.phoneNow()
  const refused = all.filter((each) => each.state === 'refused')
  const open = all.filter((each) => each.state !== 'refused')
  // Handed to the desk already: goes with the next sending.
  const handed = (each: Waiting) => open.some((other) => other.settles === each.id)
  const before = (each: Waiting) => refused.find((other) => other.id === each.behind)
  const sub = all.length === 0 ? '都传上去了' : `共 ${all.length} 条，最早 ${oldestAt === null ? '' : sinceWords(oldestAt, now)}`
  return (
    <Screen title="待传" back="/help" backIcon="left" sub={sub}>
      {refused.length > 0 ? (
        <Card flush tone="warn" title={`没有被接收 ${refused.length} 条`} aside="都还在手机里">
          {refused.map((each) => (
            <PhoneRow key={each.id} icon="warning" title={each.title} sub={stateWords(each, now)}>
              <Notice tone="warn">{each.refusal?.sentence ?? '服务器没有说原因。'}</Notice>
              {before(each) ? <p className="p-help">先处理“{before(each)?.title}”：它传成了，这一条自动再传。</p> : null}
              {handed(each) ? <p className="p-help">已交值班人员处理，送到后从这里消失。</p> : <Settle record={each} />}
            </PhoneRow>
          ))}
        </Card>
      ) : null}
      {open.length > 0 ? (
        <>
          <Card flush title={`等着上传 ${open.length} 条`}>
            {(more ? open : open.slice(0, SHOWN)).map((each) => (
              <PhoneRow
                key={each.id}
                icon={each.kind === 'photo' ? 'camera' : 'upload'}
                title={each.title}
                sub={stateWords(each, now)}
              />
            ))}
            {open.length > SHOWN && !more ? (
              <PhoneRow title={`还有 ${open.length - SHOWN} 条，看全部`} onPress={() => setMore(true)} />
            ) : null}
          </Card>
          {signedOut ? (
            <BigButton look="main" onClick={askSignIn}>
              重新登录再上传
            </BigButton>
          ) : (
            <BigButton
              look="main"
              icon="upload"
              busy={busy}
              onClick={async () => {
                setBusy(true)
                await engine.contact().catch(() => {})
                await engine.flush().catch(() => {})
                setBusy(false)
                if (!engine.state().online) say('还是没有网络，过一会儿自动再试')
              }}
            >
              现在上传
            </BigButton>
          )}
          <p className="p-help">{online ? '有网时自动上传，不用守着。' : '现在没有网络。有网自动上传，不用守着。'}</p>
        </>
      ) : null}
      {all.length === 0 ? <EmptyNote title="没有待传的记录">记下的都已经由服务器收到。</EmptyNote> : null}
      {received.length > 0 ? (
        <Card flush title={`服务器已收到 ${received.length} 条`} aside="退出后不再显示">
          {received.slice(0, SHOWN).map((each) => (
            <PhoneRow
              key={each.id}
              mark="check"
              title={each.title}
              sub={`${sinceWords(each.recordedAt, now)} 记，${sinceWords(each.receivedAt, now)} 收到`}
            />
          ))}
        </Card>
      ) : null}
    </Screen>
  )
}
