import { useState } from 'react'
import { useWaiting } from '../ui/phone/hooks.ts'
import { Notice, Screen } from '../ui/phone/layout.tsx'
import { BigButton } from '../ui/phone/touch.tsx'
import { say } from '../ui/toast.tsx'
import { useShell } from './shell.ts'

type File_ = { name: string; text: string }

/** What waits as an encrypted file, for a phone that finds no network. */
export function HandOver() {
  const { engine } = useShell()
  const { actions, photos } = useWaiting()
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<File_ | null>(null)
  const [trouble, setTrouble] = useState('')

  async function make() {
    setBusy(true)
    setTrouble('')
    try {
      const file = await engine.handOver()
      if (file) setMade(file)
      else setTrouble('这部手机还没有登记。连一次网，登记会自己完成，再来交出。')
    } catch {
      setTrouble('文件没有做成，记录都还在。请再试一次。')
    }
    setBusy(false)
  }

  return (
    <Screen title="交出记录" back="/help" backIcon="left" sub={`待传 ${actions} 条，照片 ${photos} 张`}>
      <p>手机要坏、要交还，或者一直没有网络时，把待传的记录做成一个加密文件，用数据线、蓝牙或内部通讯交给单位。</p>
      <Notice tone="calm">
        文件只有本单位的归途能打开：在电脑上“手机”一页里收进去。记录不会重复：手机之后又连上网，同一条只算一次。
      </Notice>
      {trouble ? (
        <Notice tone="bad" urgent>
          {trouble}
        </Notice>
      ) : null}
      {made ? (
        <>
          <Notice tone="good" title="文件做好了">
            {made.name}，{Math.max(1, Math.round(made.text.length / 1024))} KB
          </Notice>
          {canShare(made) ? (
            <BigButton look="main" icon="upload" onClick={() => void share(made).catch(() => {})}>
              发送文件
            </BigButton>
          ) : null}
          <BigButton icon="download" onClick={() => save(made)}>
            存到手机
          </BigButton>
        </>
      ) : (
        <BigButton
          look="main"
          busy={busy}
          onClick={() => void make()}
          impossible={actions + photos === 0 ? '没有待传的记录，不用交出' : undefined}
        >
          做成加密文件
        </BigButton>
      )}
    </Screen>
  )
}

const blobOf = ({ text }: File_) => new Blob([text], { type: 'application/octet-stream' })
/** Browsers share few kinds of file; a text is one of them. */
const asShared = ({ name, text }: File_) => ({ files: [new File([text], `${name}.txt`, { type: 'text/plain' })] })

function canShare(file: File_): boolean {
  return typeof navigator.canShare === 'function' && navigator.canShare(asShared(file))
}

async function share(file: File_): Promise<void> {
  await navigator.share(asShared(file))
}

function save(file: File_): void {
  const address = URL.createObjectURL(blobOf(file))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  say('已存到手机的下载里')
}
