import { BigButton, Card, clockOf, Notice, PhoneRow, TextField, usePhone } from '#web/ui/phone/index.ts'
import type { PageProps } from './Encounter.tsx'
import { type EncounterDraft, prescribed, titleOf } from './steps.ts'
import { shownAt } from './log.ts'
import { goodsWords } from './tonight.ts'

const toldWords = { accepted: '愿意去救助站', refused: '不愿意', 'cannot-answer': '答不了' } as const

const stepOf = (draft: EncounterDraft, key: string) =>
  prescribed(draft)
    .flatMap((each) => each.steps)
    .find((each) => each.key === key)

/** He goes to the station with us: prescribed, wanted, and not on the way to a hospital. */
export function willEscort(draft: EncounterDraft): boolean {
  return stepOf(draft, 'escort') !== undefined && draft.told === 'accepted' && draft.taken.hospital === undefined
}

/** What the last button does. */
export function nextTitle(draft: EncounterDraft): string {
  if (willEscort(draft) || draft.taken.escort !== undefined) return '记下，开始护送'
  return draft.told === 'refused' ? '记下，不护送' : '记下，回到巡查'
}

/** 4 / 4: what is recorded, what is still open, and who comes along. */
export function CheckPage({ draft, set, take }: PageProps) {
  const phone = usePhone()
  const clock = (at: number) => clockOf(shownAt(phone, at))
  const all = prescribed(draft).flatMap((each) => each.steps)
  // The same step of two prescriptions is said once, as the first says it.
  const steps = all.filter((each, at) => all.findIndex((one) => one.key === each.key) === at)
  const done = steps.filter((each) => each.done !== null && each.key !== 'ask')
  const open = steps.filter(
    (each) => each.done === null && !each.optional && !['ask', 'escort', 'handover', 'give-goods'].includes(each.key),
  )
  const goods = goodsWords(draft.goods)
  return (
    <>
      {open.length > 0 ? (
        <Notice tone="warn" title={`还没办：${open.map((each) => each.words).join('；')}`}>
          办了再回上一步点；以后也能从今夜记下的人里补。
        </Notice>
      ) : null}
      <Card flush>
        <PhoneRow title={titleOf(draft)} sub={draft.look || undefined} aside={clock(draft.at)} />
        <PhoneRow
          title={draft.told ? toldWords[draft.told] : '没有问到愿不愿意'}
          {...(draft.toldAt ? { aside: clock(draft.toldAt) } : {})}
        />
        {done.map((each) => (
          <PhoneRow
            key={each.key}
            mark="check"
            title={each.words}
            sub={each.key === 'hospital' ? draft.hospital || '没记是哪家' : undefined}
            aside={clock(each.done as number)}
            asideTone="good"
          />
        ))}
        {goods ? <PhoneRow icon="bag" title={goods} /> : null}
        {draft.photos.length > 0 ? <PhoneRow icon="camera" title={`照片 ${draft.photos.length} 张`} /> : null}
      </Card>
      {willEscort(draft) ? (
        <TextField
          label="车辆（可以不填）"
          placeholder="车牌或“步行”"
          most={40}
          value={draft.vehicle}
          onChange={(vehicle) => set({ vehicle })}
        />
      ) : null}
      {willEscort(draft) ? (
        <Notice tone="calm" title="点“开始护送”后，救助站看到人在路上">
          到站当面办书面交接，双方签字。
        </Notice>
      ) : null}
      {stepOf(draft, 'escort') && draft.told !== 'accepted' && draft.taken.escort === undefined ? (
        <Notice tone={draft.groups.includes('minor') ? 'bad' : 'calm'} title="愿意了，或公安到了要护送">
          <BigButton onClick={() => take('escort')}>护送到救助站</BigButton>
        </Notice>
      ) : null}
    </>
  )
}
