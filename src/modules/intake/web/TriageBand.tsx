import { useEffect, useRef } from 'react'
import { Button, Icon } from '#web/ui/index.ts'
import { triageSigns } from '../words.ts'

type Sign = keyof typeof triageSigns

interface TriageBandProps {
  signs: Sign[]
  onChange(signs: Sign[]): void
  /** Where the signs lead, by the work rule; null when they lead nowhere special. */
  advice: string | null
  onHospital(): void
  busy: boolean
}

/** Look at the person first: signs by one tap each, and one key to the hospital, before anything is written. */
export function TriageBand({ signs, onChange, advice, onHospital, busy }: TriageBandProps) {
  const latest = useRef(onHospital)
  latest.current = onHospital
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F9' || event.repeat || document.querySelector('dialog[open]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return (
    <section className="intake-treat" aria-labelledby="intake-treat">
      <div>
        <h2 id="intake-treat">
          <Icon name="warning" /> 先救治，后救助
        </h2>
        <div>先看人，再填表</div>
      </div>
      <div>
        <div className="g-chips" role="group" aria-label="先看人">
          {(Object.entries(triageSigns) as [Sign, string][]).map(([sign, label]) => {
            const on = signs.includes(sign)
            return (
              <label key={sign} className={on ? 'g-chip g-on' : 'g-chip'}>
                <input
                  type="checkbox"
                  checked={on}
                  onChange={(event) => onChange(event.target.checked ? [...signs, sign] : signs.filter((each) => each !== sign))}
                />
                {label}
              </label>
            )
          })}
        </div>
        {advice ? (
          <p role="status" className="g-t-red">
            {advice}
          </p>
        ) : null}
      </div>
      <Button look="danger" size="large" icon="heart" keys="F9" busy={busy} onClick={onHospital}>
        立即送医
      </Button>
    </section>
  )
}
