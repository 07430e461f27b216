import { ActionButton, Facts, Go, Muted, Row, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { ways } from '#facts/tracing.ts'
import { identityDecision } from '../lifecycle.ts'
import { confirmForm, confirmUndoForm, keepForm, rejectForm, undoForm } from '../schema.ts'
import { evidences } from '../words.ts'
import type { DecisionAnswer } from './answers.ts'

const tones = { proposed: 'amb', decided: 'grn', rejected: 'gry', undoing: 'amb', undone: 'red' } as const

/** Decisions who a guest is: evidence first, then who, then the two seats. */
export function Decisions({ decisions, fileId }: { decisions: readonly DecisionAnswer[]; fileId: string }) {
  const now = useNow()
  return (
    <Stack>
      {decisions.map((each) => (
        <section key={each.decisionId} aria-label="身份认定">
          <Row between>
            <b>{each.writtenName}</b>
            <Tag tone={tones[each.state]}>{identityDecision.states[each.state].zh}</Tag>
          </Row>
          <Facts
            rows={[
              ['凭据', each.evidence.map((one) => evidences[one as keyof typeof evidences] ?? one).join('、')],
              ['出处', each.source ?? ''],
              ['途径', ways[each.way as keyof typeof ways] ?? each.way],
              ['证件号', each.idNumber ?? undefined],
              ['出生', each.birthDate ?? undefined],
              ['第 1 人', `${each.proposedBy ?? ''} ${showInstant(each.proposedAt, now)}`],
              [
                '第 2 人',
                each.state === 'proposed'
                  ? '等另一名同事核对'
                  : each.seen
                    ? `${each.decidedBy ?? ''} ${showInstant(each.decidedAt, now)}：${each.seen}`
                    : undefined,
              ],
              ['退回', each.rejected ?? undefined],
              ['撤销', each.undoReason ? `${each.undoBy ?? ''}：${each.undoReason}` : undefined],
            ]}
          />
          <DecisionButtons decision={each} />
          {each.state === 'undone' ? <Go to={`/identification/undone/${fileId}/${each.decisionId}`}>看撤销后要处理的</Go> : null}
        </section>
      ))}
    </Stack>
  )
}

function DecisionButtons({ decision }: { decision: DecisionAnswer }) {
  const fixed = { decisionId: decision.decisionId }
  if (decision.state === 'proposed')
    return (
      <Row>
        <ActionButton
          size="small"
          look="main"
          action="identification.confirm-decision"
          of={confirmForm}
          title="第二人核对：成立"
          fixed={fixed}
          impossible={decision.proposedByMe ? '您是第一人，须另一名同事' : undefined}
        />
        <ActionButton
          size="small"
          action="identification.reject-decision"
          of={rejectForm}
          title={decision.proposedByMe ? '收回' : '不成立，退回'}
          fixed={fixed}
        />
      </Row>
    )
  if (decision.state === 'decided')
    return (
      <ActionButton
        size="small"
        look="danger"
        action="identification.undo"
        of={undoForm}
        title="撤销认定"
        fixed={fixed}
        intro={<Muted>第二人核对后才撤销；撤销后逐条处理受牵连的事。</Muted>}
      />
    )
  if (decision.state === 'undoing')
    return (
      <Row>
        <ActionButton
          size="small"
          look="danger"
          action="identification.confirm-undo"
          of={confirmUndoForm}
          title="第二人核对：撤销"
          fixed={fixed}
          impossible={decision.undoByMe ? '您提出的撤销，须另一名同事' : undefined}
        />
        <ActionButton size="small" action="identification.keep-decision" of={keepForm} title="不撤销" fixed={fixed} />
      </Row>
    )
  return null
}
