import { useState } from 'react'
import type { Opened, Owner, PhoneBook } from './engine/book.ts'
import { TextField } from '../ui/phone/fields.tsx'
import { Card, Notice, PhoneRow } from '../ui/phone/layout.tsx'
import { BigButton } from '../ui/phone/touch.tsx'
import { Alone } from './Alone.tsx'
import { sinceWords } from './band-words.ts'
import { NotKept } from './NotKept.tsx'
import { useApp } from './update.ts'

interface LockProps {
  book: PhoneBook
  owners: readonly Owner[]
  /** Account that was open before: asked for first. */
  chosen?: string | undefined
  onOpen(opened: Opened): void
  onSignIn(login?: string): void
}

/** `2 条、照片 1 张待传，最早 21:12` */
export function waitsWords(owner: Pick<Owner, 'actions' | 'photos' | 'oldestAt'>, now: number): string {
  const parts = [owner.actions ? `${owner.actions} 条` : '', owner.photos ? `照片 ${owner.photos} 张` : ''].filter(Boolean)
  if (parts.length === 0 || owner.oldestAt === null) return '没有待传的'
  return `${parts.join('、')}待传，最早 ${sinceWords(owner.oldestAt, now)}`
}

/** The lock: whose phone it is, how much waits and since when; opens by the password alone, also without network. */
export function Lock({ book, owners, chosen, onOpen, onSignIn }: LockProps) {
  const first = owners.find((owner) => owner.accountId === chosen) ?? (owners.length === 1 ? owners[0] : undefined)
  const [vaultId, setVaultId] = useState(first?.vaultId)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(0)
  const { turnedAway } = useApp()
  const owner = owners.find((each) => each.vaultId === vaultId)

  async function unlock() {
    if (!owner || busy || password === '') return
    setBusy(true)
    const opened = await book.unlock(owner.login, password).catch(() => null)
    setBusy(false)
    setPassword('')
    if (opened?.state === 'open') onOpen(opened)
    else setWrong(wrong + 1)
  }

  if (!owner)
    return (
      <Alone title="谁在用这部手机">
        <NotKept />
        <Card flush>
          {owners.map((each) => (
            <PhoneRow
              key={each.vaultId}
              icon="lock"
              title={each.name}
              sub={waitsWords(each, book.clock.now())}
              onPress={() => setVaultId(each.vaultId)}
            />
          ))}
        </Card>
        <BigButton onClick={() => onSignIn()}>换一个人登录（要网络）</BigButton>
      </Alone>
    )
  return (
    <Alone title={owner.name}>
      <NotKept />
      <p>{waitsWords(owner, book.clock.now())}</p>
      <form
        className="s-form"
        onSubmit={(event) => {
          event.preventDefault()
          void unlock()
        }}
      >
        <TextField
          label="密码"
          type="password"
          autoComplete="current-password"
          most={200}
          value={password}
          onChange={setPassword}
          {...(turnedAway ? {} : { help: '没有网络也能打开' })}
        />
        {wrong > 0 ? (
          <Notice tone="bad" urgent title="密码不对，没有打开">
            {wrong > 1 ? `已试 ${wrong} 次。` : ''}记录都还在。在电脑上改过密码的，用改之前的密码；或者连上网，按“用网络登录”。
          </Notice>
        ) : null}
        <BigButton type="submit" look="main" busy={busy} disabled={password === ''}>
          打开
        </BigButton>
      </form>
      {wrong > 0 ? <BigButton onClick={() => onSignIn(owner.login)}>用网络登录</BigButton> : null}
      {owners.length > 1 ? (
        <BigButton
          look="quiet"
          onClick={() => {
            setVaultId(undefined)
            setWrong(0)
          }}
        >
          不是我
        </BigButton>
      ) : (
        <BigButton look="quiet" onClick={() => onSignIn()}>
          不是我，换一个人登录
        </BigButton>
      )}
    </Alone>
  )
}
