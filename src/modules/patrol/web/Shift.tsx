import {
  ActionButton,
  Answer,
  DeskMap,
  Empty,
  Facts,
  Go,
  Page,
  Panel,
  PaperButton,
  showInstant,
  Stack,
  Timeline,
  useAsk,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { cancelShiftForm } from '../schema.ts'
import { shiftKinds } from '../words.ts'
import type { ShiftAnswer } from './answers.ts'
import { doneWords, Encounters, seenWords, ShiftTag } from './parts.tsx'

/** One shift: who went, what they saw, in its order; where they went, for whoever may see it. */
export default function Shift() {
  const { params } = useRoute()
  const shiftId = params['id'] ?? ''
  const asked = useAsk<ShiftAnswer>('patrol.shift', { shiftId })
  const now = useNow()
  const may = useMay()
  return (
    <Page
      title="一班巡查"
      sub={asked.data ? <ShiftTag shift={asked.data} /> : undefined}
      actions={
        <>
          {asked.data?.mayCancel ? (
            <ActionButton action="patrol.cancel-shift" of={cancelShiftForm} title="取消班次" fixed={{ shiftId }} />
          ) : null}
          {may('patrol.paper-shift') ? (
            <PaperButton query="patrol.paper-shift" params={{ shiftId }}>
              打印巡查记录
            </PaperButton>
          ) : null}
          <Go to="/patrol">今晚街面</Go>
        </>
      }
    >
      <Answer of={asked}>
        {(shift) => (
          <Stack>
            <Panel title={shift.area}>
              <Facts
                rows={[
                  ['时间', `${showInstant(shift.from, now)} 至 ${showInstant(shift.to, now)}`],
                  ['类型', `${shiftKinds[shift.kind]}${shift.planned ? '' : '，没有排班，手机上开始'}`],
                  ['参加', shift.crew.join('、') || '没有写人员'],
                  ['还在外面', shift.out > 0 ? `${shift.out} 部手机` : undefined],
                  ['交代', shift.note ?? undefined],
                  ['这一班的情况', shift.told.join('；') || undefined],
                  ['取消原因', shift.reason ?? undefined],
                ]}
              />
            </Panel>
            <Panel title="经过" sub="按时间">
              {shift.visits.length + shift.encounters.length === 0 ? (
                <Empty title="还没有记录">手机上记的一入账就在这里。</Empty>
              ) : null}
              <Timeline
                items={[
                  ...shift.visits.map((each, index) => ({
                    id: `v${index}`,
                    at: each.at,
                    title: [
                      each.stop,
                      each.lookedFor
                        ? `寻找${each.lookedFor}，没有见到`
                        : each.people === 0
                          ? '没有人'
                          : `见到 ${each.people ?? 0} 人`,
                    ]
                      .filter(Boolean)
                      .join('：'),
                    text: each.note ?? '',
                  })),
                  ...shift.encounters.map((each) => ({
                    id: each.encounterId,
                    at: each.metAt,
                    title: `街面发现：${each.called}`,
                    text: [each.place, seenWords(each), doneWords(each)].filter(Boolean).join('；'),
                    tone: 'key' as const,
                  })),
                ].toSorted((a, b) => a.at - b.at)}
              />
            </Panel>
            {shift.encounters.length > 0 ? (
              <Panel title="见到的人" flush>
                <Encounters title="这一班见到的人" rows={shift.encounters} />
              </Panel>
            ) : null}
            {shift.track.length > 0 ? (
              <Panel title="走过的路" sub="只在巡查期间保存，到期清除">
                <DeskMap
                  label="走过的路"
                  points={shift.track.flatMap((way, phone) =>
                    way
                      .filter((_each, index) => index % Math.ceil(way.length / 40) === 0 || index === way.length - 1)
                      .map((each) => ({
                        id: `${phone} ${each.at}`,
                        at: { lat: each.lat, lng: each.lng },
                        label: showInstant(each.at, now),
                      })),
                  )}
                />
              </Panel>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}
