import { useState } from 'react'
import {
  BigButton,
  BottomSheet,
  ButtonRow,
  Card,
  clockOf,
  EmptyNote,
  goPhone,
  Notice,
  PhoneLink,
  PhoneRow,
  PhoneTag,
  Screen,
  say,
  usePhone,
  uuid7,
} from '#web/ui/phone/index.ts'
import { dateOf, showDate } from '#web/ui/time.ts'
import { shiftKinds } from '../../words.ts'
import type { Shift } from './answers.ts'
import { keep, shownAt } from './log.ts'
import { countsOf, goodsWords, sentOf, stopLines } from './tonight.ts'
import { endTrack, type Tracking, useTrack } from './track.ts'
import { type TonightNow, useTonight } from './useTonight.ts'
import './patrol.css'

/** The shift tonight: where to go next, what was recorded, and the one large button. */
export default function Tonight() {
  const tonight = useTonight()
  const phone = usePhone()
  const [chosen, choose] = useState<string | null>(null)
  const { shifts, started } = tonight
  const shift = started ?? shifts.find((each) => each.shiftId === chosen) ?? tonight.current
  const tracking = useTrack(started?.shiftId ?? null)
  const hour = Number(clockOf(phone.now()).slice(0, 2))
  const title = hour >= 6 && hour < 17 ? '今天的巡查' : '今夜巡查'
  const kind = shift && shift.kind !== 'routine' ? <PhoneTag tone="warn">{shiftKinds[shift.kind]}</PhoneTag> : null

  return (
    <Screen title={title} aside={kind} sub={shift ? <ShiftWords shift={shift} tracking={tracking} /> : undefined}>
      {tonight.open.map((each) => (
        <Notice key={each.encounterId} tone="warn" title={`没记完：${each.title}`}>
          {clockOf(shownAt(phone, each.at))} 开始记的，还在手机里。{' '}
          <PhoneLink to={`/patrol/encounter/${each.encounterId}`}>接着记</PhoneLink>
        </Notice>
      ))}
      {!started && shifts.length > 1 ? <Shifts shifts={shifts} chosen={shift?.shiftId ?? null} onChoose={choose} /> : null}
      {shift ? <Stops shift={shift} tonight={tonight} /> : <NoShift tonight={tonight} />}
      <Today tonight={tonight} />
      {started ? <EndShift shift={started} /> : null}
      <div className="patrol-do">
        <ButtonRow>
          {shift?.state === 'planned' ? (
            <BigButton look="main" onClick={() => void begin(shift)}>
              开始巡查
            </BigButton>
          ) : null}
          <BigButton
            look={shift?.state === 'planned' ? 'plain' : 'main'}
            icon="plus"
            onClick={() => goPhone(`/patrol/encounter/${uuid7()}`)}
          >
            见到一个人
          </BigButton>
        </ButtonRow>
        <ButtonRow>
          <BigButton icon="check" onClick={() => goPhone('/patrol/nobody')}>
            到点，没有人
          </BigButton>
          <BigButton icon="bag" onClick={() => goPhone('/patrol/goods')}>
            发物资
          </BigButton>
        </ButtonRow>
      </div>
    </Screen>
  )

  async function begin(begun: Shift) {
    const { shiftId, areaId, area, kind: of } = begun
    const form = { shiftId, areaId, kind: of }
    await keep(phone, { id: uuid7(), door: 'patrol.start-shift', title: `开始巡查，${area}`, form, occurredAt: phone.phoneNow() })
    say('已开始。巡查中记录轨迹，结束就停。')
  }
}

const trackWords: Record<Tracking, string> = {
  off: '',
  on: '巡查中记录轨迹，结束巡查就停',
  denied: '手机没有允许定位，不记轨迹；其他照常',
  failed: '定不到位，轨迹有缺；其他照常',
}

/** The phone holds the nights to come as well: a shift that does not begin today says which day it is. */
function dayWords(shift: Shift, now: number): string {
  const day = dateOf(shift.from)
  return day === dateOf(now) || shift.from < now ? '' : `${showDate(day, now)} `
}

function ShiftWords({ shift, tracking }: { shift: Shift; tracking: Tracking }) {
  const phone = usePhone()
  return (
    <>
      <div className="patrol-when">
        {shift.area}　{dayWords(shift, phone.now())}
        {clockOf(shift.from)} – {clockOf(shift.to)}
        {shift.state === 'planned' ? '　还没开始' : shift.state === 'ended' ? '　已结束' : ''}
      </div>
      {shift.crew.length > 0 ? <div>{shift.crew.join(' · ')}</div> : null}
      {shift.note ? <div>{shift.note}</div> : null}
      {trackWords[tracking] ? <div role="status">{trackWords[tracking]}</div> : null}
    </>
  )
}

function Shifts(props: { shifts: readonly Shift[]; chosen: string | null; onChoose(id: string): void }) {
  const now = usePhone().now()
  const coming = props.shifts.some((each) => dayWords(each, now) !== '')
  return (
    <Card title={coming ? `今夜和以后 ${props.shifts.length} 班` : `今夜有 ${props.shifts.length} 班`} flush>
      {props.shifts.map((each) => (
        <PhoneRow
          key={each.shiftId}
          title={each.area}
          sub={`${dayWords(each, now)}${clockOf(each.from)} – ${clockOf(each.to)}，${shiftKinds[each.kind]}`}
          aside={each.state === 'ended' ? '已结束' : each.shiftId === props.chosen ? '这一班' : '看这一班'}
          current={each.shiftId === props.chosen}
          onPress={() => props.onChoose(each.shiftId)}
        />
      ))}
    </Card>
  )
}

