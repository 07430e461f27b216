import {
  BigButton,
  Card,
  EmptyNote,
  goPhone,
  PhoneRow,
  Screen,
  showInstant,
  useReceived,
  usePhone,
  useWaiting,
} from '#web/ui/phone/index.ts'
import { handoverLife } from '../../lifecycle.ts'
import type { HandoverLine, Mine } from './answers.ts'

/** 交接: what waits for our signature, what waits for theirs, what both signed; and what lies on this phone unsent. */
export default function List() {
  const { answer, at } = useReceived<Mine>('handovers.mine')
  const waiting = useWaiting().all.filter((each) => each.door.startsWith('handovers.'))
  const items = answer?.items ?? []
  const toSign = items.filter((each) => each.waits)
  const given = items.filter((each) => !each.waits && each.side === 'from' && each.state !== 'signed')
  const signed = items.filter((each) => !each.waits && !given.includes(each))
  return (
    <Screen title="交接" sub={answer?.giver}>
      {waiting.length > 0 ? (
        <Card title="还在这部手机上" flush tone="warn">
          {waiting.map((each) => (
            <PhoneRow
              key={each.id}
              title={each.title}
              sub={each.state === 'refused' ? each.refusal?.sentence : '还没有送出，有网络时自己送'}
              aside={each.state === 'refused' ? '没有收下' : '等待'}
              asideTone={each.state === 'refused' ? 'bad' : 'warn'}
              to="/waiting"
            />
          ))}
        </Card>
      ) : null}
      <Rows title="要本单位签收" items={toSign} />
      <Rows title="等对方" items={given} />
      <Rows title="最近七天办好的" items={signed} />
      {items.length === 0 && waiting.length === 0 ? (
        <EmptyNote title="没有交接单">
          {at === null ? '还没有收到过，有网络时会取来。' : '在“巡查”里打开见到的人，按“办书面交接”。'}
        </EmptyNote>
      ) : null}
      <BigButton icon="plus" onClick={() => goPhone('/patrol/met')}>
        选人，办书面交接
      </BigButton>
    </Screen>
  )
}

function Rows({ title, items }: { title: string; items: readonly HandoverLine[] }) {
  const phone = usePhone()
  if (items.length === 0) return null
  return (
    <Card title={title} aside={items.length} flush>
      {items.map((each) => (
        <PhoneRow
          key={each.handoverId}
          title={each.who ?? '姓名不详'}
          sub={`${each.side === 'to' ? `${each.from} 交来` : `交给 ${each.to}`}，${showInstant(each.signedAt ?? each.preparedAt, phone.now())}`}
          aside={handoverLife.states[each.state].zh}
          asideTone={each.state === 'signed' ? 'good' : each.state === 'prepared' ? 'warn' : 'bad'}
          to={`/handover/${each.handoverId}`}
        />
      ))}
    </Card>
  )
}
