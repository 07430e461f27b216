import { ActionButton, Muted } from '#web/ui/index.ts'
import { censusForm, missedForm, screeningForm } from '../schema.ts'

/** The sheet of indicators is asked on the telephone's page; here the risk is said by hand. */
const byHand = screeningForm.omit({ answers: true, roundId: true })

export const Screen = ({ subjectId }: { subjectId: string }) => (
  <ActionButton
    action="watching.record-screening"
    of={byHand}
    title="登记排查"
    fixed={{ childId: subjectId }}
    intro={<Muted>按指标表逐项看的，到“去看孩子”里登记；这里直接选风险等级。</Muted>}
  />
)
export const Missed = ({ subjectId }: { subjectId: string }) => (
  <ActionButton action="watching.not-found" of={missedForm} title="没见到孩子" fixed={{ childId: subjectId }} />
)
export const Census = ({ subjectId }: { subjectId: string }) => (
  <ActionButton
    action="watching.register-census"
    of={censusForm}
    title="普查登记"
    fixed={{ childIds: [subjectId] }}
    kind="modal"
  />
)
