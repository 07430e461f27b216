/** Number and code, shown once. */
import { useState } from 'react'
import { ActionButton, Banner, Facts, PaperButton, Row, Stack } from '#web/ui/index.ts'
import { renewReceiptForm } from '../schema-forms.ts'

export function ReceiptShown({ inquiryId, number, code }: { inquiryId: string; number: string; code: string }) {
  return (
    <Stack>
      <Facts
        rows={[
          ['登记编号', <b key="no">{number}</b>],
          ['查询码', <b key="code">{code}</b>],
        ]}
      />
      <Banner tone="acc">请念给家属记下，或打印回执。查询码只显示这一次；凭它只能查办到哪一步，查不到有没有找到、在哪里。</Banner>
      <Row>
        <PaperButton query="inquiries.receipt-paper" params={{ inquiryId, code }} look="main">
          打印回执
        </PaperButton>
      </Row>
    </Stack>
  )
}

/** A new code for who lost the receipt. */
export function NewCode({ inquiryId }: { inquiryId: string }) {
  const [made, setMade] = useState<{ number: string; code: string } | null>(null)
  return (
    <Stack>
      <ActionButton<typeof renewReceiptForm, { number: string; code: string }>
        action="inquiries.renew-receipt"
        of={renewReceiptForm}
        title="重发查询码"
        kind="modal"
        fixed={{ inquiryId }}
        onDone={({ reply }) => setMade(reply)}
      />
      {made ? <ReceiptShown inquiryId={inquiryId} {...made} /> : null}
    </Stack>
  )
}
