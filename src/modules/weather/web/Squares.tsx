/** One square for everybody who is known to sleep out: how each stands in this night, by sign and border as well as by colour. */
import { type KeyboardEvent, useState } from 'react'
import { Button, Muted, Row, Stack, subjectPath, useGo, useMay } from '#web/ui/index.ts'
import { NOT_SEEN, type Standing, standingKeys, standings } from '../words.ts'
import type { AreaLine, MissingAnswer } from './answers.ts'
import './weather.css'

const signs: Record<Standing, string> = { seen: '见', brought: '站', hospital: '医', looked: '找', unseen: '', missing: '！' }
/** More are counted and not drawn. */
const DRAWN = 300

export type Counts = Record<Standing, number>
export const countsOf = (areas: readonly AreaLine[]): Counts =>
  Object.fromEntries(standingKeys.map((key) => [key, areas.reduce((sum, area) => sum + area.standing[key], 0)])) as Counts
const knownOf = (counts: Counts) => standingKeys.reduce((sum, key) => sum + counts[key], 0)
const metOf = (counts: Counts) => counts.seen + counts.brought + counts.hospital
const headWords = (counts: Counts) => `已知露宿 ${knownOf(counts)} 人，今夜见到 ${metOf(counts)} 人`

function Sign({ of }: { of: Standing }) {
  return (
    <span className={`wx-one ${of}`} aria-hidden="true">
      {signs[of]}
    </span>
  )
}

/** By numbers alone, where nobody is told apart: the board and the first page. */
export function CountedSquares({ of: counts }: { of: Counts }) {
  const all = standingKeys.flatMap((key) => Array.from({ length: counts[key] }, (_, index) => ({ key, id: `${key} ${index}` })))
  if (all.length === 0) return <Muted>还没有已知露宿的人；巡查遇到的会自动列在这里。</Muted>
  const told = standingKeys.filter((key) => counts[key] > 0)
  return (
    <Stack>
      <b>{headWords(counts)}</b>
      <div className="wx-people" role="img" aria-label={told.map((key) => `${standings[key]} ${counts[key]} 人`).join('，')}>
        {all.slice(0, DRAWN).map((each) => (
          <Sign key={each.id} of={each.key} />
        ))}
      </div>
      <div>
        {told.map((key) => (
          <span key={key} className="wx-legend">
            <Sign of={key} />
            <b>{counts[key]}</b> {standings[key]}
          </span>
        ))}
      </div>
      {all.length > DRAWN ? <Muted>{`另有 ${all.length - DRAWN} 人没有画出，数字里都有。`}</Muted> : null}
    </Stack>
  )
}

type Person = MissingAnswer['items'][number]

/** Person by person: arrow keys go from square to square, Enter opens the person; the words below choose whom the list shows. */
export function PeopleSquares({
  people,
  total,
  chosen,
  onChoose,
}: {
  people: readonly Person[]
  total: number
  chosen: Standing | null
  onChoose(standing: Standing | null): void
}) {
  const go = useGo()
  const opens = useMay()('people.person')
  const [at, setAt] = useState(0)
  const inOrder = standingKeys.flatMap((key) => people.filter((each) => each.standing === key))
  const counts = Object.fromEntries(
    standingKeys.map((key) => [key, inOrder.filter((each) => each.standing === key).length]),
  ) as Counts
  if (inOrder.length === 0) return <Muted>还没有已知露宿的人；巡查遇到的会自动列在这里。</Muted>
  function move(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -inOrder.length, End: inOrder.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(inOrder.length - 1, at + step))
    setAt(next)
    ;(event.currentTarget.children[next] as HTMLElement | undefined)?.focus()
  }
  return (
    <Stack>
      <b>{headWords(counts)}</b>
      <div className="wx-people" role="toolbar" aria-label="今夜逐人，左右键移动" onKeyDown={move}>
        {inOrder.map((each, index) => {
          const words = `${standings[each.standing]}，${each.area}${each.nights > 0 ? `，${each.nights} 晚没见到` : ''}`
          return (
            <button
              key={each.personId}
              type="button"
              className={`wx-one ${each.standing}`}
              title={words}
              aria-label={words}
              aria-disabled={!opens}
              tabIndex={index === Math.min(at, inOrder.length - 1) ? 0 : -1}
              onFocus={() => setAt(index)}
              onClick={() => {
                if (opens) go(subjectPath('person', each.personId))
              }}
            >
              {signs[each.standing]}
            </button>
          )
        })}
      </div>
      <Row>
        <Button size="small" look={chosen === null ? 'main' : 'plain'} onClick={() => onChoose(null)}>
          {`没有见到的 ${NOT_SEEN.reduce((sum, key) => sum + counts[key], 0)}`}
        </Button>
        {standingKeys
          .filter((key) => counts[key] > 0)
          .map((key) => (
            <span key={key} className="wx-legend">
              <Sign of={key} />
              <Button size="small" look={chosen === key ? 'main' : 'plain'} onClick={() => onChoose(key)}>
                {`${standings[key]} ${counts[key]}`}
              </Button>
            </span>
          ))}
      </Row>
      {total > people.length ? <Muted>{`另有 ${total - people.length} 人没有画出，按久未见到的在前。`}</Muted> : null}
    </Stack>
  )
}
