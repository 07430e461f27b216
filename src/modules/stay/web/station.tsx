/** Which station a screen shows: one's own, or for a bureau the one chosen of its area. */
import { useAsk, useMe, useRoute } from '#web/ui/index.ts'
import type { Stations } from './answers.ts'

export interface StationChoice {
  /** Sent with the question; empty for who works in a station. */
  params: { stationId?: string }
  /** False while a bureau's list of stations is still coming. */
  ready: boolean
  stations: Stations['stations']
}

/** The station in question. A bureau begins with the first of its area; `?station=` names another. */
export function useStation(): StationChoice {
  const own = useMe()?.organisation.kind === 'station'
  const { search } = useRoute()
  const asked = useAsk<Stations>('stay.stations', {}, { enabled: !own })
  const stations = asked.data?.stations ?? []
  if (own) return { params: {}, ready: true, stations: [] }
  const stationId = search.station ?? stations[0]?.id
  return { params: stationId ? { stationId } : {}, ready: stationId !== undefined, stations }
}

/** The choice of a station, drawn only for who has more than their own. */
export function StationSelect({ of }: { of: StationChoice }) {
  const { setSearch } = useRoute()
  if (of.stations.length < 2) return null
  return (
    <select
      className="g-in"
      aria-label="救助站"
      value={of.params.stationId ?? ''}
      onChange={(event) => setSearch({ station: event.target.value, file: undefined })}
    >
      {of.stations.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}
