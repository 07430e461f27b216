import { useMemo } from 'react'
import { ActionButton, type PickerProps, Row } from '#web/ui/index.ts'
import { answerForm, closeForm, raiseForm, referOtherwiseForm, remindForm, sessionForm } from '../schema.ts'
import { waits } from '../rules.ts'
import type { ReferralLine } from './answers.ts'
import { OfficePicker } from './pickers.tsx'

/** What each side may do: who was asked answers; who asked reminds, raises, sends elsewhere. */
export function ReferralButtons({ referral, answers, follows }: { referral: ReferralLine; answers: boolean; follows: boolean }) {
  const { referralId, state, service } = referral
  const open = waits(state)
  const fixed = { referralId }
  const pickers = useMemo(
    () => ({
      organisationId: (props: PickerProps) => <OfficePicker {...props} draft={{ ...props.draft, service }} />,
    }),
    [service],
  )
  return (
    <Row>
      {open && (answers || follows) ? (
        <>
          <ActionButton
            action="helping.answer-referral"
            of={answerForm}
            title={answers ? '答复' : '记对方答复'}
            size="small"
            look={answers ? 'main' : 'plain'}
            fixed={fixed}
          />
          <ActionButton action="helping.record-session" of={sessionForm} title="记一次" size="small" fixed={fixed} />
        </>
      ) : null}
      {open && follows && !answers ? (
        <>
          <ActionButton action="helping.remind-referral" of={remindForm} title="催办" size="small" fixed={fixed} />
          {referral.raisedAt === null && (referral.late || referral.reminders > 0) ? (
            <ActionButton action="helping.raise-referral" of={raiseForm} title="报上级督办" size="small" fixed={fixed} />
          ) : null}
        </>
      ) : null}
      {state === 'refused' && follows ? (
        <ActionButton
          action="helping.refer-otherwise"
          of={referOtherwiseForm}
          title="换一家"
          size="small"
          look="main"
          fixed={fixed}
          initial={referral.asks ? { asks: referral.asks } : {}}
          pickers={pickers}
        />
      ) : null}
      {(open || state === 'refused') && follows ? (
        <ActionButton action="helping.close-referral" of={closeForm} title="结束转介" size="small" fixed={fixed} />
      ) : null}
    </Row>
  )
}
