import { Card, NumberStepper, TextField } from '#web/ui/phone/index.ts'
import { type GoodsKind, goodsKinds } from '../../words.ts'
import type { PageProps } from './Encounter.tsx'
import { GuidanceBoxes } from './GuidanceBoxes.tsx'
import { type Goods, prescribed, refusalOffers } from './steps.ts'

const units: Record<GoodsKind, string> = {
  quilt: '床',
  coat: '件',
  food: '份',
  water: '瓶',
  medicine: '份',
  raincoat: '件',
  card: '张',
}

/** 3 / 4: the steps that are prescribed, persuasion and goods. */
export function HelpPage({ draft, set, take, stationPhone, tonight }: PageProps) {
  return (
    <>
      <GuidanceBoxes
        guidance={prescribed(draft)}
        take={take}
        recorded={draft.recorded.steps}
        stationPhone={stationPhone}
        // Goods are counted below; who comes along is escorted from the next page on.
        without={['ask', 'give-goods', 'escort', 'handover']}
        more={{
          hospital: (
            <HospitalField
              value={draft.hospital}
              hospitals={tonight.hospitals}
              onChange={(hospital, hospitalId) => set({ hospital, hospitalId })}
            />
          ),
        }}
      />
      {draft.told === 'refused' ? (
        <TextField
          label="怎么劝的，他怎么说（可以不填）"
          lines={2}
          most={400}
          offers={refusalOffers}
          value={draft.persuasion}
          onChange={(persuasion) => set({ persuasion })}
        />
      ) : null}
      <Card title="给了什么">
        <GoodsSteppers goods={draft.goods} least={draft.recorded.goods} onChange={(goods) => set({ goods })} />
      </Card>
    </>
  )
}

interface HospitalProps {
  value: string
  hospitals: readonly { id: string; name: string }[]
  onChange(name: string, id: string | null): void
}

/** A hospital that the house knows sees who comes; another stands by its name. */
export function HospitalField({ value, hospitals, onChange }: HospitalProps) {
  return (
    <TextField
      label="送到哪家医院"
      most={60}
      value={value}
      offers={hospitals.slice(0, 6).map((each) => each.name)}
      placeholder="没问到可以不填"
      onChange={(name) => onChange(name, hospitals.find((each) => each.name === name)?.id ?? null)}
    />
  )
}

export function GoodsSteppers(props: { goods: Goods; least?: Goods; onChange(goods: Goods): void }) {
  const { goods, least = {}, onChange } = props
  return (Object.keys(goodsKinds) as GoodsKind[]).map((each) => (
    <NumberStepper
      key={each}
      label={goodsKinds[each]}
      unit={units[each]}
      value={goods[each] ?? 0}
      least={least[each] ?? 0}
      onChange={(count) => onChange({ ...goods, [each]: count })}
    />
  ))
}
