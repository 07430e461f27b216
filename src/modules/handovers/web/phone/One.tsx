import { useState } from 'react'
import {
  BigButton,
  BottomSheet,
  Card,
  EmptyNote,
  goPhone,
  Notice,
  Screen,
  say,
  showInstant,
  TextField,
  usePhone,
  usePhoneRoute,
  usePhoneState,
  useReceived,
  whyNotKept,
} from '#web/ui/phone/index.ts'
import { handoverLife } from '../../lifecycle.ts'
import { reasons } from '../../words.ts'
import type { HandoverLine, Mine } from './answers.ts'
import { InkPad, isSigned, type Signed } from './InkPad.tsx'

/** One handover: looked at, and signed by whoever receives. */
export default function One() {
  const { params } = usePhoneRoute()
  const { answer, loading } = useReceived<Mine>('handovers.mine')
  const found = answer?.items.find((each) => each.handoverId === params['handoverId'])
  if (loading) return <Screen title="交接单">{null}</Screen>
  if (!found)
    return (
      <Screen title="交接单" back="/handover" backIcon="left">
        <EmptyNote title="这部手机上没有这份">七天以前的在电脑上看。</EmptyNote>
      </Screen>
    )
  return <Sheet handover={found} />
}

function Sheet({ handover }: { handover: HandoverLine }) {
  const phone = usePhone()
  const { me, waiting } = usePhoneState()
  const [asking, ask] = useState<'decline' | 'contest' | null>(null)
  const no = handover.version === 1 ? handover.no : `${handover.no}（第 ${handover.version} 版）`
  const may = (door: string) => me.doors.includes(door)
  // Signed on this phone and not sent yet: not offered again.
  const pending = waiting.some((each) => each.kind === 'action' && each.title.includes(no) && each.state !== 'refused')

  async function keep(door: string, what: string, form: Record<string, unknown>) {
    try {
      await phone.record(door, { handoverId: handover.handoverId, ...form }, { title: `${what} ${no}` })
      say(`已存在手机上：${what}`)
      goPhone('/handover', { replace: true })
    } catch (error) {
      say(whyNotKept(error))
    }
  }

  const receives = handover.side === 'to' && !pending
  return (
    <Screen title={handover.who ?? '姓名不详'} sub={no} back="/handover" backIcon="left">
      {pending ? <Notice title="已在这部手机上办了，等待送出">送到以后这里会变。</Notice> : null}
      <Card title={`${handover.from} → ${handover.to}`} aside={handoverLife.states[handover.state].zh}>
        <p>{reasons[handover.reason]}</p>
        {handover.condition ? <p>{handover.condition}</p> : null}
        <p className="p-help">
          {`移交人 ${handover.officer ?? ''}，${showInstant(handover.preparedAt, phone.now())}`}
          {handover.receiver ? `；接收人 ${handover.receiver}` : ''}
        </p>
      </Card>
      {receives && handover.state === 'prepared' && may('handovers.sign') ? (
        <Sign name={me.name} onSign={(form) => keep('handovers.sign', '签收', form)} onDecline={() => ask('decline')} />
      ) : null}
      {receives && handover.waits && handover.state === 'signed' && may('handovers.confirm') ? (
        <Card title="双方在对方手机上签的">
          <p className="p-help">{`签收人写的是 ${handover.receiver ?? ''}。是本单位的人签的、内容相符，按“核对无误”。`}</p>
          <BigButton look="main" onClick={() => void keep('handovers.confirm', '核对无误', {})}>
            核对无误
          </BigButton>
          <BigButton onClick={() => ask('contest')}>有出入，提出异议</BigButton>
        </Card>
      ) : null}
      {asking ? (
        <Reason
          title={asking === 'decline' ? '为什么不接收' : '哪里有出入'}
          onClose={() => ask(null)}
          onSave={(reason) => void keep(`handovers.${asking}`, asking === 'decline' ? '不予接收' : '提出异议', { reason })}
        />
      ) : null}
    </Screen>
  )
}

function Sign({
  name,
  onSign,
  onDecline,
}: {
  name: string
  onSign(form: Record<string, unknown>): Promise<void>
  onDecline(): void
}) {
  const [receiver, setReceiver] = useState(name)
  const [remarks, setRemarks] = useState('')
  const [signature, setSignature] = useState<Signed | undefined>(undefined)
  const impossible = !receiver.trim() ? '写上接收人' : !isSigned(signature) ? '接收人还没有签名' : undefined
  return (
    <Card title="签收">
      <p className="p-help">当面核对人、物品、材料，再签。</p>
      <TextField label="接收人" value={receiver} most={40} onChange={setReceiver} />
      <InkPad label="接收人签名" value={signature} onChange={setSignature} />
      <TextField label="接收时的说明" value={remarks} most={300} help="与单上写的不一样的，写明" onChange={setRemarks} />
      <BigButton
        look="main"
        {...(impossible ? { impossible } : {})}
        onClick={() =>
          void onSign({
            receiver: receiver.trim(),
            toSignature: signature,
            ...(remarks.trim() ? { remarks: remarks.trim() } : {}),
          })
        }
      >
        签收
      </BigButton>
      <BigButton look="quiet" onClick={onDecline}>
        不予接收
      </BigButton>
    </Card>
  )
}

function Reason({ title, onClose, onSave }: { title: string; onClose(): void; onSave(reason: string): void }) {
  const [words, setWords] = useState('')
  return (
    <BottomSheet title={title} onClose={onClose}>
      <TextField label={title} value={words} lines={3} most={300} onChange={setWords} />
      <BigButton look="main" disabled={!words.trim()} onClick={() => onSave(words.trim())}>
        存下
      </BigButton>
    </BottomSheet>
  )
}
