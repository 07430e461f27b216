import { useState } from 'react'
import {
  BigButton,
  BottomSheet,
  Card,
  Chips,
  PhoneRow,
  PhotoButton,
  PlaceField,
  TextField,
  usePhone,
  uuid7,
} from '#web/ui/phone/index.ts'
import type { Sleeper, Stop } from './answers.ts'
import type { PageProps } from './Encounter.tsx'
import { ages, type EncounterDraft } from './steps.ts'
import { reportsOf } from './tonight.ts'
import { nearNow } from './track.ts'

const sexes = { male: '男', female: '女' } as const

/** 1 / 4: photo, place, whether it is somebody of the list, and how he looks. */
export function WherePage({ draft, set, tonight }: PageProps) {
  const phone = usePhone()
  const area =
    tonight.areas.find((each) => each.areaId === draft.areaId) ?? tonight.shifts.find((each) => each.areaId === draft.areaId)
  return (
    <>
      <PhotoButton ids={draft.photos} onChange={(photos) => set({ photos })} title="拍照" help="先问一声；不愿拍就不拍" />
      <Where draft={draft} set={set} stops={area?.stops ?? []} />
      <PlaceField
        label="具体在哪"
        placeholder="桥东头、第三个柱子下"
        auto
        near={() => nearNow(phone.phoneNow())}
        value={draft.place}
        onChange={(place) => set({ place })}
      />
      <Who draft={draft} set={set} sleepers={tonight.sleepers} />
      <TextField
        label="什么样子（可以不填）"
        placeholder="灰棉袄，拉两轮小车"
        help="下一班凭这个认人"
        most={400}
        value={draft.look}
        onChange={(look) => set({ look })}
      />
      {draft.known ? null : (
        <TextField
          label="听到的名字（可以不填）"
          placeholder="按听到的音写"
          most={40}
          value={draft.heardName}
          onChange={(heardName) => set({ heardName })}
        />
      )}
      <Chips
        label="看上去"
        quiet
        options={sexes}
        value={draft.sexSeen === 'unknown' ? undefined : (draft.sexSeen ?? undefined)}
        onChange={(sexSeen) => set({ sexSeen: sexSeen ?? null })}
      />
      <Chips
        label="看上去多大"
        quiet
        options={ages}
        value={draft.age ?? undefined}
        onChange={(age) => set({ age: age ?? null })}
      />
    </>
  )
}

type Part = Pick<PageProps, 'draft' | 'set'>

function Where({ draft, set, stops }: Part & { stops: readonly Stop[] }) {
  const [asking, ask] = useState(false)
  // A stop stands in the record of the meeting and cannot be told otherwise afterwards.
  if (stops.length === 0 || draft.recorded.seen !== undefined) return null
  const choose = (change: Partial<EncounterDraft>) => {
    set(change)
    ask(false)
  }
  return (
    <>
      <Card flush>
        <PhoneRow icon="place" title={draft.stopName || '不在点位上'} aside="换" asideTone="calm" onPress={() => ask(true)} />
      </Card>
      {asking ? (
        <BottomSheet title="在哪个点位" onClose={() => ask(false)}>
          <Card flush>
            {stops.map((each) => (
              <PhoneRow
                key={each.stopId}
                title={each.name}
                current={each.stopId === draft.stopId}
                onPress={() =>
                  choose({
                    stopId: each.stopId,
                    stopName: each.name,
                    reportIds: reportsOf(each).reportIds,
                    spotName: each.fixed === false ? each.name : undefined,
                  })
                }
              />
            ))}
            <PhoneRow
              title="不在点位上"
              onPress={() => choose({ stopId: null, stopName: '', reportIds: undefined, spotName: undefined })}
            />
          </Card>
        </BottomSheet>
      ) : null}
    </>
  )
}

function Who({ draft, set, sleepers }: Part & { sleepers: readonly Sleeper[] }) {
  const [asking, ask] = useState(false)
  const [words, setWords] = useState('')
  if (sleepers.length === 0 || draft.recorded.seen !== undefined) return null
  const here = sleepers.filter((each) => each.stopId !== null && each.stopId === draft.stopId)
  const chosen = draft.known ? draft.personId : undefined
  const offered =
    here.some((each) => each.sleeperId === chosen) || !chosen
      ? here
      : [...here, ...sleepers.filter((each) => each.sleeperId === chosen)]
  const choose = (sleeperId: string | undefined) => {
    const one = sleepers.find((each) => each.sleeperId === sleeperId)
    if (one) set({ known: true, personId: one.sleeperId, alias: one.alias })
    else if (draft.known) set({ known: false, personId: uuid7(), alias: '' })
    ask(false)
  }
  const found = sleepers
    .filter((each) => `${each.alias} ${each.look ?? ''} ${each.stop ?? ''}`.includes(words.trim()))
    .slice(0, 30)
  return (
    <>
      {offered.length > 0 ? (
        <Chips
          label="看着像常在这里的谁"
          help="认不准就不选，不会弄混"
          options={offered.map((each) => ({ key: each.sleeperId, title: each.alias }))}
          value={chosen}
          onChange={choose}
        />
      ) : null}
      <BigButton small look="quiet" icon="search" onClick={() => ask(true)}>
        在名单里找
      </BigButton>
      {asking ? (
        <BottomSheet title="名单里的谁" onClose={() => ask(false)}>
          <TextField label="叫法、样子、常在哪里" value={words} onChange={setWords} />
          <Card flush>
            {found.map((each) => (
              <PhoneRow
                key={each.sleeperId}
                title={each.alias}
                sub={[each.stop, each.look].filter(Boolean).join(' · ')}
                onPress={() => choose(each.sleeperId)}
              />
            ))}
          </Card>
        </BottomSheet>
      ) : null}
    </>
  )
}
