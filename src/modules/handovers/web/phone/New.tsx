import { useEffect, useState } from 'react'
import {
  BigButton,
  Card,
  Chips,
  EmptyNote,
  FootBar,
  goPhone,
  Notice,
  NumberStepper,
  Screen,
  say,
  TextField,
  useDraft,
  usePhone,
  usePhoneRoute,
  usePhoneState,
  useReceived,
  uuid7,
  whyNotKept,
} from '#web/ui/phone/index.ts'
import { consciousness, reasons } from '../../words.ts'
import type { Mine } from './answers.ts'
import { InkPad, isSigned, type Signed } from './InkPad.tsx'
import { ReceiverField, type To } from './ReceiverField.tsx'
import { formOf, type Sheet } from './sheet.ts'

const EMPTY: Sheet = { step: 0, reason: 'help', belongings: [] }

/** A sheet with what the way there tells already: where to and why. */
export function begun(toId: string | null, reason: string | null): Sheet {
  const to = toId ? { to: { toId } } : {}
  return { ...EMPTY, ...to, reason: reason && reason in reasons ? (reason as Sheet['reason']) : EMPTY.reason }
}

/** 书面交接: whoever hands over and whoever receives sign on this phone; or the receiver signs later on its own. */
export default function New() {
  const { search } = usePhoneRoute()
  const { me } = usePhoneState()
  const person = search.get('person') ?? undefined
  const encounter = search.get('encounter') ?? undefined
  const draft = useDraft<Sheet>(`handover:${encounter ?? person ?? ''}`, {
    ...begun(search.get('to'), search.get('reason')),
    officer: me.name,
  })
  const { answer } = useReceived<Mine>('handovers.mine')
  useWho(draft, encounter)
  if (!person)
    return (
      <Screen title="书面交接" back="/handover" backIcon="left">
        <EmptyNote title="先选交接谁">在“巡查”里打开今夜见到的人，按“办书面交接”。</EmptyNote>
        <BigButton look="main" onClick={() => goPhone('/patrol/met')}>
          看今夜见到的人
        </BigButton>
      </Screen>
    )
  if (!draft.ready) return <Screen title="书面交接">{null}</Screen>
  return <Steps draft={draft} person={person} encounter={encounter} receivers={answer?.receivers ?? []} />
}

/** What the page of the meeting kept of how he is called: written in where nobody wrote anything yet. */
function useWho({ ready, resumed, set }: ReturnType<typeof useDraft<Sheet>>, encounter: string | undefined): void {
  const phone = usePhone()
  useEffect(() => {
    if (!ready || resumed || !encounter) return
    void phone
      .draft<{ who: string }>(`handover.who:${encounter}`, { copy: true })
      .then((told) => told?.who && set((before) => (before.who === undefined ? { ...before, who: told.who } : before)))
      .catch(() => {})
  }, [phone, ready, resumed, encounter, set])
}

interface StepsProps {
  draft: ReturnType<typeof useDraft<Sheet>>
  person: string
  encounter: string | undefined
  receivers: Mine['receivers']
}

function Steps({ draft, person, encounter, receivers }: StepsProps) {
  const phone = usePhone()
  const { value, set } = draft
  const [busy, setBusy] = useState(false)
  const { step } = value
  const to = receivers.find((each) => each.id === value.to?.toId)?.name ?? value.to?.toName
  const lacking = !to ? '先选接收单位' : !value.conscious ? '先选神志' : undefined

  async function save(both: boolean) {
    setBusy(true)
    const handoverId = uuid7()
    const door = both ? 'handovers.sign-both' : 'handovers.prepare'
    try {
      await phone.record(door, formOf(value, { handoverId, person, encounter }, both), {
        title: `书面交接：${[value.who, to].filter(Boolean).join('，交')}`,
      })
      await draft.clear()
      say(both ? '双方签好，已存在手机上' : '已存在手机上，等对方签收')
      goPhone('/handover', { replace: true })
    } catch (error) {
      say(whyNotKept(error))
      setBusy(false)
    }
  }

  const bar =
    step < 2 ? (
      <FootBar
        {...(step > 0 ? { back: { onClick: () => set({ step: step - 1 }) } } : {})}
        next={{
          title: step === 0 ? '下一步：物品材料' : '下一步：签名',
          onClick: () => set({ step: step + 1 }),
          impossible: lacking,
        }}
      />
    ) : (
      <FootBar
        back={{ onClick: () => set({ step: 1 }) }}
        next={{
          title: '双方签好，存下',
          busy,
          onClick: () => void save(true),
          impossible: !value.officer
            ? '写上移交人'
            : !isSigned(value.from)
              ? '移交人还没有签名'
              : !value.receiver
                ? '写上接收人是谁'
                : !isSigned(value.toSigned)
                  ? '接收人还没有签名'
                  : undefined,
        }}
      />
    )

  return (
    <Screen title="书面交接" sub={to} aside={`${step + 1} / 3`} back="/handover" foot={bar}>
      {draft.resumed && step === 0 ? <Notice title="接着上次写的">写了一半的还在。</Notice> : null}
      {step === 0 ? <Who value={value} set={set} receivers={receivers} /> : null}
      {step === 1 ? <Things value={value} set={set} /> : null}
      {step === 2 ? <Signatures value={value} set={set} to={to ?? ''} busy={busy} onLater={() => void save(false)} /> : null}
    </Screen>
  )
}

