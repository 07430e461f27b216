/**
 * One row of a roster becomes a file of the past: person, file, entry and leaving in one transaction, or nothing. The row's
 * identity is kept beside it, so that the same row in any later file changes nothing.
 */
import { action, type LoadContext, type Moment, type NewFact, type SubjectRef } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Organisation } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import {
  addClaim,
  divisionName,
  fileRef,
  type FileRow,
  insertFile,
  insertPerson,
  moveFile,
  type PersonDescription,
  personRef,
  type PersonRow,
  rescueFile,
  sealLeftNote,
  updatePerson,
} from '#modules/people-and-cases/index.ts'
import { isJob } from './access.ts'
import { enteredAt, leftAt, type Loaded, loadRow } from './loads.ts'
import { refuse } from './refusals.ts'
import { meeting } from './rules-identity.ts'
import {
  claimsOf,
  filledIn,
  identityOf,
  isLocal,
  type KnownPerson,
  namesAgree,
  personFacts,
  type RosterClaim,
} from './rules-person.ts'
import { importGuestForm, type RosterGuest } from './schema.ts'
import { type ImportedRow, insertImported, setImported } from './store.ts'
import { leavingKinds } from './words.ts'

/** A file of the same person whose days lie over these. Leaving and coming again on one day do not. */
function overlapping(files: readonly FileRow[], guest: RosterGuest, now: number): FileRow | undefined {
  const today = dateOf(now)
  const [from, to] = [guest.entered, guest.left ?? today]
  return files.find((file) => {
    if (file.state === 'refused' || file.state === 'withdrawn' || file.state === 'transferred') return false
    const start = dateOf(file.arrivedAt)
    const end = file.leftAt === null ? today : dateOf(file.leftAt)
    return start === from || (start < to && from < end)
  })
}

interface Changes {
  added: {
    personId: string
    fileId: string
    ownerPath: string
    no: string
    description: PersonDescription
    identity: PersonRow['identity']
    guest: RosterGuest
    claims: (RosterClaim & { id: string })[]
    rowNo: number
  } | null
  leaving: { fileId: string; at: number; kind: string | null; note: string } | null
}

/** The leaving as facts; what was not written is left open. */
function leavingFacts(file: SubjectRef, guest: RosterGuest & { left: string }, station: Organisation, at: number): NewFact[] {
  const details = { imported: true, text: guest.leftText, to: guest.leftTo, remark: guest.remark }
  const facts: NewFact[] = [
    { subject: file, name: 'departure.left', value: guest.leftKind ? { kind: guest.leftKind } : {}, details, occurredAt: at },
  ]
  if (guest.leftKind !== 'escort' && guest.leftKind !== 'family') return facts
  const { division } = guest
  const local = division ? isLocal(division, station.division) : undefined
  const origin = division && divisionName(division) ? { origin: divisionName(division) } : {}
  const value = {
    ...(local === undefined ? {} : { local }),
    ...(division && station.division ? { crossProvince: division.slice(0, 2) !== station.division.slice(0, 2) } : {}),
  }
  facts.push({ subject: file, name: 'departure.sent-home', value, details: { imported: true, ...origin }, occurredAt: at })
  return facts
}

const leftNote = (guest: RosterGuest) => (guest.leftKind ? leavingKinds[guest.leftKind] : '离站方式未写明')
const hasLeft = (guest: RosterGuest): guest is RosterGuest & { left: string } => guest.left !== undefined

/** A check on entry, where the roster tells of one: without it nobody is cleared for a shared room. */
const screenedFacts = (file: SubjectRef, guest: RosterGuest, at: number): NewFact[] =>
  guest.infection
    ? [
        {
          subject: file,
          name: 'medical.screened',
          value: { infection: guest.infection },
          details: { imported: true },
          occurredAt: at,
        },
      ]
    : []

/** The row was imported before: nothing to do, its leaving to add, or changed and left alone. */
function decideAgain(loaded: Loaded & { before: ImportedRow }, guest: RosterGuest, moment: Moment) {
  const { before, keys, file, station } = loaded
  const meets = meeting(before, { ...keys, left: hasLeft(guest) })
  const changes: Changes = { added: null, leaving: null }
  const reply = { fileId: before.fileId, outcome: meets === 'leaving' ? 'already' : meets }
  if (meets !== 'leaving' || !hasLeft(guest) || !file) return { facts: [], changes, reply }
  const at = leftAt(guest, moment.now)
  const action = guest.leftKind === 'died' ? 'departure.record-death' : 'departure.leave'
  // Somebody signed the guest out by hand meanwhile: that holds.
  if (!next(rescueFile, file.file.state, action) || at < (file.file.acceptedAt ?? file.file.arrivedAt))
    return { facts: [], changes, reply }
  return {
    facts: leavingFacts(fileRef(file.file), guest, station, at),
    changes: { ...changes, leaving: { fileId: file.file.id, at, kind: guest.leftKind ?? null, note: leftNote(guest) } },
    reply: { ...reply, outcome: 'left' },
  }
}

