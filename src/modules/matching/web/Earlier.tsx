import { useState } from 'react'
import { ActionButton, Button, Go, Muted, Panel, Row, subjectPath, Tag, useAsk } from '#web/ui/index.ts'
import { pairForm } from '../schema.ts'
import { type EarlierLine, percent } from './answers.ts'
import { elsewhereForm, samePersonForm } from './hall-forms.ts'
import './matching.css'

/** Somebody who may have been here under another name: a question, and a fact, never a ground for refusal. */
export default function Earlier({ subjectId }: { subjectId: string }) {
  const asked = useAsk<{ items: EarlierLine[]; excluded: EarlierLine[] }>('matching.earlier-guests', { fileId: subjectId })
  const file = useAsk<{ person: { personId: string } }>('people.file', { fileId: subjectId })
  const [later, setLater] = useState<ReadonlySet<string>>(new Set())
  const items = (asked.data?.items ?? []).filter((each) => !later.has(each.personId))
  const personId = file.data?.person.personId
  if (items.length === 0 || !personId) return null
  return (
    <Panel title="可能来过" right="换了名字也比得出">
      {items.map((each) => {
        const fixed = { personId, otherId: each.personId }
        return (
          <section key={each.personId} className="m-earlier" aria-label="是不是同一人">
            <Row between>
              {each.inside ? (
                <Go to={subjectPath('person', each.personId)}>{`${each.name ?? ''} ${each.no ?? ''}`}</Go>
              ) : (
                <b>{each.station}</b>
              )}
              <Tag tone="amb">{`${each.chance} ${percent(each.probability)}`}</Tag>
            </Row>
            <p className="g-muted">
              {[
                each.month ? `${each.month} 在${each.station}` : each.station,
                each.pro.length > 0 ? `${each.pro.join('、')}相合` : null,
              ]
                .filter(Boolean)
                .join(' · ')}
              {each.contra.length > 0 ? `；${each.contra.join('、')}不合` : ''}
            </p>
            <Row>
              {each.inside ? (
                <>
                  <ActionButton
                    action="people.merge"
                    of={samePersonForm}
                    title="认定是同一人"
                    label="是同一人"
                    kind="modal"
                    size="small"
                    fixed={fixed}
                  />
                  <ActionButton
                    action="people.judge-different"
                    of={samePersonForm}
                    title="认定不是同一人"
                    label="不是"
                    kind="modal"
                    size="small"
                    fixed={fixed}
                  />
                </>
              ) : (
                <ActionButton
                  action="people.open-elsewhere"
                  of={elsewhereForm}
                  title="调阅外站档案"
                  kind="modal"
                  size="small"
                  fixed={{ personId: each.personId }}
                />
              )}
              {each.pairId && each.state !== 'possible' ? (
                <ActionButton
                  action="matching.follow"
                  of={pairForm}
                  title="看不准"
                  size="small"
                  fixed={{ pairId: each.pairId }}
                  onDone={() => setLater(new Set([...later, each.personId]))}
                />
              ) : (
                <Button size="small" onClick={() => setLater(new Set([...later, each.personId]))}>
                  先放一放
                </Button>
              )}
            </Row>
          </section>
        )
      })}
      <Muted>来过是一件事实，不是不救助的理由。</Muted>
    </Panel>
  )
}
