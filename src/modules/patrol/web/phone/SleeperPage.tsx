import {
  BigButton,
  ButtonRow,
  Card,
  EmptyNote,
  goPhone,
  PhoneRow,
  Screen,
  say,
  showInstant,
  usePhone,
  usePhoneRoute,
  uuid7,
  whyNotKept,
} from '#web/ui/phone/index.ts'
import type { Group } from '../../words.ts'
import { groupSaid } from '../../guidance.ts'
import { keep } from './log.ts'
import { nightWords } from './Sleepers.tsx'
import { useTonight } from './useTonight.ts'

/** One of the list: what to know before speaking to him, and what was found tonight. */
export default function SleeperPage() {
  const { params } = usePhoneRoute()
  const tonight = useTonight()
  const phone = usePhone()
  const one = tonight.sleepers.find((each) => each.sleeperId === params['sleeperId'])
  if (!tonight.ready) return <Screen title="名单">{null}</Screen>
  if (!one)
    return (
      <Screen title="名单" back="/sleepers" backIcon="left">
        <EmptyNote title="名单上没有这个人">可能已经进站、返乡，或不归这几片。</EmptyNote>
      </Screen>
    )
  const { sleeperId, alias, stopId } = one
  const shift = tonight.started
  async function missed() {
    if (!shift) return
    const form = { shiftId: shift.shiftId, ...(stopId ? { stopId } : {}), sleeperId }
    const title = `${one?.stop ?? shift.area}，没见到${alias}`
    try {
      await keep(phone, { id: uuid7(), door: 'patrol.look-for', title, form, occurredAt: phone.phoneNow() })
      say(`已记在手机：${title}`)
    } catch (error) {
      say(whyNotKept(error))
    }
  }
  const stop = stopId ? `?stop=${stopId}&sleeper=${sleeperId}` : `?sleeper=${sleeperId}`
  return (
    <Screen title={alias} sub={[one.area, one.stop].filter(Boolean).join(' · ')} back="/sleepers" backIcon="left">
      <Card flush>
        {one.group ? <PhoneRow title={groupSaid[one.group as Group] ?? one.group} sub="看上去" /> : null}
        {one.look ? <PhoneRow title={one.look} sub="样子" /> : null}
        <PhoneRow title={nightWords(one.nights)} sub={`上次见到 ${showInstant(one.lastMetAt, phone.now())}`} />
      </Card>
      <Card title="以前问过、给过">
        {one.offered.length === 0 ? <p>没有记录</p> : one.offered.map((each) => <p key={each}>{each}</p>)}
      </Card>
      <BigButton look="main" icon="plus" onClick={() => goPhone(`/patrol/encounter/${uuid7()}${stop}`)}>
        见到了
      </BigButton>
      <ButtonRow>
        <BigButton impossible={shift ? undefined : '开始巡查后可以记'} onClick={() => void missed()}>
          找了，没见到
        </BigButton>
      </ButtonRow>
    </Screen>
  )
}
