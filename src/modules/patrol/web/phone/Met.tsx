import { Card, clockOf, EmptyNote, PhoneRow, Screen } from '#web/ui/phone/index.ts'
import { prescribedFor, standing } from './situation.ts'
import { nextStep } from '../../guidance.ts'
import { metOf, sentOf } from './tonight.ts'
import { useTonight } from './useTonight.ts'

/** Whom this phone met tonight, each with what is still to be done. */
export default function MetTonight() {
  const { entries, waiting } = useTonight()
  const met = metOf(entries)
  return (
    <Screen title="今夜记下的人" sub={`${met.length} 人`} back="/patrol" backIcon="left">
      {met.length === 0 ? (
        <EmptyNote title="今夜还没有记下人">见到了，点“见到一个人”。</EmptyNote>
      ) : (
        <Card flush>
          {met.map((each) => {
            const next = nextStep(prescribedFor(each), each.escort ? ['escort', 'handover', 'ask'] : ['handover'])
            const { waiting: still, refused } = sentOf(each.entries, waiting)
            return (
              <PhoneRow
                key={each.encounterId}
                title={each.title}
                sub={[standing(each), next ? `还没办：${next.words}` : ''].filter(Boolean).join(' · ')}
                aside={refused > 0 ? `${refused} 条没收下` : still > 0 ? `${clockOf(each.at)} 待传` : `${clockOf(each.at)} ✓`}
                asideTone={refused > 0 ? 'warn' : still > 0 ? 'plain' : 'good'}
                to={`/patrol/met/${each.encounterId}`}
              />
            )
          })}
        </Card>
      )}
    </Screen>
  )
}
