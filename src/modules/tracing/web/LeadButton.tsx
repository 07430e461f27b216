import { useState } from 'react'
import { Button, dateOf, Form, say, Sheet, showDate, useAct, useMay, useRoute } from '#web/ui/index.ts'
import { walkedBefore } from '../rules-leads.ts'
import { leadForm } from '../schema.ts'
import { type Lead, useLeads } from './answers.ts'
import './tracing.css'

const whenBy = (lead: Lead) => `${showDate(dateOf(lead.settledAt ?? lead.notedAt))} ${lead.settledBy ?? lead.notedBy}`

/** Notes a lead: dead ends stand above the form, and a road that sounds like one of them is pointed out while it is written. */
export default function LeadButton({ subjectId }: { subjectId: string }) {
  const may = useMay()
  const { search } = useRoute()
  const [open, setOpen] = useState(search['do'] === 'tracing.note-lead')
  const [draft, setDraft] = useState({ hypothesis: '', todo: '' })
  const asked = useLeads(subjectId)
  const acting = useAct('tracing.note-lead')
  if (!may('tracing.note-lead')) return null
  const leads = asked.data?.items ?? []
  const dead = leads.filter((lead) => lead.state === 'dead')
  const walked = walkedBefore(draft, leads)
  const close = () => {
    setOpen(false)
    acting.reset()
    setDraft({ hypothesis: '', todo: '' })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>记线索</Button>
      <Sheet open={open} onClose={close} title="记线索" kind="drawer" width={600}>
        {dead.length > 0 ? (
          <details open={dead.length <= 4}>
            <summary>已经走不通的 {dead.length} 条，先看一眼</summary>
            {dead.slice(0, 20).map((lead) => (
              <p key={lead.id} className="g-muted">
                {whenBy(lead)}：{lead.hypothesis}——{lead.outcomes.at(-1)?.text}
              </p>
            ))}
          </details>
        ) : null}
        {walked.map((lead) => (
          <div key={lead.id} className="t-walked" role="status">
            <b>
              {lead.state === 'dead' ? '这条路' : '相近的一条'} {whenBy(lead)}
              {lead.state === 'dead' ? '走过' : lead.state === 'led' ? '走过，有进展' : '正在办'}：
            </b>
            {lead.hypothesis}；{lead.todo}
            {lead.outcomes.length > 0 ? `——${lead.outcomes.at(-1)?.text}` : ''}
          </div>
        ))}
        <Form
          of={leadForm}
          initial={{ fileId: subjectId }}
          hidden={walked.some((lead) => lead.state === 'dead') || acting.refusal ? ['fileId'] : ['fileId', 'again']}
          columns={2}
          submitLabel="记线索"
          onChange={(next) => setDraft({ hypothesis: String(next['hypothesis'] ?? ''), todo: String(next['todo'] ?? '') })}
          onSubmit={async (form) => {
            const outcome = await acting.send(form)
            if (!outcome.ok) return outcome.refusal
            say('已办：记线索')
            close()
            return null
          }}
        />
      </Sheet>
    </>
  )
}
