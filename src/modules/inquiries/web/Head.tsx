import { Banner, Reveal, Row, showInstant, Tag, useNow } from '#web/ui/index.ts'
import { known } from '#kernel/field.ts'
import { channels } from '../words.ts'
import { useInquiry } from './answers.ts'

/** Who is looked for, number, state; a risk asks its reason here. */
export default function Head({ subjectId }: { subjectId: string }) {
  const asked = useInquiry(subjectId)
  const now = useNow()
  if (asked.refusal)
    return (
      <div data-shut="">
        <Banner>
          <b>{asked.refusal.sentence}</b>
          {asked.refusal.code === 'KERNEL.SEALED_NEEDS_REASON' ? (
            <Reveal action="inquiries.open-risk" fixed={{ inquiryId: subjectId }} label="写明理由查看">
              {() => <span>已打开，30 分钟内可看。</span>}
            </Reveal>
          ) : null}
        </Banner>
      </div>
    )
  if (!asked.data) return null
  const inquiry = asked.data
  const name = known(inquiry.form.name) ?? inquiry.form.nicknames?.[0] ?? '姓名不详'
  return (
    <Row>
      <title>{`${inquiry.no} · 归途`}</title>
      <h1>{inquiry.state === 'erased' ? '已按要求删除' : `寻找 ${name}`}</h1>
      <span className="g-muted">{inquiry.no}</span>
      <Tag tone={inquiry.state === 'matched' ? 'grn' : inquiry.state === 'received' ? 'amb' : 'gry'}>{inquiry.stateWord}</Tag>
      {inquiry.lead ? <Tag tone="vio">线索，未经核实</Tag> : null}
      {inquiry.risk ? <Tag tone="red">风险：不得告知任何情况</Tag> : null}
      {inquiry.minor ? <Tag tone="amb">未成年（走失时或现在）</Tag> : null}
      {inquiry.callPlanned ? <Tag tone="acc">约了回电</Tag> : null}
      <span className="g-muted">
        {channels[inquiry.channel]} · {showInstant(inquiry.receivedAt, now)}
        {inquiry.keeper ? ` · ${inquiry.keeper}跟进` : ''}
      </span>
    </Row>
  )
}
