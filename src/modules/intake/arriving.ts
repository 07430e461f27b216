/** Beginning a reception: the person, the file and what is told at once. */
import type { LoadContext, Moment, NewFact } from '#kernel/action.ts'
import { isRefusal, kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf, MINUTE } from '#kernel/time.ts'
import {
  addClaim,
  type FileRow,
  insertFile,
  insertPerson,
  personRef,
  type PersonRow,
  updatePerson,
} from '#modules/people-and-cases/index.ts'
import type { Arriving, Station } from './loads.ts'
import { refuse } from './refusals.ts'
import { openFileAt } from './rules.ts'
import { type Claim, type SaidOfPerson, tell, type Told } from './rules-person.ts'
import { type Arrival } from './words.ts'

/** Clocks of the desk and the server may differ by so much. */
const TOLERANCE = 2 * MINUTE

export interface SaidOnArrival extends SaidOfPerson {
  arrival: Arrival
  escortUnit?: string | undefined
  escortPerson?: string | undefined
  foundPlace?: string | undefined
  arrivedAt?: number | undefined
}

/** What is written when a reception begins. */
export interface Begun {
  file: FileRow
  person: PersonRow
  isNew: boolean
  told: Told
  /** Ids of the claims, parallel to `told.claims`. */
  claimIds: string[]
  facts: NewFact[]
}

/**
 * Begins a reception. A way of arrival is enough; nothing else has to be known. Refuses a second reception of somebody who is
 * already here, and an arrival in the future.
 */
export function begin(arriving: Arriving, said: SaidOnArrival, moment: Moment): Begun | Refusal {
  const arrivedAt = said.arrivedAt ?? moment.occurredAt
  if (arrivedAt > moment.now + TOLERANCE) return kernelRefusal('FUTURE')
  const { station } = arriving
  const here = openFileAt(arriving.files, station.id)
  if (here) return refuse('ALREADY_IN', { no: here.no }, { fileId: here.id })
  const isNew = arriving.person === null
  const id = arriving.person?.id ?? moment.newId('person')
  const ownerPath = arriving.person?.ownerPath ?? station.path
  const subject = personRef({ id, ownerPath })
  const told = tell(said, {
    subject,
    before: arriving.person,
    facts: arriving.facts,
    stationDivision: station.division,
    at: arrivedAt,
    on: dateOf(arrivedAt),
  })
  if (isRefusal(told)) return told
  const person: PersonRow = {
    ...(arriving.person ?? blankPerson(id, ownerPath)),
    identity: told.identity,
    description: told.description,
    sex: told.description.sex ?? null,
  }
  const file = openedFile(moment.newId('file'), id, arriving, said.arrival, Math.min(arrivedAt, moment.now))
  const asked = { ...askedFact(file, said), occurredAt: file.arrivedAt }
  const viewed: NewFact[] = arriving.fromElsewhere
    ? [{ subject, name: 'sensitive.viewed', value: { what: '他站个案资料' }, details: { reason: '接待时认作同一人' } }]
    : []
  return { file, person, isNew, told, claimIds: claimIds(told.claims, moment), facts: [asked, ...told.facts, ...viewed] }
}

/** The fact of asking: how and with whom. Names of people stay in its sealed part. */
export function askedFact(
  file: { id: string; ownerPath: string },
  said: Pick<SaidOnArrival, 'arrival' | 'escortUnit' | 'escortPerson' | 'foundPlace'>,
): NewFact {
  return {
    subject: { kind: 'rescue-file', id: file.id, ownerPath: file.ownerPath },
    name: 'intake.asked',
    value: { arrival: said.arrival },
    details: { escortUnit: said.escortUnit, escortPerson: said.escortPerson, foundPlace: said.foundPlace },
  }
}

export function claimIds(claims: readonly Claim[], moment: Moment): string[] {
  return claims.map((claim) => moment.newId(`claim ${claim.kind}`))
}

function openedFile(id: string, personId: string, arriving: Arriving, arrival: Arrival, arrivedAt: number): FileRow {
  const { station, no } = arriving
  return {
    id,
    personId,
    no,
    stationId: station.id,
    ownerPath: station.path,
    state: 'asked',
    arrival,
    arrivedAt,
    acceptedAt: null,
    leftAt: null,
    leftKind: null,
  }
}

function blankPerson(id: string, ownerPath: string): PersonRow {
  return {
    id,
    ownerPath,
    displayName: '',
    sex: null,
    birthFrom: null,
    birthTo: null,
    identity: 'unknown',
    namelessNo: null,
    division: null,
    description: {},
    mergedInto: null,
  }
}

/** Writes a begun reception: person, file, claims. */
export async function saveBegun(
  context: LoadContext,
  begun: Begun,
  arriving: { station: Station; person: PersonRow | null },
): Promise<void> {
  const { file, person, told } = begun
  if (arriving.person === null) {
    await insertPerson(context, {
      id: person.id,
      ownerPath: person.ownerPath,
      stationId: arriving.station.id,
      description: told.description,
      identity: told.identity,
    })
  } else if (told.changed)
    await updatePerson(context, arriving.person, { description: told.description, identity: told.identity })
  await insertFile(context, {
    id: file.id,
    personId: person.id,
    no: file.no,
    stationId: file.stationId,
    ownerPath: file.ownerPath,
    arrival: file.arrival as string,
    arrivedAt: file.arrivedAt,
  })
  await saveClaims(context, person, told.claims, begun.claimIds)
}

/** Keeps what was said, group by group; nothing of it is ever overwritten. */
export async function saveClaims(
  context: LoadContext,
  person: { id: string; ownerPath: string },
  claims: readonly Claim[],
  ids: readonly string[],
): Promise<void> {
  for (const [index, claim] of claims.entries()) {
    await addClaim(context, {
      id: ids[index] as string,
      person,
      kind: claim.kind,
      content: claim.content,
      source: claim.kind === 'document' && claim.content['proof'] ? 'document' : 'guest',
    })
  }
}
