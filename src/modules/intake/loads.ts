/** What the doors of reception read and lock before they decide. */
import type { LoadContext } from '#kernel/action.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import {
  fileNumber,
  type FileRow,
  filesOfPerson,
  grantPart,
  lockFile,
  lockPerson,
  personOfCity,
  type PersonRow,
} from '#modules/people-and-cases/index.ts'
import type { Reception } from './rules.ts'

export interface Station {
  id: string
  path: string
  shortName: string
  division: string | null
}

/** Somebody at the door: the station, the next number, and the person if they are known already. */
export interface Arriving {
  station: Station
  no: string
  person: PersonRow | null
  facts: LedgerFact[]
  files: FileRow[]
  /** The person's record belongs to another station of the city and came to this one by being received here. */
  fromElsewhere: boolean
}

/** A reception that was begun, with the station it is at. */
export interface AtStation extends Reception {
  station: Station
}

async function stationOf(context: LoadContext, id: string): Promise<Station | null> {
  const found = await organisationById(context.tx, id)
  return found ? { id: found.id, path: found.path, shortName: found.shortName, division: found.division } : null
}

export function lockReception(context: LoadContext, form: { fileId: string }): Promise<Reception | null> {
  return lockFile(context.tx, context.vault, form.fileId)
}

/** As `lockReception`, with the station's division and short name. */
export async function lockAtStation(context: LoadContext, form: { fileId: string }): Promise<AtStation | null> {
  const reception = await lockReception(context, form)
  if (!reception) return null
  const station = await stationOf(context, reception.file.stationId)
  return station ? { ...reception, station } : null
}

/**
 * Locks the person who came, following a merge. A person of another station of the same city becomes a part of this one by
 * being received here; who lies outside the city, or is sealed, is not found.
 */
async function lockComer(
  context: LoadContext,
  personId: string,
  path: string,
): Promise<{ person: PersonRow; fromElsewhere: boolean } | null> {
  const { tx, vault, now } = context
  let fromElsewhere = false
  let person = await lockPerson(tx, vault, personId)
  const elsewhere = person ? undefined : await personOfCity(tx, personId)
  if (elsewhere) {
    const { ownerPath } = elsewhere
    await grantPart(tx, { kind: 'person', subjectId: personId, ownerPath, path, part: 'reception', from: now })
    fromElsewhere = true
    person = await lockPerson(tx, vault, personId)
  }
  if (person?.mergedInto) return lockComer(context, person.mergedInto, path)
  return person ? { person, fromElsewhere } : null
}

/** Reads what a new reception needs; takes the file's number, which a refusal gives back. */
export async function loadArriving(
  context: LoadContext,
  form: { personId?: string | undefined },
  arrivedAt: number,
): Promise<Arriving | null> {
  const { tx, actor } = context
  const station = await stationOf(context, actor.organisation.id)
  if (!station) return null
  const comer = form.personId ? await lockComer(context, form.personId, station.path) : null
  if (form.personId && !comer) return null
  const person = comer?.person ?? null
  return {
    station,
    person,
    facts: person ? await factsOf(tx, [person.id]) : [],
    files: person ? await filesOfPerson(tx, person.id) : [],
    fromElsewhere: comer?.fromElsewhere ?? false,
    // Last, so that the counter is held as shortly as can be.
    no: await fileNumber(tx, station.id, station.shortName, arrivedAt),
  }
}
