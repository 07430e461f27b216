import {
  ActionButton,
  Answer,
  Empty,
  Facts,
  Go,
  Muted,
  Page,
  Panel,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Tag,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { settleForm } from '../schema.ts'
import type { DecisionAnswer } from './answers.ts'

interface UndoneAnswer {
  no: string
  name: string | null
  decision: DecisionAnswer
  items: { factId: string; name: string; words: string; at: number; settledAt: number | null; how: string | null }[]
}

/** After an undoing: everything that was done because somebody was taken for somebody else, open until a person ticks it. */
export default function Undone() {
  const { params } = useRoute()
  const now = useNow()
  const fileId = params['fileId'] ?? ''
  const decisionId = params['decisionId'] ?? ''
  const asked = useAsk<UndoneAnswer>('identification.undone', { fileId, decisionId })
  return (
    <Page title="撤销认定后要处理的" sub={asked.data?.no}>
      <Answer of={asked}>
        {({ name, decision, items }) => (
          <Stack>
            <Panel title="撤销的认定">
              <Facts
                rows={[
                  ['现在', <Go to={subjectPath('rescue-file', fileId)}>{name ?? '看个案'}</Go>],
                  ['曾认定为', decision.writtenName],
                  ['理由', decision.undoReason],
                  ['撤销', showInstant(decision.undoneAt, now)],
                ]}
              />
            </Panel>
            <Panel title="受牵连的事" right={<Muted>还有 {items.filter((each) => each.settledAt === null).length} 件</Muted>}>
              {items.length === 0 ? <Empty title="认定以后没有办过别的事">不用处理。</Empty> : null}
              {items.map((each) => (
                <div key={each.factId}>
                  <Row between>
                    <b>{each.words}</b>
                    {each.settledAt === null ? (
                      <Tag tone="amb">待处理</Tag>
                    ) : (
                      <Tag tone="grn">已处理 {showInstant(each.settledAt, now)}</Tag>
                    )}
                  </Row>
                  <Row>
                    <Muted>{showInstant(each.at, now)}</Muted>
                    {each.settledAt === null ? (
                      <ActionButton
                        size="small"
                        action="identification.settle-consequence"
                        of={settleForm}
                        title="记处理"
                        fixed={{ decisionId, factId: each.factId }}
                      />
                    ) : (
                      <span>{each.how}</span>
                    )}
                  </Row>
                </div>
              ))}
            </Panel>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}
