/** What decisions about leaving lock and read. */
import type { LoadContext } from '#kernel/action.ts'
import { detailsOf, type LedgerFact } from '#kernel/ledger.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { lockFile, type LoadedFile, placeWords } from '#modules/people-and-cases/index.ts'
import { gazetteer } from './gazetteer.ts'
import { lastOf, standing } from './guest.ts'
import { withOrigins } from './origins.ts'
import type { TicketWords } from './rules-form.ts'
import type { DeathTold } from './rules-death.ts'
import { type Destination, type Place, placeOf } from './rules-route.ts'
import type { Escort } from './rules-team.ts'
import {
  leavingBefore,
  type LeavingRow,
  leavingOf,
  refusalOf,
  type RefusalRow,
  takeDocumentNumber,
  type TicketRow,
  ticketsOf,
} from './store.ts'
import { accountName, areaNamed, designatedStation, type LetterRow, lettersOf, type PlanRow, planOf } from './store-plan.ts'
import { type StepRow, stepsOf } from './store-refusal.ts'

export interface Loaded extends LoadedFile {
  station: Organisation
  tickets: (TicketRow & { words: TicketWords })[]
  leaving: LeavingRow | undefined
  originRefusal: RefusalRow | undefined
  plan: PlanRow | undefined
  /** Who goes along, as last named for the plan. */
  team: Escort[]
  death: DeathTold
}

/** Whether a death stands with its papers, or was only told. */
export function deathTold(leaving: LeavingRow | undefined, details: Record<string, unknown> | undefined): DeathTold {
  if (leaving?.kind !== 'died') return undefined
  return details?.policeTold === undefined ? 'bare' : 'whole'
}

/** Locks the file and reads this room's rows of it; null when it is not the actor's to see. */
export async function loadGuest(context: LoadContext, form: { fileId: string }): Promise<Loaded | null> {
  const { tx, vault } = context
  const loaded = await lockFile(tx, vault, form.fileId)
  if (!loaded) return null
  const station = await organisationById(tx, loaded.file.stationId)
  if (!station) return null
  const tickets = await ticketsOf(tx, form.fileId)
  const named = teamFact(loaded.facts)
  const leaving = await leavingOf(tx, form.fileId)
  const died = leaving?.kind === 'died' ? [leaving.factId] : []
  const details = await detailsOf(tx, vault, [...tickets.map((each) => each.factId), ...(named ? [named.id] : []), ...died])
  return {
    ...loaded,
    facts: await withOrigins(tx, vault, loaded.facts),
    station,
    tickets: tickets.map((each) => ({ ...each, words: ticketWords(each, details.get(each.factId)) })),
    leaving,
    originRefusal: await refusalOf(tx, form.fileId),
    plan: await planOf(tx, form.fileId),
    team: (named && (details.get(named.id)?.escorts as Escort[] | undefined)) ?? [],
    death: deathTold(leaving, leaving && details.get(leaving.factId)),
  }
}

/** The fact that named who goes along, of this stay: a later plan or stay names its own. */
export function teamFact(facts: readonly LedgerFact[]): LedgerFact | undefined {
  const known = standing(facts)
  const named = lastOf(known, 'departure.escorts-named')
  const gone = lastOf(known, 'departure.handed-over', 'departure.plan-cancelled', 'intake.taken-back')
  return named && (!gone || named.occurredAt > gone.occurredAt) ? named : undefined
}

export interface Toward extends Loaded {
  /** The organisation named, if it is one of the system's. */
  organisation: Organisation | undefined
  designated: Destination['designated']
  place: Place | null
}

interface Where {
  fileId: string
  originId?: string | undefined
  origin?: string | undefined
  originDivision?: string | undefined
}

/** What a plan asks: the organisation, what became of the place since, who escorts across provinces. */
export async function loadToward(context: LoadContext, form: Where): Promise<Toward | null> {
  const loaded = await loadGuest(context, form)
  if (!loaded) return null
  const { tx } = context
  const organisation = form.originId ? await organisationById(tx, form.originId) : undefined
  const designated = await designatedStation(tx, loaded.station.path)
  const place = placeOf({ code: form.originDivision, text: form.origin }, gazetteer)
  const inSystem =
    place?.kind === 'unknown' && form.origin ? await areaNamed(tx, [form.origin, ...placeWords(form.origin)]) : undefined
  return {
    ...loaded,
    organisation,
    designated: designated === null ? 'none' : designated === loaded.station.id ? 'self' : 'other',
    place: inSystem ? { kind: 'known', code: null, name: inSystem } : place,
  }
}

export interface Writing extends Loaded {
  organisation: Organisation | undefined
  letters: LetterRow[]
  /** Number of this letter; taken where the first one of its kind is being sent. */
  no: string
  earlier: LetterRow | undefined
  /** The going home that a letter tells of: of who died on the way it is told all the same. */
  home: LeavingRow | undefined
}

/** What a letter asks: what was sent before about the same plan or leaving, and its number. */
export const loadLetter =
  (kind: 'ask' | 'tell') =>
  async (context: LoadContext, form: Where): Promise<Writing | null> => {
    const loaded = await loadGuest(context, form)
    if (!loaded) return null
    const letters = await lettersOf(context.tx, form.fileId)
    const home = (await leavingBefore(context.tx, loaded.file, loaded.leaving)) ?? loaded.leaving
    const about = kind === 'ask' ? loaded.plan?.id : home?.id
    const earlier = letters.find((each) => each.kind === kind && each.aboutId === about)
    const mark = kind === 'ask' ? 'ask' : 'letter'
    return {
      ...loaded,
      organisation: form.originId ? await organisationById(context.tx, form.originId) : undefined,
      letters,
      earlier,
      home,
      no: earlier?.no ?? (about ? await takeDocumentNumber(context, loaded.station, mark) : ''),
    }
  }

export interface Raising extends Loaded {
  steps: StepRow[]
}

export async function loadRaising(context: LoadContext, form: { fileId: string }): Promise<Raising | null> {
  const loaded = await loadGuest(context, form)
  if (!loaded) return null
  const steps = await stepsOf(context.tx, form.fileId)
  return { ...loaded, steps: steps.filter((each) => each.refusalId === loaded.originRefusal?.id) }
}

export interface Arriving extends Loaded {
  /** Who closed the handover before, if somebody did. */
  closedBy: string | null
}

export async function loadArriving(context: LoadContext, form: { fileId: string }): Promise<Arriving | null> {
  const loaded = await loadGuest(context, form)
  if (!loaded) return null
  const closed = loaded.leaving?.handedOverAt != null
  return { ...loaded, closedBy: closed ? await accountName(context.tx, loaded.leaving?.handedOverBy ?? null) : null }
}

/** What a line or a paper says of a ticket. */
export function ticketWords(ticket: Pick<TicketRow, 'kind' | 'fareFen'>, details: Record<string, unknown> = {}): TicketWords {
  const text = (key: string) => (typeof details[key] === 'string' ? (details[key] as string) : undefined)
  return { kind: ticket.kind, fareFen: ticket.fareFen, transport: text('transport'), to: text('to'), number: text('number') }
}

/** The fact of this action at a place, whose details hold what was written down. */
export const factAt = (actionId: string, position = 0) => `${actionId}:${position}`
