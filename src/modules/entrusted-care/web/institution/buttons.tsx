/** What may be done on an institution's page now. */
import type { ReactNode } from 'react'
import { ActionButton, addDays, useGo } from '#web/ui/index.ts'
import { assessForm, contractForm, endContractForm, rateForm, selectForm } from '../../schema-institutions.ts'
import {
  contactForm,
  makeFindingForm,
  openDayForm,
  postingForm,
  reopenForm,
  startInspectionForm,
  stopForm,
  videoForm,
} from '../../schema-watch.ts'
import { type PageAnswer, usePage } from './answers.ts'

interface Subject {
  subjectId: string
}
function Known({ subjectId, children }: Subject & { children: (page: PageAnswer) => ReactNode }) {
  const asked = usePage(subjectId)
  return asked.data ? children(asked.data) : null
}
const of = (subjectId: string) => ({ institutionId: subjectId })

export function Inspect({ subjectId }: Subject) {
  const go = useGo()
  return (
    <Known subjectId={subjectId}>
      {(page) => (
        <ActionButton
          action="institution.start-inspection"
          of={startInspectionForm}
          title="开始检查"
          look={page.state === 'contracted' ? 'main' : 'plain'}
          fixed={of(subjectId)}
          onDone={() => go(`/outside/inspect/${subjectId}`)}
        />
      )}
    </Known>
  )
}
export function Assess({ subjectId }: Subject) {
  return (
    <Known subjectId={subjectId}>
      {(page) => (
        <ActionButton
          action="institution.assess"
          of={assessForm}
          title="对照标准核查"
          look={page.fit === null ? 'main' : 'plain'}
          fixed={of(subjectId)}
          draftKey={`assess:${subjectId}`}
          intro={<p className="g-muted">标准按通行要求解读（民办函〔2018〕346号文本未找到），逐项看材料、看现场。</p>}
        />
      )}
    </Known>
  )
}
export function Select({ subjectId }: Subject) {
  return (
    <Known subjectId={subjectId}>
      {(page) =>
        page.state === 'registered' || page.state === 'ended' ? (
          <ActionButton
            action="institution.select"
            of={selectForm}
            title="选定托养机构"
            fixed={of(subjectId)}
            {...(page.fit === true ? {} : { impossible: '先对照标准核查合格' })}
          />
        ) : null
      }
    </Known>
  )
}
/** What a renewal takes over from the contract before: it begins on the day after its end, with its heads, rates and duties. */
function renewed(page: PageAnswer) {
  // The latest stands first.
  const before = page.contracts.find((each) => each.endedOn === null)
  if (!before) return {}
  const { death: deathHours, missing: missingHours, hospital: hospitalHours, infection: infectionHours } = before.hours
  // The rate of a level that was told last stands.
  const rates = [...new Map(page.rates.map((each) => [each.level, { level: each.level, yuan: each.fen / 100 }])).values()]
  return {
    from: addDays(before.until, 1),
    heads: before.heads,
    rates,
    deathHours,
    missingHours,
    hospitalHours,
    infectionHours,
    video: before.video ?? undefined,
    insurance: before.insurance ?? undefined,
  }
}
export function Contract({ subjectId }: Subject) {
  return (
    <Known subjectId={subjectId}>
      {(page) =>
        page.state === 'selected' || page.state === 'contracted' ? (
          <ActionButton
            action="institution.contract"
            of={contractForm}
            title={page.state === 'contracted' ? '续签协议' : '签订托养协议'}
            look={page.state === 'selected' || page.contractState === 'pressing' ? 'main' : 'plain'}
            fixed={of(subjectId)}
            draftKey={`contract:${subjectId}`}
            initial={renewed(page)}
          />
        ) : null
      }
    </Known>
  )
}
/** Drawn while there is a contract. */
function Contracted({ subjectId, children }: Subject & { children: ReactNode }) {
  return <Known subjectId={subjectId}>{(page) => (page.state === 'contracted' ? children : null)}</Known>
}
export function Contact({ subjectId }: Subject) {
  return (
    <Contracted subjectId={subjectId}>
      <ActionButton action="institution.name-contact" of={contactForm} title="指定联系负责人" fixed={of(subjectId)} />
    </Contracted>
  )
}
export function Post({ subjectId }: Subject) {
  return (
    <Contracted subjectId={subjectId}>
      <ActionButton action="institution.post-staff" of={postingForm} title="派驻人员" fixed={of(subjectId)} />
    </Contracted>
  )
}
export function Video({ subjectId }: Subject) {
  return (
    <Contracted subjectId={subjectId}>
      <ActionButton action="institution.check-video" of={videoForm} title="记视频检查" fixed={of(subjectId)} />
    </Contracted>
  )
}
export function Finding({ subjectId }: Subject) {
  return <ActionButton action="institution.make-finding" of={makeFindingForm} title="发现问题" fixed={of(subjectId)} />
}
export function Rate({ subjectId }: Subject) {
  return (
    <Contracted subjectId={subjectId}>
      <ActionButton action="institution.change-rate" of={rateForm} title="调整收费" fixed={of(subjectId)} />
    </Contracted>
  )
}
export function Stop({ subjectId }: Subject) {
  return (
    <Known subjectId={subjectId}>
      {(page) =>
        page.stoppedAt === null ? (
          <ActionButton action="institution.stop-admission" of={stopForm} title="暂停送托" fixed={of(subjectId)} />
        ) : null
      }
    </Known>
  )
}
export function Reopen({ subjectId }: Subject) {
  return (
    <Known subjectId={subjectId}>
      {(page) =>
        page.stoppedAt === null ? null : (
          <ActionButton action="institution.reopen-admission" of={reopenForm} title="恢复送托" fixed={of(subjectId)} />
        )
      }
    </Known>
  )
}
export function OpenDay({ subjectId }: Subject) {
  return (
    <Contracted subjectId={subjectId}>
      <ActionButton action="institution.hold-open-day" of={openDayForm} title="记开放日" fixed={of(subjectId)} />
    </Contracted>
  )
}
export function End({ subjectId }: Subject) {
  return (
    <Contracted subjectId={subjectId}>
      <ActionButton action="institution.end-contract" of={endContractForm} title="终止托养协议" fixed={of(subjectId)} />
    </Contracted>
  )
}
