/** What can be written down: of several from the list, of one from the own page. */
import { ActionButton, type ButtonProps, dateOf, useNow } from '#web/ui/index.ts'
import { correctForm, examForm, healthForm, joinForm, leaveForm, qualifiedForm, trainingForm } from '../schema.ts'
import { useMember } from './answers.ts'
import { AttendedPicker, JoiningPicker } from './pickers.tsx'

interface Of extends Pick<ButtonProps, 'look' | 'size'> {
  /** Ticked when the form opens; others can be added. */
  people?: string[]
  label?: string
}

const attended = { accountIds: AttendedPicker }
const ticked = (people: string[] | undefined) => (people ? { accountIds: people } : {})

export function TrainingButton({ people, ...look }: Of) {
  return (
    <ActionButton
      action="staff.record-training"
      of={trainingForm}
      title="登记培训"
      initial={ticked(people)}
      pickers={attended}
      {...look}
    />
  )
}

export function ExamButton({ people, ...look }: Of) {
  return (
    <ActionButton
      action="staff.record-exam"
      of={examForm}
      title="登记考核"
      initial={ticked(people)}
      pickers={attended}
      {...look}
    />
  )
}

export function HealthButton({ people, ...look }: Of) {
  return (
    <ActionButton
      action="staff.record-health-check"
      of={healthForm}
      title="登记体检"
      intro={<p className="g-muted">只记哪一天体检过。查出什么是本人的事，这里不记，也不要传体检报告。</p>}
      initial={ticked(people)}
      pickers={attended}
      {...look}
    />
  )
}

export function QualifiedButton({ people, ...look }: Of) {
  return (
    <ActionButton
      action="staff.record-qualified"
      of={qualifiedForm}
      title="登记系统操作合格"
      initial={ticked(people)}
      pickers={attended}
      {...look}
    />
  )
}

export function JoinButton({ people, ...look }: Of) {
  return (
    <ActionButton
      action="staff.record-joined"
      of={joinForm}
      title="登记到岗"
      initial={ticked(people)}
      pickers={{ accountIds: JoiningPicker }}
      {...look}
    />
  )
}

interface Subject {
  subjectId: string
}

/** Whether anything of a day can be told of somebody: only once the joining is. */
function useTold(accountId: string): boolean {
  const { data } = useMember(accountId)
  return data !== undefined && data.standing !== 'untold'
}

export function Training({ subjectId }: Subject) {
  return useTold(subjectId) ? <TrainingButton people={[subjectId]} /> : null
}

export function Exam({ subjectId }: Subject) {
  return useTold(subjectId) ? <ExamButton people={[subjectId]} /> : null
}

export function Health({ subjectId }: Subject) {
  return useTold(subjectId) ? <HealthButton people={[subjectId]} /> : null
}

export function Qualified({ subjectId }: Subject) {
  const { data } = useMember(subjectId)
  return data && data.standing !== 'untold' && data.qualifiedOn === null ? <QualifiedButton people={[subjectId]} /> : null
}

export function Join({ subjectId }: Subject) {
  const { data } = useMember(subjectId)
  return data && data.standing !== 'here' ? <JoinButton people={[subjectId]} look="main" /> : null
}

export function Correct({ subjectId }: Subject) {
  const { data } = useMember(subjectId)
  if (data?.standing !== 'here') return null
  return (
    <ActionButton
      action="staff.correct-joined"
      of={correctForm}
      title="更正到岗"
      fixed={{ accountId: subjectId }}
      initial={{ ...(data.joinedOn ? { joinedOn: data.joinedOn } : {}), ...(data.post ? { post: data.post } : {}) }}
    />
  )
}

export function Leave({ subjectId }: Subject) {
  const { data } = useMember(subjectId)
  const now = useNow()
  if (data?.standing !== 'here') return null
  return (
    <ActionButton
      action="staff.record-left"
      of={leaveForm}
      title="登记离岗"
      fixed={{ accountId: subjectId }}
      initial={{ leftOn: dateOf(now) }}
    />
  )
}
