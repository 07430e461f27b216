/** Buttons of found again, needs, abandonment and households; what cannot be done now says why. */
import { ActionButton, Banner, OrganisationSelect, PaperButton, type PickerProps, Row } from '#web/ui/index.ts'
import { addMemberForm, listHouseholdForm, reviewHouseholdForm, unlistHouseholdForm } from '../schema-household.ts'
import {
  answerReferralForm,
  closeReferralForm,
  policeAnswerForm,
  referForm,
  referOtherwiseForm,
  remindReferralForm,
  reportAgainForm,
  tellBureauForm,
  tellCausesForm,
  tellPoliceForm,
} from '../schema-needs.ts'
import { needWord } from '../rules-referral.ts'
import type { Need } from '../words-needs.ts'
import { type AgainAnswer, type ReferralAnswer, type TellingAnswer, useAgain, useNeeds } from './needs-answers.ts'

interface Subject {
  subjectId: string
}

const Office = (props: PickerProps) => <OrganisationSelect ask="follow-up.offices" {...props} />
const Police = (props: PickerProps) => <OrganisationSelect ask="follow-up.police-offices" {...props} />
const Town = (props: PickerProps) => <OrganisationSelect ask="follow-up.town-offices" {...props} />

export function Refer({ subjectId }: Subject) {
  return (
    <ActionButton
      action="follow-up.refer"
      of={referForm}
      title="转介"
      fixed={{ fileId: subjectId }}
      pickers={{ organisationId: Office }}
      draftKey={`refer:${subjectId}`}
      intro={
        <p className="g-muted">选系统内单位，它自己能看到并答复；别的单位出函，答复照来函记。同一项需要没办完，不会再转一次。</p>
      }
    />
  )
}

export function TellPolice({ subjectId }: Subject) {
  const asked = useNeeds(subjectId)
  return (
    <ActionButton
      action="follow-up.tell-police"
      of={tellPoliceForm}
      title="报公安（遗弃、虐待）"
      fixed={{ fileId: subjectId }}
      pickers={{ policeId: Police }}
      draftKey={`tell-police:${subjectId}`}
      intro={
        <>
          <Banner tone="red">正有人受伤害，先打 110，再补这里。</Banner>
          {asked.data?.minor === 'no' ? null : (
            <Banner tone="amb">
              未成年人受侵害另有强制报告：请在未成年人一侧报线索。这里只报有义务的人遗弃、虐待，两边都要办。
            </Banner>
          )}
        </>
      }
    />
  )
}

export function ReportAgain({ subjectId }: Subject) {
  const asked = useAgain(subjectId)
  if (asked.data && !asked.data.returned) return null
  return (
    <ActionButton
      action="follow-up.report-found-again"
      of={reportAgainForm}
      title="报告再次走失、流浪"
      label="报再次流浪"
      fixed={{ fileId: subjectId }}
    />
  )
}

/** The oldest finding of which the bureau was not told: what a duty on this file asks for. */
export function TellBureauOfFile({ subjectId }: Subject) {
  const asked = useAgain(subjectId)
  const open = asked.data?.items.filter((each) => each.toldAt === null && each.fileId === subjectId).at(-1)
  return open ? <TellBureau again={open} look="main" /> : null
}

export function TellBureau({ again, look }: { again: AgainAnswer; look?: 'main' }) {
  return (
    <ActionButton
      {...(look ? { look } : { size: 'small' as const })}
      action="follow-up.tell-bureau"
      of={tellBureauForm}
      title="反馈民政局"
      fixed={{ againId: again.againId }}
    />
  )
}

export function AgainButtons({ again }: { again: AgainAnswer }) {
  return (
    <Row>
      {again.toldAt === null ? <TellBureau again={again} /> : null}
      <ActionButton
        size="small"
        action="follow-up.tell-causes"
        of={tellCausesForm}
        title="记再次流浪的原因"
        label={again.causes.length > 0 ? '改原因' : '记原因'}
        fixed={{ againId: again.againId }}
        initial={{ causes: again.causes as never }}
      />
      <PaperButton size="small" query="follow-up.paper-found-again" params={{ againId: again.againId }}>
        打印反馈单
      </PaperButton>
    </Row>
  )
}

