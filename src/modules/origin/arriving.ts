/** A letter from outside the house opens a person and a file here: what is read first, what is told, what is written. */
import type { LoadContext, Moment, NewFact } from '#kernel/action.ts'
import { known } from '#kernel/field.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { next } from '#kernel/lifecycle.ts'
import { dateOf } from '#kernel/time.ts'
import {
  addClaim,
  birthFact,
  fileById,
  fileNumber,
  type FileRow,
  filesOfPerson,
  insertFile,
  insertPerson,
  laidOver,
  type FileState,
  lockPerson,
  moveFile,
  type PersonDescription,
  personRef,
  type PersonRow,
  personsWithNumber,
  readIdNumber,
  rescueFile,
  updatePerson,
} from '#modules/people-and-cases/index.ts'
import { reception, type ReceptionState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import {
  changeReception,
  insertLetter,
  insertReception,
  type LetterContent,
  letterTaken,
  placeById,
  type Place,
  receptionOfPerson,
  type ReceptionRow,
} from './store.ts'
import type { LetterKind, Signer, Way } from './words.ts'

/** Who a letter speaks of. */
export interface Who {
  description: PersonDescription
  personId?: string | undefined
  newPerson?: boolean | undefined
}

export interface Comer {
  place: Place
  /** Of the same letter taken before. */
  again: { receptionId: string } | undefined
  person: PersonRow | null
  /** Bearers of the number: more than one is a question for a person. */
  bearers: number
  lost: boolean
  files: FileRow[]
  before: ReceptionRow | undefined
  /** File of the case that is joined. */
  beforeFile: FileRow | undefined
  no: string
}

/** Looks the person up by the whole of the ID number first; takes the file's number last. */
export async function loadComer(context: LoadContext, who: Who, key: string): Promise<Comer | null> {
  const { tx, vault, actor, occurredAt } = context
  const place = await placeById(tx, actor.organisation.id)
  if (!place) return null
  const again = await letterTaken(tx, place.path, key)
  const number = known(who.description.idNumber)
  const found = who.personId || who.newPerson || !number ? [] : await personsWithNumber(tx, vault, number)
  const wanted = who.personId ?? (found.length === 1 ? found[0]?.id : undefined)
  const person = wanted ? await lockPerson(tx, vault, wanted) : null
  const before = person ? await receptionOfPerson(tx, person.id, place.path) : undefined
  return {
    place,
    again,
    person,
    bearers: found.length,
    lost: wanted !== undefined && person === null,
    files: person ? await filesOfPerson(tx, person.id) : [],
    before,
    beforeFile: before && (await fileById(tx, before.fileId)),
    no: again || before ? '' : await fileNumber(tx, place.id, prefixOf(place), occurredAt),
  }
}

/** A bureau counts its own files; its short name may be its station's. */
const prefixOf = (place: Place) => (place.kind === 'bureau' ? `${place.shortName}局` : place.shortName)

export interface Told {
  kind: LetterKind
  way: Way
  key: string
  content: LetterContent
  signer?: Signer | undefined
  door: 'origin.register-letter' | 'origin.import-letter'
}

export interface Opening {
  /** Nothing is written: this very letter was taken before. */
  done: boolean
  told: Told
  letterId: string
  receptionId: string
  /** Null where a case that was there is joined. */
  opened: {
    fileId: string
    personId: string
    ownerPath: string
    isNew: boolean
    description: PersonDescription
    claimId: string
    identity: PersonRow['identity']
  } | null
  joined: { id: string; fileId: string; filePath: string; state: ReceptionState } | null
}

/** What a letter lets be known of a person; an ID number tells birth and sex where the letter does not. */
export function saidOf(description: PersonDescription, on: string): PersonDescription {
  const number = known(description.idNumber)
  const read = number ? readIdNumber(number, on) : undefined
  const clean = Object.fromEntries(Object.entries(description).filter(([, value]) => value !== undefined)) as PersonDescription
  if (read?.level !== 'valid' && read?.level !== 'historic') return clean
  return { ...(read.birth ? { birthDate: read.birth } : {}), ...(read.sex ? { sex: read.sex } : {}), ...clean }
}

export function open(
  comer: Comer,
  who: Who,
  told: Told,
  moment: Moment,
): { facts: NewFact[]; changes: Opening; reply: Record<string, unknown> } | Refusal {
  const base = { told, letterId: moment.newId('letter') }
  if (comer.again)
    return {
      facts: [],
      changes: { ...base, done: true, receptionId: comer.again.receptionId, opened: null, joined: null },
      reply: { receptionId: comer.again.receptionId, again: true },
    }
  const said = saidOf(who.description, dateOf(moment.now))
  if (!known(said.writtenName) && !known(said.idNumber)) return refuse('NO_NAME')
  if (comer.lost) return refuse('NO_SUCH_PERSON')
  if (!comer.person && comer.bearers > 1) return refuse('SAME_NUMBER', { count: comer.bearers })
  const value = { organisation: comer.place.id, asks: told.kind === 'ask', way: told.way }
  const details = { ...told.content }
  if (comer.before && comer.beforeFile) {
    const { id, fileId, filePath, state } = comer.before
    const subject = { kind: 'rescue-file', id: fileId, ownerPath: filePath }
    return {
      facts: [{ subject, name: 'origin.letter-received', value, details }],
      changes: {
        ...base,
        done: false,
        receptionId: id,
        opened: null,
        joined: { id, fileId, filePath, state: next(reception, state, told.door) ?? state },
      },
      reply: { receptionId: id, fileId, joined: true },
    }
  }
  const here = comer.files.find((file) => file.stationId === comer.place.id && (file.state === 'asked' || file.state === 'in'))
  if (here) return refuse('HERE', { no: here.no }, { fileId: here.id })
  const { person } = comer
  const personId = person?.id ?? moment.newId('person')
  const ownerPath = person?.ownerPath ?? comer.place.path
  const fileId = moment.newId('file')
  const subject = { kind: 'rescue-file', id: fileId, ownerPath: comer.place.path }
  // What was known here stays; the letter fills what was not.
  const description = person ? laidOver(said, person.description) : said
  const identity: PersonRow['identity'] = person && person.identity !== 'unknown' ? person.identity : 'claimed'
  const facts: NewFact[] = [{ subject, name: 'origin.letter-received', value, details }]
  const about = personRef({ id: personId, ownerPath })
  if (identity !== person?.identity) facts.push({ subject: about, name: 'person.identity-stated', value: { status: identity } })
  const birth = birthFact(description)
  if (birth && !birthFact(person?.description ?? {})) facts.push({ subject: about, name: 'person.birth-known', value: birth })
  const receptionId = moment.newId('reception')
  return {
    facts,
    changes: {
      ...base,
      done: false,
      receptionId,
      opened: {
        fileId,
        personId,
        ownerPath,
        isNew: person === null,
        description,
        identity,
        claimId: moment.newId('claim'),
      },
      joined: null,
    },
    reply: { receptionId, fileId, personId, no: comer.no, known: person !== null },
  }
}

export async function saveOpening(context: LoadContext, changes: Opening, comer: Comer): Promise<void> {
  if (changes.done) return
  const { told, opened, joined, receptionId } = changes
  const { place } = comer
  if (opened) {
    const { description, identity, personId, ownerPath, fileId } = opened
    if (comer.person) await updatePerson(context, comer.person, { description, identity })
    else await insertPerson(context, { id: personId, ownerPath, stationId: place.id, description, identity })
    await insertFile(context, {
      id: fileId,
      personId,
      no: comer.no,
      stationId: place.id,
      ownerPath: place.path,
      arrival: null,
      arrivedAt: context.occurredAt,
    })
    // Nobody stands at the door: the file is told of, and no guest's.
    await moveFile(context.tx, fileId, { state: next(rescueFile, rescueFile.initial as FileState, told.door) ?? 'received' })
    await addClaim(context, {
      id: opened.claimId,
      person: { id: personId, ownerPath },
      kind: 'details',
      content: { ...description, from: told.content.from },
      source: 'letter',
    })
    await insertReception(context, {
      id: receptionId,
      fileId,
      filePath: place.path,
      ownerPath: place.path,
      organisationId: place.id,
      way: told.way,
      asks: told.kind === 'ask',
      content: told.content,
    })
  }
  if (joined) await changeReception(context.tx, joined.id, { state: joined.state, asks: told.kind === 'ask' })
  await insertLetter(context, {
    id: changes.letterId,
    receptionId,
    fileId: opened?.fileId ?? (joined?.fileId as string),
    filePath: joined?.filePath ?? place.path,
    ownerPath: place.path,
    kind: told.kind,
    way: told.way,
    key: told.key,
    signer: told.signer,
    content: told.content,
  })
}
