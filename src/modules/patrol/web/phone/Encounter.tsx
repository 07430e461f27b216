import { useEffect, useState } from 'react'
import {
  clockOf,
  FootBar,
  goPhone,
  Notice,
  Screen,
  useDraft,
  usePhone,
  usePhoneRoute,
  uuid7,
  whyNotKept,
} from '#web/ui/phone/index.ts'
import type { StepKey } from '../../guidance.ts'
import type { Sleeper } from './answers.ts'
import { CheckPage, nextTitle, willEscort } from './EncounterCheck.tsx'
import { HelpPage } from './EncounterHelp.tsx'
import { SeenPage } from './EncounterSeen.tsx'
import { WherePage } from './EncounterWhere.tsx'
import { closeOpen, keep, keepOpen, shownAt } from './log.ts'
import { begunEncounter } from './begin.ts'
import { calledOf, type EncounterDraft, leave, left, titleOf } from './steps.ts'
import { useTrack } from './track.ts'
import { type TonightNow, useTonight } from './useTonight.ts'
import './patrol.css'

/** What each page of an encounter gets. */
export interface PageProps {
  draft: EncounterDraft
  set(change: Partial<EncounterDraft>): void
  tonight: TonightNow
  /** A prescribed step was tapped. */
  take(key: StepKey): void
  /** Telephone of the station responsible here. */
  stationPhone: string | null
}

/** 见到一个人: four pages, kept at every tap, recorded as soon as it is certain. */
export default function Encounter() {
  const { params, search } = usePhoneRoute()
  const tonight = useTonight()
  const encounterId = params['encounterId'] as string
  // The phone's own memory only: a moment, never the network.
  if (!tonight.ready) return <Screen title="见到一个人">{null}</Screen>
  const stop = search.get('stop')
  const who = tonight.sleepers.find((each) => each.sleeperId === search.get('sleeper'))
  return <Write key={encounterId} encounterId={encounterId} stopId={stop} who={who} tonight={tonight} />
}

interface WriteProps {
  encounterId: string
  stopId: string | null
  who: Sleeper | undefined
  tonight: TonightNow
}

const titles = { 1: '下一步：看情况', 2: '下一步：要办的、发物资', 3: '下一步：核对' } as const

function Write(props: WriteProps) {
  const { encounterId, tonight } = props
  const phone = usePhone()
  const key = `patrol.encounter.${encounterId}`
  const [initial] = useState(() =>
    begunEncounter({ encounterId, personId: uuid7(), stopId: props.stopId, who: props.who }, tonight, phone.phoneNow()),
  )
  const { value: draft, set, ready, clear } = useDraft<EncounterDraft>(key, initial)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  useTrack(tonight.started?.shiftId ?? null)
  const title = titleOf(draft)

  // Said on the first page of the patrol until it is finished.
  useEffect(() => {
    if (ready) void keepOpen(phone, { encounterId, title, at: draft.at })
  }, [phone, ready, encounterId, title, draft.at])

  // The phone died while a page was being recorded: the same records with the same ids.
  useEffect(() => {
    if (ready && draft.leaving) void record(draft, draft.leaving)
    // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the draft was read
  }, [ready])

  async function record(what: EncounterDraft, page: 2 | 3 | 4): Promise<boolean> {
    setBusy(true)
    setFailed(null)
    try {
      const { due, draft: begun } = leave(what, page, phone.phoneNow(), () => uuid7())
      await phone.keepDraft(key, begun)
      // What a written handover of him begins with; without it somebody writes it by hand.
      await phone.keepDraft(`handover.who:${encounterId}`, { who: calledOf(begun) }, { copy: true }).catch(() => {})
      for (const each of due) await keep(phone, each)
      const { ids, recorded } = left(begun, due)
      set((before) => ({ ...before, ids, recorded, leaving: null }))
      return true
    } catch (error) {
      setFailed(whyNotKept(error))
      return false
    } finally {
      setBusy(false)
    }
  }

  async function take(step: StepKey) {
    if (draft.recorded.steps.includes(step)) return
    const { [step]: before, ...rest } = draft.taken
    const changed = { ...draft, taken: before === undefined ? { ...rest, [step]: phone.phoneNow() } : rest }
    set({ taken: changed.taken })
    // The person is recorded already: the desk hears of the step at once.
    if (draft.page > 2) await record(changed, 2)
  }

  async function forward() {
    const { page } = draft
    if (page === 1) return set({ page: 2 })
    const escorting = page === 4 && willEscort(draft) && draft.taken.escort === undefined
    const what = escorting ? { ...draft, taken: { ...draft.taken, escort: phone.phoneNow() } } : draft
    if (escorting) set({ taken: what.taken })
    if (!(await record(what, page))) return
    if (page < 4) return set({ page: (page + 1) as 3 | 4 })
    await clear()
    await closeOpen(phone, encounterId)
    goPhone(`/patrol/met/${encounterId}?new=1`, { replace: true })
  }

  if (!ready) return <Screen title="见到一个人">{null}</Screen>
  const sub = [
    draft.stopName || draft.place?.words,
    clockOf(shownAt(phone, draft.at)),
    draft.place?.lat === undefined ? '位置没记' : '位置已记',
    draft.photos.length > 0 ? `照片 ${draft.photos.length} 张` : '',
  ]
  const area =
    tonight.areas.find((each) => each.areaId === draft.areaId) ?? tonight.shifts.find((each) => each.areaId === draft.areaId)
  const page: PageProps = {
    draft,
    set,
    tonight,
    take: (step) => void take(step),
    stationPhone: area?.station?.phone ?? tonight.current?.station?.phone ?? null,
  }
  const Page = { 1: WherePage, 2: SeenPage, 3: HelpPage, 4: CheckPage }[draft.page]
  const back = draft.page > 1 ? { back: { onClick: () => set({ page: (draft.page - 1) as 1 | 2 | 3 }) } } : {}
  const next = draft.page === 4 ? nextTitle(draft) : titles[draft.page]
  return (
    <Screen
      title="见到一个人"
      aside={`${draft.page} / 4`}
      sub={sub.filter(Boolean).join(' · ')}
      back="/patrol"
      foot={<FootBar {...back} next={{ title: next, onClick: () => void forward(), busy }} />}
    >
      {failed ? (
        <Notice tone="bad" urgent title="这一步没有存下">
          {failed}
        </Notice>
      ) : null}
      <Page key={draft.page} {...page} />
    </Screen>
  )
}
