import { useReceived, useWaiting, usePhoneState } from '../ui/phone/hooks.ts'
import { CallLink, Card, EmptyNote, PhoneRow, Screen } from '../ui/phone/layout.tsx'
import { showLength } from '../ui/time.ts'
import { useShell } from './shell.ts'
import { useApp } from './update.ts'

interface Organ {
  id: string
  name: string
  phone: string | null
}

/** What `patrol.tonight` tells of whom to ring; the rest of it is the room's. */
interface Tonight {
  shifts?: { station?: Organ | null; leader?: Organ | null }[]
  areas?: { station?: Organ | null; leader?: Organ | null }[]
  organisations?: Organ[]
}

/** Numbers of a night, each once: those who answer for its areas, then the others that a phone has to know. */
export function numbersOf(tonight: Tonight | null): { near: Numbered[]; others: Numbered[] } {
  const seen = new Set(always.map(({ number }) => number))
  const once = (organs: readonly (Organ | null | undefined)[]) =>
    organs.flatMap((organ) => {
      if (!organ?.phone || seen.has(organ.phone)) return []
      seen.add(organ.phone)
      return [{ title: organ.name, number: organ.phone, note: '' }]
    })
  const areas = [...(tonight?.shifts ?? []), ...(tonight?.areas ?? [])]
  const near = once(areas.flatMap(({ station, leader }) => [station, leader]))
  return { near, others: once(tonight?.organisations ?? []) }
}

interface Numbered {
  title: string
  number: string
  note: string
}

const always: Numbered[] = [
  { title: '报警', number: '110', note: '有人伤害、逼迫他人，或认不出身份的未成年人' },
  { title: '急救', number: '120', note: '病重、受伤、醉酒叫不醒' },
]

/** Numbers to ring, what waits, this phone, and the way out. */
export function Help() {
  const { engine, lock } = useShell()
  const { answer } = useReceived<Tonight>('patrol.tonight')
  const { all, refused } = useWaiting()
  const { me, lastContactAt } = usePhoneState()
  const { newer } = useApp()
  const { near, others } = numbersOf(answer)
  return (
    <Screen title="求助" sub={`${me.name} · ${me.organisation.name}`}>
      <Card flush title="打电话">
        <NumberRows numbers={[...always, ...near]} />
        {near.length + others.length === 0 ? (
          <EmptyNote title="救助站和民政局的电话还没取到">连一次网，就存在手机里了。</EmptyNote>
        ) : null}
      </Card>
      <Card flush title="这部手机">
        <PhoneRow
          icon="upload"
          to="/help/waiting"
          title="待传的记录"
          sub={refused > 0 ? `${refused} 条没有被接收，要您看一下` : all.length > 0 ? '有网自动上传' : '都传上去了'}
          aside={all.length > 0 ? `${all.length} 条` : '✓'}
          asideTone={refused > 0 ? 'warn' : all.length > 0 ? 'plain' : 'good'}
        />
        <PhoneRow
          icon="gear"
          to="/help/this-phone"
          title="手机和版本"
          sub={lastContactAt === null ? '打开后还没有连上过' : `${showLength(engine.now() - lastContactAt)}前连上过`}
          aside={newer ? '有新版' : ''}
          asideTone="warn"
        />
        <PhoneRow icon="download" to="/help/hand-over" title="交出记录" sub="手机要坏、要交还，或一直没有网络时" />
        <PhoneRow icon="lock" title="锁屏" sub="记录不动，用密码再打开" onPress={lock} />
      </Card>
      {others.length > 0 ? (
        <Card flush title="其他单位">
          <NumberRows numbers={others} />
        </Card>
      ) : null}
    </Screen>
  )
}

function NumberRows({ numbers }: { numbers: readonly Numbered[] }) {
  return numbers.map(({ title, number, note }) => (
    <PhoneRow
      key={number}
      title={title}
      sub={note ? `${number} · ${note}` : number}
      aside={<CallLink number={number} label={`打给${title} ${number}`} />}
    />
  ))
}
