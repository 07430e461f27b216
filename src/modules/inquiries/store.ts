/** The room's own SQL: inquiries and what is told in them. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { nextNumber, organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import type { Told } from '#facts/fragments.ts'
import { divisionNames } from '#modules/people-and-cases/index.ts'
import type { InquiryState } from './lifecycle.ts'
import { codeKey, nameKey, numberKey, phoneKey, type PlaceNames } from './rules.ts'
import type { AskerForm, ToldForm } from './schema.ts'
import type { Channel } from './words.ts'

/** What is kept sealed of an inquiry: as it was filled in, and as it is compared. */
export interface Content {
  form: ToldForm
  told: Told
  from?: string | undefined
  askerRelation?: string | undefined
  guardianConsents?: boolean | undefined
  /** Of a lead: where its record stands. */
  source?: { record: string; name?: string | undefined; entered?: string | undefined } | undefined
}

export interface InquiryRow {
  id: string
  ownerPath: string
  organisationId: string
  no: string
  channel: Channel
  state: InquiryState
  lead: boolean
  receivedAt: number
  changedAt: number
  keeper: string | null
  minor: boolean | null
  photos: number
  faceConsent: boolean
  publishConsent: boolean
  callPlanned: boolean
  joinedInto: string | null
  expiresAt: number | null
  hasReceipt: boolean
}

export interface Inquiry extends InquiryRow {
  content: Content | null
  contact: AskerForm | null
}

export const inquiryColumns = sql`i.id, i.owner_path as "ownerPath", i.organisation_id as "organisationId", i.no, i.channel, i.state, i.lead,
  i.received_at as "receivedAt", i.changed_at as "changedAt", i.keeper, i.minor, i.photos, i.face_consent as "faceConsent",
  i.publish_consent as "publishConsent", i.call_planned as "callPlanned", i.joined_into as "joinedInto", i.expires_at as "expiresAt",
  i.receipt is not null as "hasReceipt", i.content, i.contact`

type Sealed = InquiryRow & { content: Buffer | null; contact: Buffer | null }

export function openInquiry(vault: Vault, sealed: Sealed): Inquiry {
  return {
    ...sealed,
    content: sealed.content ? vault.openJson<Content>(`inquiries.inquiry.content:${sealed.id}`, sealed.content) : null,
    contact: sealed.contact ? vault.openJson<AskerForm>(`inquiries.inquiry.contact:${sealed.id}`, sealed.contact) : null,
  }
}

export const inquiryRef = (inquiry: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'inquiry',
  id: inquiry.id,
  ownerPath: inquiry.ownerPath,
})

export async function inquiryById(tx: Tx, vault: Vault, id: string): Promise<Inquiry | null> {
  const found = await row(sql<Sealed>`select ${inquiryColumns} from inquiries.inquiry i where i.id = ${id}`, tx)
  return found ? openInquiry(vault, found) : null
}

/** Locks an inquiry for a decision; null when it is not the actor's to see. */
export async function lockInquiry(tx: Tx, vault: Vault, id: string): Promise<Inquiry | null> {
  const found = await row(sql<Sealed>`select ${inquiryColumns} from inquiries.inquiry i where i.id = ${id} for update`, tx)
  return found ? openInquiry(vault, found) : null
}

