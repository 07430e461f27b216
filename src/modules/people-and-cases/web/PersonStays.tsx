import { ActionButton, Answer, dateOf, Empty, Go, Panel, Row, showDate, Stack, subjectPath, Tag, useAsk } from '#web/ui/index.ts'
import { splitForm, undoLinkForm } from '../schema-forms.ts'
import { type PersonPage, stayLine } from './answers.ts'

const kindWords: Record<string, string> = { merge: '认定同一人', split: '拆成两人', different: '认定不是同一人' }

/** All stays of a person, and the decisions that tied or parted them; each can be undone. */
export default function PersonStays({ subjectId }: { subjectId: string }) {
  const asked = useAsk<PersonPage>('people.person', { personId: subjectId })
  return (
    <Stack>
      <Panel title="历次救助" sub={asked.data ? `${asked.data.stays.length} 次` : ''}>
        <Answer of={asked}>
          {(data) =>
            data.stays.length === 0 ? (
              <Empty title="没有救助记录">
                {data.decisions.some((each) => each.kind === 'merge' && each.undoneAt === null)
                  ? '这份资料的个案已经并到另一份。'
                  : '没有在救助站登记过。'}
              </Empty>
            ) : (
              <Stack>
                {data.stays.map((stay) => (
                  <Row key={stay.fileId}>
                    <Go to={subjectPath('rescue-file', stay.fileId)}>{`${stay.no}　${stayLine(stay)}`}</Go>
                    {data.stays.length > 1 ? (
                      <ActionButton
                        action="people.split"
                        of={splitForm}
                        title="这次不是此人"
                        kind="modal"
                        size="small"
                        fixed={{ personId: subjectId, fileId: stay.fileId }}
                      />
                    ) : null}
                  </Row>
                ))}
              </Stack>
            )
          }
        </Answer>
      </Panel>
      {asked.data && asked.data.decisions.length > 0 ? (
        <Panel title="合并与拆分">
          <Stack>
            {asked.data.decisions.map((decision) => (
              <Row key={decision.id}>
                <span>{`${showDate(dateOf(decision.decidedAt))} ${kindWords[decision.kind] ?? decision.kind}`}</span>
                <Go to={subjectPath('person', decision.otherId)}>看另一份</Go>
                {decision.undoneAt ? <Tag>{`${showDate(dateOf(decision.undoneAt))} 已撤销`}</Tag> : null}
                {!decision.undoneAt && decision.kind !== 'different' ? (
                  <ActionButton
                    action="people.undo-link"
                    of={undoLinkForm}
                    title="撤销"
                    kind="modal"
                    size="small"
                    fixed={{ decisionId: decision.id }}
                  />
                ) : null}
              </Row>
            ))}
          </Stack>
        </Panel>
      ) : null}
    </Stack>
  )
}