const SHOWN = 5

function Stops({ shift, tonight }: { shift: Shift; tonight: TonightNow }) {
  const [all, setAll] = useState(false)
  const lines = stopLines(shift, tonight.entries)
  if (lines.length === 0) return <EmptyNote title="这一片还没有点位">走到哪里记到哪里；点位由救助站在电脑上划。</EmptyNote>
  const now = lines.findIndex((each) => each.state === 'now')
  const from = all ? 0 : Math.max(0, Math.min((now < 0 ? lines.length : now) - 2, lines.length - SHOWN))
  const shown = all ? lines : lines.slice(from, from + SHOWN)
  const rest = lines.length - shown.length
  return (
    <Card flush>
      {shown.map((each) => (
        <PhoneRow
          key={each.stopId}
          mark={each.state === 'done' ? 'check' : each.number}
          title={each.name}
          sub={each.words}
          current={each.state === 'now'}
          aside={each.at !== null ? `✓ ${clockOf(each.at)}` : each.state === 'now' ? '现在去' : '未到'}
          asideTone={each.state === 'done' ? 'good' : each.state === 'now' ? 'calm' : 'plain'}
          to={`/patrol/stop/${each.stopId}`}
        />
      ))}
      {rest > 0 ? (
        <BigButton look="quiet" onClick={() => setAll(true)}>
          还有 {rest} 处　看全部
        </BigButton>
      ) : null}
    </Card>
  )
}

function NoShift({ tonight }: { tonight: TonightNow }) {
  const phone = usePhone()
  const [asking, ask] = useState(false)
  const { areas, never, shifts } = tonight
  async function begin(areaId: string, area: string) {
    const form = { shiftId: uuid7(), areaId, kind: 'routine' }
    await keep(phone, { id: uuid7(), door: 'patrol.start-shift', title: `临时巡查，${area}`, form, occurredAt: phone.phoneNow() })
    ask(false)
  }
  return (
    <>
      {never ? (
        <EmptyNote title="还没有收到今夜的班次">有网时会自己来。见到人照常记，不用等。</EmptyNote>
      ) : (
        <EmptyNote title={shifts.length > 0 ? '今夜的班次都结束了' : '今夜没有排班'}>要出去看看，就开始一次临时巡查。</EmptyNote>
      )}
      {areas.length > 0 ? <BigButton onClick={() => ask(true)}>开始临时巡查</BigButton> : null}
      {asking ? (
        <BottomSheet title="在哪一片" onClose={() => ask(false)}>
          <Card flush>
            {areas.map((each) => (
              <PhoneRow
                key={each.areaId}
                title={each.area}
                sub={`${each.stops.length} 个点位`}
                aside="开始"
                onPress={() => void begin(each.areaId, each.area)}
              />
            ))}
          </Card>
        </BottomSheet>
      ) : null}
    </>
  )
}

function Today({ tonight }: { tonight: TonightNow }) {
  const { entries, waiting } = tonight
  const counts = countsOf(entries)
  const sent = sentOf(entries, waiting)
  const goods = goodsWords(counts.goods)
  const words = [
    `${sent.received} 条已传`,
    `${sent.waiting} 条待传`,
    ...(sent.refused > 0 ? [`${sent.refused} 条没收下`] : []),
  ].join(' · ')
  return (
    <Card title="今夜已记" aside={words}>
      <div className="patrol-counts">
        <span>见到 {counts.met}</span>
        <span>进站 {counts.toStation}</span>
        {counts.toHospital > 0 ? <span>送医 {counts.toHospital}</span> : null}
        <span>留卡 {counts.cards}</span>
        {goods ? <span>{goods}</span> : null}
      </div>
      {counts.met > 0 ? (
        <BigButton look="quiet" onClick={() => goPhone('/patrol/met')}>
          看今夜记下的人
        </BigButton>
      ) : null}
    </Card>
  )
}

function EndShift({ shift }: { shift: Shift }) {
  const phone = usePhone()
  const [asking, ask] = useState(false)
  async function end() {
    ask(false)
    await endTrack()
    const form = { shiftId: shift.shiftId }
    await keep(phone, {
      id: uuid7(),
      door: 'patrol.end-shift',
      title: `结束巡查，${shift.area}`,
      form,
      occurredAt: phone.phoneNow(),
    })
    say('巡查已结束，轨迹已停。没传的有网时自己传。')
  }
  return (
    <>
      <BigButton look="quiet" onClick={() => ask(true)}>
        结束巡查
      </BigButton>
      {asking ? (
        <BottomSheet title="结束这一班？" onClose={() => ask(false)}>
          <p>轨迹就此停下。记下的都在，没传的有网时自己传。</p>
          <BigButton look="main" onClick={() => void end()}>
            结束巡查
          </BigButton>
        </BottomSheet>
      ) : null}
    </>
  )
}
