/** What is to be done now, one tap a step; and the box that says what the policy prescribes. */
import type { ReactNode } from 'react'
import { Icon } from '../Icon.tsx'
import { clockOf } from '../time.ts'
import { CallLink, type Tone } from './layout.tsx'

export interface Step {
  key: string
  title: string
  help?: ReactNode
  /** Beside the step: `{ number: '120', title: '打' }`. Ringing does not take the step. */
  call?: { number: string; title?: string }
  /** Epoch ms when it was taken; null or undefined: not yet. */
  doneAt?: number | null | undefined
  /** After the time: `已拨`. Default `已办`. */
  doneWords?: string
  /** What more there is to fill once it was taken. */
  more?: ReactNode
}

export interface StepListProps {
  steps: readonly Step[]
  onDo(key: string): void
  /** Without it a step once taken stays. */
  onUndo?: (key: string) => void
}

export function StepList({ steps, onDo, onUndo }: StepListProps) {
  return (
    <ul className="p-steps">
      {steps.map((step) => {
        const done = typeof step.doneAt === 'number'
        return (
          <li key={step.key}>
            <div className="p-step-line">
              <button
                type="button"
                className="p-step"
                aria-pressed={done}
                disabled={done && !onUndo}
                onClick={() => (done ? onUndo?.(step.key) : onDo(step.key))}
              >
                <span className={done ? 'p-box p-done' : 'p-box'}>{done ? <Icon name="check" small /> : null}</span>
                <span className="p-row-words">
                  <b>{step.title}</b>
                  {step.help ? <small>{step.help}</small> : null}
                </span>
                {done ? (
                  <span className="p-row-aside p-ink-good">
                    ✓ {clockOf(step.doneAt as number)} {step.doneWords ?? '已办'}
                  </span>
                ) : null}
              </button>
              {step.call ? <CallLink number={step.call.number}>{step.call.title ?? '打'}</CallLink> : null}
            </div>
            {step.more ? <div className="p-row-more">{step.more}</div> : null}
          </li>
        )
      })}
    </ul>
  )
}

export interface GuidanceProps {
  /** `醉酒：先叫急救，再谈进站` */
  title: string
  tone?: Extract<Tone, 'warn' | 'bad' | 'calm'>
  children: ReactNode
  /** The clause in its own numbering: `大提升 第12项`. */
  basis?: ReactNode
  /** `1 小时内` */
  term?: string
  /** The term is not in the text: the house assumes it. */
  assumed?: boolean
}

/** What the policy prescribes, as soon as a sign is chosen; hides nothing behind it. */
export function Guidance({ title, tone = 'warn', children, basis, term, assumed }: GuidanceProps) {
  return (
    <section className={`p-guidance p-tone-${tone}`} aria-live="polite">
      <h2>
        <Icon name="warning" /> {title}
      </h2>
      {children}
      {basis || term ? (
        <p className="p-basis">
          {basis ? (
            <span>
              依据 <span className="p-cite">{basis}</span>
            </span>
          ) : null}
          {term ? (
            <span>
              {term} {assumed ? <span className="p-assumed">假定</span> : null}
            </span>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}
