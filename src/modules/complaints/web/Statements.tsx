/** What is asked of one's own house: its own part, and nothing else of a complaint. */
import { ActionButton, Answer, Panel, Row, showDate, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { giveStatementForm } from '../schema.ts'
import { abouts } from '../words.ts'
import { useStatements } from './answers.ts'

export function Statements({ quiet = false }: { quiet?: boolean }) {
  const asked = useStatements()
  const now = useNow()
  if (asked.data && asked.data.items.length === 0) return null
  return (
    <Panel title="要求本单位说明的" sub={quiet ? undefined : '只看得到要说明的事；投诉的内容和投诉人不在这里'}>
      <Answer of={asked}>
        {(data) => (
          <Stack>
            {data.items.slice(0, quiet ? 5 : 100).map((each) => (
              <Stack key={each.statementId}>
                <Row>
                  <b>{abouts[each.about]}</b>
                  <span className="g-muted">{`${each.from}，${showInstant(each.askedAt, now)}`}</span>
                  {each.givenAt === null ? (
                    <Tag tone={each.late ? 'red' : 'amb'}>{`${showDate(each.dueOn, now)} 以前说明`}</Tag>
                  ) : (
                    <Tag tone="grn">{`${showInstant(each.givenAt, now)} 已说明`}</Tag>
                  )}
                </Row>
                <p>{each.question}</p>
                {each.answer ? <p className="g-muted">{`说明：${each.answer}（${each.by ?? ''}）`}</p> : null}
                {each.givenAt === null ? (
                  <Row>
                    <ActionButton
                      action="complaints.give-statement"
                      of={giveStatementForm}
                      title="作出说明"
                      look="main"
                      fixed={{ statementId: each.statementId }}
                      intro={<p>{each.question}</p>}
                    />
                  </Row>
                ) : null}
              </Stack>
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
