/** Tracing's SQL about one guest: the desk's row, leads, consultations. Words about people lie sealed. */
import type { LoadContext, NewFact } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { type LedgerFact, toLedgerFacts } from '#kernel/ledger.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import type { LeadState } from './lifecycle.ts'
import { type Summary, summaryOf } from './rules-guest.ts'

/** Writes a guest's row as the facts of the file say it. */
export async function putGuest(tx: Tx, file: { id: string; ownerPath: string }, facts: readonly LedgerFact[]): Promise<void> {
  const own = summaryOf(facts.filter((fact) => fact.subject.id === file.id))
  const values: Record<keyof Summary, unknown> = { ...own }
  for (const [key, value] of Object.entries(own)) if (key.endsWith('At')) values[key as keyof Summary] = instant(value as number)
  await sql`insert into tracing.guest (file_id, owner_path, interviews, sayings, last_heard_at, notice_at, records_at, records_result,
      face_at, face_result, dna_at, dna_sampled_at, dna_result, raised_at, place, officer_id, officer_at)
    values (${file.id}, ${file.ownerPath}, ${values.interviews}, ${values.sayings}, ${values.lastHeardAt}, ${values.noticeAt}, ${values.recordsAt},
      ${values.recordsResult}, ${values.faceAt}, ${values.faceResult}, ${values.dnaAt}, ${values.dnaSampledAt}, ${values.dnaResult},
      ${values.raisedAt}, ${values.place}, ${values.officerId}, ${values.officerAt})
    on conflict (file_id) do update set owner_path = excluded.owner_path, interviews = excluded.interviews, sayings = excluded.sayings,
      last_heard_at = excluded.last_heard_at, notice_at = excluded.notice_at, records_at = excluded.records_at,
      records_result = excluded.records_result, face_at = excluded.face_at, face_result = excluded.face_result, dna_at = excluded.dna_at,
      dna_sampled_at = excluded.dna_sampled_at, dna_result = excluded.dna_result, raised_at = excluded.raised_at, place = excluded.place,
      officer_id = excluded.officer_id, officer_at = excluded.officer_at`.execute(tx)
}

/** The row with the facts of the action under way, which are not in the ledger yet. */
export function keepGuest(context: LoadContext, loaded: LoadedFile, fresh: NewFact[]): Promise<void> {
  const { actor, actionId, now, occurredAt } = context
  const facts = toLedgerFacts(fresh, { actor, actionId, now, occurredAt, version: () => 1 })
  return putGuest(context.tx, loaded.file, [...loaded.facts, ...facts])
}

interface LeadWords {
  hypothesis: string
  todo: string
  who?: string | undefined
  again?: string | undefined
  /** What came of it, in the order of telling. */
  outcomes?: { at: number; by: string; result: string; text: string }[]
}

export interface LeadRow extends LeadWords {
  id: string
  fileId: string
  state: LeadState
  notedAt: number
  notedBy: string
  dueOn: string | null
  settledAt: number | null
  settledBy: string | null
}

const leadColumns = sql`l.id, l.file_id as "fileId", l.state, l.noted_at as "notedAt", n.name as "notedBy", l.due_on as "dueOn",
  l.settled_at as "settledAt", s.name as "settledBy", l.content`
const leadFrom = sql`tracing.lead l join kernel.account n on n.id = l.noted_by left join kernel.account s on s.id = l.settled_by`
const leadPlace = (id: string) => `tracing.lead.content:${id}`
const openLead = (vault: Vault, { content, ...lead }: LeadRow & { content: Buffer }): LeadRow => ({
  ...lead,
  ...vault.openJson<LeadWords>(leadPlace(lead.id), content),
})

/** Leads of a guest: open ones first, then the latest. */
export async function leadsOf(tx: Tx, vault: Vault, fileId: string): Promise<LeadRow[]> {
  const found = await rows(
    sql<
      LeadRow & { content: Buffer }
    >`select ${leadColumns} from ${leadFrom} where l.file_id = ${fileId} order by l.state = 'open' desc, l.noted_at desc limit 300`,
    tx,
  )
  return found.map((each) => openLead(vault, each))
}

/** One lead of a guest, locked by the file's lock. */
export async function leadById(tx: Tx, vault: Vault, fileId: string, id: string): Promise<LeadRow | undefined> {
  const found = await row(
    sql<LeadRow & { content: Buffer }>`select ${leadColumns} from ${leadFrom} where l.file_id = ${fileId} and l.id = ${id}`,
    tx,
  )
  return found && openLead(vault, found)
}

