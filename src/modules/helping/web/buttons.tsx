import type { ReactNode } from 'react'
import { ActionButton, Muted, type PickerProps, useAsk } from '#web/ui/index.ts'
import {
  correctForm,
  counselForm,
  enrolForm,
  grantAidForm,
  helpWorkForm,
  legalAidForm,
  makePlanForm,
  referForm,
  rehabilitateForm,
  teachForm,
  teachParentsForm,
} from '../schema.ts'
import { type ChildAnswer, running, useChildHelp, useServices } from './answers.ts'
import { ItemPicker, OfficePicker, SchoolPicker, ServicePicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}
type Picker = Record<string, (props: PickerProps) => ReactNode>
const items: Picker = { itemId: ItemPicker }

/** Nothing where the file is not open to the asker, or closed. */
function When({
  subjectId,
  holds,
  children,
}: Subject & { holds(child: ChildAnswer): boolean; children(child: ChildAnswer): ReactNode }) {
  const { data } = useChildHelp(subjectId)
  return data && !data.closed && holds(data) ? children(data) : null
}
const writes = (compartment: string) => (child: ChildAnswer) =>
  compartment === 'plan' ? child.may.plan : child.may.writes.includes(compartment)

export function MakePlan({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(child) => child.may.plan && !running(child.plan)}>
      {() => (
        <ActionButton
          action="helping.make-plan"
          of={makePlanForm}
          title="制定帮扶方案"
          look="main"
          fixed={{ childId: subjectId, items: [] }}
          draftKey={`helping:${subjectId}`}
          intro={<Muted>先问孩子自己想怎样。保存后在方案里一项项加，再转介。</Muted>}
        />
      )}
    </When>
  )
}

/** Asks an organisation for a service; the words for it come from the catalogue where the service is known beforehand. */
export function ReferService({
  childId,
  service,
  itemId,
  dueOn,
  size,
}: {
  childId: string
  service?: string
  itemId?: string
  /** The item's own term: longer or shorter than what the service takes as a rule. */
  dueOn?: string | null
  size?: 'small'
}) {
  const { data } = useServices()
  const known = data?.services.find((each) => each.id === service)
  return (
    <ActionButton
      action="helping.refer"
      of={referForm}
      title={known ? `转介：${known.title}` : '转介'}
      label={service && !itemId && known ? known.title : '转介'}
      {...(size ? { size } : {})}
      fixed={{ childId, ...(service ? { service } : {}), ...(itemId ? { itemId } : {}) }}
      initial={{ ...(known ? { asks: known.asks } : {}), ...(dueOn ? { dueOn } : {}) }}
      pickers={{ service: ServicePicker, organisationId: OfficePicker }}
      intro={<Muted>对方只看到这一件：请办什么、找谁联系，姓名和年龄由您定。个案仍对它封闭。</Muted>}
    />
  )
}

export function Refer({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('plan')}>
      {() => <ReferService childId={subjectId} />}
    </When>
  )
}

export function Enrol({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('school')}>
      {() => (
        <ActionButton
          action="helping.enrol"
          of={enrolForm}
          title="登记入学"
          fixed={{ childId: subjectId }}
          pickers={{ ...items, schoolId: SchoolPicker }}
        />
      )}
    </When>
  )
}

export function Teach({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('school')}>
      {({ teaches }) => (
        <ActionButton
          action="helping.teach"
          of={teachForm}
          title="登记教育"
          fixed={{ childIds: [subjectId] }}
          intro={teaches.length > 0 ? <Muted>这个年龄的自护教育：{teaches.join('、')}。</Muted> : null}
        />
      )}
    </When>
  )
}

export function Counsel({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('plan')}>
      {() => (
        <ActionButton action="helping.counsel" of={counselForm} title="登记辅导" fixed={{ childId: subjectId }} pickers={items} />
      )}
    </When>
  )
}

export function Correct({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('offence')}>
      {() => (
        <ActionButton action="helping.correct" of={correctForm} title="登记矫治" fixed={{ childId: subjectId }} pickers={items} />
      )}
    </When>
  )
}

export function Rehabilitate({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('health')}>
      {() => (
        <ActionButton
          action="helping.rehabilitate"
          of={rehabilitateForm}
          title="登记康复"
          fixed={{ childId: subjectId }}
          pickers={items}
        />
      )}
    </When>
  )
}

export function HelpWork({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('plan')}>
      {() => (
        <ActionButton
          action="helping.help-work"
          of={helpWorkForm}
          title="登记就业帮扶"
          fixed={{ childId: subjectId }}
          pickers={items}
        />
      )}
    </When>
  )
}

export function LegalAid({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('plan')}>
      {() => (
        <ActionButton
          action="helping.give-legal-aid"
          of={legalAidForm}
          title="登记法律援助"
          fixed={{ childId: subjectId }}
          pickers={items}
        />
      )}
    </When>
  )
}

export function GrantAid({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('plan')}>
      {() => (
        <ActionButton
          action="helping.grant-aid"
          of={grantAidForm}
          title="登记救助"
          fixed={{ childId: subjectId }}
          pickers={items}
        />
      )}
    </When>
  )
}

export function TeachParents({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={writes('plan')}>
      {() => (
        <ActionButton
          action="helping.teach-parents"
          of={teachParentsForm}
          title="登记家庭教育指导"
          fixed={{ childId: subjectId }}
          pickers={items}
        />
      )}
    </When>
  )
}

/** How many are waited for here: asked of us and not answered. */
export function useWaitingCount(): number {
  const { data } = useAsk<{ open: number }>('helping.board', { open: true })
  return data?.open ?? 0
}
