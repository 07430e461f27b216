import { ActionButton, Answer, Banner, Go, Muted, Panel, Row, Stack, subjectPath, Tag } from '#web/ui/index.ts'
import { joinForm } from '../schema-forms.ts'
import { warnings } from '../words.ts'
import { isOpen, useInquiry } from './answers.ts'

/** Beside every inquiry: what must not be said; what to ask; who else looks for the same person. */
export default function Care({ subjectId }: { subjectId: string }) {
  const asked = useInquiry(subjectId)
  return (
    <Panel title="先看这几条">
      <Answer of={asked}>
        {(inquiry) => (
          <Stack>
            <Banner tone={inquiry.risk ? 'red' : 'amb'}>
              <ul>
                {warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Banner>
            {inquiry.joinedInto ? (
              <span>
                已并入 <Go to={subjectPath('inquiry', inquiry.joinedInto.inquiryId)}>{inquiry.joinedInto.no}</Go>
                ，比对和答复以那一份为准。
              </span>
            ) : null}
            {inquiry.questions.length > 0 ? <Muted>{`可以再问：${inquiry.questions.join('；')}`}</Muted> : null}
            {inquiry.similar.length > 0 ? <b>可能是同一件事</b> : null}
            {inquiry.similar.map((each) => (
              <Row key={each.inquiryId}>
                <Go to={subjectPath('inquiry', each.inquiryId)}>{each.no}</Go>
                <Tag>{each.stateWord}</Tag>
                <Muted>{[each.sameContact ? '同一联系电话' : '', each.sameName ? '同名' : ''].filter(Boolean).join('，')}</Muted>
                {isOpen(inquiry) || inquiry.state === 'received' ? (
                  <ActionButton
                    size="small"
                    action="inquiries.join"
                    of={joinForm}
                    title="并入这一份"
                    kind="modal"
                    fixed={{ inquiryId: subjectId, intoId: each.inquiryId }}
                  />
                ) : null}
              </Row>
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
