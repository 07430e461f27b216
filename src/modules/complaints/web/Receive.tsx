/** Taken down at a desk and handed on at once: number and code are for whoever complained. */
import { useState } from 'react'
import { ActionButton, Banner, Muted, Stack } from '#web/ui/index.ts'
import { receiveForm } from '../schema.ts'
import { BodyPicker } from './pickers.tsx'

interface Reply {
  number?: string
  code?: string
  handler?: string
}

export function Receive({ look = 'main' }: { look?: 'main' | 'plain' }) {
  const [reply, setReply] = useState<Reply | null>(null)
  return (
    <Stack>
      <div>
        <ActionButton
          action="complaints.receive"
          of={receiveForm}
          title="登记投诉"
          look={look}
          icon="plus"
          pickers={{ bodyId: BodyPicker }}
          intro={<Muted>登记后交给被反映单位以外的上级。交上以后本单位看不到内容和投诉人，也改不了。</Muted>}
          onDone={(outcome) => setReply(outcome.reply as Reply)}
        />
      </div>
      {reply ? (
        <Banner tone="acc">
          {`已交给 ${reply.handler ?? '上级'}。编号 ${reply.number ?? ''}`}
          {reply.code ? `，查询码 ${reply.code}。请抄给投诉人：查询码只显示这一次，凭它在网页“投诉”里看办到哪一步。` : '。'}
        </Banner>
      ) : null}
    </Stack>
  )
}
