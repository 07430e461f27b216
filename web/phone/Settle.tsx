import { useEffect, useState } from 'react'
import { TextField } from '../ui/phone/fields.tsx'
import { usePhoneState } from '../ui/phone/hooks.ts'
import { Notice } from '../ui/phone/layout.tsx'
import type { Waiting } from '../ui/phone/phone.ts'
import { BottomSheet } from '../ui/phone/sheet.tsx'
import { BigButton } from '../ui/phone/touch.tsx'
import { instantOf } from '../ui/time.ts'
import { clockOf, dateOf } from '../ui/time.ts'
import { say } from '../ui/toast.tsx'
import { useShell } from './shell.ts'

/** The first time that a form names, by its key. */
export function timeIn(form: Record<string, unknown> | null): { key: string; at: number } | null {
  const found = Object.entries(form ?? {}).find(
    ([, value]) => typeof value === 'number' && value > 1_000_000_000_000 && value < 10_000_000_000_000,
  )
  return found ? { key: found[0], at: found[1] as number } : null
}

/** What can be done about a refused record: again, with another time, or by the desk. Nothing is thrown away. */
export function Settle({ record }: { record: Waiting }) {
  const { engine } = useShell()
  const { me } = usePhoneState()
  const [form, setForm] = useState<Record<string, unknown> | null>(null)
  const [sheet, setSheet] = useState<'time' | 'hand' | null>(null)
  const [trouble, setTrouble] = useState('')
  useEffect(() => void engine.formOf(record.id).then(setForm, () => {}), [engine, record.id])
  const time = timeIn(form)

  async function settle(work: () => Promise<void>, done: string) {
    setTrouble('')
    try {
      await work()
      setSheet(null)
      say(done)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : '没有存下，请再试一次。')
    }
  }

  return (
    <>
      <BigButton small icon="upload" onClick={() => void settle(() => engine.retry(record.id), '放回去了，有网再传')}>
        再试一次
      </BigButton>
      {time ? (
        <BigButton small icon="calendar" onClick={() => setSheet('time')}>
          改时间再报
        </BigButton>
      ) : null}
      <BigButton
        small
        icon="people"
        onClick={() => setSheet('hand')}
        impossible={me.doors.includes('patrol.set-aside') ? undefined : '您的账号不能转交：请从“交出记录”导出，交给值班人员'}
      >
        交给值班人员处理
      </BigButton>
      {trouble && sheet === null ? (
        <Notice tone="bad" urgent>
          {trouble}
        </Notice>
      ) : null}
      {sheet === 'time' && time && form ? (
        <TimeSheet
          at={time.at}
          trouble={trouble}
          onClose={() => setSheet(null)}
          onGive={(at) => settle(() => engine.retry(record.id, { ...form, [time.key]: at }), '改好了，有网再传')}
        />
      ) : null}
      {sheet === 'hand' ? (
        <HandSheet
          record={record}
          trouble={trouble}
          onClose={() => setSheet(null)}
          onGive={(reason) => settle(() => engine.setAside(record.id, reason), '已交值班人员，有网送到')}
        />
      ) : null}
    </>
  )
}

interface SheetProps<V> {
  trouble: string
  onClose(): void
  onGive(value: V): Promise<void>
}

function TimeSheet({ at, trouble, onClose, onGive }: SheetProps<number> & { at: number }) {
  const [typed, setTyped] = useState(`${dateOf(at)}T${clockOf(at)}`)
  const [date, clock] = typed.split('T') as [string, string | undefined]
  return (
    <BottomSheet title="改时间再报" onClose={onClose}>
      <TextField label="发生的时间" type="datetime-local" value={typed} onChange={setTyped} />
      {trouble ? <Notice tone="bad">{trouble}</Notice> : null}
      <BigButton look="main" disabled={!date || !clock} onClick={() => void onGive(instantOf(date, clock))}>
        按这个时间再报
      </BigButton>
    </BottomSheet>
  )
}

function HandSheet({ record, trouble, onClose, onGive }: SheetProps<string> & { record: Waiting }) {
  const [reason, setReason] = useState('')
  return (
    <BottomSheet title="交给值班人员处理" onClose={onClose}>
      <p>“{record.title}”连同没被接收的原因一起交给值班人员，由他在电脑上核对。送到之前一直留在手机里。</p>
      <TextField
        label="说明一下"
        lines={3}
        most={300}
        value={reason}
        onChange={setReason}
        offers={['内容属实，请补登', '已由别人登记，请核对', '人已离开，请核对去向']}
      />
      {trouble ? <Notice tone="bad">{trouble}</Notice> : null}
      <BigButton look="main" disabled={reason.trim() === ''} onClick={() => void onGive(reason.trim())}>
        交出
      </BigButton>
    </BottomSheet>
  )
}
