import { useState } from 'react'
import { ActionButton, Answer, DeskMap, Empty, Go, Muted, Page, Panel, Row, Stack, Tag, useMe } from '#web/ui/index.ts'
import { setAreaForm, setStopsForm, setTrackDaysForm } from '../schema.ts'
import { areaKinds } from '../words.ts'
import { type AreaLine, useAreas } from './answers.ts'
import { MembersPicker, OrganisationPicker, StationPicker } from './pickers.tsx'

const pickers = { stationId: StationPicker, memberIds: MembersPicker, leaderId: OrganisationPicker }

/** Areas with whoever patrols them, and the stops walked there. */
export default function Areas() {
  const asked = useAreas()
  const me = useMe()
  const own = me?.organisation.kind === 'station' ? me.organisation.id : undefined
  return (
    <Page
      title="区域和点位"
      sub="参加的单位看得到这里的班次和人，别的单位看不到"
      actions={
        <>
          <ActionButton
            action="patrol.set-area"
            of={setAreaForm}
            title="划定区域"
            look="main"
            icon="plus"
            pickers={pickers}
            initial={own ? { stationId: own } : {}}
          />
          <Go to="/patrol">今晚街面</Go>
        </>
      }
    >
      <Answer of={asked}>
        {(data) => (
          <Stack>
            {data.items.length === 0 ? (
              <Empty title="还没有巡查区域">先划定：哪一段、归哪个站、哪些单位参加；再写点位，手机上按次序走。</Empty>
            ) : null}
            {data.items.map((each) => (
              <OneArea key={each.areaId} area={each} />
            ))}
            <Panel title="轨迹保存">
              <Row>
                <span>{`${data.track.days} 天${data.track.basis ? `，依据：${data.track.basis}` : '（没有文件规定，暂定）'}`}</span>
                <ActionButton action="patrol.set-track-days" of={setTrackDaysForm} title="改保存期" />
              </Row>
            </Panel>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function OneArea({ area }: { area: AreaLine }) {
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const points = area.stops.flatMap(({ stopId, name, place }, index) =>
    place?.lat !== undefined && place.lng !== undefined
      ? [{ id: stopId, at: { lat: place.lat, lng: place.lng }, label: name, mark: String(index + 1), accuracyM: place.accuracyM }]
      : [],
  )
  return (
    <Panel
      title={area.name}
      sub={area.kinds.map((each) => areaKinds[each]).join('、')}
      right={area.active ? <Go to={`/patrol/sleepers?area=${area.areaId}`}>{`常在 ${area.sleepers} 人`}</Go> : <Tag>已停用</Tag>}
    >
      <Stack>
        <Muted>{`负责：${area.station}；参加：${area.members.join('、') || '没有别的单位'}；值班联系：${area.leader ?? area.station}`}</Muted>
        {area.stops.length > 0 ? (
          <ol>
            {area.stops.map((stop, index) => (
              // Numbered as on the map.
              <li key={stop.stopId}>
                {`${index + 1}　${[...new Set([stop.name, stop.place?.words, stop.note])].filter(Boolean).join('，')}`}
              </li>
            ))}
          </ol>
        ) : (
          <Muted>还没有点位。手机上也能巡查，只是没有次序。</Muted>
        )}
        {points.length > 0 ? (
          <DeskMap label={`${area.name}的点位`} points={points} chosen={chosen} onChoose={setChosen} height={220} />
        ) : null}
        <Row>
          <ActionButton
            action="patrol.set-stops"
            of={setStopsForm}
            title="排定点位"
            fixed={{ areaId: area.areaId }}
            initial={{
              stops: area.stops.map(({ stopId, name, place, note }, index) => ({
                stopId,
                name,
                order: index + 1,
                ...(place ? { place } : {}),
                ...(note ? { note } : {}),
              })),
            }}
          />
          {area.maySet ? (
            <ActionButton
              action="patrol.set-area"
              of={setAreaForm}
              title="改区域"
              pickers={pickers}
              fixed={{ areaId: area.areaId }}
              initial={{
                name: area.name,
                kinds: area.kinds,
                stationId: area.stationId,
                memberIds: area.memberIds,
                ...(area.leaderId ? { leaderId: area.leaderId } : {}),
                active: area.active,
              }}
            />
          ) : null}
        </Row>
      </Stack>
    </Panel>
  )
}
