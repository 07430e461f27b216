import { ActionButton, Answer, Muted, Panel, Row, showInstant, Skeleton, Stack, useAsk, useMe, useNow } from '#web/ui/index.ts'
import { agreeForm, confirmForm, declineForm, excludeForm, pairForm, readmitForm, undoForm } from '../schema.ts'
import { type CompareAnswer, type PairLine, useChosen } from './answers.ts'
import { useCompare } from './Compare.tsx'
import './matching.css'

/** Two seats to sign; what may be done with the chosen pair now. */
export default function Sign({ subjectId }: { subjectId: string }) {
  const { chosen } = useChosen(subjectId)
  if (!chosen) return null
  return <Seats line={chosen} />
}

function Seats({ line }: { line: PairLine }) {
  const asked = useCompare(line.guest.fileId, line)
  return (
    <Panel title={`认定 ${line.inquiry.no}`} right="须两人，可撤回">
      {!line.opened ? <Skeleton /> : <Answer of={asked}>{(data) => <Signing data={data} pairId={line.pairId} />}</Answer>}
    </Panel>
  )
}

function Signing({ data, pairId }: { data: CompareAnswer; pairId: string }) {
  const me = useMe()
  const now = useNow()
  const { pair, may, mine } = data
  const fixed = { pairId }
  const can = (door: string) => may.includes(door)
  const signedFirst = pair.agreedBy !== null
  const confirmed = pair.state === 'confirmed'
  return (
    <Stack>
      <div className="m-seats">
        <div className={`m-seat ${signedFirst ? 'm-seat-signed' : ''}`}>
          <span>第 1 人</span>
          <b>{pair.agreedBy ?? me?.name ?? ''}</b> {signedFirst ? showInstant(pair.agreedAt ?? 0, now) : '待签'}
        </div>
        <div className={`m-seat ${confirmed ? 'm-seat-signed' : ''}`}>
          <span>第 2 人</span>
          {confirmed ? (
            <>
              <b>{pair.decidedBy ?? ''}</b> {showInstant(pair.decidedAt ?? 0, now)}
            </>
          ) : signedFirst && !mine ? (
            <>
              <b>{me?.name ?? ''}</b> 待签
            </>
          ) : (
            '须另一名工作人员'
          )}
        </div>
      </div>
      {data.agreedReason ? <Muted>第一人：{data.agreedReason}</Muted> : null}
      {data.declinedReason && !signedFirst ? <Muted>上次没有同意：{data.declinedReason}</Muted> : null}
      <Row>
        {can('matching.agree') ? (
          <ActionButton action="matching.agree" of={agreeForm} title="同意是同一人" look="main" fixed={fixed} />
        ) : null}
        {can('matching.confirm') ? (
          <ActionButton
            action="matching.confirm"
            of={confirmForm}
            title="第二人认定"
            look="main"
            fixed={fixed}
            impossible={mine ? '第一人是您自己签的，须另一人签' : undefined}
          />
        ) : null}
        {can('matching.decline') ? (
          <ActionButton action="matching.decline" of={declineForm} title={mine ? '收回我的签' : '不同意，先跟进'} fixed={fixed} />
        ) : null}
        {can('matching.exclude') ? (
          <ActionButton action="matching.exclude" of={excludeForm} title="排除" label="排除…" look="danger" fixed={fixed} />
        ) : null}
        {can('matching.follow') ? <ActionButton action="matching.follow" of={pairForm} title="先跟进" fixed={fixed} /> : null}
        {can('matching.readmit') ? (
          <ActionButton action="matching.readmit" of={readmitForm} title="重新列入" fixed={fixed} />
        ) : null}
        {can('matching.undo') ? (
          <ActionButton
            action="matching.undo"
            of={undoForm}
            title="撤销认定"
            look="danger"
            fixed={fixed}
            intro={<Hangs pairId={pairId} />}
          />
        ) : null}
      </Row>
      <Muted>认定后仍须公安或 DNA 核实，才通知家属见面。</Muted>
    </Stack>
  )
}

interface HangsAnswer {
  since: number | null
  items: { id: string; title: string; at: number; by: string }[]
}

/** What was done since on the strength of the confirmation: to be looked at again, one by one. */
function Hangs({ pairId }: { pairId: string }) {
  const asked = useAsk<HangsAnswer>('matching.what-hangs', { pairId })
  const now = useNow()
  return (
    <Answer of={asked}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="g-muted">认定以后还没有据此办过别的事。</p>
        ) : (
          <div>
            <p>认定以后办过 {items.length} 件，撤销后请逐件复核：</p>
            <ul>
              {items.map((each) => (
                <li key={each.id}>
                  {each.title} <Muted>{`${each.by} ${showInstant(each.at, now)}`}</Muted>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Answer>
  )
}
