/** Buttons of this room: on a child's page, in lists, at the prison. */
import { ActionButton, Muted } from '#web/ui/index.ts'
import {
  answerVisitForm,
  askVisitForm,
  contactForm,
  endCareForm,
  endHelperForm,
  handOverForm,
  missedForm,
  nameHelperForm,
  recordParentForm,
  recordReleaseForm,
  recordVisitForm,
  withdrawContactForm,
  withdrawVisitForm,
} from '../schema.ts'
import { privacyShort } from '../words.ts'
import { useChild, type VisitLine } from './answers.ts'
import { HelperPicker, OfficePicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

export function NameHelper({ childId, again, small }: { childId: string; again?: boolean; small?: boolean }) {
  return (
    <ActionButton
      action="helpers.name-helper"
      of={nameHelperForm}
      title={again ? '换联系人' : '确定联系人'}
      look={again ? 'plain' : 'main'}
      {...(small ? { size: 'small' as const } : {})}
      fixed={{ childId }}
      pickers={{ helperId: HelperPicker }}
      intro={<Muted>具体到人，只有他能看到。{privacyShort}。</Muted>}
    />
  )
}

export function NameOnFile({ subjectId }: Subject) {
  const { data } = useChild(subjectId)
  if (!data?.mayManage || data.state === 'ended' || (data.held.length === 0 && !data.state)) return null
  return <NameHelper childId={subjectId} again={data.state === 'named'} />
}

export function ContactOnFile({ subjectId }: Subject) {
  const { data } = useChild(subjectId)
  if (!data?.mayHelp || data.months.length === 0 || data.state === 'ended') return null
  return (
    <>
      <ActionButton
        action="helpers.record-contact"
        of={contactForm}
        title="记帮教联系"
        look="main"
        fixed={{ childId: subjectId }}
        intro={<Muted>{privacyShort}。</Muted>}
      />
      <ActionButton action="helpers.miss-contact" of={missedForm} title="记没联系上" fixed={{ childId: subjectId }} />
    </>
  )
}

export function EndOnFile({ subjectId }: Subject) {
  const { data } = useChild(subjectId)
  if (!data || data.state === null || data.state === 'ended') return null
  return (
    <>
      {data.state === 'named' && data.mayHelp ? (
        <ActionButton action="helpers.end-helper" of={endHelperForm} title="联系人不再联系" fixed={{ childId: subjectId }} />
      ) : null}
      {data.mayManage ? (
        <>
          <ActionButton
            action="helpers.hand-over"
            of={handOverForm}
            title="转交另一司法所"
            fixed={{ childId: subjectId }}
            pickers={{ officeId: OfficePicker }}
          />
          <ActionButton action="helpers.end-care" of={endCareForm} title="结束帮教" fixed={{ childId: subjectId }} />
        </>
      ) : null}
    </>
  )
}

export function ParentOnFile({ subjectId }: Subject) {
  const { data } = useChild(subjectId)
  if (!data?.mayManage) return null
  return (
    <ActionButton
      action="helpers.record-parent"
      of={recordParentForm}
      title="登记父母服刑、戒毒"
      fixed={{ childId: subjectId }}
    />
  )
}

export function AskVisit({ childId, parentId }: { childId: string; parentId: string }) {
  return (
    <ActionButton
      action="helpers.ask-visit"
      of={askVisitForm}
      title="申请会见"
      size="small"
      fixed={{ childId, parentId }}
      intro={<Muted>先问孩子想不想见。</Muted>}
    />
  )
}

export function Released({ childId, parentId }: { childId: string; parentId: string }) {
  return (
    <ActionButton
      action="helpers.record-release"
      of={recordReleaseForm}
      title="登记释放"
      size="small"
      fixed={{ childId, parentId }}
    />
  )
}

export function AnswerVisit({ visitId }: { visitId: string }) {
  return (
    <ActionButton
      action="helpers.answer-visit"
      of={answerVisitForm}
      title="答复会见申请"
      label="答复"
      size="small"
      fixed={{ visitId }}
    />
  )
}

export function VisitButtons({ visit }: { visit: VisitLine }) {
  return (
    <>
      {visit.state === 'asked' ? <AnswerVisit visitId={visit.id} /> : null}
      {visit.state === 'agreed' ? (
        <ActionButton
          action="helpers.record-visit"
          of={recordVisitForm}
          title="记会见"
          size="small"
          fixed={{ visitId: visit.id }}
        />
      ) : null}
      {visit.state === 'asked' || visit.state === 'agreed' ? (
        <ActionButton
          action="helpers.withdraw-visit"
          of={withdrawVisitForm}
          title="撤回申请"
          size="small"
          fixed={{ visitId: visit.id }}
        />
      ) : null}
    </>
  )
}

export function WithdrawContact({ childId, contactId }: { childId: string; contactId: string }) {
  return (
    <ActionButton
      action="helpers.withdraw-contact"
      of={withdrawContactForm}
      title="撤回记错的联系"
      label="撤回"
      size="small"
      fixed={{ childId, contactId }}
    />
  )
}
