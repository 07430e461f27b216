/** One clue with its buttons; on the board, on a report, on a child's file. */
import { ActionButton, Banner, Muted, PaperButton, Row, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { clueLife } from '../lifecycle.ts'
import { disposeClueForm, policeAnswerForm, tellPoliceForm } from '../schema-clue.ts'
import { clueKinds, clueOutcomes } from '../words.ts'
import { type ClueLine, wordOf } from './answers.ts'
import { clueTone } from './parts.tsx'
import { PolicePicker } from './pickers.tsx'

export function TellPolice({ clue, look }: { clue: ClueLine; look?: 'main' }) {
  return (
    <ActionButton
      action="reports.tell-police"
      of={tellPoliceForm}
      title="报公安"
      look={look}
      fixed={{ clueId: clue.clueId }}
      pickers={{ policeId: PolicePicker }}
      intro={<Banner tone="red">孩子正在受侵害，先打 110，再补这里。</Banner>}
    />
  )
}

export function ClueButtons({ clue }: { clue: ClueLine }) {
  const fixed = { clueId: clue.clueId }
  return (
    <Row>
      {clue.state === 'found' ? <TellPolice clue={clue} look="main" /> : null}
      {clue.state === 'told' ? (
        <ActionButton action="reports.record-police-answer" of={policeAnswerForm} title="记公安反馈" fixed={fixed} />
      ) : null}
      {clue.state === 'told' || clue.state === 'answered' ? (
        <ActionButton action="reports.dispose-clue" of={disposeClueForm} title="记处置" fixed={fixed} />
      ) : null}
      <PaperButton query="reports.paper-clue" params={fixed} size="small">
        打印移送函
      </PaperButton>
    </Row>
  )
}

export function ClueCard({ clue }: { clue: ClueLine }) {
  const now = useNow()
  return (
    <Stack>
      <Row>
        <b>{wordOf(clueKinds, clue.kind)}</b>
        <Tag tone={clueTone(clue.state)}>{clueLife.states[clue.state].zh}</Tag>
        <Muted>{showInstant(clue.foundAt, now)} 发现</Muted>
      </Row>
      {clue.what ? <p className="r-words">{clue.what}</p> : null}
      {clue.toldAt === null ? null : (
        <Muted>
          {showInstant(clue.toldAt, now)} 报{clue.police ?? '公安'}
          {clue.told ? `：${clue.told}` : ''}
        </Muted>
      )}
      {clue.answer || clue.filed !== null ? (
        <Muted>
          公安反馈：{clue.filed === null ? '' : clue.filed ? '已立案。' : '未立案。'}
          {clue.answer ?? ''}
        </Muted>
      ) : null}
      {clue.disposedAt === null ? null : (
        <Muted>
          {showInstant(clue.disposedAt, now)} {wordOf(clueOutcomes, clue.outcome)}
          {clue.ended ? `：${clue.ended}` : ''}
        </Muted>
      )}
      <ClueButtons clue={clue} />
    </Stack>
  )
}
