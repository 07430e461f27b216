import { useEffect, useRef, useState } from 'react'
import { usePageKept, usePhoneState } from '../ui/phone/hooks.ts'
import { goPhone } from '../ui/phone/route.ts'
import { Icon } from '../ui/Icon.tsx'
import { type BandWords, bandsOf, countWords } from './band-words.ts'
import { useShell } from './shell.ts'
import { useApp } from './update.ts'

/** The first contact takes a moment: nobody is told of a missing network before it was tried. */
const PATIENCE_MS = 2500

/** The bands above the page. `thin`: one line, on pages that need the room. */
export function Bands({ thin }: { thin: boolean }) {
  const { engine, askSignIn } = useShell()
  const state = usePhoneState()
  const kept = usePageKept()
  const { turnedAway } = useApp()
  const [patient, setPatient] = useState(state.lastContactAt === null)
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])

  // How many waited when this sending began: the end that is counted towards.
  const most = useRef(0)
  const open = state.waiting.filter((each) => each.state !== 'refused').length
  if (open === 0 || !state.online) most.current = open
  else most.current = Math.max(most.current, open)

  const trying = patient && !state.signedOut && state.lastContactAt === null
  const shown = trying ? { ...state, online: true } : state
  const bands = bandsOf(shown, { now: engine.phoneNow(), most: most.current, trying, turnedAway })
  const press = (leads: BandWords['leads']) => {
    if (leads === 'sign-in') askSignIn()
    else if (leads) goPhone(`/help/${leads}`)
  }
  return (
    <div role="status" aria-live="polite" className="s-bands">
      {bands.map((band) => {
        const words =
          thin && band.look === 'dark' ? (
            <b>
              {band.title.split('，')[0]}
              {open > 0 ? ` · ${countWords(state.waiting.filter((each) => each.state !== 'refused'))}待传` : ''}
              {kept ? ' · 本页已自动保存' : band.leads === 'sign-in' ? ' · 点这里登录' : ' · 照常记'}
            </b>
          ) : (
            <span>
              <b>{band.title}</b>
              <small>{band.sub}</small>
            </span>
          )
        const name = `s-band s-${band.look}${thin && band.look === 'dark' ? ' s-thin' : ''}`
        return band.leads ? (
          <button key={band.title} type="button" className={name} onClick={() => press(band.leads)}>
            <Icon name={band.icon} />
            {words}
          </button>
        ) : (
          <div key={band.title} className={name}>
            <Icon name={band.icon} />
            {words}
          </div>
        )
      })}
    </div>
  )
}
