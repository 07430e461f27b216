import { Answer, Muted, Panel, Row, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { pairLife } from '../lifecycle.ts'
import { declineReasons, endReasons, meetingKinds, pairKinds } from '../words.ts'
import { useChild } from './answers.ts'
import { PairButtons } from './buttons.tsx'

const word = (words: Record<string, string>, key: string | null) => (key ? (words[key] ?? key) : '')

/** Who is paired with the child, and how they met. */
export default function ChildPanel({ subjectId }: { subjectId: string }) {
  const asked = useChild(subjectId)
  const now = useNow()
  if (asked.refusal || asked.data?.items.length === 0) return null
  return (
    <Panel title="结对">
      <Answer of={asked}>
        {(data) => (
          <Stack>
            {data.items.map((each) => (
              <Stack key={each.pairId}>
                <Row between>
                  <span>
                    {pairKinds[each.kind]} {each.volunteers.map((one) => one.name).join('、')}{' '}
                    <Tag tone={each.state === 'paired' ? 'grn' : 'gry'}>{pairLife.states[each.state].zh}</Tag>{' '}
                    <Muted>
                      {each.federation ?? ''} {word({ ...endReasons, ...declineReasons }, each.reason)}
                    </Muted>
                  </span>
                  {each.mayManage ? (
                    <Row>
                      <PairButtons pair={each} />
                    </Row>
                  ) : null}
                </Row>
                <Muted>{each.plan ?? each.need}</Muted>
                <ul className="g-stack">
                  {each.meetings.slice(0, 5).map((one) => (
                    <li key={one.id}>
                      {showInstant(one.at, now)} {word(meetingKinds, one.kind)}{' '}
                      <Muted>
                        {one.note ?? ''}（{one.by}）
                      </Muted>
                    </li>
                  ))}
                </ul>
              </Stack>
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
