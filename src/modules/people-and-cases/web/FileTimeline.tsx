import { useState } from 'react'
import { ActionButton, Answer, Button, Panel, Tag, Timeline, useAsk, useMay } from '#web/ui/index.ts'
import { withdrawForm } from '../schema-forms.ts'

interface Line {
  id: string
  name: string
  title: string
  words: string[]
  occurredAt: number
  recordedAt: number
  by: string
  organisation: string
  byHand: boolean
  state: 'holds' | 'replaced'
}

/** What happened, newest first, each with who wrote it and when; what was told wrong stays visible, struck out. */
export default function FileTimeline({ subjectId }: { subjectId: string }) {
  const [all, setAll] = useState(false)
  const may = useMay()
  const asked = useAsk<{ total: number; facts: Line[] }>(
    'people.timeline',
    { fileId: subjectId, limit: all ? 500 : 60 },
    { keepPrevious: true },
  )
  return (
    <Panel title="经过" sub={asked.data ? `全部 ${asked.data.total}` : ''}>
      <Answer of={asked}>
        {(data) => (
          <>
            <Timeline
              items={data.facts.map((fact) => ({
                id: fact.id,
                at: fact.occurredAt,
                title: fact.state === 'holds' ? fact.title : <s>{fact.title}</s>,
                by: `${fact.organisation} ${fact.by}`,
                text: fact.words.join('　'),
                ...(/^(intake\.(accepted|refused)|departure\.left|stay\.bed-assigned)$/.test(fact.name)
                  ? { tone: 'key' as const }
                  : {}),
                more: (
                  <>
                    {fact.recordedAt - fact.occurredAt > 3_600_000 ? <Tag>事后补记</Tag> : null}
                    {fact.state === 'replaced' ? <Tag tone="amb">已更正或撤回</Tag> : null}
                    {fact.state === 'holds' && fact.byHand && may('people.withdraw-fact') ? (
                      <ActionButton
                        action="people.withdraw-fact"
                        of={withdrawForm}
                        title="撤回这一条"
                        look="link"
                        size="small"
                        kind="modal"
                        fixed={{ subjectKind: 'rescue-file', subjectId, factId: fact.id }}
                      />
                    ) : null}
                  </>
                ),
              }))}
            />
            {data.total > data.facts.length ? (
              <Button onClick={() => setAll(true)}>{`显示更早的（还有 ${data.total - data.facts.length} 条）`}</Button>
            ) : null}
          </>
        )}
      </Answer>
    </Panel>
  )
}
