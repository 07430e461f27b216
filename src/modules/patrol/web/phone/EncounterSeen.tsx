import { Chips, ManyChips, usePhone } from '#web/ui/phone/index.ts'
import { groupSaid, signSaid, type StepKey, type Told } from '../../guidance.ts'
import type { PageProps } from './Encounter.tsx'
import { GuidanceBoxes } from './GuidanceBoxes.tsx'
import { prescribed } from './steps.ts'

const more = { withMinor: '带孩子', infantUsed: '抱婴幼儿讨钱', coercionSuspected: '像被逼' } as const
type More = keyof typeof more
const signs = { ...signSaid, ...more }
type Sign = keyof typeof signs
const guardians = { yes: '在', no: '不在', unclear: '说不准' } as const
const tolds: Record<Told, string> = { accepted: '愿意', refused: '不愿意', 'cannot-answer': '答不了' }

/** Each is asked for on the page where its words are written. */
const LATER: readonly StepKey[] = ['ask', 'escort', 'handover', 'persuade', 'give-goods', 'hospital']

/** 2 / 4: who, in which state, what the policy prescribes, and whether he wants to come. */
export function SeenPage({ draft, set, take, stationPhone }: PageProps) {
  const phone = usePhone()
  const guidance = prescribed(draft)
  const urgent = guidance.filter((each) => each.tone !== 'help')
  const calm = guidance.filter((each) => each.tone === 'help')
  const boxes = { take, recorded: draft.recorded.steps, stationPhone, without: LATER }
  const flags = (Object.keys(more) as More[]).filter((each) => draft[each])
  return (
    <>
      <ManyChips
        label="是什么人"
        options={groupSaid}
        alone={['unclear']}
        value={draft.groups}
        onChange={(groups) => set({ groups })}
      />
      {draft.groups.includes('minor') ? (
        <Chips
          label="监护人在不在"
          even
          options={guardians}
          value={draft.guardianThere ?? undefined}
          onChange={(guardianThere) => set({ guardianThere: guardianThere ?? null })}
        />
      ) : null}
      <ManyChips<Sign>
        label="有没有这些情况"
        options={signs}
        value={[...draft.signs, ...flags]}
        onChange={(chosen) =>
          set({
            signs: (Object.keys(signSaid) as (keyof typeof signSaid)[]).filter((each) => chosen.includes(each)),
            withMinor: chosen.includes('withMinor'),
            infantUsed: chosen.includes('infantUsed'),
            coercionSuspected: chosen.includes('coercionSuspected'),
          })
        }
      />
      <GuidanceBoxes guidance={urgent} {...boxes} />
      <Chips
        label="愿意去救助站吗"
        even
        options={tolds}
        value={draft.told ?? undefined}
        onChange={(told) => set({ told: told ?? null, toldAt: told ? phone.phoneNow() : null })}
      />
      <GuidanceBoxes guidance={calm} {...boxes} />
    </>
  )
}
