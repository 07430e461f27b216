/** The buttons of leaving on a file's page. */
import { ActionButton, Button, say, useGo, useMay } from '#web/ui/index.ts'
import { deathForm } from '../schema.ts'
import { handoverForm, planForm } from '../schema-journey.ts'
import { originRefusalForm, raiseForm, tellOriginForm } from '../schema-letters.ts'
import { type OptionsAnswer, useFile, useOptions } from './answers.ts'

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
      onDone={({ reply }) => {
        if ((reply['advice'] as string[] | undefined)?.includes('city-station')) say('跨省护送：请转市救助站承担')
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
  if (!leaving || leaving.handedOverAt !== null || !(leaving.sentHome || leaving.kind === 'other-station')) return null
  return (
    <ActionButton
      action="departure.sign-handover"
      of={handoverForm}
      title="签到达交接"
      look="main"
      fixed={{ fileId: subjectId }}
    />
  )
}

export function TellOrigin({ subjectId }: Subject) {
  const leaving = useFile(subjectId).data?.leaving
  if (!leaving?.sentHome) return null
  return (
    <ActionButton
      action="departure.tell-origin"
      of={tellOriginForm}
      title={leaving.originToldAt === null ? '发返乡告知函' : '再发返乡告知函'}
      look={leaving.originToldAt === null && leaving.handedOverAt !== null ? 'main' : 'plain'}
      fixed={{ fileId: subjectId }}
    />
  )
}

export function OriginRefusal({ subjectId }: Subject) {
  const file = useFile(subjectId).data
  if (!file || (file.state !== 'in' && file.state !== 'left')) return null
  if (file.refusal && file.refusal.raisedAt === null)
    return <ActionButton action="departure.raise" of={raiseForm} title="报上级协调" look="main" fixed={{ fileId: subjectId }} />
  if (!file.plan && !file.leaving?.sentHome) return null
  return (
    <ActionButton
      action="departure.record-origin-refusal"
      of={originRefusalForm}
      title="记流出地拒收"
      fixed={{ fileId: subjectId }}
      initial={{ origin: file.plan?.origin ?? '' }}
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
