/** Buttons on an inquiry's page. What its state does not allow is not drawn. */
import type { ReactNode } from 'react'
import { ActionButton, useMe } from '#web/ui/index.ts'
import { known } from '#kernel/field.ts'
import { completeForm } from '../schema.ts'
import {
  admitForm,
  answerForm,
  closeForm,
  markRiskForm,
  planCallForm,
  reasonForm,
  reopenForm,
  setAsideForm,
  unjoinForm,
  withdrawConsentForm,
} from '../schema-forms.ts'
import { type InquiryAnswer, isOpen, useInquiry } from './answers.ts'
import { NewCode } from './Receipt.tsx'

interface Subject {
  subjectId: string
}

function When({
  subjectId,
  is,
  children,
}: Subject & { is: (inquiry: InquiryAnswer) => boolean; children: (inquiry: InquiryAnswer) => ReactNode }) {
  const { data } = useInquiry(subjectId)
  return data && is(data) ? children(data) : null
}

export const Admit = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={({ state }) => state === 'received'}>
    {() => (
      <ActionButton
        action="inquiries.admit"
        of={admitForm}
        title="看过，开始比对"
        look="main"
        kind="modal"
        fixed={{ inquiryId: subjectId }}
      />
    )}
  </When>
)

export const SetAside = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={({ state }) => state === 'received' || state === 'admitted'}>
    {() => <ActionButton action="inquiries.set-aside" of={setAsideForm} title="搁置，不比对" fixed={{ inquiryId: subjectId }} />}
  </When>
)

export const AnswerFamily = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={isOpen}>
    {(inquiry) => (
      <ActionButton
        action="inquiries.answer"
        of={answerForm}
        title="答复家属"
        look="main"
        fixed={{ inquiryId: subjectId }}
        intro={
          <p className="g-muted">
            {inquiry.mayTell
              ? '本人的意愿已经落实：有亲属证明、两人在场时可以告知结果。'
              : '现在只能用不说明结果的说法。有没有找到、本人愿不愿意，听起来都一样。'}
          </p>
        }
      />
    )}
  </When>
)

export const PlanCall = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={(inquiry) => isOpen(inquiry) && !inquiry.callPlanned}>
    {() => <ActionButton action="inquiries.plan-call" of={planCallForm} title="约定回电" fixed={{ inquiryId: subjectId }} />}
  </When>
)

export const Complete = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={({ state }) => state !== 'erased'}>
    {({ form }) => {
      const { photos: _photos, ...before } = form
      return (
        <ActionButton
          action="inquiries.complete"
          of={completeForm}
          title="补充登记内容"
          fixed={{ inquiryId: subjectId }}
          initial={before}
          width={860}
          draftKey={`inquiry:${subjectId}`}
          intro={<p className="g-muted">联系方式照旧，要换才填。照片是添加。{known(before.name) ? '' : '名字问到了就补上。'}</p>}
        />
      )
    }}
  </When>
)

export const RenewReceipt = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={({ state, lead }) => state !== 'erased' && !lead}>
    {() => <NewCode inquiryId={subjectId} />}
  </When>
)

export const Close = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={isOpen}>
    {() => <ActionButton action="inquiries.close" of={closeForm} title="办结" fixed={{ inquiryId: subjectId }} />}
  </When>
)

export const Reopen = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={({ state }) => state === 'closed' || state === 'set-aside'}>
    {() => <ActionButton action="inquiries.reopen" of={reopenForm} title="重新打开" fixed={{ inquiryId: subjectId }} />}
  </When>
)

export const Unjoin = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={({ state }) => state === 'joined'}>
    {() => <ActionButton action="inquiries.unjoin" of={unjoinForm} title="撤销并入" fixed={{ inquiryId: subjectId }} />}
  </When>
)

export function Risk({ subjectId }: Subject) {
  const me = useMe()
  return (
    <When subjectId={subjectId} is={({ state }) => state !== 'erased'}>
      {({ risk }) =>
        risk ? (
          <ActionButton
            action="inquiries.clear-risk"
            of={reasonForm}
            title="取消风险标记"
            kind="modal"
            fixed={{ inquiryId: subjectId }}
          />
        ) : me ? (
          <ActionButton
            action="inquiries.mark-risk"
            of={markRiskForm}
            title="标为风险"
            kind="modal"
            fixed={{ inquiryId: subjectId, readers: [] }}
            intro={<p className="g-muted">以后只有您写明理由才能看；再给别人看，请先取消再由他标记。</p>}
          />
        ) : null
      }
    </When>
  )
}

export const WithdrawConsent = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} is={({ state }) => state !== 'erased'}>
    {() => (
      <ActionButton
        action="inquiries.withdraw-consent"
        of={withdrawConsentForm}
        title="撤回同意"
        fixed={{ inquiryId: subjectId }}
      />
    )}
  </When>
)
