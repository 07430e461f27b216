import { ActionButton, Muted, Row, showInstant, Tag, useNow } from '#web/ui/index.ts'
import { boardingForm, refundForm, returnTicketForm, ticketForm, ticketKinds } from '../schema.ts'
import type { TicketLine } from './answers.ts'

/** Tickets given on this stay, and the door for another. */
export function Tickets({
  fileId,
  tickets,
  open,
  to,
}: {
  fileId: string
  tickets: TicketLine[]
  open: boolean
  to?: string | null
}) {
  const now = useNow()
  return (
    <>
      {tickets.length === 0 ? <Muted>没有发过车票。</Muted> : null}
      {tickets.map((ticket) => (
        <Row key={ticket.id}>
          <span>
            {ticketKinds[ticket.kind as keyof typeof ticketKinds]} {ticket.line}
          </span>
          <Muted>{showInstant(ticket.issuedAt, now)}</Muted>
          {ticket.home ? <Tag tone="grn">送到家乡</Tag> : null}
          {ticket.boarded ? <Tag tone="grn">看着上了车</Tag> : null}
          {ticket.returned ? (
            <Tag tone={ticket.refundDue > 0 ? 'amb' : 'gry'}>{ticket.refundDue > 0 ? '已退，款未到' : '已退'}</Tag>
          ) : null}
          {ticket.refundDue > 0 ? (
            <ActionButton
              size="small"
              action="departure.receive-refund"
              of={refundForm}
              title="记退票款到账"
              fixed={{ fileId, ticketId: ticket.id }}
              initial={{ refundYuan: ticket.refundDue / 100 }}
            />
          ) : null}
          {ticket.returned || ticket.boarded ? null : (
            <ActionButton
              size="small"
              action="departure.witness-boarding"
              of={boardingForm}
              title="记看着上车"
              fixed={{ fileId, ticketId: ticket.id }}
            />
          )}
          {ticket.returned ? null : (
            <ActionButton
              size="small"
              action="departure.return-ticket"
              of={returnTicketForm}
              title="记退票"
              fixed={{ fileId, ticketId: ticket.id }}
              initial={{ refundYuan: ticket.fareFen / 100 }}
            />
          )}
        </Row>
      ))}
      {open ? (
        <ActionButton
          action="departure.issue-ticket"
          of={ticketForm}
          title="发乘车凭证"
          fixed={{ fileId }}
          initial={{ home: 'yes', ...(to ? { to } : {}) }}
          intro={<p className="g-muted">原则上不给现金；短途乘车费不超过 20 元，本人签收。同事看着上车，票不当场退现。</p>}
        />
      ) : null}
    </>
  )
}