interface PartProps {
  value: Sheet
  set(change: Partial<Sheet>): void
}

function Who({ value, set, receivers }: PartProps & { receivers: Mine['receivers'] }) {
  return (
    <>
      <Card title="交给谁">
        <ReceiverField receivers={receivers} value={value.to ?? {}} onChange={(to: To) => set({ to })} />
        <Chips
          label="为什么交接"
          options={reasons}
          value={value.reason}
          onChange={(reason) => set({ reason: reason ?? 'other' })}
        />
      </Card>
      <Card title="人怎么样">
        <TextField
          label="怎么称呼"
          value={value.who ?? ''}
          most={60}
          help="不知道姓名的写怎么认得出：六十来岁，蓝棉袄"
          onChange={(who) => set({ who })}
        />
        <Chips
          label="神志"
          options={consciousness}
          value={value.conscious}
          onChange={(conscious) => set(conscious ? { conscious } : {})}
        />
        <TextField
          label="身体、精神状况"
          value={value.condition ?? ''}
          lines={2}
          most={400}
          offers={['能自己走', '发热', '站不稳', '有酒味']}
          onChange={(condition) => set({ condition })}
        />
        <TextField
          label="看到的外伤"
          value={value.injuries ?? ''}
          most={300}
          offers={['没有看到']}
          onChange={(injuries) => set({ injuries })}
        />
      </Card>
    </>
  )
}

function Things({ value, set }: PartProps) {
  const change = (index: number, part: Partial<Sheet['belongings'][number]>) =>
    set({ belongings: value.belongings.map((each, at) => (at === index ? { ...each, ...part } : each)) })
  return (
    <>
      <Card title="随交物品" aside="当面点清，一样一行">
        {value.belongings.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <div key={index}>
            <TextField
              label={`第 ${index + 1} 样`}
              value={each.what}
              most={40}
              offers={index === 0 ? ['布包', '现金', '手机', '药'] : []}
              onChange={(what) => change(index, { what })}
            />
            <NumberStepper label="几件" value={each.count} least={1} onChange={(count) => change(index, { count })} />
          </div>
        ))}
        <BigButton icon="plus" onClick={() => set({ belongings: [...value.belongings, { what: '', count: 1 }] })}>
          加一样
        </BigButton>
      </Card>
      <Card title="证件、材料">
        <TextField
          label="随交证件、材料"
          value={value.papers ?? ''}
          lines={2}
          most={400}
          onChange={(papers) => set({ papers })}
        />
        <TextField label="在哪里交接" value={value.place ?? ''} most={120} onChange={(place) => set({ place })} />
      </Card>
    </>
  )
}

function Signatures({ value, set, to, busy, onLater }: PartProps & { to: string; busy: boolean; onLater(): void }) {
  const inSystem = value.to?.toId !== undefined
  return (
    <>
      <Card title="移交方">
        <TextField label="移交人" value={value.officer ?? ''} most={40} onChange={(officer) => set({ officer })} />
        <TextField label="警号、工号" value={value.officerNo ?? ''} most={30} onChange={(officerNo) => set({ officerNo })} />
        <InkPad label="移交人签名" value={value.from} onChange={(from: Signed | undefined) => set({ from })} />
      </Card>
      <Card title={`接收方：${to}`}>
        <TextField label="接收人是谁" value={value.receiver ?? ''} most={40} onChange={(receiver) => set({ receiver })} />
        <TextField label="接收人工号" value={value.receiverNo ?? ''} most={30} onChange={(receiverNo) => set({ receiverNo })} />
        <InkPad label="接收人签名" value={value.toSigned} onChange={(toSigned: Signed | undefined) => set({ toSigned })} />
        <TextField
          label="接收时的说明"
          value={value.remarks ?? ''}
          most={300}
          help="与上面写的不一样的，写明"
          onChange={(remarks) => set({ remarks })}
        />
      </Card>
      {inSystem ? (
        <Card title="对方要在自己的手机上签">
          <p className="p-help">先存下，有了网络对方就能看到、签收。双方都没有网络的，请在这部手机上签。</p>
          <BigButton
            busy={busy}
            impossible={value.officer && isSigned(value.from) ? undefined : '移交人先写上姓名、签好名'}
            onClick={onLater}
          >
            我先签好，等对方签收
          </BigButton>
        </Card>
      ) : null}
    </>
  )
}