export function ReferralButtons({ referral }: { referral: ReferralAnswer }) {
  const fixed = { referralId: referral.referralId }
  const { state } = referral
  const waits = state === 'waiting' || state === 'working'
  return (
    <Row>
      {waits ? (
        <>
          <ActionButton
            size="small"
            action="follow-up.answer-referral"
            of={answerReferralForm}
            title="记答复"
            look="main"
            fixed={fixed}
          />
          <ActionButton size="small" action="follow-up.remind-referral" of={remindReferralForm} title="催办" fixed={fixed} />
        </>
      ) : null}
      {state === 'refused' ? (
        <ActionButton
          size="small"
          look="main"
          action="follow-up.refer-otherwise"
          of={referOtherwiseForm}
          title="换一条路转介"
          fixed={fixed}
          pickers={{ organisationId: Office }}
          initial={referral.ways[0] ? { need: referral.ways[0] as Need } : {}}
          intro={
            <p className="g-muted">
              {referral.ways.length > 0
                ? `可以试：${referral.ways.map(needWord).join('、')}`
                : '没有现成的别的办法，可以换一个单位；都不行就写明原因结束。'}
            </p>
          }
        />
      ) : null}
      {waits || state === 'refused' ? (
        <ActionButton
          size="small"
          action="follow-up.close-referral"
          of={closeReferralForm}
          title="结束转介"
          label="结束"
          fixed={fixed}
        />
      ) : null}
      <PaperButton size="small" query="follow-up.paper-referral" params={{ referralId: referral.referralId }}>
        打印转介函
      </PaperButton>
    </Row>
  )
}

export function TellingButtons({ telling }: { telling: TellingAnswer }) {
  return (
    <Row>
      {telling.answeredAt === null ? (
        <ActionButton
          size="small"
          action="follow-up.record-police-answer"
          of={policeAnswerForm}
          title="记公安答复"
          fixed={{ tellingId: telling.tellingId }}
        />
      ) : null}
      <PaperButton size="small" query="follow-up.paper-abandonment" params={{ tellingId: telling.tellingId }}>
        打印报案材料
      </PaperButton>
      {Array.from({ length: telling.evidence }, (_, index) => (
        <PaperButton
          key={index}
          size="small"
          how="save"
          query="follow-up.evidence"
          params={{ tellingId: telling.tellingId, number: index + 1 }}
        >
          {`打开证据 ${index + 1}`}
        </PaperButton>
      ))}
    </Row>
  )
}

export function ListHousehold({ subjectId }: Subject) {
  return (
    <ActionButton
      action="follow-up.list-household"
      of={listHouseholdForm}
      title="列为边缘户"
      fixed={{ fileId: subjectId }}
      pickers={{ townId: Town }}
      draftKey={`household:${subjectId}`}
    />
  )
}

export function HouseholdButtons({ householdId }: { householdId: string }) {
  const fixed = { householdId }
  return (
    <Row>
      <ActionButton
        size="small"
        action="follow-up.review-household"
        of={reviewHouseholdForm}
        title="复核边缘户"
        label="复核"
        fixed={fixed}
      />
      <ActionButton
        size="small"
        action="follow-up.unlist-household"
        of={unlistHouseholdForm}
        title="移出边缘户"
        label="移出"
        fixed={fixed}
      />
    </Row>
  )
}

/** Joins the person of this file to a household that is on the list already. */
export function AddMember({ householdId, fileId }: { householdId: string; fileId: string }) {
  return (
    <ActionButton
      size="small"
      action="follow-up.add-household-member"
      of={addMemberForm}
      title="加上流浪过的家人"
      label="加到这一户"
      fixed={{ householdId, fileId }}
    />
  )
}
