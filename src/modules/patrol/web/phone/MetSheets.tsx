import { useState } from 'react'
import { BigButton, BottomSheet, Chips, ManyChips, PhotoButton, TextField } from '#web/ui/phone/index.ts'
import { groupSaid, signSaid, type Told } from '../../guidance.ts'
import type { GoodsKind, Group, Sign } from '../../words.ts'
import { GoodsSteppers, HospitalField } from './EncounterHelp.tsx'
import { seenOf } from './situation.ts'
import { type Aim, aimed, type Goods, refusalOffers } from './steps.ts'
import { goodsWords, type Met } from './tonight.ts'

type Add = (
  door: string,
  words: string,
  form: Record<string, unknown>,
  more?: { photos?: { field: string; ids: string[] }; aim?: Aim },
) => Promise<void>
interface SheetProps {
  onClose(): void
  add: Add
}

const tolds: Record<Told, string> = { accepted: '愿意', refused: '不愿意', 'cannot-answer': '答不了' }

export function AnswerSheet({ onClose, add, escorted, onEscort }: SheetProps & { escorted: boolean; onEscort(): Promise<void> }) {
  const [told, setTold] = useState<Told | undefined>()
  const escort = told === 'accepted' && !escorted
  async function save() {
    if (!told) return
    await add('offer-help', tolds[told], { answer: told })
    if (escort) await onEscort()
  }
  return (
    <BottomSheet title="愿意去救助站吗" onClose={onClose}>
      <Chips<Told> label="答复" quiet even options={tolds} value={told} onChange={setTold} />
      <BigButton look="main" disabled={!told} onClick={() => void save()}>
        {escort ? '记下，开始护送' : '记下答复'}
      </BigButton>
    </BottomSheet>
  )
}

export function PersuadeSheet({ onClose, add }: SheetProps) {
  const [words, setWords] = useState('')
  const [given, setGiven] = useState<'yes' | 'no' | undefined>('yes')
  const form = { contactGiven: given === 'yes', ...(words.trim() ? { words: words.trim() } : {}) }
  return (
    <BottomSheet title="劝导" onClose={onClose}>
      <Chips<'yes' | 'no'>
        label="告诉了求助电话和办法吗"
        even
        options={{ yes: '告诉了，留了卡', no: '没有' }}
        value={given}
        onChange={setGiven}
      />
      <TextField
        label="怎么劝的，他怎么说（可以不填）"
        lines={2}
        most={400}
        offers={refusalOffers}
        value={words}
        onChange={setWords}
      />
      <BigButton look="main" disabled={!given} onClick={() => void add('persuade', '劝导', form)}>
        记下劝导
      </BigButton>
    </BottomSheet>
  )
}

export function GoodsSheet({
  onClose,
  add,
  shiftId,
  stopId,
}: SheetProps & { shiftId?: string | undefined; stopId?: string | undefined }) {
  const [goods, setGoods] = useState<Goods>({})
  const lines = linesOf(goods)
  const form = { ...(shiftId ? { shiftId } : {}), ...(stopId ? { stopId } : {}), goods: lines }
  return (
    <BottomSheet title="给了什么" onClose={onClose}>
      <GoodsSteppers goods={goods} onChange={setGoods} />
      <BigButton look="main" disabled={lines.length === 0} onClick={() => void add('give-goods', goodsWords(goods), form)}>
        记下物资
      </BigButton>
    </BottomSheet>
  )
}

export function linesOf(goods: Goods): { item: GoodsKind; count: number }[] {
  return (Object.entries(goods) as [GoodsKind, number][])
    .filter(([, count]) => count > 0)
    .map(([item, count]) => ({ item, count }))
}

export function PhotoSheet({ onClose, add }: SheetProps) {
  const [ids, setIds] = useState<string[]>([])
  return (
    <BottomSheet title="补照片" onClose={onClose}>
      <PhotoButton ids={ids} onChange={setIds} />
      <BigButton
        look="main"
        disabled={ids.length === 0}
        onClick={() => void add('add-photos', `照片 ${ids.length} 张`, {}, { photos: { field: 'photos', ids } })}
      >
        记下照片
      </BigButton>
    </BottomSheet>
  )
}

export function HospitalSheet({ onClose, add, hospitals }: SheetProps & { hospitals: readonly { id: string; name: string }[] }) {
  const [to, setTo] = useState<{ name: string; id: string | null }>({ name: '', id: null })
  const { form, aim } = aimed('hospital', to)
  return (
    <BottomSheet title="送医" onClose={onClose}>
      <HospitalField value={to.name} hospitals={hospitals} onChange={(name, id) => setTo({ name, id })} />
      <BigButton look="main" onClick={() => void add('start-escort', `送往${aim.name}`, form, { aim })}>
        记下送医
      </BigButton>
    </BottomSheet>
  )
}

const flags = { withMinor: '带孩子', infantUsed: '抱婴幼儿讨钱', coercionSuspected: '像被逼' } as const
type Flag = keyof typeof flags

/** What was seen, told anew as a whole: the record of the meeting stays, this one takes its place. */
export function CorrectSheet({ onClose, add, met }: SheetProps & { met: Met }) {
  const before = seenOf(met)
  const [groups, setGroups] = useState<readonly Group[]>(before.groups ?? [])
  const [signs, setSigns] = useState<readonly Sign[]>(before.signs ?? [])
  const [seen, setSeen] = useState<readonly Flag[]>((Object.keys(flags) as Flag[]).filter((each) => before[each] === true))
  const [reason, setReason] = useState('')
  const form = {
    ...(groups.length > 0 ? { groups } : {}),
    signs,
    withMinor: seen.includes('withMinor'),
    infantUsed: seen.includes('infantUsed'),
    coercionSuspected: seen.includes('coercionSuspected'),
    ...(typeof before.guardianThere === 'boolean' ? { guardianThere: before.guardianThere } : {}),
    reason: reason.trim(),
  }
  return (
    <BottomSheet title="更正看到的情况" onClose={onClose}>
      <ManyChips label="是什么人" options={groupSaid} alone={['unclear']} value={groups} onChange={setGroups} />
      <ManyChips label="有没有这些情况" options={signSaid} value={signs} onChange={setSigns} />
      <ManyChips label="孩子和胁迫" options={flags} value={seen} onChange={setSeen} />
      <TextField label="为什么更正" most={200} offers={['后来看清了', '点错了']} value={reason} onChange={setReason} />
      <BigButton look="main" disabled={!reason.trim()} onClick={() => void add('correct-encounter', '更正', form)}>
        记下更正
      </BigButton>
    </BottomSheet>
  )
}