/** What a form's photos are; ids that are nobody's, or out of reach, are left out. */
export async function photoTypes(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; type: string }>`select id, type from kernel.file where id = any(${[...ids]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.type]))
}

const named = (code: string | undefined) => (code ? divisionNames(code).join('') || undefined : undefined)

export const placeNames = (form: Pick<ToldForm, 'lostDivision' | 'homeDivision'>): PlaceNames => ({
  lost: named(form.lostDivision),
  home: named(form.homeDivision),
})

/** `云救寻 2026-0418`, counted per receiving organisation and year without gaps. */
export async function inquiryNumber(context: LoadContext): Promise<string> {
  const { tx, actor, now } = context
  const organisation = await organisationById(tx, actor.organisation.id)
  const year = dateOf(now).slice(0, 4)
  const number = await nextNumber(tx, `inquiry:${actor.organisation.id}:${year}`)
  return `${organisation?.shortName ?? ''}寻 ${year}-${String(number).padStart(4, '0')}`
}

export const receiptDigest = (vault: Vault, number: string, code: string): Buffer =>
  vault.blind('inquiries.receipt', `${numberKey(number)}\n${codeKey(code)}`)

const blindName = (vault: Vault, name: string | undefined) => {
  const key = name === undefined ? '' : nameKey(name)
  return key === '' ? null : vault.blind('inquiries.name', key)
}
const blindPhone = (vault: Vault, phone: string | undefined) => {
  const key = phone === undefined ? '' : phoneKey(phone)
  return key === '' ? null : vault.blind('inquiries.phone', key)
}

export interface NewInquiry {
  id: string
  no: string
  channel: Channel
  state: InquiryState
  lead: boolean
  content: Content
  contact: AskerForm
  minor: boolean | undefined
  faceConsent: boolean
  publishConsent: boolean
  keeper: string | null
  code?: string | undefined
  source?: { key: string; expiresAt: number | null } | undefined
}

export async function insertInquiry(context: LoadContext, made: NewInquiry): Promise<void> {
  const { tx, vault, actor, now, occurredAt } = context
  const { id, content, contact } = made
  await sql`insert into inquiries.inquiry (id, owner_path, organisation_id, no, no_key, channel, state, lead, received_at, changed_at, keeper,
      minor, photos, face_consent, publish_consent, content, contact, phone_key, name_key, receipt, source_key, expires_at)
    values (${id}, ${actor.organisation.path}, ${actor.organisation.id}, ${made.no}, ${numberKey(made.no)}, ${made.channel}, ${made.state},
      ${made.lead}, ${instant(occurredAt)}, ${instant(now)}, ${made.keeper}, ${made.minor ?? null}, ${content.form.photos?.length ?? 0},
      ${made.faceConsent}, ${made.publishConsent}, ${vault.sealJson(`inquiries.inquiry.content:${id}`, content)},
      ${vault.sealJson(`inquiries.inquiry.contact:${id}`, contact)}, ${blindPhone(vault, contact.phone)}, ${blindName(vault, content.told.name)},
      ${made.code ? receiptDigest(vault, made.no, made.code) : null}, ${made.source ? sourceKey(vault, made.source.key) : null},
      ${instant(made.source?.expiresAt)})`.execute(tx)
}

export const sourceKey = (vault: Vault, record: string): Buffer => vault.blind('inquiries.source', record)

export async function writeContent(
  { tx, vault, now }: LoadContext,
  id: string,
  change: {
    content: Content
    contact: AskerForm
    minor: boolean | undefined
    faceConsent: boolean
    publishConsent: boolean
    expiresAt?: number | null
  },
): Promise<void> {
  const { content, contact } = change
  await sql`update inquiries.inquiry set content = ${vault.sealJson(`inquiries.inquiry.content:${id}`, content)},
    contact = ${vault.sealJson(`inquiries.inquiry.contact:${id}`, contact)}, phone_key = ${blindPhone(vault, contact.phone)},
    name_key = ${blindName(vault, content.told.name)}, minor = ${change.minor ?? null}, photos = ${content.form.photos?.length ?? 0},
    face_consent = ${change.faceConsent}, publish_consent = ${change.publishConsent}, changed_at = ${instant(now)},
    expires_at = ${change.expiresAt === undefined ? sql`expires_at` : sql`${instant(change.expiresAt)}::timestamptz`} where id = ${id}`.execute(
    tx,
  )
}

export interface Move {
  state?: InquiryState
  keeper?: string
  callPlanned?: boolean
  joinedInto?: string | null
}

export async function moveInquiry({ tx, now }: { tx: Tx; now: number }, id: string, move: Move): Promise<void> {
  await sql`update inquiries.inquiry set state = ${move.state ?? sql`state`}, keeper = coalesce(${move.keeper ?? null}::uuid, keeper),
    call_planned = ${move.callPlanned ?? sql`call_planned`}, changed_at = ${instant(now)},
    joined_into = ${move.joinedInto === undefined ? sql`joined_into` : sql`${move.joinedInto}::uuid`} where id = ${id}`.execute(
    tx,
  )
}

export async function writeReceipt({ tx, vault }: LoadContext, inquiry: InquiryRow, code: string): Promise<void> {
  await sql`update inquiries.inquiry set receipt = ${receiptDigest(vault, inquiry.no, code)} where id = ${inquiry.id}`.execute(tx)
}

/** Ends an inquiry for good: what was told, how to reach who asked and the way to its receipt are gone. */
export async function eraseInquiry({ tx, now }: { tx: Tx; now: number }, id: string): Promise<void> {
  await sql`select inquiries.erase(${id}::uuid, true)`.execute(tx)
  await sql`update inquiries.lead_note set content = null where inquiry_id = ${id}`.execute(tx)
  await sql`update inquiries.inquiry set state = 'erased', content = null, contact = null, phone_key = null, name_key = null, photos = 0,
    face_consent = false, publish_consent = false, call_planned = false, minor = null, changed_at = ${instant(now)} where id = ${id}`.execute(
    tx,
  )
}

export async function erasePhotos(tx: Tx, id: string): Promise<void> {
  await sql`select inquiries.erase(${id}::uuid, false)`.execute(tx)
}

export interface Receipt {
  receipt: Buffer
  state: InquiryState
  callPlanned: boolean
}

export function receiptsOf(tx: Tx, number: string): Promise<Receipt[]> {
  return rows(
    sql<Receipt>`select receipt, state, call_planned as "callPlanned" from inquiries.receipts(${numberKey(number)})`,
    tx,
  )
}

/** Others of the same contact or for somebody of the same name, as far as the actor sees; at most ten. */
export function similarTo(
  tx: Tx,
  vault: Vault,
  of: { id: string; phone?: string | undefined; name?: string | undefined },
): Promise<{ id: string; no: string; state: InquiryState; sameContact: boolean; sameName: boolean }[]> {
  const [phone, name] = [blindPhone(vault, of.phone), blindName(vault, of.name)]
  if (!phone && !name) return Promise.resolve([])
  return rows(
    sql<{ id: string; no: string; state: InquiryState; sameContact: boolean; sameName: boolean }>`select id, no, state,
      coalesce(phone_key = ${phone}::bytea, false) as "sameContact", coalesce(name_key = ${name}::bytea, false) as "sameName"
      from inquiries.inquiry where (phone_key = ${phone}::bytea or name_key = ${name}::bytea) and id <> ${of.id} and state <> 'erased'
      order by received_at desc limit 10`,
    tx,
  )
}

export function joinedTo(tx: Tx, vault: Vault, id: string): Promise<Inquiry[]> {
  return rows(
    sql<Sealed>`select ${inquiryColumns} from inquiries.inquiry i where i.joined_into = ${id} order by i.received_at limit 50`,
    tx,
  ).then((found) => found.map((each) => openInquiry(vault, each)))
}
