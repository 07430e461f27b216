/** The buttons of leaving on a file's page. */
import { ActionButton, Banner, Button, say, useGo, useMay } from '#web/ui/index.ts'
import { deathForm, withdrawDeathForm } from '../schema.ts'
import { approvePlanForm, cancelPlanForm, costForm, escortsForm, eventForm, planForm, relativesForm } from '../schema-journey.ts'
import {
  answerRaiseForm,
  askOriginForm,
  originRefusalForm,
  type RaiseLevel,
  raiseForm,
  settleRefusalForm,
  tellOriginForm,
} from '../schema-letters.ts'
import { isHandedOver, isOpenPlan, type OptionsAnswer, useFile, useJourney, useOptions } from './answers.ts'
import OriginPicker from './OriginPicker.tsx'

interface Subject {
  subjectId: string
}

/** What is already known of the way home, for the forms that ask it. */
export function journeyKnown({ suggested }: Pick<OptionsAnswer, 'suggested'>): Record<string, unknown> {
  return {
    ...(suggested.origin ? { origin: suggested.origin } : {}),
    ...(suggested.via ? { via: suggested.via } : {}),
    ...(suggested.local === 'unknown' ? {} : { local: suggested.local }),
    ...(suggested.crossProvince === 'unknown' ? {} : { crossProvince: suggested.crossProvince }),
  }
}

export function Plan({ subjectId }: Subject) {
  const asked = useOptions(subjectId)
  if (!asked.data?.open) return null
  return (
    <ActionButton
      action="departure.plan-return"
      of={planForm}
      title="定返乡方案"
      fixed={{ fileId: subjectId }}
      initial={journeyKnown(asked.data)}
      pickers={{ originId: OriginPicker }}
      onDone={({ reply }) => {
        for (const sentence of (reply['mind'] as string[] | undefined) ?? []) say(sentence)
      }}
    />
  )
}

export function Leave({ subjectId }: Subject) {
  const asked = useOptions(subjectId)
  const go = useGo()
  const may = useMay()
  if (!asked.data?.open || !may('departure.leave')) return null
  return (
    <Button icon="departure" onClick={() => go(`/leave/${subjectId}`)}>
      办离站
    </Button>
  )
}

export function Handover({ subjectId }: Subject) {
  const leaving = useFile(subjectId).data?.leaving
  const go = useGo()
  const may = useMay()
  if (!leaving || leaving.handedOverAt !== null || !isHandedOver(leaving) || !may('departure.sign-handover')) return null
  return (
    <Button look="main" onClick={() => go(`/handover/${subjectId}`)}>
      签到达交接
    </Button>
  )
}

export function Event({ subjectId }: Subject) {
  const leaving = useFile(subjectId).data?.leaving
  if (!leaving || leaving.handedOverAt !== null || !isHandedOver(leaving)) return null
  return <ActionButton action="departure.note-event" of={eventForm} title="记途中情况" fixed={{ fileId: subjectId }} />
}

export function AskOrigin({ subjectId }: Subject) {
  const journey = useJourney(subjectId).data
  if (!journey?.plan || !isOpenPlan(journey.plan.state) || journey.plan.state === 'under-way') return null
  const sent = journey.letters.some((letter) => letter.kind === 'ask')
  return (
    <ActionButton
      action="departure.ask-origin"
      of={askOriginForm}
      title={sent ? '再发函商' : '发函商请接收'}
      fixed={{ fileId: subjectId }}
      pickers={{ originId: OriginPicker }}
      initial={{
        origin: journey.plan.organisation?.name ?? journey.plan.origin ?? '',
        ...(journey.plan.organisation ? { originId: journey.plan.organisation.id } : {}),
        ...(sent ? { again: true } : {}),
      }}
    />
  )
}

export function TellOrigin({ subjectId }: Subject) {
  const leaving = useFile(subjectId).data?.leaving
  const plan = useJourney(subjectId).data?.plan
  if (!leaving?.sentHome) return null
  const sent = leaving.originToldAt !== null
  return (
    <ActionButton
      action="departure.tell-origin"
      of={tellOriginForm}
      title={sent ? '再发返乡告知函' : '发返乡告知函'}
      look={!sent && leaving.handedOverAt !== null ? 'main' : 'plain'}
      fixed={{ fileId: subjectId }}
      pickers={{ originId: OriginPicker }}
      initial={{
        ...(plan?.organisation ? { originId: plan.organisation.id, origin: plan.organisation.name } : {}),
        ...(sent ? { again: true } : {}),
      }}
    />
  )
}

