import { useState } from 'react'
import {
  Answer,
  Button,
  Empty,
  Go,
  Page,
  Panel,
  RefusalNote,
  say,
  showInstant,
  subjectPath,
  Tag,
  useAct,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import type { RoundSheet, RoundZone } from './answers.ts'
import './stay.css'

/** A round on a phone: zone by zone, bed by bed, one thumb. Who is not found is named; what is due is done with one press. */
export default function RoundsScreen() {
  const asked = useAsk<RoundSheet>('stay.round-sheet', {}, { every: 120_000 })
  return (
    <Page title="查房" sub={asked.data ? <span className="g-muted">{asked.data.shift.zh}</span> : null}>
      <Answer of={asked} lines={8}>
        {(sheet) => {
          const lived = sheet.zones.filter((zone) => zone.guests.length > 0)
          if (lived.length === 0)
            return (
              <Panel>
                <Empty title="没有人住着">有人入住以后，这里按分区列出要看的人。</Empty>
              </Panel>
            )
          return (
            <div className="g-stack">
              {lived.map((zone) => (
                <ZoneRound key={zone.id} zone={zone} />
              ))}
            </div>
          )
        }}
      </Answer>
    </Page>
  )
}

function ZoneRound({ zone }: { zone: RoundZone }) {
  const now = useNow()
  const acting = useAct<{ seen: number; missed: number }>('stay.record-round')
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const toggle = (fileId: string) =>
    setMissing((before) => {
      const after = new Set(before)
      if (!after.delete(fileId)) after.add(fileId)
      return after
    })

  async function send() {
    const outcome = await acting.send({ zoneId: zone.id, missing: [...missing] })
    if (!outcome.ok) return
    say(`${zone.name}：见到 ${outcome.reply.seen} 人${outcome.reply.missed > 0 ? `，没见到 ${outcome.reply.missed} 人` : ''}`)
    setMissing(new Set())
  }

  const { lastRound } = zone
  return (
    <Panel
      title={zone.name}
      sub={`${zone.guests.length} 人`}
      right={lastRound ? `上次 ${showInstant(lastRound.at, now)} ${lastRound.by}` : '还没有查过'}
    >
      <ul className="s-round">
        {zone.guests.map((guest) => (
          <li key={guest.fileId} className={missing.has(guest.fileId) ? 's-missing' : ''}>
            <div className="g-row g-between">
              <span>
                <b>{guest.bed}</b>{' '}
                {guest.name === '封存' ? guest.name : <Go to={subjectPath('rescue-file', guest.fileId)}>{guest.name}</Go>}{' '}
                {guest.plan ? <Tag tone="amb">行为方案</Tag> : null}
                {guest.where === 'hospital' ? <Tag tone="amb">住院</Tag> : null}
                {guest.where === 'entrusted' ? <Tag tone="amb">站外托养</Tag> : null}
                {guest.where === 'leave' ? <Tag tone="amb">请假外出</Tag> : null}
              </span>
              {guest.where === 'here' ? (
                <Button
                  look={missing.has(guest.fileId) ? 'danger' : 'plain'}
                  aria-pressed={missing.has(guest.fileId)}
                  onClick={() => toggle(guest.fileId)}
                >
                  {missing.has(guest.fileId) ? '没见到（改回）' : '标为没见到'}
                </Button>
              ) : (
                <span className="g-muted">不在站内，不算没见到</span>
              )}
            </div>
            <span className="g-muted">{guest.words.join(' · ')}</span>
            <DueCare fileId={guest.fileId} due={guest.due} />
          </li>
        ))}
      </ul>
      <div className="g-form-foot">
        <Button look="main" size="large" busy={acting.busy} onClick={() => void send()}>
          {missing.size > 0 ? `记查房：${missing.size} 人没见到` : '记查房：人都在'}
        </Button>
      </div>
      <RefusalNote refusal={acting.refusal} />
    </Panel>
  )
}

function DueCare({ fileId, due }: { fileId: string; due: RoundZone['guests'][number]['due'] }) {
  const acting = useAct<{ guests: number }>('stay.log-care')
  if (due.length === 0) return null
  return (
    <div className="s-care">
      {due.map((each) => (
        <Button
          key={each.care}
          busy={acting.busy}
          onClick={() =>
            void acting.send({ fileIds: [fileId], care: [each.care] }).then((outcome) => outcome.ok && say(`已记：${each.words}`))
          }
        >
          {each.words}
          {each.late ? '（已迟）' : ''}
        </Button>
      ))}
      <RefusalNote refusal={acting.refusal} />
    </div>
  )
}
