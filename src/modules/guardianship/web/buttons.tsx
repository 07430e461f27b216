/** Buttons of guardianship on a child's page: only those of the step that may come next. */
import type { ReactNode } from 'react'
import { ActionButton, Muted } from '#web/ui/index.ts'
import {
  askEndForm,
  askLongForm,
  askOrderForm,
  askPlacementForm,
  askReturnForm,
  askTemporaryForm,
  endEmergencyForm,
  endPlacementForm,
  handOnForm,
  placeForm,
  protectForm,
  returnForm,
  reviewForm,
  superviseForm,
  visitPlacementForm,
  visitReturnedForm,
} from '../schema.ts'
import { holdKinds, placementHelp, placementKinds } from '../words.ts'
import { type ChildAnswer, type RequestAnswer, useChild } from './answers.ts'
import { bureauPickers, placePickers, townPickers } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function When({
  subjectId,
  holds,
  children,
}: Subject & { holds(answer: ChildAnswer): boolean; children(answer: ChildAnswer): ReactNode }) {
  const { data } = useChild(subjectId)
  return data && !data.closed && holds(data) ? children(data) : null
}

const held = ({ hold }: ChildAnswer) => hold !== null && hold.kind !== 'emergency'
const waits = (answer: ChildAnswer, kind: RequestAnswer['kind']) =>
  answer.requests.some((each) => each.kind === kind && (each.state === 'asked' || each.state === 'approved'))
const approved = (answer: ChildAnswer, kind: RequestAnswer['kind']) =>
  answer.requests.find((each) => each.kind === kind && each.state === 'approved')
const watched = ({ returned }: ChildAnswer) => returned?.state === 'watched'

export function Protect({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => answer.hold === null}>
      {() => (
        <ActionButton
          action="guardianship.protect"
          of={protectForm}
          title="紧急保护"
          fixed={{ childId: subjectId }}
          intro={<Muted>孩子无人照料或有危险时先保护起来，随后再办临时监护或送回。</Muted>}
        />
      )}
    </When>
  )
}

export function EndEmergency({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => answer.hold?.kind === 'emergency'}>
      {() => (
        <ActionButton
          action="guardianship.end-emergency"
          of={endEmergencyForm}
          title="结束紧急保护"
          fixed={{ childId: subjectId }}
        />
      )}
    </When>
  )
}

export function AskTemporary({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => !held(answer) && !waits(answer, 'temporary')}>
      {(answer) => (
        <ActionButton
          action="guardianship.ask-temporary"
          of={askTemporaryForm}
          title="申请临时监护"
          look={answer.hold?.kind === 'emergency' ? 'main' : 'plain'}
          fixed={{ childId: subjectId }}
          pickers={bureauPickers}
          draftKey={`guardianship:temporary:${subjectId}`}
          intro={<Muted>申请期间，民政局能看到这个孩子的登记、家庭、评估和监护；批完就看不到了。</Muted>}
        />
      )}
    </When>
  )
}

export function AskLong({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => answer.hold?.kind !== 'long-term' && !waits(answer, 'long-term')}>
      {() => (
        <ActionButton
          action="guardianship.ask-long-term"
          of={askLongForm}
          title="申请长期监护"
          fixed={{ childId: subjectId }}
          pickers={bureauPickers}
          draftKey={`guardianship:long:${subjectId}`}
        />
      )}
    </When>
  )
}

export function AskEnd({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => held(answer) && !waits(answer, 'end')}>
      {() => (
        <ActionButton
          action="guardianship.ask-end"
          of={askEndForm}
          title="申请终止监护"
          fixed={{ childId: subjectId }}
          pickers={bureauPickers}
        />
      )}
    </When>
  )
}

export function Review({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={held}>
      {() => <ActionButton action="guardianship.review" of={reviewForm} title="复核监护" fixed={{ childId: subjectId }} />}
    </When>
  )
}

const help = (
  <ul>
    {Object.entries(placementHelp).map(([kind, words]) => (
      <li key={kind}>
        {placementKinds[kind as keyof typeof placementKinds]}：{words}
      </li>
    ))}
  </ul>
)

