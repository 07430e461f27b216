/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { Place } from '#kernel/place.ts'
import type { SignState } from '../lifecycle.ts'
import type { PlaceKind, SignKind } from '../words.ts'

export interface SignLine {
  signId: string
  no: string
  kind: SignKind
  placeKind: PlaceKind
  where: string
  lat: number | null
  lng: number | null
  accuracyM: number | null
  town: string | null
  says: string | null
  owner: string
  keeper: string
  state: SignState
  damages: string[]
  placedOn: string
  checkedAt: number | null
  dueOn: string
  due: boolean
  mayKeep: boolean
}

export interface SignAnswer extends SignLine {
  townId: string | null
  source: Place['source']
  placeText: string | null
  note: string | null
  photos: string[]
  checks: number
  repairs: number
  may: string[]
  history: { at: number; what: string; by: string; words: string | null; photos: string[] }[]
}

export interface BoardAnswer {
  total: number
  items: SignLine[]
  due: number
  ownDue: number
  broken: number
  ownBroken: number
  standing: number
  towns: {
    townId: string | null
    name: string
    standing: number
    broken: number
    at: { placeKind: PlaceKind; count: number }[]
  }[]
  nowhere: PlaceKind[]
  events: { count: number; people: number; leaflets: number }
}

export interface EventsAnswer {
  total: number
  items: {
    eventId: string
    kind: string
    heldOn: string
    where: string
    town: string | null
    what: string
    together: string | null
    people: number | null
    leaflets: number | null
    owner: string
  }[]
}

export const useSign = (signId: string) => useAsk<SignAnswer>('signs.sign', { signId })
