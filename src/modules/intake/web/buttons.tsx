/** The buttons of reception on a file's page; what cannot be done now says why. */
import type { ReactNode } from 'react'
import { ActionButton, Button, type Outcome, useGo, useMay } from '#web/ui/index.ts'
import { acceptForm } from '../schema.ts'
import { handoverForm, safetyForm, triageForm } from '../schema-steps.ts'
import { refuseForm, takeBackForm, transferForm, withdrawForm } from '../schema-end.ts'
import { type ReceptionAnswer, useReception } from './answers.ts'

interface Subject {
  subjectId: string
}

/** Draws a button for a file that is known and in one of these states; nothing otherwise. */
function During({
  subjectId,
  states,
  children,
}: Subject & { states: string[]; children: (reception: ReceptionAnswer) => ReactNode }) {
  const asked = useReception(subjectId)
  return asked.data && states.includes(asked.data.state) ? children(asked.data) : null
}

/** Leads to the one-page reception of this file. */
export function GoOn({ subjectId }: Subject) {
  const go = useGo()
  const may = useMay()
  if (!may('intake.receive')) return null
  return (
    <During subjectId={subjectId} states={['asked']}>
      {() => (
        <Button look="main" icon="reception" onClick={() => go(`/reception?file=${subjectId}`)}>
          继续接待
        </Button>
      )}
    </During>
  )
}

export function Triage({ subjectId }: Subject) {
  return (
    <During subjectId={subjectId} states={['asked']}>
      {() => <ActionButton action="intake.triage" of={triageForm} title="先看人" fixed={{ fileId: subjectId }} />}
    </During>
  )
}

export function Handover({ subjectId }: Subject) {
  return (
    <During subjectId={subjectId} states={['asked', 'in']}>
      {(reception) =>
        reception.steps['handover'] === 'not-needed' ? null : (
          <ActionButton
            action="intake.sign-handover"
            of={handoverForm}
            title={reception.handover ? '更正护送交接' : '签护送交接'}
            fixed={{ fileId: subjectId, ...(reception.handover ? { correcting: true } : {}) }}
            initial={{ fromUnit: reception.escortUnit ?? '', officer: reception.escortPerson ?? '' }}
          />
        )
      }
    </During>
  )
}

export function Safety({ subjectId }: Subject) {
  return (
    <During subjectId={subjectId} states={['asked', 'in']}>
      {(reception) =>
        reception.safety.state === 'checked' ? null : (
          <ActionButton action="intake.check-safety" of={safetyForm} title="做安全检查" fixed={{ fileId: subjectId }} />
        )
      }
    </During>
  )
}

const lackWords: Record<string, string> = { safety: '先做安全检查', register: '先做求助登记' }

export function Accept({ subjectId }: Subject) {
  const go = useGo()
  return (
    <During subjectId={subjectId} states={['asked']}>
      {(reception) => (
        <ActionButton
          action="intake.accept"
          of={acceptForm}
          title="受理"
          look="main"
          fixed={{ fileId: subjectId }}
          impossible={reception.lacking[0] ? lackWords[reception.lacking[0]] : undefined}
          onDone={(outcome: Extract<Outcome<Record<string, unknown>>, { ok: true }>) => {
            if (outcome.duties.length === 0) go(`/beds?file=${subjectId}`)
          }}
        />
      )}
    </During>
  )
}

export function Transfer({ subjectId }: Subject) {
  return (
    <During subjectId={subjectId} states={['asked']}>
      {() => <ActionButton action="intake.transfer" of={transferForm} title="移交其他单位" fixed={{ fileId: subjectId }} />}
    </During>
  )
}

export function Withdraw({ subjectId }: Subject) {
  return (
    <During subjectId={subjectId} states={['asked']}>
      {() => <ActionButton action="intake.withdraw" of={withdrawForm} title="记放弃求助" fixed={{ fileId: subjectId }} />}
    </During>
  )
}

export function Refuse({ subjectId }: Subject) {
  return (
    <During subjectId={subjectId} states={['asked']}>
      {(reception) => (
        <ActionButton
          action="intake.refuse"
          of={refuseForm}
          title="出具不予救助通知书"
          label="不予救助"
          look="danger"
          fixed={{ fileId: subjectId }}
          impossible={cannotRefuse(reception)}
          intro={<RefuseIntro />}
        />
      )}
    </During>
  )
}

/** Why help may not be refused to this person at all; undefined where it may, with a ground. */
export function cannotRefuse(reception: Pick<ReceptionAnswer, 'ability' | 'belongingsLeft'>): string | undefined {
  if (reception.ability.level === 'none') return `${reception.ability.who}：先救助，再查明`
  if (reception.ability.level === 'age-unknown') return '先登记年龄，看不出是否未成年时不能不予救助'
  if (reception.belongingsLeft > 0) return '先发还保管的物品'
  return undefined
}

/** What the clerk should know before writing the notice. */
export function RefuseIntro() {
  return <p className="g-muted">多次求助只是事实，不是理由。须有下列法定情形之一，写明事实，当面送达通知书。</p>
}

export function TakeBack({ subjectId }: Subject) {
  return (
    <During subjectId={subjectId} states={['left']}>
      {({ wayBack }) =>
        wayBack ? (
          <ActionButton
            action="intake.take-back"
            of={takeBackForm}
            title="办离站后返回"
            fixed={{ fileId: subjectId }}
            impossible={wayBack === 'new-reception' ? '又来求助的请重新接待，旧资料会带过来' : undefined}
          />
        ) : null
      }
    </During>
  )
}
