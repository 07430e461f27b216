/** What the questions of this room answer, as the screens see it. Types only. */
import type { z } from 'zod'
import type { boardShape, extensionsShape, houseShape, safetyShape, stationsShape, zonesShape } from '../answers.ts'
import type { fileShape, inStationShape, roundSheetShape } from '../answers-guests.ts'

export type Board = z.output<typeof boardShape>
export type Zone = Board['zones'][number]
export type Bed = Zone['beds'][number]
export type Chosen = NonNullable<Board['chosen']>
export type Objection = Bed['objections'][number]
export type InStation = z.output<typeof inStationShape>
export type Guest = InStation['items'][number]
export type RoundSheet = z.output<typeof roundSheetShape>
export type RoundZone = RoundSheet['zones'][number]
export type StayOfFile = z.output<typeof fileShape>
export type Zones = z.output<typeof zonesShape>
export type Safety = z.output<typeof safetyShape>
export type Extensions = z.output<typeof extensionsShape>
export type Stations = z.output<typeof stationsShape>
export type HouseNow = z.output<typeof houseShape>

/** What a placing answers: done, or prevented with its reason. */
export interface PlacingReply {
  assigned: boolean
  bed?: string
  zone?: string
  must?: string[]
  moveOn?: string | null
  code?: string
  sentence?: string
  basis?: string[]
  override?: 'nobody' | 'leader'
}
