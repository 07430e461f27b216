import { ActionButton, Answer, dateOf, Empty, Go, Muted, Panel, Row, showDate, Tag, useMay } from '#web/ui/index.ts'
import { settleLeadForm } from '../schema.ts'
import { leadResults, leadStates } from '../words.ts'
import { type Lead, useLeads } from './answers.ts'
import './tracing.css'

const tones = { open: 'acc', led: 'grn', dead: 'gry' } as const
const on = (at: number) => showDate(dateOf(at))

/** The search log: what is under way first, then what led somewhere, then the dead ends, which stay in sight. */
export default function Leads({ subjectId }: { subjectId: string }) {
  const asked = useLeads(subjectId)
  const may = useMay()
  const leads = asked.data?.items ?? []
  const count = (state: Lead['state']) => leads.filter((lead) => lead.state === state).length
  const dead = leads.filter((lead) => lead.state === 'dead')
  return (
    <Panel
      title="线索"
      sub={leads.length > 0 ? `在办 ${count('open')} · 有进展 ${count('led')} · 走不通 ${count('dead')}` : undefined}
      right={may('tracing.note-lead') ? <Go to={`/tracing/${subjectId}?do=tracing.note-lead`}>记线索</Go> : undefined}
    >
      <Answer of={asked}>
        {() =>
          leads.length === 0 ? (
            <Empty title="还没有线索">
              有了推想就记一条：凭什么这样想、要做什么、谁去、哪天看结果。走不通的也记，省得别人再走。
            </Empty>
          ) : (
            <>
              {leads
                .filter((lead) => lead.state !== 'dead')
                .map((lead) => (
                  <LeadItem key={lead.id} lead={lead} fileId={subjectId} />
                ))}
              {dead.length > 0 ? (
                <details open={dead.length <= 3}>
                  <summary>走不通的 {dead.length} 条</summary>
                  {dead.map((lead) => (
                    <LeadItem key={lead.id} lead={lead} fileId={subjectId} />
                  ))}
                </details>
              ) : null}
            </>
          )
        }
      </Answer>
    </Panel>
  )
}

function LeadItem({ lead, fileId }: { lead: Lead; fileId: string }) {
  return (
    <div className="t-lead">
      <Row>
        <Tag tone={tones[lead.state]}>{leadStates[lead.state]}</Tag>
        <b>{lead.hypothesis}</b>
      </Row>
      <p>{lead.todo}</p>
      <Muted>
        {on(lead.notedAt)} {lead.notedBy} 记，{lead.who ?? lead.notedBy} 办{lead.dueOn ? `，${showDate(lead.dueOn)} 看结果` : ''}
      </Muted>
      {lead.again ? <p className="g-muted">再走一遍的理由：{lead.again}</p> : null}
      {lead.outcomes.map((each) => (
        <p key={`${each.at}${each.text}`}>
          {on(each.at)} {each.by}
          <Muted>（{leadResults[each.result as keyof typeof leadResults] ?? each.result}）</Muted> {each.text}
        </p>
      ))}
      {lead.state === 'open' ? (
        <ActionButton
          size="small"
          action="tracing.settle-lead"
          of={settleLeadForm}
          title="记线索结果"
          label="记结果"
          fixed={{ fileId, leadId: lead.id }}
          kind="modal"
          width={520}
        />
      ) : null}
    </div>
  )
}
