import { useState } from 'react'
import { backPhone, Card, Chips, FootBar, Screen, say, usePhone, usePhoneRoute, uuid7, whyNotKept } from '#web/ui/phone/index.ts'
import { GoodsSteppers } from './EncounterHelp.tsx'
import { keep } from './log.ts'
import { linesOf } from './MetSheets.tsx'
import type { Goods as Given } from './steps.ts'
import { goodsWords, metOf } from './tonight.ts'
import { useTonight } from './useTonight.ts'

/** 发物资: to somebody met tonight, or left at a place. */
export default function Goods() {
  const tonight = useTonight()
  const phone = usePhone()
  const { search } = usePhoneRoute()
  const [goods, setGoods] = useState<Given>({})
  const [to, setTo] = useState<string | undefined>(search.get('encounter') ?? undefined)
  const [busy, setBusy] = useState(false)
  const met = metOf(tonight.entries).slice(0, 8)
  const shift = tonight.started
  const lines = linesOf(goods)
  const one = met.find((each) => each.encounterId === to)
  const stopId = one?.stopId ?? search.get('stop') ?? undefined
  const impossible = !one && !shift ? '先开始巡查，或选一个今夜见到的人' : undefined

  async function save() {
    setBusy(true)
    const shiftId = one?.shiftId ?? shift?.shiftId
    const form = {
      ...(one ? { encounterId: one.encounterId } : {}),
      ...(shiftId ? { shiftId } : {}),
      ...(stopId ? { stopId } : {}),
      goods: lines,
    }
    const title = `${one ? `${one.title}：` : ''}发物资 ${goodsWords(goods)}`
    try {
      await keep(phone, { id: uuid7(), door: 'patrol.give-goods', title, form, occurredAt: phone.phoneNow() })
      say('已记在手机')
      backPhone('/patrol')
    } catch (error) {
      say(whyNotKept(error))
      setBusy(false)
    }
  }

  return (
    <Screen
      title="发物资"
      sub={shift?.area}
      back="/patrol"
      foot={
        <FootBar
          next={{
            title: lines.length > 0 ? `记下：${goodsWords(goods)}` : '记下物资',
            onClick: () => void save(),
            disabled: lines.length === 0,
            busy,
            impossible,
          }}
        />
      }
    >
      {met.length > 0 ? (
        <Chips
          label="给了谁"
          help="不选就是放在这里、给了没有登记的人"
          options={met.map((each) => ({ key: each.encounterId, title: each.title }))}
          value={to}
          onChange={setTo}
        />
      ) : null}
      <Card title="给了什么">
        <GoodsSteppers goods={goods} onChange={setGoods} />
      </Card>
    </Screen>
  )
}
