/** What the doors read and lock before they decide. */
import type { LoadContext } from '#kernel/action.ts'
import { readConfig } from '#kernel/config.ts'
import { nextNumber, type Organisation, organisationById } from '#kernel/org.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { type LoadedFile, lockFile, rescueFile } from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals.ts'
import { fileOfRequest, lockRequest, type RequestRow } from './store.ts'

export const loadFile = ({ tx, vault }: LoadContext, form: { fileId: string }) => lockFile(tx, vault, form.fileId)

/** Here, or asking at the desk or at a bedside. */
export function here(loaded: LoadedFile): true | Refusal {
  const { state } = loaded.file
  return state === 'asked' || state === 'in' ? true : refuse('NOT_HERE', { state: rescueFile.states[state].zh })
}

/** The first fact of this action, whose details hold what was written down. */
export const firstFact = (actionId: string) => `${actionId}:0`

export interface Stationed extends LoadedFile {
  station: Organisation
}

export async function loadStationed(context: LoadContext, form: { fileId: string }): Promise<Stationed | null> {
  const loaded = await loadFile(context, form)
  const station = loaded && (await organisationById(context.tx, loaded.file.stationId))
  return loaded && station ? { ...loaded, station } : null
}

export interface WithRequest extends Stationed {
  request: RequestRow
}

/** A request with its file: first the file is locked, as everywhere, then the request. */
export async function loadRequest(context: LoadContext, form: { requestId: string }): Promise<WithRequest | null> {
  const fileId = await fileOfRequest(context.tx, form.requestId)
  const loaded = fileId && (await loadStationed(context, { fileId }))
  const request = loaded && (await lockRequest(context.tx, context.vault, form.requestId))
  return loaded && request ? { ...loaded, request } : null
}

interface ToPolice {
  policeId?: string | undefined
  policeName?: string | undefined
}

/** The police body that a form names, if it is one of the system's. */
export const policeOf = (context: LoadContext, form: ToPolice) =>
  form.policeId ? organisationById(context.tx, form.policeId) : Promise.resolve(undefined)

/** Its name, and who it is; or why not. */
export function policeNamed(
  form: ToPolice,
  police: Organisation | undefined,
): { police: string; policeId: string | null; policePath: string | null } | Refusal {
  if (form.policeId) {
    return police?.kind === 'police' && police.active
      ? { police: police.name, policeId: police.id, policePath: police.path }
      : refuse('NO_SUCH_POLICE')
  }
  return form.policeName ? { police: form.policeName, policeId: null, policePath: null } : refuse('WHICH_POLICE')
}

/** `云救协查〔2026〕12号`, counted per station and year. */
export async function letterNumber(context: LoadContext, station: Organisation): Promise<string> {
  const year = dateOf(context.now).slice(0, 4)
  const number = await nextNumber(context.tx, `police-letter:${station.id}:${year}`)
  return `${station.shortName}协查〔${year}〕${number}号`
}

/** Whether an exchange is set up, so that a request may go out by itself. */
export const exchangeOpen = (): boolean => readConfig().exchange !== undefined

/** Whether this one goes out by itself; a refusal where somebody chose what is not set up. */
export function goesOut(how: 'letter' | 'exchange' | undefined, open: boolean): boolean | Refusal {
  if (how === 'exchange' && !open) return refuse('NO_EXCHANGE')
  return how === undefined ? open : how === 'exchange'
}
