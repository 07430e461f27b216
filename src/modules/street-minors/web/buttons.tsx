/** Buttons of this room on a child's page: those that fit how far it has come. */
import type { ReactNode } from 'react'
import { ActionButton, Muted } from '#web/ui/index.ts'
import { disciplineForm, dnaForm, feeForm, refundForm, sampleForm, searchForm, tellForm, traffickedForm } from '../schema.ts'
import { type StreetAnswer, useStreet } from './answers.ts'

interface Subject {
  subjectId: string
}

function When({
  subjectId,
  holds,
  children,
}: Subject & { holds(street: StreetAnswer): boolean; children(street: StreetAnswer): ReactNode }) {
  const { data } = useStreet(subjectId)
  return data && data.concerns && !data.closed && holds(data) ? children(data) : null
}

const free = <Muted>一律不收费。</Muted>

export function SampleBlood({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={() => true}>
      {({ sampled }) => (
        <ActionButton
          action="street-minors.sample-blood"
          of={sampleForm}
          title={sampled ? '重新采血' : '登记采血'}
          look={sampled ? 'plain' : 'main'}
          fixed={{ childId: subjectId }}
          intro={free}
        />
      )}
    </When>
  )
}

export function RecordDna({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={() => true}>
      {({ sampled, dna }) => (
        <ActionButton
          action="street-minors.record-dna"
          of={dnaForm}
          title="登记 DNA 比对结果"
          look={sampled && !dna ? 'main' : 'plain'}
          fixed={{ childId: subjectId }}
          impossible={sampled ? undefined : '先登记采血'}
          intro={free}
        />
      )}
    </When>
  )
}

export function ConfirmTrafficking({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={({ trafficked }) => !trafficked}>
      {() => (
        <ActionButton
          action="street-minors.confirm-trafficking"
          of={traffickedForm}
          title="认定被拐"
          fixed={{ childId: subjectId }}
          intro={<Muted>认定后三天内（假定）送回监护人；找不到的送站，继续查找。</Muted>}
        />
      )}
    </When>
  )
}

export function SearchGuardian({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={() => true}>
      {() => (
        <ActionButton
          action="street-minors.search-guardian"
          of={searchForm}
          title="登记查找监护人"
          fixed={{ childId: subjectId }}
        />
      )}
    </When>
  )
}

export function TellGuardian({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={() => true}>
      {({ trafficked }) => (
        <ActionButton
          action="street-minors.tell-guardian"
          of={tellForm}
          title="告知监护人"
          fixed={{ childId: subjectId }}
          intro={<Muted>{trafficked ? '孩子已认定被拐：先由公安排除监护人嫌疑。' : '告知后算监护人已找到。'}</Muted>}
        />
      )}
    </When>
  )
}

export function DisciplineGuardian({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={({ offence }) => offence}>
      {() => (
        <ActionButton
          action="street-minors.discipline-guardian"
          of={disciplineForm}
          title="登记对监护人的处理"
          fixed={{ childId: subjectId }}
          intro={<Muted>封存：只有公安和个案主管看得到。</Muted>}
        />
      )}
    </When>
  )
}

export function RecordCharge({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={({ sampled }) => sampled}>
      {() => (
        <ActionButton
          action="street-minors.record-charge"
          of={feeForm}
          title="登记违规收费"
          fixed={{ childId: subjectId }}
          intro={<Muted>采血、比对从不收费。发现有人收了的才登记。</Muted>}
        />
      )}
    </When>
  )
}

export function RecordRefund({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={({ feeLeft }) => feeLeft > 0}>
      {({ feeLeft }) => (
        <ActionButton
          action="street-minors.record-refund"
          of={refundForm}
          title="登记退费"
          look="main"
          fixed={{ childId: subjectId }}
          initial={{ amountYuan: feeLeft / 100 }}
        />
      )}
    </When>
  )
}
