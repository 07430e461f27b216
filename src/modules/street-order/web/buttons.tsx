/** Buttons on a case's page: only those that come next, for who may take them. */
import type { ReactNode } from 'react'
import { ActionButton, useMe } from '#web/ui/index.ts'
import {
  assignForm,
  closeForm,
  evidenceForm,
  handleForm,
  passNewsForm,
  reopenForm,
  seeAgainForm,
  withdrawForm,
} from '../schema.ts'
import { type CaseAnswer, useCase } from './answers.ts'
import { BodyPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function When({ subjectId, door, children }: Subject & { door: string; children(found: CaseAnswer): ReactNode }) {
  const { data } = useCase(subjectId)
  return data?.may.includes(door) ? children(data) : null
}

export function Assign({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="street-order.assign">
      {(found) => (
        <ActionButton
          action="street-order.assign"
          of={assignForm}
          title={found.state === 'assigned' ? '改派' : '交办'}
          look={found.state === 'found' ? 'main' : 'plain'}
          fixed={{ caseId: subjectId }}
          pickers={{ organisationId: BodyPicker }}
        />
      )}
    </When>
  )
}

export function Evidence({ subjectId }: Subject) {
  const me = useMe()
  return (
    <When subjectId={subjectId} door="street-order.add-evidence">
      {() => (
        <ActionButton
          action="street-order.add-evidence"
          of={evidenceForm}
          title="固定证据"
          fixed={{ caseId: subjectId }}
          initial={{ takenBy: me?.name ?? '' }}
        />
      )}
    </When>
  )
}

export function Handle({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="street-order.handle">
      {(found) => (
        <ActionButton
          action="street-order.handle"
          of={handleForm}
          title="登记处置"
          look={found.state === 'assigned' ? 'main' : 'plain'}
          fixed={{ caseId: subjectId }}
        />
      )}
    </When>
  )
}

export function Close({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="street-order.close">
      {() => <ActionButton action="street-order.close" of={closeForm} title="办结" look="main" fixed={{ caseId: subjectId }} />}
    </When>
  )
}

export function PassNews({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="street-order.pass-news">
      {() => (
        <ActionButton
          action="street-order.pass-news"
          of={passNewsForm}
          title="通报线索"
          fixed={{ caseId: subjectId }}
          pickers={{ organisationId: BodyPicker }}
        />
      )}
    </When>
  )
}

export function SeeAgain({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="street-order.see-again">
      {() => <ActionButton action="street-order.see-again" of={seeAgainForm} title="又看到了" fixed={{ caseId: subjectId }} />}
    </When>
  )
}

export function Reopen({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="street-order.reopen">
      {() => <ActionButton action="street-order.reopen" of={reopenForm} title="重新办理" fixed={{ caseId: subjectId }} />}
    </When>
  )
}

export function Withdraw({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="street-order.withdraw">
      {() => <ActionButton action="street-order.withdraw" of={withdrawForm} title="撤回记错的" fixed={{ caseId: subjectId }} />}
    </When>
  )
}