export function Approve({ subjectId }: Subject) {
  const journey = useJourney(subjectId).data
  if (journey?.plan?.state !== 'drafted') return null
  const why = !journey.verified ? '须先核实身份' : journey.fit !== 'yes' ? '须先检视身体能出行' : undefined
  return (
    <ActionButton
      action="departure.approve-plan"
      of={approvePlanForm}
      title="批准返乡方案"
      look="main"
      fixed={{ fileId: subjectId }}
      {...(why ? { impossible: why } : {})}
    />
  )
}

export function CancelPlan({ subjectId }: Subject) {
  const state = useJourney(subjectId).data?.plan?.state
  if (state !== 'drafted' && state !== 'approved' && state !== 'refused') return null
  return <ActionButton action="departure.cancel-plan" of={cancelPlanForm} title="撤销返乡方案" fixed={{ fileId: subjectId }} />
}

export function Escorts({ subjectId }: Subject) {
  const journey = useJourney(subjectId).data
  if (!journey?.plan || !isOpenPlan(journey.plan.state)) return null
  return (
    <ActionButton
      action="departure.name-escorts"
      of={escortsForm}
      title={journey.escorts.length > 0 ? '换护送人员' : '定护送人员'}
      fixed={{ fileId: subjectId }}
      intro={journey.medicalNeed.length > 0 ? <Banner>此人有{journey.medicalNeed.join('、')}：要有医护同行。</Banner> : undefined}
    />
  )
}

export function Relatives({ subjectId }: Subject) {
  const state = useFile(subjectId).data?.state
  if (state !== 'in' && state !== 'asked') return null
  return <ActionButton action="departure.check-relatives" of={relativesForm} title="核实接领亲属" fixed={{ fileId: subjectId }} />
}

export function Cost({ subjectId }: Subject) {
  const file = useFile(subjectId).data
  if (!file || (!file.plan && !file.leaving?.sentHome && file.tickets.length === 0)) return null
  return <ActionButton action="departure.record-cost" of={costForm} title="记返乡费用" fixed={{ fileId: subjectId }} />
}

export function OriginRefusal({ subjectId }: Subject) {
  const file = useFile(subjectId).data
  const journey = useJourney(subjectId).data
  if (!file || !journey || (file.state !== 'in' && file.state !== 'left')) return null
  const fixed = { fileId: subjectId }
  if (journey.refusal?.open) {
    const [next] = journey.refusal.next
    return (
      <>
        {journey.refusal.state === 'raised' ? (
          <ActionButton action="departure.answer-raise" of={answerRaiseForm} title="记上级答复" look="main" fixed={fixed} />
        ) : (
          <ActionButton
            action="departure.raise"
            of={raiseForm}
            title="报上级协调"
            look="main"
            fixed={fixed}
            initial={next ? { to: next as RaiseLevel } : {}}
          />
        )}
        <ActionButton action="departure.settle-refusal" of={settleRefusalForm} title="记流出地改为接收" fixed={fixed} />
      </>
    )
  }
  if (!isOpenPlan(journey.plan?.state) && (!file.leaving?.sentHome || file.leaving.kind === 'died')) return null
  return (
    <ActionButton
      action="departure.record-origin-refusal"
      of={originRefusalForm}
      title="记流出地拒收"
      fixed={fixed}
      initial={{ origin: journey.plan?.origin ?? file.plan?.origin ?? '' }}
    />
  )
}

export function Death({ subjectId }: Subject) {
  const asked = useOptions(subjectId)
  if (!asked.data?.deathOpen) return null
  return (
    <ActionButton
      action="departure.record-death"
      of={deathForm}
      title="记死亡"
      look="danger"
      fixed={{ fileId: subjectId }}
      intro={<p className="g-muted">先报公安和民政局，再补这里的手续。死亡是突发事件，记完请到“突发事件”上报。</p>}
    />
  )
}

export function DeathMistaken({ subjectId }: Subject) {
  const asked = useOptions(subjectId)
  if (!asked.data?.mistaken) return null
  return (
    <ActionButton
      action="departure.withdraw-death"
      of={withdrawDeathForm}
      title="死亡记错了，撤回"
      fixed={{ fileId: subjectId }}
      intro={<p className="g-muted">床位、住院、托养、落户不会自动恢复，撤回以后请逐项核对。</p>}
    />
  )
}