export async function insertLead(
  { tx, vault, occurredAt, actor }: LoadContext,
  lead: { id: string; file: { id: string; ownerPath: string }; words: LeadWords; dueOn: string | null; factId: string },
): Promise<void> {
  await sql`insert into tracing.lead (id, file_id, owner_path, state, noted_at, noted_by, due_on, content, fact_id)
    values (${lead.id}, ${lead.file.id}, ${lead.file.ownerPath}, 'open', ${instant(occurredAt)}, ${actor.accountId}, ${lead.dueOn}::date,
      ${vault.sealJson(leadPlace(lead.id), lead.words)}, ${lead.factId})`.execute(tx)
}

/** What came of a lead; `open` goes on with another day to look. */
export async function settleLeadRow(
  { tx, vault, occurredAt, actor }: LoadContext,
  lead: LeadRow,
  settled: { state: LeadState; result: string; text: string; dueOn: string | null },
): Promise<void> {
  const { hypothesis, todo, who, again, outcomes = [] } = lead
  const words: LeadWords = {
    hypothesis,
    todo,
    who,
    again,
    outcomes: [...outcomes, { at: occurredAt, by: actor.name, result: settled.result, text: settled.text }],
  }
  const over = settled.state !== 'open'
  await sql`update tracing.lead set state = ${settled.state}, due_on = ${over ? null : settled.dueOn}::date,
      settled_at = ${over ? instant(occurredAt) : null}::timestamptz, settled_by = ${over ? actor.accountId : null}::uuid,
      content = ${vault.sealJson(leadPlace(lead.id), words)} where id = ${lead.id}`.execute(tx)
}

export interface ConsultationWords {
  /** The expert as he was called then. */
  expert: string
  field: string
  question: string
  sayings?: string[] | undefined
  recordings?: string[] | undefined
  opinion?: string | undefined
  result?: string | undefined
  judged?: string[] | undefined
}

export interface ConsultationRow extends ConsultationWords {
  id: string
  fileId: string
  expertId: string
  askedAt: number
  askedBy: string
  dueOn: string | null
  answeredAt: number | null
}

const consultationPlace = (id: string) => `tracing.consultation.content:${id}`
const consultationColumns = sql`c.id, c.file_id as "fileId", c.expert_id as "expertId", c.asked_at as "askedAt", a.name as "askedBy",
  c.due_on as "dueOn", c.answered_at as "answeredAt", c.content`
const openConsultation = (vault: Vault, { content, ...each }: ConsultationRow & { content: Buffer }): ConsultationRow => ({
  ...each,
  ...vault.openJson<ConsultationWords>(consultationPlace(each.id), content),
})

/** Consultations of a guest, the latest first. */
export async function consultationsOf(tx: Tx, vault: Vault, fileId: string): Promise<ConsultationRow[]> {
  const found = await rows(
    sql<
      ConsultationRow & { content: Buffer }
    >`select ${consultationColumns} from tracing.consultation c join kernel.account a on a.id = c.asked_by
      where c.file_id = ${fileId} order by c.asked_at desc limit 200`,
    tx,
  )
  return found.map((each) => openConsultation(vault, each))
}

export async function consultationById(tx: Tx, vault: Vault, fileId: string, id: string): Promise<ConsultationRow | undefined> {
  const found = await row(
    sql<
      ConsultationRow & { content: Buffer }
    >`select ${consultationColumns} from tracing.consultation c join kernel.account a on a.id = c.asked_by
      where c.file_id = ${fileId} and c.id = ${id}`,
    tx,
  )
  return found && openConsultation(vault, found)
}

export async function insertConsultation(
  { tx, vault, occurredAt, actor }: LoadContext,
  asked: {
    id: string
    file: { id: string; ownerPath: string }
    expertId: string
    dueOn: string | null
    words: ConsultationWords
  },
): Promise<void> {
  await sql`insert into tracing.consultation (id, file_id, owner_path, expert_id, asked_at, asked_by, due_on, content)
    values (${asked.id}, ${asked.file.id}, ${asked.file.ownerPath}, ${asked.expertId}, ${instant(occurredAt)}, ${actor.accountId},
      ${asked.dueOn}::date, ${vault.sealJson(consultationPlace(asked.id), asked.words)})`.execute(tx)
}

export async function answerConsultation(
  { tx, vault, occurredAt }: LoadContext,
  asked: ConsultationRow,
  answer: { opinion: string; result: string; judged: string[]; factId: string },
): Promise<void> {
  const { expert, field, question, sayings, recordings } = asked
  const words: ConsultationWords = {
    expert,
    field,
    question,
    sayings,
    recordings,
    opinion: answer.opinion,
    result: answer.result,
    judged: answer.judged,
  }
  await sql`update tracing.consultation set answered_at = ${instant(occurredAt)}, fact_id = ${answer.factId},
    content = ${vault.sealJson(consultationPlace(asked.id), words)} where id = ${asked.id}`.execute(tx)
}
