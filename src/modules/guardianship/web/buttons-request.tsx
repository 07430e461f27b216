/** Buttons beside a request that waits, and beside a court's answer that is awaited. */
import { ActionButton, Muted } from '#web/ui/index.ts'
import { approveForm, recordOrderForm, refuseForm, withdrawForm } from '../schema.ts'
import { type OrderKind, orderKinds, requestKinds } from '../words.ts'
import type { RequestAnswer } from './answers.ts'

interface Asked {
  childId: string
  request: RequestAnswer
}

export function Approve({ childId, request }: Asked) {
  return (
    <ActionButton
      action="guardianship.approve"
      of={approveForm}
      title={`批准${requestKinds[request.kind]}`}
      look="main"
      fixed={{ childId, requestId: request.requestId }}
      impossible={request.mine ? '是您自己申请的，请另一位同事审批' : undefined}
    />
  )
}

export function Refuse({ childId, request }: Asked) {
  return (
    <ActionButton action="guardianship.refuse" of={refuseForm} title="不批准" fixed={{ childId, requestId: request.requestId }} />
  )
}

export function Withdraw({ childId, request }: Asked) {
  return (
    <ActionButton
      action="guardianship.withdraw"
      of={withdrawForm}
      title="撤回申请"
      size="small"
      fixed={{ childId, requestId: request.requestId }}
    />
  )
}

export function RecordOrder({ childId, orderId, kind }: { childId: string; orderId: string; kind: OrderKind }) {
  return (
    <ActionButton
      action="guardianship.record-order"
      of={recordOrderForm}
      title="记法院结果"
      size="small"
      fixed={{ childId, orderId }}
      intro={<Muted>{orderKinds[kind]}</Muted>}
    />
  )
}
