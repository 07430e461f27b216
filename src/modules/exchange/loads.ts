/** What a row's decision reads: the run, what the row became before, and who bears its number. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { organisationById, type Organisation } from '#kernel/org.ts'
import { DAY, MINUTE, startOfDay } from '#kernel/time.ts'
import {
  birthRange,
  fileNumber,
  type FileRow,
  filesOfPerson,
  type LoadedFile,
  lockFile,
  lockPerson,
  type PersonDescription,
  personById,
  type PersonRow,
  personsWithNumber,
  readIdNumber,
} from '#modules/people-and-cases/index.ts'
import { instantOf } from './rules.ts'
import { contentText, identityText, stayText } from './rules-identity.ts'
import { descriptionOf, maybeSame } from './rules-person.ts'
import type { RosterGuest } from './schema.ts'
import { type ImportedRow, lockImported, lockRun, type RunRow, sameDayFiles } from './store.ts'

export interface RowKeys {
  key: string
  content: string
  stay: string
}

/** Keyed digests by which a row is known again; who does not hold the keys can neither read nor guess them. */
export function keysOf(vault: Vault, stationId: string, guest: RosterGuest): RowKeys {
  const digest = (purpose: string, text: string) => vault.blind(`exchange.row.${purpose}`, text).toString('hex')
  return {
    key: digest('key', identityText(stationId, guest)),
    content: digest('content', contentText(guest)),
    stay: digest('stay', stayText(guest)),
  }
}

export interface Loaded {
  run: RunRow
  station: Organisation
  keys: RowKeys
  before: ImportedRow | undefined
  /** The file that the row became before. */
  file: LoadedFile | null
  /** Who bears the row's number. */
  person: PersonRow | null
  files: FileRow[]
  /** Number of a file of the same name and day that may be the same guest. */
  sameDay: string | null
  told: PersonDescription
  no: string | null
}

/** Entry of a guest; 00:00 where no time was told. */
export const enteredAt = (guest: RosterGuest) => instantOf({ date: guest.entered, ...minuteOf(guest.enteredMinute) })
const minuteOf = (minute: number | undefined) => (minute === undefined ? {} : { minute })

/** A leaving whose time nobody wrote down is the last minute of its day, never later than now. */
export function leftAt(guest: RosterGuest & { left: string }, now: number): number {
  if (guest.leftMinute !== undefined) return instantOf({ date: guest.left, minute: guest.leftMinute })
  return Math.max(Math.min(startOfDay(guest.left) + DAY - MINUTE, now), enteredAt(guest))
}

async function bearerOf(context: LoadContext, guest: RosterGuest): Promise<PersonRow | null> {
  if (!guest.idNumber) return null
  const { level } = readIdNumber(guest.idNumber, guest.entered)
  if (level !== 'valid' && level !== 'historic') return null
  const [first] = await personsWithNumber(context.tx, context.vault, guest.idNumber)
  return first ? lockPerson(context.tx, context.vault, first.id) : null
}

async function sameDayOf(
  context: LoadContext,
  stationId: string,
  guest: RosterGuest,
  told: PersonDescription,
): Promise<string | null> {
  if (!guest.name) return null
  const from = startOfDay(guest.entered)
  const others = await sameDayFiles(context.tx, { stationId, name: guest.name, from, until: from + DAY })
  for (const other of others) {
    const person = await personById(context.tx, context.vault, other.personId)
    if (person && maybeSame(guest, told, person, birthRange(told))) return other.no
  }
  return null
}

/** Reads and locks what a row's decision needs; takes a file number only where a file may come of it. */
export async function loadRow(context: LoadContext, form: { runId: string; guest: RosterGuest }): Promise<Loaded | null> {
  const { tx, vault, actor } = context
  const run = await lockRun(tx, vault, form.runId)
  const station = run ? await organisationById(tx, run.stationId) : undefined
  if (!run || !station || run.stationId !== actor.organisation.id) return null
  const { guest } = form
  const keys = keysOf(vault, station.id, guest)
  const before = await lockImported(tx, station.id, keys.key)
  const told = descriptionOf(guest, enteredAt(guest))
  const known = { run, station, keys, before, told }
  if (before) {
    const file = await lockFile(tx, vault, before.fileId)
    return { ...known, file, person: null, files: [], sameDay: null, no: null }
  }
  const person = await bearerOf(context, guest)
  return {
    ...known,
    file: null,
    person,
    files: person ? await filesOfPerson(tx, person.id) : [],
    sameDay: person ? null : await sameDayOf(context, station.id, guest, told),
    // Last: a refusal gives the number back.
    no: await fileNumber(tx, station.id, station.shortName, enteredAt(guest)),
  }
}
