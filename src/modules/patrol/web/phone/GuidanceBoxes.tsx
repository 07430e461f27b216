import type { ReactNode } from 'react'
import { Guidance, type Step as KitStep, StepList } from '#web/ui/phone/index.ts'
import type { Guidance as Prescribed, Step, StepKey, Tone } from '../../guidance.ts'

const toneOf: Record<Tone, 'bad' | 'warn' | 'calm'> = { danger: 'warn', child: 'bad', help: 'calm' }
const doneWords: Partial<Record<StepKey, string>> = {
  'call-emergency': '已拨',
  'tell-police': '已报',
  'tell-station': '已告诉',
  'take-evidence': '已取',
  ask: '已问',
  persuade: '已记',
  hospital: '已送',
  escort: '在路上',
}

export interface BoxesProps {
  guidance: readonly Prescribed[]
  take(key: StepKey): void
  recorded: readonly StepKey[]
  stationPhone: string | null
  /** Steps that a page asks for in its own way. */
  without?: readonly StepKey[]
  more?: Partial<Record<StepKey, ReactNode>>
}

/** Everything that is prescribed, one under the other: nothing hides behind another. */
export function GuidanceBoxes({ guidance, take, recorded, stationPhone, without = [], more = {} }: BoxesProps) {
  const numbers = { emergency: '120', police: '110', station: stationPhone }
  const shown = (step: Step): KitStep => {
    // Once it was told the line belongs to its time.
    const number = step.tel && step.done === null ? numbers[step.tel] : null
    return {
      key: step.key,
      title: step.words,
      ...(step.hint ? { help: step.hint } : {}),
      ...(number ? { call: { number } } : {}),
      doneAt: step.done,
      ...(doneWords[step.key] ? { doneWords: doneWords[step.key] as string } : {}),
      ...(step.done !== null && more[step.key] ? { more: more[step.key] } : {}),
    }
  }
  return guidance.map((each) => {
    const steps = each.steps.filter((step) => !without.includes(step.key))
    return (
      <Guidance
        key={each.key}
        title={each.words}
        tone={toneOf[each.tone]}
        basis={`${each.citation.document} ${each.citation.item}`}
        {...(each.citation.term ? { term: each.citation.term, assumed: each.citation.assumed } : {})}
      >
        {each.why ? <p className="patrol-why">{each.why}</p> : null}
        {steps.length > 0 ? (
          <StepList
            steps={steps.map(shown)}
            onDo={(key) => take(key as StepKey)}
            onUndo={(key) => (recorded.includes(key as StepKey) || key === 'ask' ? undefined : take(key as StepKey))}
          />
        ) : null}
      </Guidance>
    )
  })
}
