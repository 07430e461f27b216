import { useState } from 'react'
import { Card, Chips, EmptyNote, PhoneRow, Screen, useReceived, usePhone, showLength } from '#web/ui/phone/index.ts'
import type { Sleeper, SleeperList } from './answers.ts'
import { metOf } from './tonight.ts'
import { useTonight } from './useTonight.ts'

/** Not seen for longest first. */
export function byNights(a: Sleeper, b: Sleeper): number {
  return b.nights - a.nights || a.alias.localeCompare(b.alias, 'zh')
}

/** 名单: who usually sleeps where, what was offered before. */
export default function Sleepers() {
  const phone = usePhone()
  const tonight = useTonight()
  const { answer, at, loading } = useReceived<SleeperList>('patrol.sleepers')
  const [area, setArea] = useState<string | undefined>()
  const items = [...(answer?.items ?? [])].sort(byNights)
  const areas = new Map(items.flatMap((each) => (each.areaId && each.area ? [[each.areaId, each.area] as const] : [])))
  const shown = area ? items.filter((each) => each.areaId === area) : items
  const metTonight = new Set(metOf(tonight.entries).map((each) => each.personId))
  const total = answer?.total ?? 0
  const sub = at === null ? undefined : `${total} 人 · ${showLength(phone.now() - at)}前收到`
  return (
    <Screen title="名单" sub={sub}>
      {areas.size > 1 ? (
        <Chips label="片区" quiet options={[...areas].map(([key, title]) => ({ key, title }))} value={area} onChange={setArea} />
      ) : null}
      {loading ? null : answer === null ? (
        <EmptyNote title="名单还没有收到">有网时会自己来，来过一次就存在手机里。</EmptyNote>
      ) : shown.length === 0 ? (
        <EmptyNote title="名单上没有人">在街面见到、记下的人会出现在这里，下一班就找得到。</EmptyNote>
      ) : (
        <Card flush>
          {shown.map((each) => (
            <PhoneRow
              key={each.sleeperId}
              title={each.alias}
              sub={[
                each.stop ?? each.area,
                each.look && each.alias.includes(each.look) ? null : each.look,
                each.offered.join('；'),
              ]
                .filter(Boolean)
                .join(' · ')}
              aside={metTonight.has(each.sleeperId) ? '今夜见到' : nightWords(each.nights)}
              asideTone={metTonight.has(each.sleeperId) ? 'good' : each.nights > 1 ? 'warn' : 'plain'}
              to={`/sleepers/${each.sleeperId}`}
            />
          ))}
        </Card>
      )}
      {answer && total > items.length ? (
        <p className="p-help">
          先列 {items.length} 人，共 {total} 人。
        </p>
      ) : null}
    </Screen>
  )
}

/** Nights since somebody was met; one is last night. */
export function nightWords(nights: number): string {
  if (nights <= 0) return '今夜见到'
  return nights === 1 ? '昨夜见到' : nights === 2 ? '昨夜没见' : `${nights - 1} 夜没见`
}
