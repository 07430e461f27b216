import type { ReactNode } from 'react'
import { ActionButton, Muted, useAsk } from '#web/ui/index.ts'
import { censusForm, missedForm, screeningForm } from '../schema.ts'
import type { PanelAnswer } from './answers.ts'

/** The sheet of indicators is asked on the telephone's page; here the risk is said by hand. */
const byHand = screeningForm.omit({ answers: true, roundId: true })

/** A child whose file is closed is not looked at before the file goes on. */
function Watched({ subjectId, children }: { subjectId: string; children: ReactNode }) {
  const asked = useAsk<PanelAnswer>('watching.of-child', { childId: subjectId })
  return asked.data?.standing?.closed ? null : children
}

export const Screen = ({ subjectId }: { subjectId: string }) => (
  <Watched subjectId={subjectId}>
    <ActionButton
      action="watching.record-screening"
      of={byHand}
      title="登记排查"
      fixed={{ childId: subjectId }}
      intro={<Muted>按指标表逐项看的，到“去看孩子”里登记；这里直接选风险等级。</Muted>}
    />
  </Watched>
)
export const Missed = ({ subjectId }: { subjectId: string }) => (
  <Watched subjectId={subjectId}>
    <ActionButton action="watching.not-found" of={missedForm} title="没见到孩子" fixed={{ childId: subjectId }} />
  </Watched>
)
export const Census = ({ subjectId }: { subjectId: string }) => (
  <Watched subjectId={subjectId}>
    <ActionButton
      action="watching.register-census"
      of={censusForm}
      title="普查登记"
      fixed={{ childIds: [subjectId] }}
      kind="modal"
    />
  </Watched>
)
