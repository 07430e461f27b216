/** Giving a bed to a guest from a screen: done, prevented, or left to a leader. */
import { useState } from 'react'
import { Button, type Refusal, RefusalNote, say, useAct, useMe } from '#web/ui/index.ts'
import { moveBedForm } from '../schema.ts'
import { ActionDialog } from '#web/ui/index.ts'
import type { Bed, Chosen, Objection, PlacingReply } from './answers.ts'

/** Roles whose word counts; the server asks again. */
const LEADERS = ['duty-leader', 'station-head']

/** A prevented placing as the refusal that it is to the person at the desk. */
export function preventedAs(reply: PlacingReply): Refusal {
  return {
    refused: true,
    code: `STAY.${reply.code ?? 'PREVENTED'}`,
    status: 409,
    sentence: reply.sentence ?? '不能安排。',
    ...(reply.basis && reply.basis.length > 0 ? { basis: reply.basis.join('　') } : {}),
  }
}

/** Whether the signed-in person decides where the rules leave it to a leader. */
export const useIsLeader = () => (useMe()?.roles ?? []).some((role) => LEADERS.includes(role.key))

interface PlaceProps {
  chosen: Chosen
  bed: Pick<Bed, 'id' | 'label'>
  main?: boolean
  takesReservation?: boolean
  inMothersBed?: boolean
  onDone?: () => void
}

/** 安排 5-03, or 换到 5-03 for somebody who has a bed. What was prevented stands below with its reason. */
export function PlaceButton({ chosen, bed, main, takesReservation, inMothersBed, onDone }: PlaceProps) {
  const acting = useAct<PlacingReply>('stay.assign-bed')
  const [prevented, setPrevented] = useState<Refusal | null>(null)
  const [moving, setMoving] = useState(false)
  const flags = { ...(takesReservation ? { takesReservation } : {}), ...(inMothersBed ? { inMothersBed } : {}) }

  function told(reply: PlacingReply) {
    if (!reply.assigned) return setPrevented(preventedAs(reply))
    say(`已安排：${reply.zone} ${reply.bed}。须做：${(reply.must ?? []).join('、')}`)
    onDone?.()
  }

  async function press() {
    setPrevented(null)
    if (chosen.bedId) return setMoving(true)
    const outcome = await acting.send({ fileId: chosen.fileId, bedId: bed.id, ...flags })
    if (outcome.ok) told(outcome.reply)
  }

  const verb = inMothersBed ? '随母同床' : chosen.bedId ? '换到' : '安排'
  return (
    <div>
      <Button
        look={main ? 'main' : 'plain'}
        size="large"
        busy={acting.busy}
        onClick={() => void press()}
        style={{ width: '100%' }}
      >
        {verb} {bed.label}
      </Button>
      <RefusalNote refusal={prevented ?? acting.refusal} />
      <ActionDialog<typeof moveBedForm, Record<string, unknown>>
        open={moving}
        onClose={() => setMoving(false)}
        action="stay.move-bed"
        of={moveBedForm}
        title={`换到 ${bed.label}`}
        fixed={{
          fileId: chosen.fileId,
          bedId: bed.id,
          takesReservation: takesReservation ?? false,
          inMothersBed: inMothersBed ?? false,
        }}
        onDone={({ reply }) => told(reply as unknown as PlacingReply)}
      />
    </div>
  )
}

/** What a leader may decide: the reason is written and kept sealed. */
export function LeaderPlace({ chosen, bed, onDone }: PlaceProps) {
  const door = chosen.bedId ? 'stay.move-bed' : 'stay.assign-bed'
  const acting = useAct<PlacingReply>(door)
  const [reason, setReason] = useState('')
  const [prevented, setPrevented] = useState<Refusal | null>(null)
  const leader = useIsLeader()
  if (!leader) return <p className="g-muted">须由值班长或站长决定。请转告值班长。</p>

  async function send() {
    setPrevented(null)
    const form = { fileId: chosen.fileId, bedId: bed.id, leaderReason: reason.trim() }
    const outcome = await acting.send(chosen.bedId ? { ...form, why: '值班长决定' } : form)
    if (!outcome.ok) return
    if (!outcome.reply.assigned) return setPrevented(preventedAs(outcome.reply))
    say(`已由值班长决定安排：${bed.label}`)
    onDone?.()
  }

  return (
    <div className="g-stack">
      <label className="s-reason">
        值班长理由
        <textarea
          className="g-in"
          rows={2}
          value={reason}
          maxLength={300}
          placeholder="为什么只能这样，怎样保证安全"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <Button busy={acting.busy} {...(reason.trim() ? {} : { impossible: '先写理由' })} onClick={() => void send()}>
        由我决定安排 {bed.label}
      </Button>
      <RefusalNote refusal={prevented ?? acting.refusal} />
    </div>
  )
}

/** Why not: each objection with its sentence, basis, and who may decide otherwise. */
export function Objections({ of }: { of: readonly Objection[] }) {
  return (
    <ul className="g-stack">
      {of.map((each) => (
        <li key={each.code}>
          <div>{each.zh}</div>
          <div className="g-row g-between">
            <span className="g-row">
              {each.basis.map((basis) => (
                <span key={basis} className="g-cite">
                  {basis}
                </span>
              ))}
            </span>
            <span className="g-muted">{each.override === 'nobody' ? '值班长也不能越过' : '值班长可以决定'}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}
