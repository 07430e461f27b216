/** Gathers what the alarm's arithmetic reads: days lived in each house of the city, deaths and goings to hospital, each once. */
import type { Tx } from '#kernel/db.ts'
import { dayOfInstant, startOfDayNumber } from '#kernel/time.ts'
import { eachOnce, type Happening, type House, type Stay } from './rules-alarm.ts'
import { staysSince, troublesOf } from './store-placed.ts'
import { institutionsUnder } from './store-watching.ts'
import type { AlarmKind } from './words-institutions.ts'

/** The first two segments of a path: institutions are compared within a city. */
export const cityOf = (path: string) => path.split('.').slice(0, 2).join('.') + '.'

const kindOf = (name: string, kind: string | null): AlarmKind | undefined => {
  if (name === 'departure.left' || kind === 'death') return 'deaths'
  return name === 'medical.hospitalised' || kind === 'hospital' ? 'hospital' : undefined
}

/** Houses that the actor sees under a path, from a day on. */
export async function housesSince(tx: Tx, path: string, from: number): Promise<House[]> {
  const ids = await institutionsUnder(tx, path)
  const start = startOfDayNumber(from)
  const stays = await staysSince(
    tx,
    ids.map((each) => each.id),
    start,
  )
  const troubles = Map.groupBy(
    await troublesOf(
      tx,
      stays.map((each) => each.fileId),
      start,
    ),
    (each) => each.fileId,
  )
  const byHouse = Map.groupBy(stays, (each) => each.institutionId)
  return ids.map(({ id }) => {
    const lived: Stay[] = []
    const told: Record<AlarmKind, Happening[]> = { deaths: [], hospital: [] }
    for (const stay of byHouse.get(id) ?? []) {
      const [since, until] = [dayOfInstant(stay.placedAt), stay.endedAt === null ? null : dayOfInstant(stay.endedAt)]
      lived.push({ fileId: stay.fileId, from: since, until })
      for (const trouble of troubles.get(stay.fileId) ?? []) {
        const kind = kindOf(trouble.name, trouble.kind)
        const day = dayOfInstant(trouble.at)
        if (kind && trouble.at >= stay.placedAt && (until === null || day <= until)) told[kind].push({ fileId: stay.fileId, day })
      }
    }
    return {
      id,
      stays: lived,
      happened: { deaths: eachOnce('deaths', told.deaths), hospital: eachOnce('hospital', told.hospital) },
    }
  })
}
