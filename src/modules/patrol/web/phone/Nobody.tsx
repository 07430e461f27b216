import { useState } from 'react'
import {
  backPhone,
  Card,
  EmptyNote,
  FootBar,
  ManyChips,
  NumberStepper,
  PhoneRow,
  Screen,
  say,
  TextField,
  usePhone,
  usePhoneRoute,
  uuid7,
  whyNotKept,
} from '#web/ui/phone/index.ts'
import { keep } from './log.ts'
import { reportsOf, stopLines } from './tonight.ts'
import { useTonight } from './useTonight.ts'

/** 到点，没有人: that a place was looked at is a record too, and whoever was looked for there and not seen. */
export default function Nobody() {
  const tonight = useTonight()
  const phone = usePhone()
  const { search } = usePhoneRoute()
  const [chosen, choose] = useState<string | null>(search.get('stop'))
  const [people, setPeople] = useState(0)
  const [missing, setMissing] = useState<string[] | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const shift = tonight.started ?? tonight.current
  if (!tonight.ready) return <Screen title="到点，没有人">{null}</Screen>
  const lines = shift ? stopLines(shift, tonight.entries) : []
  const stopId = chosen ?? lines.find((each) => each.state === 'now')?.stopId ?? null
  const stop = lines.find((each) => each.stopId === stopId)
  const usual = tonight.sleepers.filter((each) => each.stopId !== null && each.stopId === stopId)
  // Nobody there: then none of those who are usually there.
  const notSeen = missing ?? (people === 0 ? usual.map((each) => each.sleeperId) : [])
  const impossible = !shift || shift.state !== 'started' ? '先在“巡查”页点“开始巡查”' : !stop ? '先选点位' : undefined

  async function save() {
    if (!shift || !stop) return
    setBusy(true)
    const { shiftId } = shift
    const words = some(note)
    const at = phone.phoneNow()
    try {
      for (const sleeperId of notSeen) {
        const form = { shiftId, stopId: stop.stopId, sleeperId }
        const who = usual.find((each) => each.sleeperId === sleeperId)?.alias ?? ''
        await keep(phone, { id: uuid7(), door: 'patrol.look-for', title: `${stop.name}，没见到${who}`, form, occurredAt: at })
      }
      const came = reportsOf(shift.stops.find((each) => each.stopId === stop.stopId))
      const form = { shiftId, stopId: stop.stopId, people, ...came, ...(words ? { note: words } : {}) }
      const title = `${stop.name}，${people === 0 ? '没有人' : `看到 ${people} 人`}`
      await keep(phone, { id: uuid7(), door: 'patrol.check-place', title, form, occurredAt: at })
      say(`已记在手机：${title}`)
      backPhone('/patrol')
    } catch (error) {
      say(whyNotKept(error))
      setBusy(false)
    }
  }

  return (
    <Screen
      title={people === 0 ? '到点，没有人' : '到点，没有说上话'}
      sub={stop?.name ?? shift?.area}
      back="/patrol"
      foot={<FootBar next={{ title: stop ? `记下：${stop.name}` : '记下', onClick: () => void save(), busy, impossible }} />}
    >
      {lines.length === 0 ? <EmptyNote title="这一班没有点位">见到人用“见到一个人”记。</EmptyNote> : null}
      {usual.length > 0 ? (
        <ManyChips
          label="常在这里，今天没见到的"
          help="见到了的去掉；下一班先找没见到的"
          options={usual.map((each) => ({ key: each.sleeperId, title: each.alias }))}
          value={notSeen}
          onChange={setMissing}
        />
      ) : null}
      <Card>
        <NumberStepper label="看到几个人，没有说上话" value={people} unit="人" onChange={setPeople} />
      </Card>
      <TextField
        label="看到什么（可以不填）"
        most={300}
        offers={['铺盖还在', '收拾走了', '刚打扫过']}
        value={note}
        onChange={setNote}
      />
      {lines.length > 0 ? (
        <Card flush title="在哪个点位">
          {lines.map((each) => (
            <PhoneRow
              key={each.stopId}
              mark={each.state === 'done' ? 'check' : each.number}
              title={each.name}
              current={each.stopId === stopId}
              onPress={() => {
                choose(each.stopId)
                setMissing(null)
              }}
            />
          ))}
        </Card>
      ) : null}
    </Screen>
  )
}

const some = (text: string) => text.trim() || undefined