export function AskPlacement({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => held(answer) && !waits(answer, 'placement')}>
      {(answer) => (
        <ActionButton
          action="guardianship.ask-placement"
          of={askPlacementForm}
          title="申请安置"
          fixed={{ childId: subjectId }}
          pickers={placePickers}
          initial={{ siblings: answer.siblingsTold > 0 ? 'together' : 'none' }}
          draftKey={`guardianship:ask-place:${subjectId}`}
          intro={
            <Muted>
              寄养、收养，以及临时监护期间送儿童福利机构，先由民政局批准。亲属照料和未成年人救助保护机构直接办“安置”。
            </Muted>
          }
        />
      )}
    </When>
  )
}

export function Place({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={() => true}>
      {(answer) => (
        <ActionButton
          action="guardianship.place"
          of={placeForm}
          title="安置"
          look={answer.hold && !answer.placement ? 'main' : 'plain'}
          fixed={{ childId: subjectId }}
          pickers={placePickers}
          initial={{ siblings: answer.siblingsTold > 0 ? 'together' : 'none' }}
          draftKey={`guardianship:place:${subjectId}`}
          intro={approved(answer, 'placement') ? <Muted>有一份已批准的安置申请：照批准的方式和地方填。</Muted> : help}
        />
      )}
    </When>
  )
}

const lives = ({ placement, sponsored }: ChildAnswer) => placement !== null || sponsored.length > 0

export function VisitPlacement({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={lives}>
      {() => (
        <ActionButton
          action="guardianship.visit-placement"
          of={visitPlacementForm}
          title="记安置走访"
          fixed={{ childId: subjectId }}
          draftKey={`guardianship:visit:${subjectId}`}
        />
      )}
    </When>
  )
}

export function EndPlacement({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={lives}>
      {() => (
        <ActionButton action="guardianship.end-placement" of={endPlacementForm} title="结束安置" fixed={{ childId: subjectId }} />
      )}
    </When>
  )
}

export function AskReturn({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => held(answer) && !waits(answer, 'return')}>
      {(answer) => (
        <ActionButton
          action="guardianship.ask-return"
          of={askReturnForm}
          title="申请返回家庭"
          fixed={{ childId: subjectId }}
          pickers={bureauPickers}
          impossible={answer.wayHome?.open ? undefined : (answer.wayHome?.why ?? undefined)}
        />
      )}
    </When>
  )
}

export function Return({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(answer) => !(watched(answer) && !answer.hold && !answer.placement)}>
      {(answer) => (
        <ActionButton
          action="guardianship.return"
          of={returnForm}
          title="返回家庭"
          look={approved(answer, 'return') ? 'main' : 'plain'}
          fixed={{ childId: subjectId }}
          pickers={townPickers}
          impossible={
            held(answer) && !approved(answer, 'return')
              ? `${answer.hold ? holdKinds[answer.hold.kind] : ''}中：先有评估和民政局的批准`
              : undefined
          }
        />
      )}
    </When>
  )
}

export function VisitReturned({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={watched}>
      {() => (
        <ActionButton
          action="guardianship.visit-returned"
          of={visitReturnedForm}
          title="记返家回访"
          fixed={{ childId: subjectId }}
          draftKey={`guardianship:home:${subjectId}`}
        />
      )}
    </When>
  )
}

export function HandOn({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={watched}>
      {(answer) => (
        <ActionButton
          action="guardianship.hand-on"
          of={handOnForm}
          title="移交后续工作"
          fixed={{ childId: subjectId }}
          pickers={townPickers}
          impossible={answer.returned?.visits === 0 ? '返家后先回访一次' : undefined}
        />
      )}
    </When>
  )
}

export function Supervise({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={() => true}>
      {() => (
        <ActionButton action="guardianship.supervise" of={superviseForm} title="监督指导监护人" fixed={{ childId: subjectId }} />
      )}
    </When>
  )
}

export function AskOrder({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={() => true}>
      {() => (
        <ActionButton
          action="guardianship.ask-order"
          of={askOrderForm}
          title="申请保护令或撤销监护"
          fixed={{ childId: subjectId }}
        />
      )}
    </When>
  )
}
