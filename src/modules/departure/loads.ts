/** What decisions about leaving lock and read. */
import type { LoadContext } from '#kernel/action.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { lockFile, type LoadedFile } from '#modules/people-and-cases/index.ts'
import { withOrigins } from './origins.ts'
import type { TicketWords } from './rules-form.ts'
import { type LeavingRow, leavingOf, refusalOf, type RefusalRow, type TicketRow, ticketsOf } from './store.ts'

export interface Loaded extends LoadedFile {
  station: Organisation
  tickets: (TicketRow & { words: TicketWords })[]
  leaving: LeavingRow | undefined
  originRefusal: RefusalRow | undefined
}

/** Locks the file and reads this room's rows of it; null when it is not the actor's to see. */
export async function loadGuest(context: LoadContext, form: { fileId: string }): Promise<Loaded | null> {
  const { tx, vault } = context
  const loaded = await lockFile(tx, vault, form.fileId)
  if (!loaded) return null
  const station = await organisationById(tx, loaded.file.stationId)
  if (!station) return null
  const tickets = await ticketsOf(tx, form.fileId)
  const details = await detailsOf(
    tx,
    vault,
    tickets.map((each) => each.factId),
  )
  return {
    ...loaded,
    facts: await withOrigins(tx, vault, loaded.facts),
    station,
    tickets: tickets.map((each) => ({ ...each, words: ticketWords(each, details.get(each.factId)) })),
    leaving: await leavingOf(tx, form.fileId),
    originRefusal: await refusalOf(tx, form.fileId),
  }
}

/** What a line or a paper says of a ticket. */
export function ticketWords(ticket: Pick<TicketRow, 'kind' | 'fareFen'>, details: Record<string, unknown> = {}): TicketWords {
  const text = (key: string) => (typeof details[key] === 'string' ? (details[key] as string) : undefined)
  return { kind: ticket.kind, fareFen: ticket.fareFen, transport: text('transport'), to: text('to'), number: text('number') }
}

/** The fact of this action at a place, whose details hold what was written down. */
export const factAt = (actionId: string, position = 0) => `${actionId}:${position}`
