/** Buttons on a hazard's page: only those of the step that comes next, for who may take it. */
import type { ReactNode } from 'react'
import { ActionButton, addDays, dateOf, Muted, useNow } from '#web/ui/index.ts'
import { assignForm, rectifyForm, reopenForm, verifyForm, withdrawForm } from '../schema.ts'
import { OFFERED_DAYS } from '../words.ts'
import { type HazardAnswer, useHazard } from './answers.ts'
import { BodyPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function When({ subjectId, door, children }: Subject & { door: string; children(hazard: HazardAnswer): ReactNode }) {
  const { data } = useHazard(subjectId)
  return data?.may.includes(door) ? children(data) : null
}

export function Rectify({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="hazards.rectify">
      {(hazard) => (
        <ActionButton
          action="hazards.rectify"
          of={rectifyForm}
          title="登记整改"
          look={hazard.state === 'assigned' ? 'main' : 'plain'}
          fixed={{ hazardId: subjectId }}
          intro={hazard.ask ? <Muted>{`要求：${hazard.ask}`}</Muted> : undefined}
        />
      )}
    </When>
  )
}

export function Verify({ subjectId }: Subject) {
  const now = useNow()
  return (
    <When subjectId={subjectId} door="hazards.verify">
      {() => (
        <ActionButton
          action="hazards.verify"
          of={verifyForm}
          title="现场核验"
          look="main"
          fixed={{ hazardId: subjectId }}
          initial={{ dueOn: addDays(dateOf(now), OFFERED_DAYS) }}
        />
      )}
    </When>
  )
}

export function Assign({ subjectId }: Subject) {
  const now = useNow()
  return (
    <When subjectId={subjectId} door="hazards.assign">
      {(hazard) => (
        <ActionButton
          action="hazards.assign"
          of={assignForm}
          title={hazard.state === 'assigned' ? '改派、改期限' : '交办整改'}
          look={hazard.state === 'found' ? 'main' : 'plain'}
          fixed={{ hazardId: subjectId }}
          initial={{ dueOn: addDays(dateOf(now), OFFERED_DAYS) }}
          pickers={{ organisationId: BodyPicker }}
          intro={hazard.state === 'assigned' ? <Muted>{`现在交给 ${hazard.body ?? ''}`}</Muted> : undefined}
        />
      )}
    </When>
  )
}

export function Reopen({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="hazards.reopen">
      {() => <ActionButton action="hazards.reopen" of={reopenForm} title="又出现了" fixed={{ hazardId: subjectId }} />}
    </When>
  )
}

export function Withdraw({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="hazards.withdraw">
      {() => <ActionButton action="hazards.withdraw" of={withdrawForm} title="撤回记错的隐患" fixed={{ hazardId: subjectId }} />}
    </When>
  )
}