function decideNew(loaded: Loaded, guest: RosterGuest, row: number, moment: Moment) {
  const { person, station, told } = loaded
  if (person && !namesAgree(guest, person.description)) return refuse('OTHER_NAME')
  const other = overlapping(loaded.files, guest, moment.now)
  if (other) return refuse('OVERLAP', { no: other.no })
  if (loaded.sameDay) return refuse('SAME_DAY', { no: loaded.sameDay })
  const at = enteredAt(guest)
  const personId = person?.id ?? moment.newId('person')
  const subject = personRef({ id: personId, ownerPath: person?.ownerPath ?? station.path })
  const file = fileRef({ id: moment.newId('file'), ownerPath: station.path })
  const before: KnownPerson | null = person ? { identity: person.identity, description: person.description } : null
  const after: KnownPerson = {
    identity: identityOf(guest, before?.identity, guest.entered),
    description: before ? filledIn(before.description, told) : told,
  }
  const asked = {
    imported: true,
    run: loaded.run.id,
    row,
    number: guest.number,
    arrival: guest.arrivalText,
    escortUnit: guest.escortedBy,
    remark: guest.remark,
  }
  const facts: NewFact[] = [
    {
      subject: file,
      name: 'intake.asked',
      value: guest.arrival ? { arrival: guest.arrival } : {},
      details: asked,
      occurredAt: at,
    },
    { subject: file, name: 'intake.accepted', value: {}, details: { imported: true }, occurredAt: at },
    ...screenedFacts(file, guest, at),
    ...personFacts(subject, guest, { before, after, stationDivision: station.division, at }),
  ]
  const changes: Changes = {
    added: {
      personId,
      fileId: file.id,
      ownerPath: subject.ownerPath,
      no: loaded.no as string,
      ...after,
      guest,
      claims: claimsOf(told, guest).map((claim) => ({ ...claim, id: moment.newId(`claim ${claim.kind}`) })),
      rowNo: row,
    },
    leaving: null,
  }
  if (hasLeft(guest)) {
    const gone = leftAt(guest, moment.now)
    facts.push(...leavingFacts(file, guest, station, gone))
    changes.leaving = { fileId: file.id, at: gone, kind: guest.leftKind ?? null, note: leftNote(guest) }
  }
  return { facts, changes, reply: { outcome: 'added', fileId: file.id, personId, no: loaded.no as string } }
}

async function saveAdded(context: LoadContext, added: NonNullable<Changes['added']>, loaded: Loaded): Promise<void> {
  const { station, person } = loaded
  const { personId, fileId, ownerPath, description, identity, guest } = added
  if (!person) await insertPerson(context, { id: personId, ownerPath, stationId: station.id, description, identity })
  else await updatePerson(context, person, { description, identity })
  const at = enteredAt(guest)
  await insertFile(context, {
    id: fileId,
    personId,
    no: added.no,
    stationId: station.id,
    ownerPath: station.path,
    arrival: guest.arrival ?? null,
    arrivedAt: at,
  })
  for (const { id, kind, content } of added.claims)
    await addClaim(context, { id, person: { id: personId, ownerPath }, kind, content, source: 'roster' })
  await moveFile(context.tx, fileId, { state: next(rescueFile, 'asked', 'intake.accept') ?? 'in', acceptedAt: at })
  await insertImported(context, {
    ...loaded.keys,
    fileId,
    runId: loaded.run.id,
    rowNo: added.rowNo,
    hasLeft: hasLeft(guest),
  })
}

export const importGuest = action({
  name: 'exchange.import-guest',
  title: '导入一行',
  help: '由导入作业逐行办理。',
  form: importGuestForm,
  load: loadRow,
  may: (actor, { run }) => isJob(actor, run),
  decide(loaded: Loaded, { guest, row }, moment) {
    if (loaded.run.state !== 'under-way') return refuse('ENDED')
    const { before } = loaded
    return before ? decideAgain({ ...loaded, before }, guest, moment) : decideNew(loaded, guest, row, moment)
  },
  async save(context, { added, leaving }: Changes, loaded) {
    if (added) await saveAdded(context, added, loaded)
    if (!leaving) return
    const { fileId, at, kind, note } = leaving
    await moveFile(context.tx, fileId, {
      state: 'left',
      leftAt: at,
      leftKind: kind,
      leftNote: sealLeftNote(context.vault, fileId, note),
    })
    if (!added) await setImported(context.tx, loaded.station.id, loaded.keys.key, loaded.keys.content)
  },
  constraintRefusal: (constraint) => (constraint === 'imported_once' ? refuse('TWIN') : undefined),
})
