import { ActionButton, openPaper, Row, showInstant, Tag, useNow } from '#web/ui/index.ts'
import { approveForm, declineForm, endReaderForm, takeForm } from '../schema.ts'
import type { RequestAnswer } from './answers.ts'

/** A request to read a file or to take a paper of it, with what may be done about it. */
export function RequestLine({ request, withChild }: { request: RequestAnswer; withChild?: boolean }) {
  const now = useNow()
  const fixed = { requestId: request.requestId }
  const reader = request.kind === 'reader'
  return (
    <div>
      <Row>
        <b>{reader ? `${request.who}，${request.organisation}` : `${request.askedBy} 申请导出`}</b>
        <span>{request.what}</span>
        <Tag tone={request.state === 'asked' ? 'amb' : request.state === 'approved' ? 'grn' : 'gry'}>{request.stateWord}</Tag>
      </Row>
      <p className="g-muted">
        {withChild ? `${request.alias ?? ''} ${request.no}；` : ''}
        {`${request.askedBy} ${showInstant(request.askedAt, now)}：${request.reason}`}
        {request.answer ? `；意见：${request.answer}` : ''}
      </p>
      {request.mayDecide ? (
        <Row>
          <ActionButton
            action={reader ? 'minors.approve-reader' : 'minors.approve-dossier'}
            of={approveForm}
            title={reader ? '批准查看' : '批准导出'}
            size="small"
            look="main"
            fixed={fixed}
          />
          <ActionButton
            action={reader ? 'minors.decline-reader' : 'minors.decline-dossier'}
            of={declineForm}
            title="不批准"
            size="small"
            fixed={fixed}
          />
        </Row>
      ) : null}
      {reader && request.state === 'approved' ? (
        <ActionButton action="minors.end-reader" of={endReaderForm} title="取消查看" size="small" fixed={fixed} />
      ) : null}
      {!reader && request.mine && request.state === 'approved' ? (
        <ActionButton
          action="minors.take-dossier"
          of={takeForm}
          title="导出"
          size="small"
          look="main"
          fixed={fixed}
          onDone={() => void openPaper('minors.dossier', fixed, 'open')}
        />
      ) : null}
    </div>
  )
}
