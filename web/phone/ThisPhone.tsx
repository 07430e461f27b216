import { useEffect, useState } from 'react'
import { usePhoneState, useWaiting } from '../ui/phone/hooks.ts'
import { Card, Notice, Screen } from '../ui/phone/layout.tsx'
import { BottomSheet } from '../ui/phone/sheet.tsx'
import { BigButton } from '../ui/phone/touch.tsx'
import { showInstant } from '../ui/time.ts'
import { NotKept } from './NotKept.tsx'
import { askToKeep, type Room, roomLeft, sizeWords } from './ready.ts'
import { useShell } from './shell.ts'
import { takeNewer, useApp } from './update.ts'

const LITTLE = 100_000_000

/** This phone: whose it is here, room, version, a newer version, signing out. */
export function ThisPhone() {
  const { engine, signOut } = useShell()
  const { me, lastContactAt, storage } = usePhoneState()
  const { all } = useWaiting()
  const app = useApp()
  const [room, setRoom] = useState<Room | null>(null)
  const [leaving, setLeaving] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => void roomLeft().then(setRoom), [])
  const low = storage !== 'good' || (room?.free ?? LITTLE) < LITTLE
  return (
    <Screen title="手机和版本" back="/help" backIcon="left">
      <NotKept />
      {app.newer ? (
        <Card title="有新版" tone="warn">
          <p>记录和草稿都会留着；换好后要再输一次密码。</p>
          <BigButton look="main" onClick={takeNewer}>
            换新版
          </BigButton>
        </Card>
      ) : null}
      {low ? (
        <Notice tone="warn" title="手机空间不多了">
          文字记录照常，照片可能存不下。请连上网把待传的传走，或删掉手机里别的东西。
        </Notice>
      ) : null}
      {room && !room.kept ? (
        <Notice tone="warn" title="手机没有答应长期保存">
          空间紧张时，浏览器可能清掉网页的东西。把“归途”添加到桌面，从桌面打开，再按下面的按钮。
          <BigButton small onClick={() => void askToKeep().then(roomLeft).then(setRoom)}>
            再申请一次
          </BigButton>
        </Notice>
      ) : null}
      <Card>
        <dl className="s-facts">
          <dt>登记为</dt>
          <dd>{me.name}的手机</dd>
          <dt>单位</dt>
          <dd>{me.organisation.name || '—'}</dd>
          <dt>上次连上</dt>
          <dd>{showInstant(lastContactAt, engine.now())}</dd>
          <dt>剩余空间</dt>
          <dd>{room?.free == null ? '手机没有说' : sizeWords(room.free)}</dd>
          <dt>长期保存</dt>
          <dd>{room ? (room.kept ? '✓ 已答应' : '没有答应') : '—'}</dd>
          <dt>没有网络能打开</dt>
          <dd>{app.kept ? '✓ 能' : app.turnedAway ? '不能，见上面的红字' : '还在准备，请连着网等一会儿'}</dd>
          <dt>版本</dt>
          <dd>{__PHONE_VERSION__}</dd>
        </dl>
      </Card>
      <BigButton look="danger" onClick={() => setLeaving(true)}>
        退出
      </BigButton>
      <p className="p-help">退出会从这部手机清掉看过的名单和资料。待传的记录不清，仍用您的密码锁着。</p>
      {leaving ? (
        <BottomSheet title="退出这部手机" onClose={() => setLeaving(false)}>
          {all.length > 0 ? (
            <Notice tone="warn" title={`还有 ${all.length} 条没有传上去`}>
              它们留在这部手机里，您下次登录后接着传。要交还手机的，请先连网传完，或“交出记录”。
            </Notice>
          ) : (
            <p>没有待传的记录，可以放心退出。再用要连网登录或输密码打开。</p>
          )}
          <BigButton
            look="danger"
            busy={busy}
            onClick={() => {
              setBusy(true)
              void signOut()
            }}
          >
            {all.length > 0 ? '知道了，仍然退出' : '退出'}
          </BigButton>
        </BottomSheet>
      ) : null}
    </Screen>
  )
}
